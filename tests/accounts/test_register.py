"""Registering: who gets an account, and who is the administrator."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import PASSWORD, sign_in, sign_up

ALICE = {"email": "alice@example.org", "name": "Alice", "password": PASSWORD}


def test_an_account_of_ones_own(client: httpx.Client) -> None:
    answer = client.post("/api/auth/register", json=ALICE)

    assert answer.status_code == 201
    body = answer.json()
    assert body["token_type"] == "bearer"
    assert body["access_token"].startswith("mdd_")
    user = body["user"]
    assert {key: user[key] for key in ("email", "name", "provider", "has_password")} == {
        "email": "alice@example.org",
        "name": "Alice",
        "provider": "local",
        "has_password": True,
    }
    assert "set-cookie" not in answer.headers
    me = client.get("/api/auth/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json() == user


def test_the_first_account_is_the_administrator(client: httpx.Client) -> None:
    assert client.get("/api/about").json()["first_account"] is True
    first = client.post("/api/auth/register", json=ALICE).json()["user"]
    assert client.get("/api/about").json()["first_account"] is False
    second = client.post("/api/auth/register", json=ALICE | {"email": "bob@example.org"}).json()["user"]

    assert (first["is_admin"], second["is_admin"]) == (True, False)


@pytest.mark.parametrize("host", ["madang.local", "a.test", "localhost", "intranet", "example.invalid", "host.arpa"])
def test_addresses_of_an_intranet_and_of_tests_are_addresses(client: httpx.Client, host: str) -> None:
    assert sign_up(client, f"alice@{host}")
    assert sign_in(client, f"Alice@{host.upper()}").status_code == 200


@pytest.mark.parametrize("typed", ["alice@xn--3e0b707e.kr", "alice@한국.kr", "ALICE@한국.KR", "alice@한국。kr"])
def test_an_address_is_found_again_however_its_host_is_written(client: httpx.Client, typed: str) -> None:
    sign_up(client, "alice@xn--3e0b707e.kr")
    assert sign_in(client, typed).status_code == 200


def test_a_password_is_the_same_however_its_syllables_are_composed(client: httpx.Client) -> None:
    password = "별이 빛나는 밤"
    apart = unicodedata.normalize("NFD", password)
    assert apart != password
    sign_up(client, password=apart)
    assert sign_in(client, password=password).status_code == sign_in(client, password=apart).status_code == 200
    short = client.post("/api/auth/register", json=ALICE | {"email": "b@a.test", "password": apart[:8]})
    assert (short.status_code, short.json()["code"]) == (422, "password_too_short")


def test_two_at_once_make_one_administrator(serve: Serve, database_url: str) -> None:
    """Two processes on PostgreSQL; SQLite is for one, which has two requests at once."""
    servers = [serve(), serve()] if database_url.startswith("postgresql") else [serve()] * 2

    def register(number: int) -> bool:
        with servers[number % 2].client() as client:
            answer = client.post("/api/auth/register", json=ALICE | {"email": f"p{number}@example.org"})
            assert answer.status_code == 201
            is_admin: bool = answer.json()["user"]["is_admin"]
            return is_admin

    with ThreadPoolExecutor(4) as threads:
        admins = list(threads.map(register, range(4)))
    assert sum(admins) == 1


def test_one_address_is_registered_once_however_often_at_once(serve: Serve) -> None:
    server = serve()

    def register(_: int) -> int:
        with server.client() as client:
            return client.post("/api/auth/register", json=ALICE).status_code

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(register, range(4))) == [201, 409, 409, 409]


@pytest.mark.parametrize(
    "typed", ["ALICE@EXAMPLE.ORG", " alice@example.org ", "alice@ｅｘａｍｐｌｅ.org", "Alice@Example.Org"]
)
def test_an_address_is_the_same_in_any_case_and_width(client: httpx.Client, typed: str) -> None:
    sign_up(client)

    taken = client.post("/api/auth/register", json=ALICE | {"email": typed}, headers={"Accept-Language": "en"})
    assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")
    assert taken.json()["detail"] == "There is an account with this e-mail address already."
    assert sign_in(client, typed).status_code == 200


def test_full_width_letters_sign_in(client: httpx.Client) -> None:
    sign_up(client)
    assert sign_in(client, "ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｏｒｇ").status_code == 200


def test_closed_registration(serve: Serve) -> None:
    with serve(registration="closed").client() as client:
        refused = client.post("/api/auth/register", json=ALICE)
        assert (refused.status_code, refused.json()["code"]) == (403, "registration_closed")
        assert client.get("/api/about").json()["registration"] == "closed"
        assert sign_in(client).status_code == 401


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"email": "alice"}, "email", "email_invalid"),
        ({"email": ""}, "email", "email_invalid"),
        ({"email": "a" * 300 + "@example.org"}, "email", "email_invalid"),
        ({"name": " \u200b "}, "name", "name_too_short"),
        ({"name": "x" * 61}, "name", "name_too_long"),
        ({"name": "a\x00b"}, "name", "text_not_allowed"),
        ({"password": "7 chars"}, "password", "password_too_short"),
        ({"password": "x" * 257}, "password", "password_too_long"),
        ({"browser": "maybe"}, "browser", "field_invalid"),
        ({"is_admin": True}, "", "field_unknown"),
    ],
)
def test_what_is_refused_and_where(served_once: httpx.Client, wrong: dict[str, Any], field: str, code: str) -> None:
    answer = served_once.post("/api/auth/register", json=ALICE | wrong)
    assert answer.status_code == 422
    body = answer.json()
    assert (body["code"], [error["field"] for error in body["errors"]]) == (code, [field])


def test_a_refusal_echoes_nothing(served_once: httpx.Client) -> None:
    secret = "tr0ub4dor" * 40
    answer = served_once.post("/api/auth/register", json=ALICE | {"password": secret, "tr0ub4dor": 1})
    assert answer.status_code == 422
    assert "tr0ub4dor" not in answer.text


@pytest.mark.parametrize("password", ["비밀번호 여덟자", "\x00" * 8, "🔑" * 8, " " * 8, "x" * 256])
def test_any_text_is_a_password(served_once: httpx.Client, password: str) -> None:
    """It is hashed and never shown: nothing but its length is judged."""
    email = f"{abs(hash(password))}@example.org"
    sign_up(served_once, email, password=password)
    assert sign_in(served_once, email, password).status_code == 200
    assert sign_in(served_once, email, password + " ").status_code == 401
