"""contract: the session resource and its routes."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from madang.database import Db
from madang.security import new_id
from tests.contract.conftest import Cast

TOO_SHORT = "제목은 2글자 이상이어야 합니다."
TOO_LONG = "제목은 100글자 이하여야 합니다."
NOT_FOUND = b'{"detail":"Session not found"}'
FIELDS = {
    "id", "title", "description", "session_code", "qr_code_url", "is_active", "participant_count", "created_at",
    "started_at", "ended_at",
}  # fmt: skip


def moment(value: str) -> datetime:
    parsed = datetime.fromisoformat(value)
    assert parsed.utcoffset() == timedelta(0), "times are UTC and say so"
    return parsed


def test_the_resource(cast: Cast) -> None:
    session = cast.session("  A session  ", description="About it")
    assert set(session) >= FIELDS
    assert session["title"] == "A session"
    assert session["description"] == "About it"
    assert re.fullmatch("[A-Z0-9]{6}", session["session_code"])
    assert not set(session["session_code"]) & set("0O1IL")
    assert session["qr_code_url"].startswith("data:image/png;base64,")
    assert (session["is_active"], session["participant_count"]) == (False, 0)
    assert (session["started_at"], session["ended_at"]) == (None, None)
    assert abs(moment(session["created_at"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert len(session["id"]) >= 22
    assert cast.alice.get(f"/api/sessions/{session['id']}").json() == session


def test_the_way_with_a_slash_is_the_same_and_redirects_nobody(cast: Cast) -> None:
    created = cast.alice.post("/api/sessions/", json={"title": "A session"})
    assert created.status_code == 201
    session_id, code = created.json()["id"], created.json()["session_code"]
    for path in ("sessions", f"sessions/{session_id}", f"sessions/code/{code}", "auth/me"):
        plain, slashed = cast.alice.get(f"/api/{path}"), cast.alice.get(f"/api/{path}/")
        assert plain.status_code == slashed.status_code == 200
        assert plain.content == slashed.content
    assert cast.alice.post(f"/api/sessions/{session_id}/activate/").status_code == 200
    assert cast.join(f"{code}/").status_code == 201
    assert cast.alice.delete(f"/api/sessions/{session_id}/").status_code == 204


@pytest.mark.parametrize("token", [None, "Bearer nonsense", "Bearer", "Basic YTpi", "nonsense"])
def test_nobody_without_a_token(cast: Cast, token: str | None) -> None:
    headers = {"Authorization": token} if token else {}
    session_id = cast.session()["id"]
    for method, path in (
        ("POST", "/api/sessions"), ("GET", "/api/sessions"), ("GET", f"/api/sessions/{session_id}"),
        ("PUT", f"/api/sessions/{session_id}"), ("DELETE", f"/api/sessions/{session_id}"),
        ("POST", f"/api/sessions/{session_id}/activate"), ("POST", f"/api/sessions/{session_id}/deactivate"),
    ):  # fmt: skip
        body = {"title": "A session"} if method in ("POST", "PUT") else None
        answer = cast.charlie.request(method, path, json=body, headers=headers)
        assert answer.status_code == 401, path
        assert answer.json()["detail"]


def test_what_is_not_yours_is_not_there(cast: Cast) -> None:
    theirs = cast.session()["id"]
    hostile = ["nonsense", "%00", "x" * 500, "..%2f..", "한글", new_id()[:-1] + "%0a", "1", "null"]
    for session_id in [theirs, new_id(), *hostile]:
        for method, end, body in (
            ("GET", "", None), ("PUT", "", {"title": "Mine"}), ("DELETE", "", None), ("POST", "/activate", None),
            ("POST", "/deactivate", None),
        ):  # fmt: skip
            answer = cast.bob.request(method, f"/api/sessions/{session_id}{end}", json=body)
            assert (answer.status_code, answer.content) == (404, NOT_FOUND), (method, session_id)
    assert cast.alice.get(f"/api/sessions/{theirs}").json()["title"] == "A session"


@pytest.mark.parametrize(
    ("title", "said"),
    [("", TOO_SHORT), ("가", TOO_SHORT), ("  가 ", TOO_SHORT), ("\u200b가\u200b", TOO_SHORT), ("가" * 101, TOO_LONG)],
)
def test_titles_that_are_refused(cast: Cast, title: str, said: str) -> None:
    session = cast.session()
    for answer in (
        cast.alice.post("/api/sessions", json={"title": title}),
        cast.alice.put(f"/api/sessions/{session['id']}", json={"title": title}),
    ):
        assert answer.status_code == 422
        assert answer.json()["detail"] == said
    english = cast.alice.post("/api/sessions", json={"title": title}, headers={"Accept-Language": "en-GB,ko;q=0.5"})
    assert re.match("The title must have at (least 2|most 100) characters", english.json()["detail"])


def test_titles_that_just_fit(cast: Cast) -> None:
    for title in ("가나", "가" * 100, "  " + "a" * 100 + "  "):
        assert cast.session(title)["title"] == title.strip()


@pytest.mark.parametrize("body", [{}, {"title": None}, {"title": 7}, {"title": ["가나"]}, [], "x", None])
def test_bodies_that_are_no_session(cast: Cast, body: Any) -> None:
    answer = cast.alice.post("/api/sessions", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_only_what_was_sent_changes(cast: Cast) -> None:
    session = cast.session(description="About it")
    path = f"/api/sessions/{session['id']}"

    def put(**body: object) -> httpx.Response:
        return cast.alice.put(path, json=body)

    assert put(title=" Another ").json() == session | {"title": "Another"}
    assert put(description="New").json() == session | {"title": "Another", "description": "New"}
    assert put(description=None).json()["description"] is None
    assert put(title=None).status_code == 422
    unchanged = cast.alice.get(path).json()
    ignored = put(id="x", session_code="AAAAAA", participant_count=9, created_at="2000-01-01T00:00:00Z",
                  started_at="2000-01-01T00:00:00Z", owner_id="x", revision=99, nonsense=True)  # fmt: skip
    assert ignored.status_code == 200
    assert ignored.json() == unchanged
    assert put().json() == unchanged


def test_the_lifecycle(cast: Cast) -> None:
    session = cast.session()
    path = f"/api/sessions/{session['id']}"

    def post(step: str) -> dict[str, Any]:
        answer = cast.alice.post(f"{path}/{step}")
        assert answer.status_code == 200
        changed: dict[str, Any] = answer.json()
        return changed

    assert post("deactivate") == session  # not active: nothing changes
    first = post("activate")
    assert first["is_active"] is True
    assert moment(first["started_at"]) >= moment(session["created_at"])
    assert first["ended_at"] is None
    assert post("activate") == first  # active already: started_at stays
    ended = post("deactivate")
    assert ended["is_active"] is False
    assert ended["started_at"] == first["started_at"]
    assert moment(ended["ended_at"]) >= moment(first["started_at"])
    assert post("deactivate") == ended
    again = post("activate")
    assert again["ended_at"] is None
    assert moment(again["started_at"]) >= moment(ended["ended_at"])

    off = cast.alice.put(path, json={"is_active": False}).json()
    assert off["ended_at"] is not None
    on = cast.alice.put(path, json={"is_active": True}).json()
    assert (on["is_active"], on["ended_at"]) == (True, None)
    assert cast.alice.put(path, json={"is_active": True}).json() == on
    assert cast.alice.put(path, json={"is_active": None}).status_code == 422


def test_deleting_takes_everything_along(cast: Cast) -> None:
    session = cast.open_session()
    token = cast.join(session["session_code"]).json()["token"]
    cast.alice.post(f"/api/sessions/{session['id']}/screens", json={})
    deleted = cast.alice.delete(f"/api/sessions/{session['id']}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert cast.alice.delete(f"/api/sessions/{session['id']}").status_code == 404
    assert cast.charlie.get(f"/api/sessions/code/{session['session_code']}").status_code == 404
    assert cast.join(session["session_code"]).status_code == 404
    me = cast.charlie.get("/api/participants/me", headers={"Authorization": f"Bearer {token}"})
    assert me.status_code == 401
    for table in ("sessions", "participants", "screens"):
        assert cast.server.read(partial(_count, table)) == 0, table


def _count(table: str, db: Db) -> object:
    return db.execute(text(f"SELECT count(*) FROM {table}")).scalar()
