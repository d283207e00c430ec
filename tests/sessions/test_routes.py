"""Sessions over HTTP beyond the contract: phases, settings, the trash, screens. On both databases."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from madang.database import Database, Db, now
from madang.security import new_id
from madang.sessions import removing, service
from madang.sessions.models import Session
from tests.conftest import Serve
from tests.helpers import Served, bearer, sign_up

NOT_FOUND = b'{"detail":"Session not found"}'


class Desk:
    """Alice at her session; Bob has an account too."""

    def __init__(self, server: Served, alice: httpx.Client, bob: httpx.Client) -> None:
        self.server, self.alice, self.bob = server, alice, bob
        self.session = self.make("A session")
        self.path = f"/api/sessions/{self.session['id']}"

    def make(self, title: str) -> dict[str, Any]:
        made: dict[str, Any] = self.alice.post("/api/sessions", json={"title": title}).json()
        return made

    def step(self, name: str) -> dict[str, Any]:
        answer = self.alice.post(f"{self.path}/{name}")
        assert answer.status_code == 200, answer.text
        session: dict[str, Any] = answer.json()
        return session

    def listed(self, query: str = "") -> list[str]:
        return [session["title"] for session in self.alice.get(f"/api/sessions{query}").json()]

    def revision(self) -> int:
        session_id = self.session["id"]
        return self.server.read(lambda db: db.get_one(Session, session_id).revision)


@pytest.fixture
def desk(serve: Serve) -> Iterator[Desk]:
    server = serve(limits="off")
    with server.client() as alice, server.client() as bob:
        for name, client in (("alice", alice), ("bob", bob)):
            client.headers.update(bearer(sign_up(client, f"{name}@example.org")))
        yield Desk(server, alice, bob)


def test_phases(desk: Desk) -> None:
    assert desk.step("pause")["phase"] == desk.step("end")["phase"] == "upcoming"  # neither does anything yet
    started = desk.step("activate")["started_at"]
    paused = desk.step("pause")
    assert (paused["phase"], paused["is_active"]) == ("paused", False)
    assert (paused["started_at"], paused["ended_at"]) == (started, None)
    assert desk.step("deactivate") == desk.step("pause") == paused  # not active: the one of the contract does nothing
    ended = desk.step("end")
    assert (ended["phase"], ended["started_at"]) == ("ended", started)
    assert ended["ended_at"] is not None
    assert desk.step("end") == desk.step("pause") == ended
    assert desk.step("activate")["phase"] == "open"


def test_what_changes_nothing_tells_nobody(desk: Desk) -> None:
    desk.step("activate")
    before = desk.revision()
    desk.step("activate")
    desk.alice.put(desk.path, json={"title": "A session", "description": None, "is_active": True, "nonsense": 1})
    desk.alice.put(f"{desk.path}/settings", json={"locked": False, "passcode": None})
    assert desk.revision() == before
    desk.step("pause")
    assert desk.revision() == before + 1


def test_settings(desk: Desk) -> None:
    def put(**body: object) -> httpx.Response:
        return desk.alice.put(f"{desk.path}/settings", json=body)

    wanted = {"anonymous": True, "passcode": "Open Sesame", "max_participants": 30, "locked": True}
    assert put(**wanted).json() == desk.session | wanted
    assert put(locked=False).json() == desk.session | wanted | {"locked": False}
    assert put(passcode=None, max_participants=None, anonymous=False).json() == desk.session
    public = desk.bob.get(f"/api/sessions/code/{desk.session['session_code']}")
    assert public.json()["passcode_required"] is False
    put(passcode="Open Sesame")
    public = desk.bob.get(f"/api/sessions/code/{desk.session['session_code']}")
    assert public.json()["passcode_required"] is True
    assert "Sesame" not in public.text


def test_settings_that_are_refused(desk: Desk) -> None:
    bodies: list[object] = [
        {"passcode": "abc"}, {"passcode": "x" * 33}, {"passcode": "a\u0000bcd"}, {"max_participants": 0},
        {"max_participants": 100_001}, {"max_participants": 2.5}, {"max_participants": "7"}, {"locked": "yes"},
        {"locked": None}, {"anonymous": 1}, {"max_participants": 10**400}, {"nonsense": True}, [], None,
    ]  # fmt: skip
    for body in bodies:
        answer = desk.alice.put(f"{desk.path}/settings", json=body)
        assert answer.status_code == 422
        assert desk.alice.get(desk.path).json() == desk.session


def test_the_trash(desk: Desk) -> None:
    desk.step("activate")
    whole = desk.alice.get(desk.path).json()
    thrown = desk.alice.post(f"{desk.path}/trash")
    assert (thrown.status_code, thrown.content) == (204, b"")
    assert (desk.listed(), desk.listed("?trash=true")) == ([], ["A session"])
    code = desk.session["session_code"]
    for answer in (
        desk.alice.get(desk.path),
        desk.alice.put(desk.path, json={"title": "Another"}),
        desk.alice.post(f"{desk.path}/activate"),
        desk.alice.post(f"{desk.path}/trash"),
        desk.alice.get(f"/api/sessions/code/{code}"),
        desk.alice.post(f"/api/join/{code}", json={"nickname": "Dora"}),
        desk.bob.post(f"{desk.path}/restore"),
    ):
        assert (answer.status_code, answer.content) == (404, NOT_FOUND)
    assert desk.step("restore") == whole
    assert (desk.listed(), desk.listed("?trash=true")) == (["A session"], [])
    assert desk.alice.post(f"{desk.path}/restore").status_code == 404


def test_the_trash_is_emptied_after_a_week(desk: Desk) -> None:
    for title in ("Old", "New"):
        thrown = desk.make(title)["id"]
        desk.alice.post(f"/api/sessions/{thrown}/trash").raise_for_status()
    week = service.KEPT_IN_TRASH

    def age(db: Db) -> None:
        old = update(Session).where(Session.title == "Old")
        db.execute(old.values(trashed_at=now() - week - timedelta(minutes=1)))
        db.execute(update(Session).where(Session.title == "New").values(trashed_at=now() - week + timedelta(minutes=1)))

    desk.server.write(age)
    database = Database(desk.server.settings.database)
    asyncio.run(removing.purge_trash(database))
    database.close()
    assert desk.listed("?trash=true") == ["New"]
    assert desk.listed() == ["A session"]


def test_deleting_from_the_trash_is_final(desk: Desk) -> None:
    desk.alice.post(f"{desk.path}/trash")
    assert desk.bob.delete(desk.path).status_code == 404
    assert desk.alice.delete(desk.path).status_code == 204
    assert desk.alice.post(f"{desk.path}/restore").status_code == 404
    assert desk.listed("?trash=true") == []


def test_screens(desk: Desk) -> None:
    made = desk.alice.post(f"{desk.path}/screens", json={"name": " Main hall "})
    assert made.status_code == 201
    screen = made.json()
    assert screen["name"] == "Main hall"
    assert screen["url"] == f"{desk.server.url}/screen/{screen['token']}"
    desk.alice.post(f"{desk.path}/screens", json={})
    listed = desk.alice.get(f"{desk.path}/screens")
    assert [row["name"] for row in listed.json()] == ["Screen", "Main hall"]
    assert set(listed.json()[0]) == {"id", "name", "created_at", "last_seen_at"}
    assert screen["token"] not in listed.text

    one = f"{desk.path}/screens/{screen['id']}"
    for answer in (desk.bob.delete(one), desk.bob.get(f"{desk.path}/screens")):
        assert (answer.status_code, answer.content) == (404, NOT_FOUND)
    other = desk.make("Another")["id"]
    assert desk.alice.delete(f"/api/sessions/{other}/screens/{screen['id']}").status_code == 404
    for nobody in (new_id(), "nonsense", "%00"):
        assert desk.alice.delete(f"{desk.path}/screens/{nobody}").status_code == 404
    assert desk.alice.delete(one).status_code == 204
    assert desk.alice.delete(one).status_code == 404
    assert len(desk.alice.get(f"{desk.path}/screens").json()) == 1


def test_screens_that_are_refused(desk: Desk) -> None:
    bodies: list[object] = [{"name": ""}, {"name": "x" * 61}, {"name": 7}, {"nonsense": 1}, [], None]
    for body in bodies:
        assert desk.alice.post(f"{desk.path}/screens", json=body).status_code == 422


def test_ids_that_are_none(desk: Desk) -> None:
    for session_id in ("nonsense", "%00", "..%2f..", "한글", "x" * 500):
        path = f"/api/sessions/{session_id}"
        answers = [desk.alice.post(f"{path}/{step}") for step in ("pause", "end", "trash", "restore")]
        answers += [desk.alice.get(f"{path}/{what}") for what in ("qr.png", "qr.svg", "screens", "participants")]
        answers += [desk.alice.put(f"{path}/settings", json={}), desk.alice.post(f"{path}/screens", json={})]
        for answer in answers:
            assert (answer.status_code, answer.content) == (404, NOT_FOUND), answer.request.url
