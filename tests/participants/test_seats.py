"""Places and seats when people leave, return and retry in the same moment: batches that the test makes."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import text

from madang.accounts import service as accounts
from madang.database import Database, Db
from madang.errors import Problem
from madang.participants import service
from madang.participants.joining import Join, Outcome, join_together
from madang.participants.schemas import JoinRequest
from madang.sessions import service as sessions
from madang.sessions.present import participant_count
from madang.sessions.schemas import NewSession
from tests.helpers import until


class House:
    """A session whose joins come in the batches that the test says; each name has a phone, and so a seat."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.owner = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)
        session = database.write_now(lambda db: sessions.create(db, self.owner, NewSession(title="A session")))
        self.id, self.code = session.id, session.code
        database.write_now(lambda db: sessions.transition(db, self.owner, self.id, sessions.activate))

    def set(self, **settings: object) -> None:
        self.database.write_now(lambda db: sessions.set_settings(db, self.owner, self.id, settings))

    def batch(self, *phones: str) -> list[Outcome]:
        """`Dora` joins with her phone; `Dora/Emil` is Emil's phone with the name Dora."""
        joins = []
        for name, _, phone in (phone.partition("/") for phone in phones):
            seat = f"phone-of-{phone or name}".ljust(16, "-").replace(" ", "_")
            joins.append(Join(self.code, JoinRequest(nickname=name, seat=seat), "en"))
        return self.database.write_now(lambda db: join_together(db, joins))

    def leave(self, *outcomes: Outcome) -> None:
        for outcome in outcomes:
            token = joined(outcome)[1]
            self.database.write_now(lambda db, token=token: service.leave(db, token))  # type: ignore[misc]

    def works(self, outcome: Outcome) -> bool:
        person, token = joined(outcome)
        try:
            return self.database.read_now(lambda db: service.by_token(db, token)[0].id) == person
        except Problem:
            return False

    @property
    def present(self) -> list[str]:
        rows = self.database.read_now(
            lambda db: service.list_page(db, self.owner, self.id, limit=1000, after=None, state="joined")
        )
        return [row.nickname for row in rows]

    @property
    def count(self) -> int:
        return self.database.read_now(lambda db: participant_count(db, sessions.own(db, self.owner, self.id)))

    @property
    def revision(self) -> int:
        return self.database.read_now(lambda db: sessions.own(db, self.owner, self.id).revision)


def joined(outcome: Outcome) -> tuple[str, str]:
    assert not isinstance(outcome, Exception), outcome
    return outcome["participant"]["id"], outcome["token"]


def said(outcomes: list[Outcome]) -> list[str]:
    return [str(getattr(outcome, "code", outcome)) if isinstance(outcome, Exception) else "in" for outcome in outcomes]


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    database = Database(database_url)
    yield House(database)
    database.close()


def test_who_returns_needs_a_place_like_everybody(house: House) -> None:
    """Three have left a session with two places: whether they return together or one by one, two are in."""
    house.leave(*house.batch("Dora", "Emil", "Finn"))
    house.set(max_participants=2)
    assert said(house.batch("Dora", "Emil", "Finn")) == ["in", "in", "session_full"]
    assert house.present == ["Dora", "Emil"]
    assert said(house.batch("Finn")) == ["session_full"]


def test_who_returns_and_who_is_new_share_the_places(house: House) -> None:
    house.leave(*house.batch("Dora"))
    house.set(max_participants=1)
    assert said(house.batch("Dora", "Emil")) == ["in", "session_full"]
    assert house.present == ["Dora"]


def test_who_is_in_needs_no_second_place(house: House) -> None:
    house.set(max_participants=1)
    first = house.batch("Dora")
    again = house.batch("Dora", "Emil")
    assert said(again) == ["in", "session_full"]
    assert joined(again[0])[0] == joined(first[0])[0]


def test_a_place_that_nobody_took_is_free(house: House) -> None:
    """A name that is taken takes no place from the phone that asks next."""
    house.batch("Dora")
    house.set(max_participants=2)
    assert said(house.batch("dora/Emil")) == ["nickname_taken"]
    assert said(house.batch("Finn")) == ["in"]


def test_a_retry_beside_the_call_that_it_repeats(house: House) -> None:
    """All of them answer with the one seat and its token."""
    outcomes = house.batch("Dora", "Emil", "Dora", "Dora")
    assert said(outcomes) == ["in"] * 4
    assert len({joined(outcomes[index])[0] for index in (0, 2, 3)}) == 1
    assert all(house.works(outcome) for outcome in outcomes)
    assert (house.present, house.count) == (["Dora", "Emil"], 2)


def test_a_retry_beside_a_return(house: House) -> None:
    (first,) = house.batch("Dora")
    house.leave(first)
    outcomes = house.batch("Dora", "Dora")
    assert said(outcomes) == ["in", "in"]
    assert {joined(outcome)[0] for outcome in outcomes} == {joined(first)[0]}
    assert all(house.works(outcome) for outcome in outcomes)
    assert (house.present, house.count) == (["Dora"], 1)


def test_a_retry_beside_a_refusal_is_refused_alike(house: House) -> None:
    house.batch("Dora")
    assert said(house.batch("Dora/Emil", "Dora/Emil")) == ["nickname_taken", "nickname_taken"]
    assert said(house.batch("Emil")) == ["in"]


def test_a_retry_changes_nothing_that_others_see(house: House) -> None:
    house.batch("Dora")
    before = house.revision
    house.batch("Dora")
    assert house.revision == before


def test_a_name_is_free_when_its_owner_has_left(house: House) -> None:
    house.leave(*house.batch("Dora"))
    assert said(house.batch("Dora/Emil")) == ["in"]
    assert said(house.batch("Dora")) == ["nickname_taken"]
    assert said(house.batch("Dora 2/Dora")) == ["in"]
    assert house.present == ["Dora 2", "Dora"]


def test_a_suggestion_is_free_where_many_are_taken(house: House) -> None:
    """In the same batch and after it; also where a long row of numbers is taken."""
    first = house.batch("Dora/a", "Dora 2/b", "DORA/c")
    assert isinstance(first[2], Problem)
    assert first[2].extra["suggestion"] == "DORA 3"
    house.batch(*(f"Dora {number}" for number in range(3, 60)))
    (refused,) = house.batch("Dora/z")
    assert isinstance(refused, Problem)
    assert said(house.batch(f"{refused.extra['suggestion']}/z")) == ["in"]


def test_sessions_of_one_moment_do_not_mix(house: House) -> None:
    """A batch holds joins of several sessions: each phone lands in its own, by the rules of its own."""
    other = house.database.write_now(lambda db: sessions.create(db, house.owner, NewSession(title="Another")))
    house.database.write_now(lambda db: sessions.transition(db, house.owner, other.id, sessions.activate))
    house.set(max_participants=1)
    codes = [house.code, other.code, house.code, other.code, "QQQQQQ"]
    joins = [
        Join(code, JoinRequest(nickname=f"Phone {number}"), "en") for number, code in zip(range(5), codes, strict=True)
    ]
    outcomes: list[Outcome] = house.database.write_now(lambda db: join_together(db, joins))
    assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, False, True, False, True]
    for outcome, code in zip(outcomes, codes, strict=True):
        if not isinstance(outcome, Exception):
            assert outcome["session"]["session_code"] == code


def test_leaving_undoes_no_removal(postgresql_url: str) -> None:
    """Who is being removed leaves in the same moment: they stay removed, or their seat would bring them back."""
    other, house = Database(postgresql_url), House(Database(postgresql_url))
    (mina,) = house.batch("Mina")
    person, token = joined(mina)
    with ThreadPoolExecutor(1) as worker:

        def remove(db: Db) -> Future[None]:
            service.remove(db, house.owner, house.id, person)
            leaving = worker.submit(other.write_now, lambda db: service.leave(db, token))
            until(lambda: is_blocked(house.database))
            return leaving

        leaving = house.database.write_now(remove)
        with pytest.raises(Problem):
            leaving.result()
    assert said(house.batch("Mina")) == ["removed"]
    for database in (other, house.database):
        database.close()


def is_blocked(database: Database) -> bool:
    """Whether somebody waits for another's lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return database.read_now(lambda db: bool(db.scalar(text(waiting))))
