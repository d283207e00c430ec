"""In an anonymous activity nothing leads from a response to a person: not the API, not the database, no order."""

import asyncio
import hashlib
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import MetaData, create_engine

from tests.activities.talk import Talk
from tests.room.house import house

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
            assert all(datetime.fromisoformat(row["at"]).minute == 0 for row in rows)

            tables = everything(database_url)
            people, responses = tables["participants"], tables["responses"]
            assert {row["participant_id"] for row in responses} == {None}
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


def test_no_order_tells_who_came_first(tmp_path: Any) -> None:
    """SQLite keeps the rows in the order of their random ids; the API gives them in the same."""
    url = f"sqlite:///{tmp_path / 'madang.db'}"

    async def scenario() -> None:
        async with house(url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
            for number in range(20):
                await (await talk.phone(f"Name {number}")).answer(act, options=["a"])
            shown = [row["id"] for row in await served.call("GET", f"{act.path}/responses")]
            tables = everything(url)
            for ids in (
                shown,
                [row["id"] for row in tables["responses"]],
                [row["response_id"] for row in tables["marks"]],
            ):
                assert all(before < after for before, after in pairwise(ids))

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
