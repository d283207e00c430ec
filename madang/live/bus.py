"""The bus: "session S is at revision R", nothing more. A lost message costs latency, not data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SessionChanged:
    session_id: str
    revision: int


Listener = Callable[[SessionChanged], None]


class Bus(Protocol):
    async def start(self, listener: Listener) -> None: ...

    def publish(self, change: SessionChanged) -> None:
        """Never waits and never fails: rooms look for themselves anyway."""

    async def check(self) -> None:
        """Raises when messages do not get through."""

    async def close(self) -> None: ...


class MemoryBus:
    """One process: a call."""

    def __init__(self) -> None:
        self._listener: Listener | None = None

    async def start(self, listener: Listener) -> None:
        self._listener = listener

    def publish(self, change: SessionChanged) -> None:
        if self._listener is not None:
            self._listener(change)

    async def check(self) -> None:
        if self._listener is None:
            raise RuntimeError("the bus has no listener")

    async def close(self) -> None:
        self._listener = None
