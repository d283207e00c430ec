"""Rate limits: how often somebody may try, by the `limits` library in memory or on Valkey."""

import asyncio
import contextlib
import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final, cast
from weakref import WeakValueDictionary

from limits import parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string
from valkey.asyncio import ConnectionPool
from valkey.exceptions import ValkeyError

from madang.errors import TooMany
from madang.settings import Settings

_MOST_REMEMBERED = 100_000
_PATIENCE_SECONDS = 2
AT_ONCE: Final = 32

log = logging.getLogger(__name__)


class Limits:
    """`await limits.spend("120/minute", "register", address)` counts one, and raises when it was one too many.

    Where Valkey is away nothing is limited: a hall that can join matters more.
    """

    def __init__(self, settings: Settings) -> None:
        self._on = settings.limits == "on"
        # Addresses are kept as keyed digests, and for minutes only.
        self._key = hashlib.blake2b(settings.database.encode(), digest_size=16).digest()
        self._pool: ConnectionPool | None = None
        storage: Storage = MemoryStorage()
        if settings.valkey_url:
            # Nobody waits long for a Valkey that does not answer.
            patience = {"socket_timeout": _PATIENCE_SECONDS, "socket_connect_timeout": _PATIENCE_SECONDS}
            self._pool = ConnectionPool.from_url(settings.valkey_url, **patience)
            options: dict[str, Any] = {"implementation": "valkey", "connection_pool": self._pool}
            storage = cast("Storage", storage_from_string("async+" + settings.valkey_url, **options))
        self._counted: dict[tuple[str, ...], float] = {}
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._turns: WeakValueDictionary[tuple[str, ...], asyncio.Semaphore] = WeakValueDictionary()

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.disconnect()

    async def spend(self, limit: str, *who: str) -> None:
        if not await self._ask(self._limiter.hit, limit, who):
            raise TooMany(await self._seconds_left(limit, who))

    async def count(self, limit: str, *who: str) -> None:
        """Counts one and raises nothing."""
        self._counted[(limit, *self._names(who))] = time.monotonic() + parse(limit).get_expiry()
        if len(self._counted) > _MOST_REMEMBERED:
            self._counted.clear()
        await self._ask(self._limiter.hit, limit, who)

    async def check(self, limit: str, *who: str) -> None:
        """Raises when nothing is left, and counts nothing: for what is limited by its failures.

        It is asked on the hot ways, where most have no failure behind them: those cost no look at the storage.
        """
        if not self._counted or self._counted.get((limit, *self._names(who)), 0.0) < time.monotonic():
            return
        if not await self._ask(self._limiter.test, limit, who):
            raise TooMany(await self._seconds_left(limit, who))

    @contextlib.asynccontextmanager
    async def in_turn(self, limit: str, *who: str) -> AsyncIterator[None]:
        """Around what may fail, and `count`s where it does: raises as `check`.

        A few go at a time and the others wait: a thousand guesses at one moment are not all let through because none
        of them has failed yet.
        """
        if not self._on:
            yield
            return
        name = (limit, *self._names(who))
        turn = self._turns.get(name)
        if turn is None:
            turn = self._turns[name] = asyncio.Semaphore(AT_ONCE)
        async with turn:
            await self.check(limit, *who)
            yield

    async def _ask(self, question: Callable[..., Awaitable[bool]], limit: str, who: tuple[str, ...]) -> bool:
        if not self._on:
            return True
        try:
            return await question(parse(limit), *self._names(who))
        except (ValkeyError, OSError):
            log.warning("limits are off while Valkey is away", exc_info=True)
            return True

    def _names(self, who: tuple[str, ...]) -> list[str]:
        subject, *rest = who
        return [subject, *(self._digest(name) for name in rest)]

    def _digest(self, name: str) -> str:
        return hashlib.blake2b(_network(name).encode("utf-8", "replace"), key=self._key, digest_size=12).hexdigest()

    async def _seconds_left(self, limit: str, who: tuple[str, ...]) -> int:
        try:
            reset = (await self._limiter.get_window_stats(parse(limit), *self._names(who))).reset_time
        except (ValkeyError, OSError):
            return 1
        return max(1, math.ceil(reset - time.time()))


def _network(address: str) -> str:
    """An IPv6 customer has a /64 of addresses: they count as one.

    >>> _network("2001:db8::1") == _network("2001:db8::2"), _network("alice@example.org")
    (True, 'alice@example.org')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
