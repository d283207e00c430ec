"""contract: who may ask for what, and what an address looks like."""

from collections.abc import Iterator
from typing import Any

import pytest

from madang.security import new_id
from tests.contract.conftest import Cast
from tests.helpers import PASSWORD, bearer

NOT_FOUND = b'{"detail":"Session not found"}'
HOSTILE_IDS = [
    "nonsense", "%00", "x" * 500, "x" * 30_000, "..%2f..", "%2F", "a%2Fb%2Fc", "한글", "%ff%fe", "1", "-1", "null",
    "undefined", "code", "%20", "*", "'%20OR%201=1--", "{id}",
]  # fmt: skip
OWN: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PUT", "", {"title": "Mine"}),
    ("PUT", "", {}),
    ("POST", "/activate", None),
    ("POST", "/deactivate", None),
    ("POST", "/pause", None),
    ("POST", "/end", None),
    ("PUT", "/settings", {"locked": True}),
    ("GET", "/qr.png", None),
    ("GET", "/qr.svg", None),
    ("GET", "/participants", None),
    ("DELETE", "/participants/AAAAAAAAAAAAAAAAAAAAAA", None),
    ("POST", "/participants/AAAAAAAAAAAAAAAAAAAAAA/restore", None),
    ("GET", "/screens", None),
    ("POST", "/screens", {}),
    ("DELETE", "/screens/AAAAAAAAAAAAAAAAAAAAAA", None),
    ("POST", "/trash", None),
    ("POST", "/restore", None),
    ("DELETE", "", None),
]
"""Everything that one may do with a session of one's own; the last one leaves nothing of it."""


def bad_tokens(cast: Cast) -> Iterator[bytes | None]:
    yield from (None, b"", b"Bearer", b"Bearer nonsense", b"Basic YTpi", b"nonsense", b"Bearer \xff\xfe")
    yield b"Bearer " + b"x" * 10_000
    participant = cast.join(cast.open_session()["session_code"]).json()["token"]
    yield f"Bearer {participant}".encode()
    screen = cast.alice.post(f"/api/sessions/{cast.session()['id']}/screens", json={}).json()["token"]
    yield f"Bearer {screen}".encode()


def test_nobody_without_a_token(cast: Cast) -> None:
    own = f"/api/sessions/{cast.session()['id']}"
    routes = [("POST", "/api/sessions", {"title": "A session"}), ("GET", "/api/sessions", None)]
    routes += [(method, own + end, body) for method, end, body in OWN]
    for number, token in enumerate(bad_tokens(cast)):
        headers = {b"Authorization": token} if token is not None else {}
        for method, path, body in routes if number < 3 else routes[:3]:
            answer = cast.charlie.request(method, path, json=body, headers=headers)
            assert answer.status_code == 401, (method, path, token)
            assert answer.json()["detail"] == "로그인이 필요합니다."
            assert answer.headers["www-authenticate"] == "Bearer"
    assert cast.alice.get(own).status_code == 200


def test_a_token_that_signed_out_is_nobodys(cast: Cast) -> None:
    token = cast.charlie.post("/api/auth/login", json={"email": cast.email, "password": PASSWORD}).json()
    headers = bearer(token["access_token"])
    assert cast.charlie.get("/api/sessions", headers=headers).status_code == 200
    assert cast.charlie.post("/api/auth/logout", headers=headers).status_code == 204
    assert cast.charlie.get("/api/sessions", headers=headers).status_code == 401


def test_what_is_not_yours_is_not_there(cast: Cast) -> None:
    theirs = cast.session()
    for method, end, body in OWN:
        for session_id in (theirs["id"], new_id()):
            answer = cast.bob.request(method, f"/api/sessions/{session_id}{end}", json=body)
            assert (answer.status_code, answer.content) == (404, NOT_FOUND), (method, end)
            assert answer.headers["content-type"] == "application/json"
    assert cast.alice.get(f"/api/sessions/{theirs['id']}").json() == theirs


@pytest.mark.parametrize("session_id", HOSTILE_IDS, ids=lambda value: ascii(value)[:20])
def test_what_is_no_id_is_not_there(cast: Cast, session_id: str) -> None:
    for method, end, body in OWN:
        if end in ("", "/activate", "/deactivate"):
            answer = cast.bob.request(method, f"/api/sessions/{session_id}{end}", json=body)
            assert (answer.status_code, answer.content) == (404, NOT_FOUND), (method, end)


def test_an_id_is_taken_to_the_letter(cast: Cast) -> None:
    session_id = cast.session()["id"]
    for near in (session_id.swapcase(), session_id[:-1], session_id + "A", f"%20{session_id}", f"{session_id}%0A"):
        assert cast.alice.get(f"/api/sessions/{near}").content == NOT_FOUND


def test_not_found_is_the_same_in_every_language(cast: Cast) -> None:
    for language in ("ko", "en", "fr", ""):
        answer = cast.alice.get(f"/api/sessions/{new_id()}", headers={"Accept-Language": language})
        assert answer.content == NOT_FOUND


def test_a_slash_behind_changes_nothing_and_redirects_nobody(cast: Cast) -> None:
    """Each call on a session of its own, once with and once without the slash."""
    for method, end, body in OWN:
        answers = []
        for slash in ("", "/"):
            session = cast.open_session()
            answer = cast.alice.request(method, f"/api/sessions/{session['id']}{end}{slash}", json=body)
            kind = answer.headers.get("content-type", "")
            fields = sorted(answer.json()) if answer.content and kind == "application/json" else kind
            answers.append((answer.status_code, fields))
        assert answers[0] == answers[1], (method, end)
        assert not 300 <= answers[0][0] < 400


def test_a_slash_behind_the_other_calls(cast: Cast) -> None:
    code = cast.open_session()["session_code"]
    account = {"name": "Erika", "password": PASSWORD}
    for slash in ("", "/"):
        assert cast.alice.get(f"/api/sessions{slash}").status_code == 200
        assert cast.alice.post(f"/api/sessions{slash}", json={"title": "A session"}).status_code == 201
        assert cast.charlie.get(f"/api/sessions/code/{code}{slash}").status_code == 200
        assert cast.join(f"{code}{slash}", f"Phone{slash}").status_code == 201
        email = f"erika-{new_id()}@example.org"
        registered = cast.charlie.post(f"/api/auth/register{slash}", json={"email": email, **account})
        assert registered.status_code == 201, registered.text
        signed_in = cast.charlie.post(f"/api/auth/login{slash}", json={"email": email, "password": PASSWORD})
        assert signed_in.status_code == 200
