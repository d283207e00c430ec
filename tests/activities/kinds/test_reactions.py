"""Taps and moods."""

import asyncio
import json

from tests.activities.talk import Talk, play
from tests.room.house import until


def test_taps_of_a_hall_are_one_number(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("reactions", config={"emoji": ["👏", "🎉"]}, opened=False)
        await act.call("POST", "/open")
        phones = [await talk.phone(name) for name in ("Bob", "Carol", "Dora")]
        screen, watching, presenter = await talk.screen(), phones[0].stream(), talk.presenter()
        for stream in (screen, watching, presenter):
            await stream.caught_up()
        before = {stream: len(stream.view.events) for stream in (screen, presenter)}
        answers = await asyncio.gather(
            *(phone.call(act, "POST", "/reactions/taps", taps={"👏": 3}) for phone in phones)
        )
        assert [answer["counted"] for answer in answers] == [3, 3, 3]
        for stream, seen in before.items():
            await stream.shows("tally", "taps", {"👏": 9, "🎉": 0})
            told = [event for event in stream.view.events[seen:] if '"tally"' in json.dumps(event.data)]
            assert len(told) == 1  # gathered: one message for the hall
        assert "taps" not in watching.view.row("tally")
        (minute, *_) = await act.call("GET", "/reactions/taps")
        assert (minute["emoji"], minute["n"]) == ("👏", 9)

    play(database_url, scenario)


def test_what_is_no_tap_is_refused_alone(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("reactions", config={"emoji": ["👏"]})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await asyncio.gather(
            bob.call(act, "POST", "/reactions/taps", taps={"👏": 2}),
            carol.call(act, "POST", "/reactions/taps", taps={"🐙": 2}, status=422),
            talk.house.call(
                "POST", f"activities/{act.id}/reactions/taps", token="mdp_nobody", taps={"👏": 1}, status=401
            ),
        )
        await carol.call(act, "POST", "/reactions/taps", taps={"👏": 21}, status=422)
        assert (await act.results())["taps"] == {"👏": 2}
        await act.call("POST", "/close")
        await bob.call(act, "POST", "/reactions/taps", taps={"👏": 2}, status=409)

    play(database_url, scenario)


def test_a_mood_is_one_each_and_can_be_taken_back(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("reactions")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await bob.answer(act, mood="lost")
        await bob.answer(act, mood="faster")
        await carol.answer(act, mood="fine")
        assert (await act.results())["moods"] == {"faster": 1, "slower": 0, "lost": 0, "fine": 1}
        await carol.call(act, "DELETE", "/response")
        assert (await act.results())["n"] == 1
        await act.call("PUT", config={"mood": False})
        await bob.answer(act, mood="lost", status=409)

    play(database_url, scenario)


def test_it_stays_with_phones_while_something_else_is_on_the_stage(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        reactions = await talk.add("reactions", opened=False)
        phone = (await talk.phone("Bob")).stream()
        await phone.caught_up()
        assert phone.view.row("activity") == {}
        await reactions.call("POST", "/open")
        await until(lambda: phone.view.row("activity").get("type") == "reactions")
        await reactions.call("POST", "/close")
        await until(lambda: phone.view.row("activity").get("gone"))

    play(database_url, scenario)
