"""Counting taps: what a hall taps within a moment is one write and one message, however many tap."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from madang.activities.kinds.reactions.models import TapCount
from madang.activities.kinds.reactions.schemas import TapsOut
from madang.activities.responding import announce_tallies, check_open
from madang.activities.together import Known, admitted, known_activities, known_people
from madang.database import Database, Db, clock
from madang.errors import Problem

GATHERING_SECONDS: Final = 0.4
MOST_TOGETHER: Final = 2000


@dataclass(frozen=True, slots=True)
class Tapped:
    activity_id: str
    secret: str
    taps: dict[str, int]


Outcome = TapsOut | Exception


class Gathering:
    """Those who tap within the same moment wait for one commit, and are told after it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Tapped, asyncio.Future[TapsOut]]] = []
        self._flush: asyncio.Task[None] | None = None

    async def add(self, tapped: Tapped) -> TapsOut:
        future: asyncio.Future[TapsOut] = asyncio.get_running_loop().create_future()
        self._waiting.append((tapped, future))
        if self._flush is None:
            self._flush = asyncio.create_task(self._later())
        return await future

    async def _later(self) -> None:
        await asyncio.sleep(GATHERING_SECONDS)
        waiting, self._waiting, self._flush = self._waiting, [], None
        for start in range(0, len(waiting), MOST_TOGETHER):
            await self._count(waiting[start : start + MOST_TOGETHER])

    async def _count(self, waiting: list[tuple[Tapped, asyncio.Future[TapsOut]]]) -> None:
        outcomes: Sequence[Outcome]
        try:
            outcomes = await self._database.write(lambda db: count_together(db, [tapped for tapped, _ in waiting]))
        except Exception as failure:  # noqa: BLE001 - everybody who waits gets it
            outcomes = [failure] * len(waiting)
        for (_, future), outcome in zip(waiting, outcomes, strict=True):
            if future.done():
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)


_gatherings: WeakKeyDictionary[Database, Gathering] = WeakKeyDictionary()


def gathering(database: Database) -> Gathering:
    return _gatherings.setdefault(database, Gathering(database))


def count_together(db: Db, items: Sequence[Tapped]) -> list[Outcome]:
    activities = known_activities(db, (item.activity_id for item in items))
    people = known_people(db, (item.secret for item in items))
    moment = clock(db)
    counted: Counter[tuple[str, int, str]] = Counter()
    outcomes: list[Outcome] = []
    for item in items:
        try:
            known, _ = admitted(activities.get(item.activity_id), people.get(item.secret))
            check_open(known.activity, moment)
            _check(known, item.taps)
        except Problem as problem:
            outcomes.append(problem)
            continue
        activity = known.activity
        counted.update({(activity.id, activity.round, emoji): n for emoji, n in item.taps.items()})
        outcomes.append(TapsOut(activity=activity.id, counted=sum(item.taps.values())))
    if counted:
        _add(db, counted, moment.replace(second=0, microsecond=0))
        announce_tallies(db, [activities[activity_id].activity for activity_id in {place[0] for place in counted}])
    return outcomes


def _check(known: Known, taps: dict[str, int]) -> None:
    if not set(getattr(known.running.config, "emoji", ())).issuperset(taps):
        raise Problem(422, "emoji_unknown")


def _add(db: Db, counted: Counter[tuple[str, int, str]], minute: datetime) -> None:
    dialect = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    new = dialect.insert(TapCount)
    more = new.on_conflict_do_update(
        index_elements=["activity_id", "round", "minute", "emoji"], set_={"n": TapCount.n + new.excluded.n}
    )
    rows = [
        {"activity_id": activity_id, "round": round_, "minute": minute, "emoji": emoji, "n": n}
        for (activity_id, round_, emoji), n in sorted(counted.items())
    ]
    db.connection().execute(more, rows)


def totals(db: Db, activity_id: str, round_: int) -> dict[str, int]:
    here = select(TapCount.emoji, func.sum(TapCount.n)).where(
        TapCount.activity_id == activity_id, TapCount.round == round_
    )
    return {emoji: int(n) for emoji, n in db.execute(here.group_by(TapCount.emoji))}


def by_minute(db: Db, activity_id: str, round_: int) -> list[tuple[datetime, str, int]]:
    here = select(TapCount.minute, TapCount.emoji, TapCount.n).where(
        TapCount.activity_id == activity_id, TapCount.round == round_
    )
    return [(row[0], row[1], row[2]) for row in db.execute(here.order_by(TapCount.minute, TapCount.emoji))]
