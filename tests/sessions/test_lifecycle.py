"""The life of a session against a simple model of it, in any order of steps, on both databases."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from madang.accounts import service as accounts
from madang.database import Database, Db
from madang.errors import NotSignedIn, Problem, SessionNotFound
from madang.participants import service as participants
from madang.participants.joining import Join, join_together
from madang.participants.schemas import JoinRequest
from madang.security import new_id
from madang.sessions import service
from madang.sessions.models import Session
from madang.sessions.present import participant_count
from madang.sessions.schemas import NewSession


class Life(RuleBasedStateMachine):
    """One session and its people; `phase`, `joined` and `trashed` are what should be."""

    database: Database

    @initialize()
    def begin(self) -> None:
        self.owner = self.write(lambda db: accounts.register(db, f"{new_id()}@example.org", "Alice", None).id)
        created = self.write(lambda db: service.create(db, self.owner, NewSession(title="A session")))
        self.id, self.code = created.id, created.code
        self.phase = "upcoming"
        self.trashed = self.deleted = False
        self.people: dict[str, tuple[str, str]] = {}  # id: (state, token)
        self.started: Any = None
        self.revision = created.revision

    def write(self, fn: Callable[[Db], Any]) -> Any:
        return self.database.write_now(fn)

    def step(self, fn: Callable[[Session], None]) -> None:
        self.attempt(lambda db: service.transition(db, self.owner, self.id, fn))

    def attempt(self, fn: Callable[[Db], Any]) -> Any:
        """What is gone or in the trash is not found; everything else goes through."""
        if self.trashed or self.deleted:
            with pytest.raises(SessionNotFound):
                self.write(fn)
            return None
        return self.write(fn)

    @property
    def here(self) -> bool:
        return not (self.trashed or self.deleted)

    @rule()
    def activate(self) -> None:
        self.step(service.activate)
        if self.here and self.phase != "open":
            self.phase, self.started = "open", None

    @rule()
    def deactivate(self) -> None:
        self.step(service.deactivate)
        if self.here and self.phase == "open":
            self.phase = "ended"

    @rule()
    def pause(self) -> None:
        self.step(service.pause)
        if self.here and self.phase == "open":
            self.phase = "paused"

    @rule()
    def end(self) -> None:
        self.step(service.end)
        if self.here and self.phase in ("open", "paused"):
            self.phase = "ended"

    @rule(active=st.booleans(), title=st.sampled_from(["Another title", "한글 제목"]))
    def edit(self, title: str, *, active: bool) -> None:
        self.attempt(lambda db: service.edit(db, self.owner, self.id, {"title": title, "is_active": active}))
        if self.here and active and self.phase != "open":
            self.phase, self.started = "open", None
        elif self.here and not active and self.phase == "open":
            self.phase = "ended"

    @rule()
    def trash(self) -> None:
        self.attempt(lambda db: service.trash(db, self.owner, self.id))
        self.trashed = self.trashed or not self.deleted

    @precondition(lambda self: self.trashed and not self.deleted)
    @rule()
    def restore(self) -> None:
        self.write(lambda db: service.restore(db, self.owner, self.id))
        self.trashed = False

    @rule(sure=st.integers(0, 9))
    def delete(self, sure: int) -> None:
        if sure or self.deleted:
            return
        self.write(lambda db: service.remove(db, self.owner, self.id))
        self.deleted, self.people = True, {}

    @rule(nickname=st.sampled_from(["Bob", "BOB", "Carol", "다온"]))
    def join(self, nickname: str) -> None:
        join = Join(self.code, JoinRequest(nickname=nickname), "en")
        (outcome,) = self.write(lambda db: join_together(db, [join]))
        if not self.here:
            assert isinstance(outcome, SessionNotFound)
        elif self.phase != "open":
            assert isinstance(outcome, Problem)
            assert outcome.code == f"session_{self.phase}"
        elif isinstance(outcome, Exception):
            assert isinstance(outcome, Problem)
            assert outcome.code == "nickname_taken"
        else:
            self.people[outcome["participant"]["id"]] = ("joined", outcome["token"])

    @precondition(lambda self: self.here and self.people)
    @rule(data=st.data(), wish=st.sampled_from(["leave", "remove", "restore"]))
    def move(self, data: st.DataObject, wish: str) -> None:
        person = data.draw(st.sampled_from(sorted(self.people)))
        state, token = self.people[person]
        if wish == "leave" and state == "joined":
            self.write(lambda db: participants.leave(db, token))
            self.people[person] = ("left", token)
        elif wish == "remove":
            self.write(lambda db: participants.remove(db, self.owner, self.id, person))
            self.people[person] = ("removed", token)
        elif wish == "restore" and state == "removed":
            self.restore_person(person, token)

    def restore_person(self, person: str, token: str) -> None:
        try:
            self.write(lambda db: participants.restore(db, self.owner, self.id, person))
        except Problem as problem:
            if problem.code != "nickname_taken":
                raise
        else:
            self.people[person] = ("joined", token)

    @invariant()
    def the_database_agrees(self) -> None:
        if self.deleted:
            left = self.database.read_now(
                lambda db: db.execute(
                    text("SELECT count(*) FROM participants WHERE session_id = :id"), {"id": self.id}
                ).scalar()
            )
            assert left == 0
            return
        session, count = self.database.read_now(self._read)
        assert session.phase == self.phase
        assert session.is_active == (self.phase == "open")
        assert (session.ended_at is not None) == (self.phase == "ended")
        assert count == sum(state != "removed" for state, _ in self.people.values())
        assert session.revision >= self.revision
        self.revision = session.revision
        if self.phase == "open":
            assert self.started in (None, session.started_at)  # a second activation does not move it
            self.started = session.started_at

    @invariant()
    def tokens_work_for_those_who_are_in(self) -> None:
        for person, (state, token) in self.people.items():
            try:
                found = self.database.read_now(partial(_id_of, token))
            except NotSignedIn:
                assert state != "joined" or not self.here
            else:
                assert (found, state) == (person, "joined")

    def _read(self, db: Db) -> tuple[Session, int]:
        session = db.get_one(Session, self.id)
        return session, participant_count(db, session)


def _id_of(token: str, db: Db) -> str:
    return participants.by_token(db, token)[0].id


def test_a_session_lives_as_the_model_says(database_url: str) -> None:
    database = Database(database_url)
    try:
        run_state_machine_as_test(
            type("LifeHere", (Life,), {"database": database}),
            settings=settings(
                max_examples=15,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        database.close()


@pytest.mark.parametrize(
    "wrong",
    [
        "is_active = true",
        "ended_at = created_at",
        "is_active = true, started_at = created_at, ended_at = created_at",
        "max_participants = 0",
        "people_revision = revision + 1",
        "code = NULL",
    ],
)
def test_the_database_refuses_what_cannot_be(database_url: str, wrong: str) -> None:
    database = Database(database_url)
    owner = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)
    database.write_now(lambda db: service.create(db, owner, NewSession(title="A session")))
    database.close()
    engine = create_engine(database_url)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(f"UPDATE sessions SET {wrong}"))
    engine.dispose()
