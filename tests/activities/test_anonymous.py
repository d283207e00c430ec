"""In an anonymous activity nothing leads from a response to a person: not the API, not the database."""

import hashlib

from tests.activities.tables import everything
from tests.activities.talk import OPTIONS, Talk, play


def test_an_anonymous_response_leads_to_nobody(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=True)
        phones = [await talk.phone(f"Name {number}") for number in range(12)]
        for phone in phones:
            await phone.answer(act, options=["a"])
        for phone in phones[:3]:
            await phone.answer(act, options=["b"])  # changing one's own still works
        assert await act.results() == {"n": 12, "counts": [9, 3]}

        rows = await talk.house.call("GET", f"{act.path}/responses")
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

    play(database_url, scenario)


def test_the_same_phone_answers_once_even_when_it_joins_again(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS, "changeable": False}, anonymous=True)
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["a"])
        again = await talk.phone("Bob")
        await again.answer(act, options=["b"], status=409)
        await talk.house.call("DELETE", "participants/me", token=again.token)
        returned = await talk.phone("Bob")
        await returned.answer(act, options=["b"], status=409)
        assert (await returned.mine())[act.id]["answers"] == {"": {"options": ["a"]}}

    play(database_url, scenario)


def test_a_named_one_says_who(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, anonymous=False)
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["a"])
        (row,) = await talk.house.call("GET", f"{act.path}/responses")
        assert (row["participant"], row["nickname"], row["answer"]) == (bob.id, "Bob", {"options": ["a"]})
        assert talk.house.client is not None
        await talk.house.call("GET", f"{act.path}/responses", token=bob.token, status=401)

    play(database_url, scenario)
