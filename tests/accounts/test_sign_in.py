"""Signing in: right and wrong, fast and slow, over and out."""

import statistics
import time

import httpx
import pytest

from madang.accounts import slowness
from tests.conftest import Run, Serve
from tests.helpers import PASSWORD, bearer, sign_in, sign_up


def test_sign_in_and_out(client: httpx.Client) -> None:
    first = sign_up(client)
    answer = sign_in(client)
    assert answer.status_code == 200
    second = answer.json()["access_token"]
    assert second != first
    assert answer.json()["user"] == client.get("/api/auth/me", headers=bearer(second)).json()

    assert client.post("/api/auth/logout", headers=bearer(second)).status_code == 204
    refused = client.get("/api/auth/me", headers=bearer(second))
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert client.get("/api/auth/me", headers=bearer(first)).status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
def test_wrong_address_and_wrong_password_answer_alike(client: httpx.Client, language: str) -> None:
    sign_up(client)
    client.headers["Accept-Language"] = language
    answers = [
        sign_in(client, "alice@example.org", "wrong"),
        sign_in(client, "nobody@example.org", PASSWORD),
        sign_in(client, "not an address", PASSWORD),
        sign_in(client, "a\x00b", "\ud800"),
        sign_in(client, "alice@example.org", "x" * 5000),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(_telling(answer.headers))) for answer in answers}) == 1


def _telling(headers: httpx.Headers) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name not in ("x-request-id", "date")]


def test_wrong_address_and_wrong_password_take_the_same_time(running: Run) -> None:
    """The real hash, in a process of its own, asked in turns. The bound is generous: without a hash it is 1 to 20."""
    server = running(limits="off")
    seconds: dict[str, list[float]] = {"alice@example.org": [], "nobody@example.org": []}
    with httpx.Client(base_url=server.url, timeout=30) as client:
        sign_up(client)
        for _ in range(7):
            for email, taken in seconds.items():
                started = time.perf_counter()
                assert sign_in(client, email, "wrong password").status_code == 401
                taken.append(time.perf_counter() - started)
    known, unknown = (statistics.median(taken) for taken in seconds.values())
    assert 0.4 < known / unknown < 2.5


def test_an_account_without_a_password_takes_none(serve: Serve) -> None:
    """One of a provider, or one that waits for its first link: no password fits, not even an empty one."""
    server = serve()
    with server.client() as client:
        sign_up(client)
        server.without_password("alice@example.org")
        assert {sign_in(client, password=password).status_code for password in ("", "None", PASSWORD)} == {401}


def test_sign_in_is_slowed_for_an_address(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one address, whatever the account; the answer says how long to wait."""
    monkeypatch.setattr(slowness, "FROM_ADDRESS", "12/hour")
    sign_up(client)
    for number in range(12):
        assert sign_in(client, f"a{number}@example.org", "wrong").status_code == 401
    slowed = sign_in(client)
    assert (slowed.status_code, slowed.json()["code"]) == (429, "too_many")
    assert 1 <= int(slowed.headers["retry-after"]) <= 3600


def test_an_account_is_slowed_and_never_locked(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody guesses at Alice's password: Alice still gets in, after a moment."""
    monkeypatch.setattr(slowness, "DELAY_SECONDS", 0.3)
    monkeypatch.setattr(slowness, "FOR_ACCOUNT", "5/hour")
    sign_up(client)
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 401
    started = time.perf_counter()
    assert sign_in(client).status_code == 200
    assert time.perf_counter() - started >= 0.3
    assert sign_in(client, password="wrong").status_code == 401


def test_an_unknown_account_is_slowed_the_same(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowness, "DELAY_SECONDS", 0.3)
    monkeypatch.setattr(slowness, "FOR_ACCOUNT", "5/hour")
    for _ in range(5):
        sign_in(client, "nobody@example.org")
    started = time.perf_counter()
    assert sign_in(client, "NOBODY@example.org").status_code == 401
    assert time.perf_counter() - started >= 0.3


def test_limits_off_slows_nobody(served_once: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowness, "FROM_ADDRESS", "1/hour")
    monkeypatch.setattr(slowness, "FOR_ACCOUNT", "1/hour")
    assert {sign_in(served_once, "nobody@example.org").status_code for _ in range(3)} == {401}


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer mdp_" + "x" * 32, "Bearer mdd_" + "x" * 9000],
)
def test_a_bad_token_is_nobody(served_once: httpx.Client, header: str) -> None:
    answer = served_once.get("/api/auth/me", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_renaming(client: httpx.Client) -> None:
    client.headers.update(bearer(sign_up(client)))
    renamed = client.put("/api/auth/me", json={"name": "  마당\u200b 지기 "})
    assert renamed.json()["name"] == "마당 지기"
    assert client.get("/api/auth/me").json() == renamed.json()
    assert client.put("/api/auth/me", json={"name": "x", "is_admin": True}).status_code == 422
