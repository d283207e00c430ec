"""Taking a seat: names, seats, limits and what happens when many come at one moment. On both databases."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest

from madang.accounts import service as accounts
from madang.database import Database, Db
from madang.errors import NotSignedIn, Problem
from madang.messages import Language
from madang.participants import service
from madang.participants.joining import Join, join_together
from madang.participants.schemas import Joined, JoinRequest
from madang.sessions import service as sessions
from madang.sessions.models import Session
from madang.sessions.present import participant_count
from madang.sessions.schemas import NewSession
from madang.text import sameness


class Room:
    """An open session and its door."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.owner = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)
        session = database.write_now(lambda db: sessions.create(db, self.owner, NewSession(title="A session")))
        self.id, self.code = session.id, session.code
        self.step(sessions.activate)

    def step(self, step: Callable[[Db, Session], None]) -> None:
        self.database.write_now(lambda db: sessions.transition(db, self.owner, self.id, step))

    def set(self, **settings: object) -> None:
        self.database.write_now(lambda db: sessions.set_settings(db, self.owner, self.id, settings))

    def join(self, nickname: str | None = "Dora", language: Language = "en", **more: str) -> Joined | Exception:
        join = Join(self.code, JoinRequest(nickname=nickname, **more), language)
        (outcome,) = self.database.write_now(lambda db: join_together(db, [join]))
        return outcome

    def joined(self, nickname: str | None = "Dora", **more: Any) -> Joined:
        outcome = self.join(nickname, **more)
        assert not isinstance(outcome, Exception), outcome
        return outcome

    def refused(self, nickname: str | None = "Dora", **more: Any) -> Problem:
        outcome = self.join(nickname, **more)
        assert isinstance(outcome, Problem), outcome
        return outcome

    def at_once(self, joins: Sequence[Join]) -> list[Joined | BaseException]:
        async def all_of_them() -> list[Joined | BaseException]:
            writes: list[Awaitable[Joined]] = [
                self.database.write_together(join_together, join, lane=self.code) for join in joins
            ]
            return list(await asyncio.gather(*writes, return_exceptions=True))

        return asyncio.run(all_of_them())

    def ask(self, nickname: str, **more: str) -> Join:
        return Join(self.code, JoinRequest(nickname=nickname, **more), "en")

    @property
    def count(self) -> int:
        return self.database.read_now(lambda db: participant_count(db, sessions.by_code(db, self.code)))

    def who(self, token: str) -> str:
        return self.database.read_now(lambda db: service.by_token(db, token)[0].id)


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    database = Database(database_url)
    yield Room(database)
    database.close()


@pytest.mark.parametrize("twin", ["dora", "DORA", " Dora ", "Ｄｏｒａ", "Do\u200bra", "D\u006fra\ufe0f"], ids=ascii)
def test_names_that_are_the_same(room: Room, twin: str) -> None:
    room.joined("Dora")
    refused = room.refused(twin)
    assert (refused.status, refused.code) == (409, "nickname_taken")


def test_korean_names_in_either_form_are_the_same(room: Room) -> None:
    room.joined("한글")
    assert room.refused("\u1112\u1161\u11ab\u1100\u1173\u11af").code == "nickname_taken"


def test_a_suggestion_is_free(room: Room) -> None:
    room.joined("Dora")
    room.joined("Dora 2")
    suggestion = str(room.refused("dora").extra["suggestion"])
    assert suggestion == "dora 3"
    assert room.joined(suggestion)["participant"]["nickname"] == "dora 3"
    room.joined("가" * 20)
    assert len(room.joined(str(room.refused("가" * 20).extra["suggestion"]))["participant"]["nickname"]) <= 20


@pytest.mark.parametrize(("language", "letters"), [("ko", "가-힣"), ("en", "A-Za-z")])
def test_anonymous_people_get_names_of_their_language(room: Room, language: Language, letters: str) -> None:
    room.set(anonymous=True)
    names = [room.joined(None, language=language)["participant"]["nickname"] for _ in range(30)]
    assert len({sameness(name) for name in names}) == 30
    assert all(len(name) <= 20 for name in names)
    assert room.joined("My real name")["participant"]["nickname"] != "My real name"


def test_a_retry_with_the_same_seat_counts_once(room: Room) -> None:
    first, again = (room.joined(seat="a-seat-of-the-phone") for _ in range(2))
    assert again["participant"] == first["participant"]
    assert again["token"] == first["token"]
    assert room.who(again["token"]) == first["participant"]["id"]
    assert room.count == 1


def test_the_same_seat_twice_at_once(room: Room) -> None:
    outcomes = room.at_once([room.ask("Dora", seat="a-seat-of-the-phone") for _ in range(10)])
    ids = {outcome["participant"]["id"] for outcome in outcomes if not isinstance(outcome, BaseException)}
    assert len(ids) == 1
    assert room.count == 1


def test_who_was_removed_stays_out_until_the_presenter_lets_them_in(room: Room) -> None:
    joined = room.joined(seat="a-seat-of-the-phone")
    person = joined["participant"]["id"]
    room.database.write_now(lambda db: service.remove(db, room.owner, room.id, person))
    with pytest.raises(NotSignedIn):
        room.who(joined["token"])
    assert room.refused("Another", seat="a-seat-of-the-phone").code == "removed"
    assert room.count == 0
    room.database.write_now(lambda db: service.restore(db, room.owner, room.id, person))
    assert room.who(joined["token"]) == person


def test_a_name_given_away_is_not_given_back(room: Room) -> None:
    person = room.joined("Dora")["participant"]["id"]
    room.database.write_now(lambda db: service.remove(db, room.owner, room.id, person))
    room.joined("Dora")
    with pytest.raises(Problem, match="nickname_taken"):
        room.database.write_now(lambda db: service.restore(db, room.owner, room.id, person))


def test_leaving_and_coming_back_is_one_person(room: Room) -> None:
    joined = room.joined("Dora", seat="a-seat-of-the-phone")
    room.database.write_now(lambda db: service.leave(db, joined["token"]))
    with pytest.raises(NotSignedIn):
        room.who(joined["token"])
    again = room.joined("Dora the second", seat="a-seat-of-the-phone")
    assert again["participant"]["id"] == joined["participant"]["id"]
    assert again["participant"]["nickname"] == "Dora the second"
    assert room.count == 1


def test_a_lock_keeps_new_people_out_and_old_ones_in(room: Room) -> None:
    room.joined("Dora", seat="a-seat-of-the-phone")
    room.set(locked=True)
    assert room.refused("Emil").code == "session_locked"
    assert room.joined("Dora", seat="a-seat-of-the-phone")


def test_a_passcode(room: Room) -> None:
    room.set(passcode="Open Sesame")
    assert room.refused().code == "passcode_required"
    assert room.refused(passcode="nonsense").code == "passcode_wrong"
    assert room.joined(passcode=" open  sesame ")


def test_a_name_is_asked_for(room: Room) -> None:
    assert room.refused(None).code == "nickname_too_short"


def test_never_more_than_there_are_places(room: Room) -> None:
    room.set(max_participants=7)
    outcomes = room.at_once([room.ask(f"Phone {number}") for number in range(40)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    assert len(outcomes) - len(refused) == 7
    assert {problem.code for problem in refused} == {"session_full"}
    assert room.count == 7


def test_one_name_wanted_by_twenty_at_once(room: Room) -> None:
    outcomes = room.at_once([room.ask("Dora") for _ in range(20)])
    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 1
    assert room.count == 1


def test_closing_and_joining_meet(room: Room) -> None:
    """Whoever was let in came before the close; whoever came after it is told so."""

    async def both() -> list[Joined | BaseException]:
        def end(db: Db) -> None:
            sessions.transition(db, room.owner, room.id, sessions.deactivate)

        joins = [room.ask(f"Phone {number}") for number in range(60)]
        writes: list[Awaitable[Any]] = [
            room.database.write_together(join_together, join, lane=room.code) for join in joins
        ]
        writes.insert(30, room.database.write(end, lane=room.id))
        return list(await asyncio.gather(*writes, return_exceptions=True))

    outcomes = asyncio.run(both())
    in_the_room = [outcome for outcome in outcomes if isinstance(outcome, dict)]
    closed = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    assert len(in_the_room) + len(closed) == 60
    assert {problem.code for problem in closed} <= {"session_ended"}
    session = room.database.read_now(lambda db: sessions.own(db, room.owner, room.id))
    assert session.ended_at is not None
    rows = room.database.read_now(
        lambda db: service.list_page(db, room.owner, room.id, limit=100, after=None, state=None)
    )
    assert {row.id for row in rows} == {joined["participant"]["id"] for joined in in_the_room}
    assert all(row.revision < session.revision for row in rows)


def test_pages_of_people_hold_everybody_once(room: Room) -> None:
    everybody = [room.joined(f"Phone {number}")["participant"]["id"] for number in range(12)]
    found: list[str] = []
    after = None
    while True:
        rows = room.database.read_now(
            lambda db, after=after: service.list_page(db, room.owner, room.id, limit=5, after=after, state=None)  # type: ignore[misc]
        )
        found += [row.id for row in rows[:5]]
        if len(rows) <= 5:
            break
        after = (rows[4].joined_at, rows[4].id)
    assert found == everybody
