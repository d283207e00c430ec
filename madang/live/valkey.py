"""The bus and the leases on Valkey, for several processes."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Iterable, Mapping, Set

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from madang.live.bus import Listener, SessionChanged

log = logging.getLogger(__name__)

CHANNEL = "madang:changes"
_FAILURES = (ValkeyError, OSError, asyncio.TimeoutError)


def connect(url: str) -> Valkey:
    valkey: Valkey = Valkey.from_url(url, decode_responses=True, socket_connect_timeout=3, health_check_interval=15)
    return valkey


class ValkeyBus:
    def __init__(self, url: str) -> None:
        self._valkey = connect(url)
        self._waiting: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, listener: Listener) -> None:
        self._tasks = [asyncio.create_task(self._listen(listener)), asyncio.create_task(self._send())]

    def publish(self, change: SessionChanged) -> None:
        # One message a session, the newest: what waits is bounded by the sessions that change.
        self._waiting[change.session_id] = max(change.revision, self._waiting.get(change.session_id, 0))
        self._wake.set()

    async def check(self) -> None:
        await asyncio.wait_for(self._valkey.ping(), 2)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._valkey.aclose()

    async def _send(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            waiting, self._waiting = self._waiting, {}
            try:
                async with self._valkey.pipeline(transaction=False) as pipeline:
                    for session_id, revision in waiting.items():
                        pipeline.publish(CHANNEL, f"{session_id} {revision}")
                    await pipeline.execute()
            except _FAILURES:
                log.warning("the bus is away: rooms find changes by looking", exc_info=True)
                await asyncio.sleep(1)

    async def _listen(self, listener: Listener) -> None:
        while True:
            with contextlib.suppress(*_FAILURES, ValueError):  # a message that is none of ours is one
                await self._hear(listener)
            await asyncio.sleep(1)

    async def _hear(self, listener: Listener) -> None:
        async with self._valkey.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            async for message in subscription.listen():
                if message["type"] == "message":
                    session_id, _, revision = message["data"].partition(" ")
                    listener(SessionChanged(session_id, int(revision)))


class ValkeyPresence:
    """A sorted set a session: participants scored by the moment at which their lease runs out."""

    def __init__(self, url: str) -> None:
        self._valkey = connect(url)

    async def renew(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        await self._set(here, seconds, greater=True)

    async def shorten(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        await self._set(here, seconds, greater=False)

    async def online(self, session_id: str) -> Set[str]:
        try:
            return set(await self._valkey.zrangebyscore(_key(session_id), time.time(), "+inf"))
        except _FAILURES:
            log.warning("presence is away", exc_info=True)
            return set()

    async def count(self, session_id: str) -> int:
        try:
            return int(await self._valkey.zcount(_key(session_id), time.time(), "+inf"))
        except _FAILURES:
            log.warning("presence is away", exc_info=True)
            return 0

    async def close(self) -> None:
        await self._valkey.aclose()

    async def _set(self, here: Mapping[str, Iterable[str]], seconds: float, *, greater: bool) -> None:
        now = time.time()
        async with self._valkey.pipeline(transaction=False) as pipeline:
            for session_id, participants in here.items():
                key = _key(session_id)
                if leases := dict.fromkeys(participants, now + seconds):
                    pipeline.zadd(key, leases, gt=greater)
                pipeline.zremrangebyscore(key, "-inf", now)
                pipeline.expire(key, 120)
            await pipeline.execute()


def _key(session_id: str) -> str:
    return f"madang:presence:{session_id}"
