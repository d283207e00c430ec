"""Who is here: leases that run out unless they are renewed.

A participant is online while a stream of theirs is open, or was a moment ago. It is shown, and decides nothing.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Protocol

LEASE_SECONDS = 45.0
GRACE_SECONDS = 5.0
"""How long somebody stays online whose last stream has closed: a phone that reloads does not blink."""


class Presence(Protocol):
    async def renew(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        """By session, the participants that are here for `seconds` more (never less than they have already)."""

    async def shorten(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        """By session, the participants whose last stream in this process closed."""

    async def online(self, session_id: str) -> Set[str]: ...

    async def count(self, session_id: str) -> int: ...

    async def close(self) -> None: ...


class MemoryPresence:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._leases: dict[str, dict[str, float]] = {}

    async def renew(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        until = self._clock() + seconds
        for session_id, participants in here.items():
            self._leases.setdefault(session_id, {}).update(dict.fromkeys(participants, until))

    async def shorten(self, here: Mapping[str, Iterable[str]], seconds: float) -> None:
        await self.renew(here, seconds)

    async def online(self, session_id: str) -> Set[str]:
        self._forget(session_id)
        return self._leases.get(session_id, {}).keys()

    async def count(self, session_id: str) -> int:
        return len(await self.online(session_id))

    async def close(self) -> None:
        self._leases.clear()

    def _forget(self, session_id: str) -> None:
        now = self._clock()
        leases = self._leases.get(session_id, {})
        for participant in [participant for participant, until in leases.items() if until <= now]:
            del leases[participant]
        if not leases:
            self._leases.pop(session_id, None)
