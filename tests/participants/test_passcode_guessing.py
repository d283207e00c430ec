"""A passcode is for those who want a secret: nobody tries them all, not in a single moment either."""

import asyncio
from collections import Counter
from pathlib import Path

from tests.room.house import House, house

PEOPLE = 300


async def join(served: House, code: str, number: int, passcode: str) -> int:
    body = {"nickname": f"Name {number}", "passcode": passcode}
    return (await served.client.post(f"/api/join/{code}", json=body)).status_code


async def join_at_once(served: House, code: str, passcodes: list[str]) -> Counter[int]:
    joins = (join(served, code, number, passcode) for number, passcode in enumerate(passcodes))
    return Counter(await asyncio.gather(*joins))


def test_guesses_at_one_moment(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}", limits="on") as served:
            session = await served.session()
            await served.call("PUT", f"sessions/{session['id']}/settings", passcode="0471")
            guesses = [f"{number:04}" for number in range(1000, 1000 + PEOPLE)]
            statuses = await join_at_once(served, session["session_code"], guesses)
            assert statuses.keys() == {403, 429}
            assert statuses[403] < 120 + 64

    asyncio.run(scenario())


def test_a_hall_that_knows_it_comes_in_at_one_moment(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}", limits="on") as served:
            session = await served.session()
            await served.call("PUT", f"sessions/{session['id']}/settings", passcode="0471")
            statuses = await join_at_once(served, session["session_code"], ["0471"] * PEOPLE)
            assert statuses == {201: PEOPLE}

    asyncio.run(scenario())
