"""The one door for writes: committed together, each in a savepoint of its own, acknowledged after the commit."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeVar

from prometheus_client import Counter, Histogram
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session as Db

from madang.database.lanes import Lanes
from madang.errors import Busy

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Together = Callable[[Db, Sequence[Item]], Sequence[Answer | Exception]]

MOST_TOGETHER = 256
MOST_WAITING = 20_000
_TRIES = 3
_RETRY_STATES = {"40001", "40P01"}  # serialization failure, deadlock
_LOCKED = "55P03"  # lock not available

COMMITS = Counter("madang_commits_total", "Commits of the write door")
WRITES = Counter("madang_writes_total", "Writes that went through the door")
COMMIT_SECONDS = Histogram("madang_commit_seconds", "From the first statement of a commit to its end")


@dataclass(eq=False, slots=True)
class Job:
    """One write that waits: `fn(db)`, or an `item` that `together(db, items)` takes along with others."""

    future: "asyncio.Future[Any]"
    fn: Callable[[Db], Any] | None = None
    together: Together[Any, Any] | None = None
    item: Any = None
    outcome: Any = None
    changes: list[object] = field(default_factory=list)


def announce(db: Db, change: object) -> None:
    """Tells those who listen at the door, after the commit and only then."""
    db.info.setdefault("changes", []).append(change)


class Door:
    def __init__(self, engine: Engine, workers: int, on_commit: Callable[[list[object]], None]) -> None:
        self._engine = engine
        self._one_lane = engine.dialect.name == "sqlite"
        self._lanes: Lanes[Job] = Lanes(MOST_TOGETHER)
        self._on_commit = on_commit
        self._waiting = 0
        self._threads = [Thread(target=self._work, name=f"madang-write-{n}", daemon=True) for n in range(workers)]
        for thread in self._threads:
            thread.start()

    async def write(self, fn: Callable[[Db], Answer], lane: str = "") -> Answer:
        answer: Answer = await self._put(Job(asyncio.get_running_loop().create_future(), fn=fn), lane)
        return answer

    async def write_together(self, fn: Together[Item, Answer], item: Item, lane: str = "") -> Answer:
        """For the hot writes: `fn` gets all the items that wait together and answers each, maybe by an exception."""
        job = Job(asyncio.get_running_loop().create_future(), together=fn, item=item)
        answer: Answer = await self._put(job, lane)
        return answer

    def close(self) -> None:
        """Finishes what waits."""
        self._lanes.close()
        for thread in self._threads:
            thread.join()

    async def _put(self, job: Job, lane: str) -> Any:
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._lanes.put("" if self._one_lane else lane, job)
        self._waiting += 1
        # A caller that goes away takes nothing back: the write is in line, only its answer is dropped.
        return await job.future

    def _work(self) -> None:
        while (taken := self._lanes.take()) is not None:
            lane, jobs = taken
            try:
                self._run(jobs)
            finally:
                self._lanes.give_back(lane)
            jobs[0].future.get_loop().call_soon_threadsafe(self._deliver, jobs)

    def _deliver(self, jobs: list[Job]) -> None:
        self._waiting -= len(jobs)
        changes: list[object] = []
        for job in jobs:
            changes += job.changes
            if job.future.done():
                continue
            if isinstance(job.outcome, BaseException):
                job.future.set_exception(job.outcome)
            else:
                job.future.set_result(job.outcome)
        if changes:
            self._on_commit(changes)

    def _run(self, jobs: list[Job]) -> None:
        """Never raises: each job has its outcome afterwards."""
        try:
            with COMMIT_SECONDS.time():
                self._commit(jobs)
        except _NotTogether as failure:
            if failure.sqlstate == _LOCKED:  # by somebody else: they have waited long enough, none waits again
                for job in jobs:
                    job.outcome, job.changes = failure.cause, []
            else:
                for job in jobs:
                    self._run_alone(job)
        except BaseException as failure:  # noqa: BLE001 - whoever waits gets it
            for job in jobs:
                job.outcome, job.changes = failure, []
        WRITES.inc(len(jobs))

    def _run_alone(self, job: Job) -> None:
        for left in reversed(range(_TRIES)):
            try:
                return self._commit([job])
            except _NotTogether as failure:
                job.outcome, job.changes = failure.cause, []
                if not left or failure.sqlstate not in _RETRY_STATES:
                    return None
            except BaseException as failure:  # noqa: BLE001 - as above
                job.outcome, job.changes = failure, []
                return None

    def _commit(self, jobs: list[Job]) -> None:
        with self._engine.connect() as connection, connection.begin():
            for group in _groups(jobs):
                _run_group(connection, group)
        COMMITS.inc()


class _NotTogether(Exception):
    """The database itself refused in the middle: nothing was committed, each write is tried alone."""

    def __init__(self, cause: OperationalError) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.sqlstate = getattr(cause.orig, "sqlstate", None)


def _groups(jobs: list[Job]) -> list[list[Job]]:
    groups: list[list[Job]] = []
    by_function: dict[Together[Any, Any], list[Job]] = {}
    for job in jobs:
        if job.together is None:
            groups.append([job])
        elif job.together in by_function:
            by_function[job.together].append(job)
        else:
            by_function[job.together] = [job]
            groups.append(by_function[job.together])
    return groups


def _run_group(connection: Connection, group: list[Job]) -> None:
    try:
        with Db(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as db, db.begin():
            _run_in(db, group)
    except OperationalError as failure:
        raise _NotTogether(failure) from failure
    except Exception as failure:  # noqa: BLE001 - it belongs to one write, the others go on
        if len(group) == 1:
            group[0].outcome, group[0].changes = failure, []
        else:  # one of them is bad: each gets a savepoint of its own
            for job in group:
                _run_group(connection, [job])


def _run_in(db: Db, group: list[Job]) -> None:
    if group[0].fn is not None:
        group[0].outcome = group[0].fn(db)
    elif group[0].together is not None:
        outcomes = group[0].together(db, [job.item for job in group])
        for job, outcome in zip(group, outcomes, strict=True):
            job.outcome = outcome
    db.flush()
    group[0].changes = db.info.pop("changes", [])
