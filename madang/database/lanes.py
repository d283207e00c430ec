"""Writes that wait, in the order they came, sorted into lanes.

A lane's jobs are taken together by one worker at a time, so that they are committed together and never wait
for each other's row locks. SQLite has one lane; on PostgreSQL each session has its own, so that a transaction
touches one session only and two of them cannot deadlock.
"""

from collections import deque
from threading import Condition
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Lanes(Generic[Job]):
    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: dict[str, deque[Job]] = {}
        self._ready: deque[str] = deque()
        self._closed = False
        self._changed = Condition()

    def put(self, lane: str, job: Job) -> None:
        with self._changed:
            if self._closed:
                raise RuntimeError("the database is closed")
            if lane in self._waiting:
                self._waiting[lane].append(job)
            else:
                self._waiting[lane] = deque([job])
                self._ready.append(lane)
                self._changed.notify()

    def take(self) -> tuple[str, list[Job]] | None:
        """Waits for a lane that has jobs and no worker; None when closed and empty. `give_back` must follow."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready or (self._closed and not self._waiting))
            if not self._ready:
                return None
            lane = self._ready.popleft()
            jobs = self._waiting[lane]
            return lane, [jobs.popleft() for _ in range(min(len(jobs), self._most))]

    def give_back(self, lane: str) -> None:
        with self._changed:
            if self._waiting[lane]:
                self._ready.append(lane)
            else:
                del self._waiting[lane]
            self._changed.notify_all() if self._closed else self._changed.notify()

    def close(self) -> None:
        """What waits is still taken; nothing new gets in."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
