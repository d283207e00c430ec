"""Who asks, and what for, comes before what is wrong with what they send. On both databases."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import bearer, sign_up

NOT_FOUND = b'{"detail":"Session not found"}'
JSON = {"Content-Type": "application/json"}
WRONG = (b"{bad", b"", b"[]", b"null", b'{"title": null, "name": 5}', b'{"title": "a"}', b"[" * 50_000, b"\xff")


@pytest.fixture
def server(serve: Serve) -> Iterator[tuple[httpx.Client, dict[str, Any]]]:
    """Nobody's client, and a session of Alice's."""
    served = serve(limits="off")
    with served.client() as client:
        session = client.post("/api/sessions", json={"title": "Stars"}, headers=bearer(sign_up(client))).json()
        yield client, session


def test_without_a_good_token_nothing_else_is_said(server: tuple[httpx.Client, dict[str, Any]]) -> None:
    client, session = server
    path = f"/api/sessions/{session['id']}"
    routes = (("POST", "/api/sessions"), ("PUT", path), ("POST", f"{path}/activities"), ("PUT", "/api/auth/me"))
    for headers in ({}, {"Authorization": "Bearer mdd_nobody"}, {"Authorization": "Basic eDp5"}):
        for method, route in routes:
            for body in WRONG:
                answer = client.request(method, route, content=body, headers=JSON | headers)
                assert answer.status_code == 401, (method, route, body[:20])
        assert client.get(f"{path}/participants?limit=many", headers=headers).status_code == 401


def test_a_session_of_somebody_else_is_not_there_whatever_is_sent(server: tuple[httpx.Client, dict[str, Any]]) -> None:
    client, session = server
    alice = {"title": "Stars"}
    bob = bearer(sign_up(client, "bob@example.org"))
    for session_id in (session["id"], "aaaaaaaaaaaaaaaaaaaaaa", "malformed"):
        path = f"/api/sessions/{session_id}"
        for method, route in (("PUT", path), ("POST", f"{path}/activities"), ("PUT", f"{path}/settings")):
            for body in WRONG:
                answer = client.request(method, route, content=body, headers=JSON | bob)
                assert (answer.status_code, answer.content) == (404, NOT_FOUND), (method, route, body[:20])
        assert client.get(f"{path}/participants?limit=many", headers=bob).content == NOT_FOUND
    mine = client.post("/api/sessions", json=alice, headers=bob).json()["id"]
    for body in WRONG[1:5]:
        assert client.put(f"/api/sessions/{mine}", content=body, headers=JSON | bob).status_code == 422


def test_a_code_that_is_unknown_is_so_whatever_is_sent(server: tuple[httpx.Client, dict[str, Any]]) -> None:
    client, session = server
    for body in (*WRONG, b'{"nickname": ""}'):
        for code in ("ZZZZZZ", "malformed", "000000"):
            assert client.post(f"/api/join/{code}", content=body, headers=JSON).content == NOT_FOUND
        assert client.post(f"/api/join/{session['session_code']}", content=body, headers=JSON).status_code == 422


def test_a_phone_without_a_seat_hears_that_first(server: tuple[httpx.Client, dict[str, Any]]) -> None:
    client, _ = server
    for route in ("response", "posts", "posts/a/vote", "reactions/taps"):
        for headers in ({}, {"Authorization": "Bearer mdp_nobody"}):
            for body in WRONG:
                answer = client.post(f"/api/activities/a/{route}", content=body, headers=JSON | headers)
                assert answer.status_code == 401, (route, body[:20])
            for body in WRONG:
                answer = client.put("/api/activities/a/posts/b", content=body, headers=JSON | headers)
                assert answer.status_code == 401, body[:20]
            assert client.get("/api/activities/a/posts?limit=many", headers=headers).status_code == 401
