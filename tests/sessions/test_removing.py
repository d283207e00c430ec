"""A session that goes for good: in pieces, while others write, and while somebody still does something in it."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from madang.accounts import service as accounts
from madang.activities import running_order
from madang.activities.models import Activity
from madang.activities.schemas import NewActivity
from madang.database import Database, Db
from madang.errors import SessionNotFound
from madang.sessions import listing, removing, screens, service
from madang.sessions.listing import Wanted
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession
from tests.helpers import until


class Desk:
    """A presenter, and sessions with some activities each."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.me = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)

    def make(self, acts: int = 0) -> str:
        def write(db: Db) -> str:
            session = service.create(db, self.me, NewSession(title="A session"))
            for _ in range(acts):
                running_order.create(db, self.me, session.id, NewActivity(kind="choice", title="What now?"))
            return session.id

        return self.database.write_now(write)

    def counted(self) -> tuple[int, int]:
        """Sessions and activities that there are."""
        tables = (Session, Activity)
        counts = self.database.read_now(lambda db: [db.scalar(select(func.count()).select_from(t)) for t in tables])
        return counts[0] or 0, counts[1] or 0

    def throw(self, session: str) -> None:
        self.database.write_now(lambda db: service.trash(db, self.me, session))

    def listed(self, *, trashed: bool = False) -> list[str]:
        """Ids."""
        wanted = Wanted(limit=10)
        rows = self.database.read_now(lambda db: listing.list_own(db, self.me, wanted, trashed=trashed))
        return [session_id for _, _, session_id, *_ in rows]


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    database = Database(database_url)
    yield Desk(database)
    database.close()


def test_others_write_while_it_goes(desk: Desk) -> None:
    goes, stays = desk.make(30), desk.make(2)

    async def scenario() -> int:
        going = asyncio.create_task(removing.remove(desk.database, desk.me, goes))
        written = 0
        while not going.done():
            await desk.database.write(lambda db: service.edit(db, desk.me, stays, {"title": "Meanwhile"}), lane=stays)
            written += 1
        await going
        return written

    assert asyncio.run(scenario()) > 3
    assert desk.counted() == (1, 2)


def test_who_may_not_takes_no_piece_of_it(desk: Desk) -> None:
    session = desk.make(3)
    bob = desk.database.write_now(lambda db: accounts.register(db, "bob@example.org", "Bob", None).id)
    for me, name in ((bob, session), (desk.me, "nonsense"), (desk.me, "A" * 22)):
        with pytest.raises(SessionNotFound):
            asyncio.run(removing.remove(desk.database, me, name))
    assert desk.counted() == (1, 3)
    assert desk.database.read_now(lambda db: service.own(db, desk.me, session).trashed_at) is None


@pytest.mark.parametrize("again", [False, True])
def test_one_that_is_restored_stays_whole(desk: Desk, again: bool) -> None:
    """Though a purge has found it in the trash before; also where it is thrown away again."""
    session = desk.make(3)
    desk.throw(session)
    desk.database.write_now(lambda db: service.restore(db, desk.me, session))
    if again:
        desk.throw(session)
    asyncio.run(removing._purge(desk.database, session))
    assert desk.counted() == (1, 3)


@pytest.mark.parametrize("in_trash", [False, True])
def test_one_whose_deleting_was_cut_short_goes_with_the_next_purge(desk: Desk, in_trash: bool) -> None:
    """What is left of it is in no list, and nobody restores it."""
    goes, thrown = desk.make(3), desk.make(2)
    for session in (goes, thrown) if in_trash else (thrown,):
        desk.throw(session)
    desk.database.write_now(lambda db: service.withdraw(db, desk.me, goes))
    desk.database.write_now(lambda db: removing._remove_one(db, goes))
    assert desk.counted() == (2, 4)
    with pytest.raises(SessionNotFound):
        desk.database.write_now(lambda db: service.restore(db, desk.me, goes))
    assert desk.listed() == []
    assert desk.listed(trashed=True) == [thrown]
    asyncio.run(removing.purge_trash(desk.database))
    assert desk.counted() == (1, 2)


def test_two_who_delete_it_at_once(desk: Desk) -> None:
    session = desk.make(5)

    async def scenario() -> list[object]:
        calls = (removing.remove(desk.database, desk.me, session) for _ in range(2))
        return list(await asyncio.gather(*calls, removing.purge_trash(desk.database)))

    assert asyncio.run(scenario()) == [None] * 3
    assert desk.counted() == (0, 0)


@pytest.mark.parametrize("what", ["add", "revoke"])
def test_a_screen_of_one_that_goes_in_the_same_moment(postgresql_url: str, what: str) -> None:
    """In another process: it is not found, as a moment later."""
    here, there = Database(postgresql_url), Database(postgresql_url)
    desk = Desk(here)
    session = desk.make()
    screen = here.write_now(lambda db: screens.add(db, desk.me, session, "Hall 1")[0].id)
    calls: dict[str, Callable[[Db], object]] = {
        "add": lambda db: screens.add(db, desk.me, session, "Hall 2"),
        "revoke": lambda db: screens.revoke(db, desk.me, session, screen),
    }
    with ThreadPoolExecutor(1) as other:

        def remove(db: Db) -> Future[object]:
            service.withdraw(db, desk.me, session)
            service.purge(db, session)
            waiting = other.submit(there.write_now, calls[what])
            until(lambda: is_blocked(here))
            return waiting

        waiting = here.write_now(remove)
        with pytest.raises(SessionNotFound):
            waiting.result()
    here.close()
    there.close()


def is_blocked(database: Database) -> bool:
    """Whether somebody waits for another's lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return database.read_now(lambda db: bool(db.scalar(text(waiting))))
