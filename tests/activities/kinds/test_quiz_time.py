"""The server keeps a question's time."""

import asyncio
from datetime import timedelta

from madang.activities.models import Activity
from madang.database import Db
from tests.activities.kinds.quizzing import YES, score, to
from tests.activities.talk import Act, Phone, Talk, play
from tests.room.house import House


def quickened(served: House, act: Act, seconds: float) -> None:
    """As if the question of now had been asked so many seconds earlier."""

    def change(db: Db) -> None:
        activity = db.get_one(Activity, act.id)
        for name in ("asked_at", "closes_at"):
            setattr(activity, name, getattr(activity, name) - timedelta(seconds=seconds))

    served.write(change)


def test_the_server_keeps_the_time(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [{**YES, "seconds": 10}]})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        watching = bob.stream()
        await to(act, "asking")
        quickened(talk.house, act, 5)
        await bob.answer(act, picks=[0])
        quickened(talk.house, act, 6)
        await carol.answer(act, picks=[0], status=409)
        await watching.shows("activity", "progress", {"phase": "locked", "question": 0, "dealt": 0})
        assert watching.view.row("activity")["closes_at"] is None
        await carol.answer(act, picks=[0], status=409)
        await to(act, "revealed")
        assert 600 <= (await score(bob, act))["points"] <= 750
        late = await score(carol, act)
        assert (late["outcome"], late["points"], late["rank"], late["players"]) == ("missed", 0, None, 1)

    play(database_url, scenario)


def test_late_and_in_time_at_once(database_url: str) -> None:
    """Closing and answering meet: who got a 200 counts, who got a 409 does not."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES]})
        phones = [await talk.phone(f"P{number}") for number in range(12)]
        await to(act, "asking")

        async def answer(phone: Phone) -> bool:
            headers = {"Authorization": f"Bearer {phone.token}"}
            path = f"/api/activities/{act.id}/response"
            sent = await talk.house.client.post(path, json={"answer": {"picks": [0]}}, headers=headers)
            assert sent.status_code in (200, 409)
            return sent.status_code == 200

        *taken, _ = await asyncio.gather(*map(answer, phones), act.call("POST", "/quiz/lock"))
        await to(act, "revealed")
        assert (await act.results())["right"] == sum(map(bool, taken))

    play(database_url, scenario)
