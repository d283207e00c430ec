"""The life of a session against a simple model of it, in any order of steps, on both databases."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

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

from madang.accounts import service as accounts
from madang.database import Database, Db
from madang.errors import NotSignedIn, Problem, SessionNotFound
from madang.messages import Language
from madang.participants import service as participants
from madang.participants.joining import Join, join_together
from madang.participants.schemas import JoinRequest
from madang.security import new_id
from madang.sessions import service
from madang.sessions.models import Session
from madang.sessions.present import participant_count
from madang.sessions.schemas import NewSession
from tests.sessions.model import Model

NICKNAMES = st.sampled_from(["Bob", "BOB", "Carol", "다온"])
PHONES = st.sampled_from([None, None, "phone-one-of-many", "phone-two-of-many"])
STEPS: dict[str, Callable[[Db, Session], None]] = {
    "activate": service.activate,
    "deactivate": service.deactivate,
    "pause": service.pause,
    "end": service.end,
}


class Life(RuleBasedStateMachine):
    """Every step is taken in the database and in the model; after each of them the two must agree."""

    database: Database

    @initialize()
    def begin(self) -> None:
        self.owner = self.write(lambda db: accounts.register(db, f"{new_id()}@example.org", "Alice", None).id)
        created = self.write(lambda db: service.create(db, self.owner, NewSession(title="A session")))
        self.id, self.code = created.id, created.code
        self.model = Model()
        self.tokens: dict[str, str] = {}
        self.seen: tuple[object, int] = (self.model.visible, created.revision)
        self.started: Any = None
        self.refused = False

    def write(self, fn: Callable[[Db], Any]) -> Any:
        return self.database.write_now(fn)

    def attempt(self, fn: Callable[[Db], Any]) -> None:
        """What is gone or in the trash is not found; everything else goes through."""
        if self.model.here:
            self.write(fn)
        else:
            with pytest.raises(SessionNotFound):
                self.write(fn)

    @rule(name=st.sampled_from(sorted(STEPS)))
    def step(self, name: str) -> None:
        self.attempt(lambda db: service.transition(db, self.owner, self.id, STEPS[name]))
        self.model.step(name)

    @rule(active=st.sampled_from([None, True, False]), title=st.sampled_from([None, "Another title", "한글 제목"]))
    def edit(self, title: str | None, active: bool | None) -> None:
        sent = {"title": title, "is_active": active}
        changes = {name: value for name, value in sent.items() if value is not None}
        self.attempt(lambda db: service.edit(db, self.owner, self.id, changes))
        self.model.edit(title, active)

    @rule(
        changes=st.fixed_dictionaries(
            {},
            optional={
                "anonymous": st.booleans(),
                "locked": st.booleans(),
                "max_participants": st.sampled_from([None, 1, 2, 3]),
            },
        )
    )
    def change_settings(self, changes: dict[str, Any]) -> None:
        self.attempt(lambda db: service.set_settings(db, self.owner, self.id, changes))
        self.model.set(changes)

    @rule()
    def trash(self) -> None:
        self.attempt(lambda db: service.trash(db, self.owner, self.id))
        self.model.trashed = True

    @precondition(lambda self: self.model.trashed and not self.model.deleted)
    @rule()
    def restore(self) -> None:
        self.write(lambda db: service.restore(db, self.owner, self.id))
        self.model.trashed = False

    @rule(sure=st.integers(0, 9))
    def delete(self, sure: int) -> None:
        if sure == 0 and not self.model.deleted:
            self.write(lambda db: service.withdraw(db, self.owner, self.id))
            self.write(lambda db: service.purge(db, self.id))
            self.model.deleted = True
            self.model.people.clear()

    @rule(nickname=NICKNAMES, phone=PHONES, language=st.sampled_from(["ko", "en"]))
    def join(self, nickname: str, phone: str | None, language: str) -> None:
        expected = self.model.expects(nickname, phone)
        join = Join(self.code, JoinRequest(nickname=nickname, seat=phone), cast("Language", language))
        (outcome,) = self.write(lambda db: join_together(db, [join]))
        if isinstance(outcome, SessionNotFound):
            assert expected == "not_found"
        elif isinstance(outcome, Problem):
            assert outcome.code == expected
            self.refused = True
        else:
            person = outcome["participant"]
            assert expected in ("new", person["id"])
            self.model.join(person["id"], person["nickname"], phone)
            self.tokens[person["id"]] = outcome["token"]

    @precondition(lambda self: self.model.here and self.model.people)
    @rule(data=st.data(), wish=st.sampled_from(["leave", "remove", "restore"]))
    def move(self, data: st.DataObject, wish: str) -> None:
        person_id = data.draw(st.sampled_from(sorted(self.model.people)))
        person = self.model.people[person_id]
        if wish == "leave" and person.state == "joined":
            self.write(lambda db: participants.leave(db, self.tokens[person_id]))
            person.state = "left"
        elif wish == "remove":
            self.write(lambda db: participants.remove(db, self.owner, self.id, person_id))
            person.state = "removed"
        elif wish == "restore" and person.state == "removed" and self.model.is_taken(person.nickname):
            with pytest.raises(Problem, match="nickname_taken"):
                self.write(lambda db: participants.restore(db, self.owner, self.id, person_id))
        elif wish == "restore":
            self.write(lambda db: participants.restore(db, self.owner, self.id, person_id))
            person.state = "joined" if person.state == "removed" else person.state

    @invariant()
    def the_database_agrees(self) -> None:
        if self.model.deleted:
            return
        session, count, people = self.database.read_now(self._read)
        assert (session.phase, session.title) == (self.model.phase, self.model.title)
        assert session.is_active == (self.model.phase == "open")
        assert (session.ended_at is not None) == (self.model.phase == "ended")
        assert (session.paused_at is not None) == (self.model.phase == "paused")
        assert people == {key: (person.nickname, person.state) for key, person in self.model.people.items()}
        assert count == sum(person.state != "removed" for person in self.model.people.values())
        if self.model.phase == "open":
            assert self.started in (None, session.started_at)  # a second activation does not move it
            self.started = session.started_at
        else:
            self.started = None
        self._check_revision(session.revision)

    def _check_revision(self, revision: int) -> None:
        """It rises when somebody sees a change, and only then; a seat that was refused may cost one."""
        before, last = self.seen
        if self.model.visible != before:
            assert revision > last
        else:
            assert revision in ((last, last + 1) if self.refused else (last,))
        self.seen, self.refused = (self.model.visible, revision), False

    @invariant()
    def tokens_work_for_those_who_are_in(self) -> None:
        for person_id, token in self.tokens.items():
            person = self.model.people.get(person_id)
            try:
                found = self.database.read_now(partial(_id_of, token))
            except NotSignedIn:
                assert person is None or person.state != "joined" or not self.model.here
            else:
                assert person is not None
                assert (found, person.state) == (person_id, "joined")

    def _read(self, db: Db) -> tuple[Session, int, dict[str, tuple[str, str]]]:
        session = db.get_one(Session, self.id)
        people: dict[str, tuple[str, str]] = {}
        if self.model.here:
            for state in ("joined", "left", "removed"):
                rows = participants.list_page(db, self.owner, self.id, limit=1000, after=None, state=state)
                people |= {row.id: (row.nickname, row.state) for row in rows}
        else:
            people = {key: (person.nickname, person.state) for key, person in self.model.people.items()}
        return session, participant_count(db, session), people


def _id_of(token: str, db: Db) -> str:
    return participants.by_token(db, token)[0].id


def test_a_session_lives_as_the_model_says(database_url: str) -> None:
    database = Database(database_url)
    try:
        run_state_machine_as_test(
            type("LifeHere", (Life,), {"database": database}),
            settings=settings(
                max_examples=15,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        database.close()
