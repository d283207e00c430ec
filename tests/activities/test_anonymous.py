"""In an anonymous activity nothing leads from a response to a person: not the API, not the database, no order."""

import asyncio
import hashlib
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, text

from madang.activities import scattering
from madang.database import Database
from madang.database.engine import sqlite_file
from tests.activities.talk import Phone, Talk
from tests.room.house import House, house

PEOPLE = 40
UNLIKELY = 0.75
"""So much in order are forty once in a million times."""
OPTIONS = [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]


def everything(database_url: str) -> dict[str, list[dict[str, Any]]]:
    """Each table as it lies there, in the order in which the database gives the rows by itself."""
    engine = create_engine(database_url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in tables.sorted_tables
        }
    engine.dispose()
    return found


def test_an_anonymous_response_leads_to_nobody(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            phones = [await talk.phone(f"Name {number}") for number in range(12)]
            for phone in phones:
                await phone.answer(act, options=["a"])
            for phone in phones[:3]:
                await phone.answer(act, options=["b"])  # changing one's own still works
            assert await act.results() == {"n": 12, "counts": [9, 3]}

            rows = await served.call("GET", f"{act.path}/responses")
            assert {(row["participant"], row["nickname"]) for row in rows} == {(None, None)}
            assert {row["at"] for row in rows} == {None}

            tables = everything(database_url)
            people, responses = tables["participants"], tables["responses"]
            assert {row["participant_id"] for row in responses} == {None}
            assert {row["answered_at"] for row in responses} == {row["created_at"] for row in tables["activities"]}
            assert {row["elapsed"] for row in responses} == {None}
            # What the database has of a person gives the key of none of the responses.
            kept = [str(value) for person in people for value in person.values()]
            for secret in kept:
                for text in (secret, f"{act.id} {secret}", f"{act.id}{secret}", f"{secret} {act.id}"):
                    assert hashlib.sha256(text.encode()).hexdigest() not in {row["key"] for row in responses}
            assert not {row["key"] for row in responses} & set(kept)
            # Who knows the token, which is on the phone alone, finds it: that is how one answers once.
            key = hashlib.sha256(f"{act.id} {phones[0].token}".encode()).hexdigest()
            assert sum(row["key"] == key for row in responses) == 1

    asyncio.run(scenario())


def in_order(numbers: list[int]) -> float:
    """How much they are: 1 for 0, 1, 2 … as well as for its reverse, about 0 for any order at all (Spearman)."""
    n = len(numbers)
    return abs(1 - 6 * sum((place - number) ** 2 for place, number in enumerate(numbers)) / (n**3 - n))


async def swept(served: House) -> bool:
    """Whether anything was in need of it: all is quiet between the two sweeps."""
    database = Database(served.database_url)
    try:
        seen = await scattering.sweep(database, {})
        await scattering.sweep(database, seen)
    finally:
        database.close()
    return bool(seen)


def written_together(database_url: str, table: str, column: str) -> list[set[str]]:
    """The rows that one transaction of PostgreSQL wrote, the newest first, by what stands in a column."""
    engine = create_engine(database_url)
    groups: dict[int, set[str]] = {}
    with engine.connect() as connection:
        rows = connection.execute(text(f"SELECT CAST(CAST(xmin AS text) AS bigint), {column} FROM {table}"))
        for transaction, value in rows:
            groups.setdefault(transaction, set()).add(value)
    engine.dispose()
    return [groups[transaction] for transaction in sorted(groups, reverse=True)]


def test_no_order_tells_who_came_first(database_url: str) -> None:
    """Not while people answer, and not when the activity is quiet."""
    on_postgresql = database_url.startswith("postgresql")

    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
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

            before = await served.call("GET", f"{act.path}/responses")
            assert await swept(served)
            assert await served.call("GET", f"{act.path}/responses") == before
            assert await act.results() == {"n": PEOPLE, "counts": [PEOPLE - 1, 1]}
            assert max(came_in_order()) < UNLIKELY
            assert not await swept(served)

    asyncio.run(scenario())


def test_the_files_do_not_tell_it_either(database_url: str) -> None:
    """Below the tables: what SQLite's pages hold, and what PostgreSQL has kept of rows that are no more."""
    people = 20  # their rows are one page of SQLite

    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            phones = [await talk.phone(f"Name {number}") for number in range(people)]
            for answer in ("a", "b"):
                for phone in phones:
                    await phone.answer(act, options=[answer])
            keys = [hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() for phone in phones]
            assert await swept(served)
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
                    < UNLIKELY
                )

    asyncio.run(scenario())


def test_who_answers_meanwhile_is_counted(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scattering, "MOST_TOGETHER", 3)

    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
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
                await swept(served)
                sweeps += 1
            await asyncio.gather(*wavering)
            assert await act.results() == {"n": 12, "counts": [6, 6]}
            rows = await served.call("GET", f"{act.path}/responses")
            assert sorted(row["answer"]["options"][0] for row in rows) == ["a"] * 6 + ["b"] * 6

    asyncio.run(scenario())


def paged(file: bytes) -> list[bytes]:
    size = int.from_bytes(file[16:18], "big")
    return [file[start : start + size] for start in range(0, len(file), size)]


def tuples(database_url: str, *tables: str) -> list[int]:
    """How many rows lie in the pages of a table in PostgreSQL, those that nobody sees any more included."""
    engine = create_engine(database_url)
    count = """SELECT count(t_data) FROM generate_series(0, pg_relation_size(CAST(:table AS text)) / 8192 - 1) AS page,
        heap_page_items(get_raw_page(CAST(:table AS text), CAST(page AS integer)))"""
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pageinspect"))
        found = [connection.scalar(text(count), {"table": table}) for table in tables]
    engine.dispose()
    return [number or 0 for number in found]


def test_a_new_row_is_one_of_a_crowd(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more have answered than are written together, too; the others are not always the same ones."""
    if database_url.startswith("sqlite"):
        return  # it keeps no word of when a row was written
    monkeypatch.setattr(scattering, "CROWD", 6)

    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            phones = [await talk.phone(f"Name {number}") for number in range(24)]
            crowds = []
            for number, phone in enumerate([*phones, *phones]):
                await phone.answer(act, options=["b" if number < len(phones) else "a"])
                newest, *_ = written_together(database_url, "responses", "key")
                assert hashlib.sha256(f"{act.id} {phone.token}".encode()).hexdigest() in newest
                assert len(newest) == min(number + 1, 7)
                crowds.append(frozenset(newest))
            assert len(set(crowds)) > len(phones)
            assert await act.results() == {"n": 24, "counts": [24, 0]}
            assert await swept(served)
            assert [len(rows) for rows in written_together(database_url, "responses", "key")] == [24]

    asyncio.run(scenario())


def test_no_order_tells_who_voted_first(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
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
            assert await swept(served)
            assert order() < UNLIKELY

    asyncio.run(scenario())


def test_the_same_phone_answers_once_even_when_it_joins_again(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS, "changeable": False}, anonymous=True)
            bob = await talk.phone("Bob")
            await bob.answer(act, options=["a"])
            again = await talk.phone("Bob")
            await again.answer(act, options=["b"], status=409)
            await served.call("DELETE", "participants/me", token=again.token)
            returned = await talk.phone("Bob")
            await returned.answer(act, options=["b"], status=409)
            assert (await returned.mine())[act.id]["answers"] == {"": {"options": ["a"]}}

    asyncio.run(scenario())


def test_a_named_one_says_who(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=False)
            bob = await talk.phone("Bob")
            await bob.answer(act, options=["a"])
            (row,) = await served.call("GET", f"{act.path}/responses")
            assert (row["participant"], row["nickname"], row["answer"]) == (bob.id, "Bob", {"options": ["a"]})
            assert served.client is not None
            await served.call("GET", f"{act.path}/responses", token=bob.token, status=401)

    asyncio.run(scenario())
