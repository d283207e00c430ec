"""contract: the session resource and its routes."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from madang.database import Db
from tests.contract.conftest import Cast

TOO_SHORT = "제목은 2글자 이상이어야 합니다."
TOO_LONG = "제목은 100글자 이하여야 합니다."
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


@pytest.mark.parametrize(
    ("preferred", "korean"),
    [("en", False), ("en-US,en;q=0.9,ko;q=0.8", False), ("fr,en;q=0.5", False), ("ko-KR,ko;q=0.9,en;q=0.8", True),
     ("en;q=0.5,ko;q=0.6", True), ("fr", True), ("*", True), ("", True), (";;q=,,", True)],
)  # fmt: skip
def test_the_language_is_the_readers(cast: Cast, preferred: str, *, korean: bool) -> None:
    answer = cast.alice.post("/api/sessions", json={"title": "x"}, headers={"Accept-Language": preferred})
    said: str = answer.json()["detail"]
    assert (said == TOO_SHORT) is korean
    assert korean or said == "The title must have at least 2 characters."


def test_titles_that_just_fit(cast: Cast) -> None:
    session = cast.session()
    for title in ("가나", "가" * 100, "  " + "a" * 100 + "  ", "😀😀"):
        assert cast.session(title)["title"] == title.strip()
        edited = cast.alice.put(f"/api/sessions/{session['id']}", json={"title": title})
        assert edited.json()["title"] == title.strip()


@pytest.mark.parametrize("more", [{}, {"description": None}])
def test_no_description(cast: Cast, more: dict[str, Any]) -> None:
    assert cast.session(**more)["description"] is None


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


def test_what_is_refused_changes_nothing(cast: Cast) -> None:
    session = cast.session(description="About it")
    path = f"/api/sessions/{session['id']}"
    wrong: list[dict[str, object]] = [
        {"title": "x"}, {"title": None}, {"title": 7}, {"description": 7}, {"is_active": None}, {"is_active": "true"},
        {"is_active": 1},
    ]  # fmt: skip
    for body in wrong:
        others = {"title": "Another", "description": None, "is_active": True}
        answer = cast.alice.put(path, json=others | body)
        assert answer.status_code == 422, body
        assert [error["field"] for error in answer.json()["errors"]] == list(body)
    assert cast.alice.get(path).json() == session


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
    assert cast.server.read(partial(_left_of, session["id"])) == {"sessions": 0, "participants": 0, "screens": 0}


def _left_of(session_id: str, db: Db) -> dict[str, int]:
    def count(table: str, column: str) -> int:
        found = db.execute(text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": session_id})
        return int(found.scalar_one())

    return {
        "sessions": count("sessions", "id"),
        "participants": count("participants", "session_id"),
        "screens": count("screens", "session_id"),
    }
