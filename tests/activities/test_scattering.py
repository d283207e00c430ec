"""No order tells when somebody answered in an anonymous activity: not of rows, and not within the files."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from madang.activities import scattering
from madang.database import Database
from madang.database.engine import sqlite_file
from tests.activities.tables import everything, paged, reading, size, tuples, written_together
from tests.activities.talk import OPTIONS, Phone, Talk, play
from tests.room.house import House, house

PEOPLE = 40
UNLIKELY = 0.75
"""So much in order are forty once in a million times."""
IN_ONE_PAGE = 0.9
"""As unlikely for twenty; pages that are filled as people answer have 1."""


def in_order(numbers: list[int]) -> float:
    """How much they are: 1 for 0, 1, 2 … as well as for its reverse, about 0 for any order at all (Spearman)."""
    n = len(numbers)
    return abs(1 - 6 * sum((place - number) ** 2 for place, number in enumerate(numbers)) / (n**3 - n))


@asynccontextmanager
async def database_of(served: House) -> AsyncIterator[Database]:
    database = Database(served.database_url)
    yield database
    database.close()


async def swept(talk: Talk) -> bool:
    """Sweeps when all has been quiet; whether anything was in need of it."""
    async with database_of(talk.house) as database:
        seen = await scattering.sweep(database, {})
        await scattering.sweep(database, seen)
    return bool(seen)


def test_no_order_tells_who_came_first(database_url: str) -> None:
    """Not while people answer, and not when the activity is quiet."""
    on_postgresql = database_url.startswith("postgresql")

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        await talk.add("choice", config={"options": OPTIONS}, anonymous=False)
        phones = [await talk.phone(f"Name {number}") for number in range(PEOPLE)]
        keys = [hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() for phone in phones]

        def came_in_order() -> list[float]:
            tables = everything(database_url)
            for name in ("responses", "marks"):
                tables[name] = [row for row in tables[name] if row["activity_id"] == act.id]
            came = {row["id"]: keys.index(row["key"]) for row in tables["responses"]}
            orders = (tables["responses"], "id"), (tables["marks"], "response_id")
            return [in_order([came[row[name]] for row in rows]) for rows, name in orders]

        for phone in phones:
            await phone.answer(act, options=["a"])
        assert max(came_in_order()) < UNLIKELY
        if on_postgresql:
            assert written_together(database_url, "responses", "key") == [set(keys)]
            assert list(map(len, written_together(database_url, "marks", "response_id"))) == [PEOPLE]
        await phones[-1].answer(act, options=["b"])
        assert max(came_in_order()) < UNLIKELY
        if on_postgresql:
            assert written_together(database_url, "responses", "key") == [set(keys)]

        before = await talk.house.call("GET", f"{act.path}/responses")
        assert await swept(talk)
        assert await talk.house.call("GET", f"{act.path}/responses") == before
        assert await act.results() == {"n": PEOPLE, "counts": [PEOPLE - 1, 1]}
        assert max(came_in_order()) < UNLIKELY
        assert not await swept(talk)

    play(database_url, scenario)


def test_the_files_do_not_tell_it_either(database_url: str) -> None:
    """Below the tables: what SQLite's pages hold, and what PostgreSQL has kept of rows that are no more."""
    people = 20  # their rows are one page of SQLite

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(people)]
        for answer in ("a", "b"):
            for phone in phones:
                await phone.answer(act, options=[answer])
        keys = [hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() for phone in phones]
        assert await swept(talk)
        if database_url.startswith("postgresql"):
            assert tuples(database_url, "responses", "marks") == [people, people]
            return
        file = sqlite_file(database_url)
        assert file is not None
        log = file.with_name(f"{file.name}-wal").read_bytes()
        assert not any(key.encode() in log for key in keys)
        pages = [page for page in paged(file.read_bytes()) if all(key.encode() in page for key in keys)]
        assert len(pages) == 2  # of the table, and of the index that lets each answer once
        for page in pages:
            assert all(page.count(key.encode()) == 1 for key in keys)
            assert (
                in_order([keys.index(key) for key in sorted(keys, key=lambda key: page.find(key.encode()))])
                < IN_ONE_PAGE
            )

    play(database_url, scenario)


def test_who_answers_meanwhile_is_counted(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scattering, "MOST_TOGETHER", 3)

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(12)]

        async def waver(phone: Phone, last: str) -> None:
            for answer in ("a", "b", "a", last):
                await phone.answer(act, options=[answer])
                await phone.call(act, "DELETE", "/response")
            await phone.answer(act, options=[last])

        wavering = [asyncio.create_task(waver(phone, "ab"[number % 2])) for number, phone in enumerate(phones)]
        sweeps = 0
        while not all(task.done() for task in wavering) or sweeps < 2:
            await swept(talk)
            sweeps += 1
        await asyncio.gather(*wavering)
        assert await act.results() == {"n": 12, "counts": [6, 6]}
        rows = await talk.house.call("GET", f"{act.path}/responses")
        assert sorted(row["answer"]["options"][0] for row in rows) == ["a"] * 6 + ["b"] * 6

    play(database_url, scenario)


def test_a_new_row_is_one_of_a_crowd(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more have answered than are written together, too; the others are not always the same ones.

    SQLite keeps no word of when a row was written.
    """
    monkeypatch.setattr(scattering, "CROWD", 6)

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(24)]
        crowds = []
        for number, phone in enumerate([*phones, *phones]):
            await phone.answer(act, options=["b" if number < len(phones) else "a"])
            newest, *_ = written_together(postgresql_url, "responses", "key")
            assert hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() in newest
            assert len(newest) == min(number + 1, 7)
            crowds.append(frozenset(newest))
        assert len(set(crowds)) > len(phones)
        assert await act.results() == {"n": 24, "counts": [24, 0]}
        assert await swept(talk)
        assert [len(rows) for rows in written_together(postgresql_url, "responses", "key")] == [24]

    play(postgresql_url, scenario)


def test_no_order_tells_who_voted_first(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(PEOPLE)]
        keys = [hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() for phone in phones]
        posts = [(await phone.call(act, "POST", "/posts", text="Why?"))["id"] for phone in phones[:2]]
        for number, phone in enumerate(phones):
            await phone.call(act, "POST", f"/posts/{posts[number % 2]}/vote", on=True)

        def order() -> float:
            came = [keys.index(row["key"]) for row in everything(database_url)["votes"]]
            assert len(came) == PEOPLE
            return in_order(came)

        assert order() < UNLIKELY
        if database_url.startswith("postgresql"):
            assert written_together(database_url, "votes", "key") == [set(keys)]
        assert await swept(talk)
        assert order() < UNLIKELY

    play(database_url, scenario)


def test_nobody_waits_for_a_sweep_that_waits_for_a_reader(database_url: str) -> None:
    """Such as a backup: it still sees what was before, so that stays, and the next sweep does it all."""

    async def scenario() -> None:
        async with house(database_url) as served, database_of(served) as database:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            phones = [await talk.phone(f"Name {number}") for number in range(3)]
            await phones[0].answer(act, options=["a"])
            with reading(database_url):
                await phones[0].answer(act, options=["b"])
                seen = await scattering.sweep(database, {})
                sweep = asyncio.create_task(scattering.sweep(database, seen))
                began = time.monotonic()
                for phone in phones * 4:
                    await phone.answer(act, options=["a"])
                    await asyncio.sleep(0.05)
                took = time.monotonic() - began
                await sweep
                seen = await scattering.sweep(database, {})
                assert list(seen) == [act.id]
                assert await scattering.sweep(database, seen) == seen
                assert await scattering.sweep(database, {}) == seen  # not done
            assert took < 4
            await scattering.sweep(database, seen)
            assert await scattering.sweep(database, {}) == {}

    asyncio.run(scenario())


def test_one_process_sweeps(database_url: str) -> None:
    """The others find it done."""

    async def scenario() -> None:
        async with house(database_url) as served, database_of(served) as database, database_of(served) as other:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            await (await talk.phone("Bob")).answer(act, options=["a"])
            seen = await scattering.sweep(database, {})
            await asyncio.gather(*(scattering.sweep(each, seen) for each in (database, other)))
            assert await scattering.sweep(other, {}) == {}
            if database_url.startswith("postgresql"):
                async with database.tidying() as mine, other.tidying() as theirs:
                    assert mine is not None
                    assert theirs is None

    asyncio.run(scenario())


def test_sweeps_leave_no_more_than_there_was(postgresql_url: str) -> None:
    """PostgreSQL's tables and indexes do not grow with them; SQLite uses again at once what it has freed."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(20)]
        sizes = []
        for number in range(16):
            await asyncio.gather(*(phone.answer(act, options=["ab"[number % 2]]) for phone in phones))
            await swept(talk)
            sizes.append(size(postgresql_url, "responses", "marks"))
        assert max(sizes[8:]) < 1.2 * max(sizes[:8])  # a page or two more or less are chance

    play(postgresql_url, scenario)
