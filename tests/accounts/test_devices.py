"""Signed-in devices, personal API tokens, and what ends them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from madang.accounts.models import Presenter, Token
from madang.security import digest
from tests.conftest import Serve
from tests.helpers import PASSWORD, Served, post, sign_in, sign_up, until

NEW_PASSWORD = "another sky of stars"
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def server(serve: Serve) -> Served:
    return serve()


@pytest.fixture
def alice(server: Served) -> str:
    with server.client() as client:
        return sign_up(client)


def another_device(server: Served) -> str:
    with server.client(headers={"User-Agent": CHROME}) as client:
        token: str = sign_in(client).json()["access_token"]
        return token


def works(server: Served, token: str) -> bool:
    with server.client(token) as client:
        answer = client.get("/api/auth/me")
        assert answer.status_code in (200, 401)
        return answer.status_code == 200


def test_devices_are_listed_and_signed_out(server: Served, alice: str) -> None:
    phone = another_device(server)
    with server.client(alice) as client:
        devices = client.get("/api/auth/devices").json()
        assert [(device["name"], device["current"]) for device in devices] == [
            ("Chrome, Android", False),
            ("API", True),
        ]
        for device in devices:
            assert set(device) == {"id", "name", "created_at", "last_used_at", "current"}
            assert datetime.fromisoformat(device["last_used_at"]).utcoffset() == timedelta(0)

        assert client.delete(f"/api/auth/devices/{devices[0]['id']}").status_code == 204
        assert not works(server, phone)
        assert client.delete(f"/api/auth/devices/{devices[0]['id']}").status_code == 404
        assert len(client.get("/api/auth/devices").json()) == 1


def test_signing_out_all_others_spares_api_tokens(server: Served, alice: str) -> None:
    others = [another_device(server) for _ in range(3)]
    with server.client(alice) as client:
        script = client.post("/api/auth/tokens", json={"name": "Script"}).json()["token"]
        assert client.delete("/api/auth/devices").status_code == 204
    assert [works(server, token) for token in (*others, alice, script)] == [False, False, False, True, True]


def test_nobody_touches_what_is_anothers(server: Served, alice: str) -> None:
    with server.client(alice) as client:
        token_id = client.post("/api/auth/tokens", json={"name": "Script"}).json()["id"]
        device_id = client.get("/api/auth/devices").json()[0]["id"]
        # Each kind has its own way out.
        assert client.delete(f"/api/auth/devices/{token_id}").status_code == 404
        assert client.delete(f"/api/auth/tokens/{device_id}").status_code == 404
    with server.client() as client:
        bob = sign_up(client, "bob@example.org")
    with server.client(bob) as stranger:
        paths = [f"devices/{device_id}", f"tokens/{token_id}", f"tokens/{'A' * 22}", "tokens/a%00b", "tokens/%ED%A0%80"]
        refused = [stranger.delete(f"/api/auth/{path}") for path in paths]
        assert {answer.status_code for answer in refused} == {404}
        assert len({answer.content for answer in refused}) == 1
        assert stranger.get("/api/auth/tokens").json() == []


def test_an_api_token_is_shown_once(server: Served, alice: str) -> None:
    with server.client(alice) as client:
        made = client.post("/api/auth/tokens", json={"name": "  Lecture\u200b script "})
        assert made.status_code == 201
        secret, shown = made.json()["token"], {key: value for key, value in made.json().items() if key != "token"}
        assert secret.startswith("mda_")
        assert shown["name"] == "Lecture script"
        assert client.get("/api/auth/tokens").json() == [shown]
        assert works(server, secret)
        assert [device["name"] for device in client.get("/api/auth/devices").json()] == ["API"]

        assert client.delete(f"/api/auth/tokens/{shown['id']}").status_code == 204
        assert client.get("/api/auth/tokens").json() == []
        assert not works(server, secret)


def test_the_database_holds_digests_only(server: Served, alice: str) -> None:
    with server.client(alice) as client:
        script = client.post("/api/auth/tokens", json={"name": "Script"}).json()["token"]
    rows = server.read(lambda db: [dict(row) for row in db.execute(select(Token.__table__)).mappings()])
    assert {row["digest"] for row in rows} == {digest(alice), digest(script)}
    people = server.read(lambda db: [dict(row) for row in db.execute(select(Presenter.__table__)).mappings()])
    everything = str(rows) + str(people)
    for secret in (alice, script, PASSWORD):
        assert secret not in everything
    assert people[0]["password_hash"].startswith("$argon2id$")


def test_a_device_that_is_not_used_for_90_days_is_signed_out(server: Served, alice: str) -> None:
    server.write(lambda db: db.execute(update(Token).values(expires_at=datetime.now(UTC) - timedelta(seconds=1))))
    assert not works(server, alice)


def test_a_device_that_is_used_stays_signed_in(server: Served, alice: str) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    server.write(lambda db: db.execute(update(Token).values(expires_at=soon, last_used_at=soon - timedelta(days=89))))
    assert works(server, alice)

    def later() -> bool:
        expires_at = server.read(lambda db: db.scalar(select(Token.expires_at)))
        return expires_at is not None and expires_at > soon + timedelta(days=80)

    until(later)


def test_a_changed_password_signs_other_devices_out(server: Served, alice: str) -> None:
    phone = another_device(server)
    with server.client(alice) as client:
        script = client.post("/api/auth/tokens", json={"name": "Script"}).json()["token"]
        change = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        assert client.post("/api/auth/password", json=change).status_code == 204
    assert [works(server, token) for token in (phone, alice, script)] == [False, True, True]
    with server.client() as client:
        assert [sign_in(client, password=password).status_code for password in (PASSWORD, NEW_PASSWORD)] == [401, 200]


@pytest.mark.parametrize("current", [None, "", "wrong", "\x00", "x" * 5000])
def test_changing_the_password_needs_the_old_one(server: Served, alice: str, current: str | None) -> None:
    with server.client(alice) as client:
        change = {"current_password": current, "new_password": NEW_PASSWORD}
        refused = client.post("/api/auth/password", json=change)
        assert (refused.status_code, refused.json()["code"]) == (403, "wrong_password")
        assert sign_in(client).status_code == 200


def test_a_reset_link_works_once(server: Served, alice: str) -> None:
    link = server.reset_link("alice@example.org")
    assert not works(server, link)  # it resets a password and does nothing else
    with server.client() as client:
        body = {"token": link, "password": "short"}
        assert client.post("/api/auth/reset", json=body).status_code == 422  # and is not used up
        body = {"token": link, "password": NEW_PASSWORD}
        assert client.post("/api/auth/reset", json=body).status_code == 204
        again = client.post("/api/auth/reset", json=body | {"password": "one sky too many"})
        assert (again.status_code, again.json()["code"]) == (404, "reset_link_used")
        assert [sign_in(client, password=password).status_code for password in (PASSWORD, NEW_PASSWORD)] == [401, 200]
    assert not works(server, alice)


def test_a_second_link_is_used_up_with_the_first(server: Served, alice: str) -> None:
    links = [server.reset_link("alice@example.org") for _ in range(2)]
    with server.client() as client:
        answers = [client.post("/api/auth/reset", json={"token": link, "password": NEW_PASSWORD}) for link in links]
    assert [answer.status_code for answer in answers] == [204, 404]


def test_no_other_token_resets_a_password(server: Served, alice: str) -> None:
    with server.client(alice) as client:
        script = client.post("/api/auth/tokens", json={"name": "Script"}).json()["token"]
    with server.client() as client:
        for token in (alice, script, "", "mdr_", "\x00", "\ud800", "x" * 9000):
            body = {"token": token, "password": NEW_PASSWORD}
            assert post(client, "/api/auth/reset", body).status_code == 404
        assert sign_in(client).status_code == 200


def test_a_link_of_yesterday_is_of_no_use(server: Served, alice: str) -> None:
    link = server.reset_link("alice@example.org")
    yesterday = datetime.now(UTC) - timedelta(seconds=1)
    server.write(lambda db: db.execute(update(Token).where(Token.purpose == "reset").values(expires_at=yesterday)))
    with server.client() as client:
        assert client.post("/api/auth/reset", json={"token": link, "password": NEW_PASSWORD}).status_code == 404
