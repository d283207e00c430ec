"""The write door: together into one commit, each alone in its savepoint, answered after the commit."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from madang.accounts import service
from madang.accounts.models import Presenter
from madang.database import Database, Db, announce
from madang.database.door import COMMITS
from madang.database.engine import is_sqlite
from madang.database.lanes import Lanes


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await asyncio.to_thread(database.close)


def register(name: str) -> Callable[[Db], str]:
    return lambda db: service.register(db, f"{name}@example.org", name, None).id


def hold(database: Database) -> Callable[[], object]:
    """Occupies the writer, so that what comes next waits together; the answer lets it go."""
    go = threading.Event()
    held = asyncio.ensure_future(database.write(lambda db: go.wait(10)))

    def release() -> object:
        go.set()
        return held

    return release


def commits() -> float:
    value: float = COMMITS._value.get()
    return value


def test_what_waits_together_is_committed_together(database_url: str) -> None:
    async def scenario() -> float:
        async with opened(database_url) as database:
            release = hold(database)
            await asyncio.sleep(0.1)
            before = commits()
            writes = [asyncio.ensure_future(database.write(register(f"p{number}"))) for number in range(50)]
            await asyncio.sleep(0.1)
            release()
            await asyncio.gather(*writes)
            assert await database.read(lambda db: db.scalar(select(func.count()).select_from(Presenter))) == 50
            return commits() - before

    assert asyncio.run(scenario()) <= 3  # the one that held, and all the others


def test_a_bad_write_fails_alone(database_url: str) -> None:
    def bad(db: Db) -> None:
        db.add(Presenter(email="x", email_key="p0@example.org", name="x", provider="local"))
        db.flush()

    async def scenario() -> list[object]:
        async with opened(database_url) as database:
            release = hold(database)
            await asyncio.sleep(0.1)
            writes = [database.write(register("p0")), database.write(bad), database.write(register("p1"))]
            tasks = [asyncio.ensure_future(write) for write in writes]
            await asyncio.sleep(0.1)
            release()
            results: list[object] = list(await asyncio.gather(*tasks, return_exceptions=True))
            return [*results, await database.read(service.all_presenters)]

    first, second, third, everybody = asyncio.run(scenario())
    assert isinstance(first, str)
    assert isinstance(third, str)
    assert isinstance(second, IntegrityError)
    assert isinstance(everybody, list)
    assert {row.id for row in everybody} == {first, third}


def test_together_answers_each_even_when_one_breaks_the_statement(database_url: str) -> None:
    def together(db: Db, names: Sequence[str]) -> list[str | Exception]:
        if "bad" in names and len(names) > 1:
            db.execute(text("SELECT nothing FROM nowhere"))
        if "bad" in names:
            raise ValueError("bad")
        return [register(name)(db) for name in names]

    async def scenario() -> list[object]:
        async with opened(database_url) as database:
            release = hold(database)
            await asyncio.sleep(0.1)
            tasks = [asyncio.ensure_future(database.write_together(together, name)) for name in ("a", "bad", "b")]
            await asyncio.sleep(0.1)
            release()
            return list(await asyncio.gather(*tasks, return_exceptions=True))

    good, bad, also_good = asyncio.run(scenario())
    assert isinstance(good, str)
    assert isinstance(bad, ValueError)
    assert isinstance(also_good, str)


def test_the_answer_comes_after_the_commit(database_url: str) -> None:
    """Another connection sees what was acknowledged, and listeners hear of it no sooner."""

    async def scenario() -> None:
        engine = create_engine(database_url)
        heard: list[object] = []
        async with opened(database_url) as database:
            database.on_commit(heard.extend)

            def write(db: Db) -> str:
                announce(db, "changed")
                assert heard == []
                return register("alice")(db)

            presenter_id = await database.write(write)
            with engine.connect() as connection:
                found = connection.execute(text("SELECT id FROM presenters")).scalar_one()
            assert found == presenter_id
            assert heard == ["changed"]
        engine.dispose()

    asyncio.run(scenario())


def test_a_write_that_fails_announces_nothing(database_url: str) -> None:
    async def scenario() -> None:
        heard: list[object] = []
        async with opened(database_url) as database:
            database.on_commit(heard.extend)

            def write(db: Db) -> None:
                announce(db, "changed")
                raise ValueError("no")

            with pytest.raises(ValueError, match="no"):
                await database.write(write)
        assert heard == []

    asyncio.run(scenario())


def test_a_locked_file_is_an_error_and_then_all_is_well_again(database_url: str) -> None:
    if not is_sqlite(database_url):
        pytest.skip("PostgreSQL locks rows, not files")

    async def scenario() -> None:
        engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
        async with opened(database_url) as database:
            with engine.connect() as other:
                other.execute(text("BEGIN IMMEDIATE"))
                with pytest.raises(OperationalError):
                    await database.write(register("alice"))
                other.execute(text("ROLLBACK"))
            assert await database.write(register("alice"))
        engine.dispose()

    asyncio.run(scenario())


def test_what_waits_is_finished_when_the_door_closes(database_url: str) -> None:
    async def scenario() -> None:
        database = Database(database_url)
        release = hold(database)
        await asyncio.sleep(0.1)
        tasks = [asyncio.ensure_future(database.write(register(f"p{number}"))) for number in range(10)]
        await asyncio.sleep(0.1)
        release()
        await asyncio.to_thread(database.close)
        assert len(set(await asyncio.gather(*tasks))) == 10

    asyncio.run(scenario())


def test_a_lane_has_one_worker_at_a_time() -> None:
    lanes: Lanes[int] = Lanes(most=2)
    for job in range(3):
        lanes.put("a", job)
    lanes.put("b", 9)
    assert lanes.take() == ("a", [0, 1])
    assert lanes.take() == ("b", [9])  # "a" waits until it is given back
    lanes.give_back("a")
    assert lanes.take() == ("a", [2])
    lanes.give_back("a")
    lanes.give_back("b")
    lanes.close()
    assert lanes.take() is None
