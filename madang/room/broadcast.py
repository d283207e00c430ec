"""Sending the same bytes to thousands of streams: no task, no queue and no encoding for any of them.

Nothing waits. A reader for whom too much waits already is too slow: its stream is cut off and comes back by
Last-Event-ID.
"""

import asyncio
import math
import random
import time
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from typing import Final

from prometheus_client import Counter, Gauge
from starlette.types import Send

from madang.live.rows import Audience
from madang.room.changes import event
from madang.web.wire import Frame, send_now

STREAMS_BETWEEN_YIELDS: Final = 64
"""Measured: a sweep over 5,000 streams without a pause makes a request wait for 164 ms, with it for 9."""
MOST_AGE_SECONDS: Final = 3600.0
MOST_WAITING: Final = 64 * 1024
"""Bytes for one reader, beyond what the kernel has taken."""

OPEN = Gauge("madang_streams", "Open streams", ["audience"])
SLOW = Counter("madang_streams_slow_total", "Streams that were cut off because their reader was too slow")


def jitter(least: float, most: float) -> float:
    """A number between the two, so that thousands do not do the same at the same moment."""
    return random.uniform(least, most)  # noqa: S311 - no secret


class Stream:
    """One open stream: the server's own ways to write, and who listens."""

    __slots__ = (
        "_abort",
        "_send",
        "_transport",
        "audience",
        "closed",
        "credential_id",
        "ends_at",
        "known",
        "participant_id",
        "presenter_id",
        "revision",
    )

    def __init__(
        self,
        send: Send,
        transport: WriteTransport | None,
        abort: Callable[[], None],
        audience: Audience,
        revision: int,
        participant_id: str | None = None,
        credential_id: str | None = None,
        presenter_id: str | None = None,
    ) -> None:
        """`revision` is the one at which the stream's credential was found good."""
        self._send = send
        self._transport = transport
        self._abort = abort
        self.audience = audience
        self.revision = revision
        self.participant_id = participant_id
        self.credential_id = credential_id
        self.presenter_id = presenter_id
        self.closed = False
        self.known = 0
        """The revision that it was brought up to when it came: the room may read an older one behind it."""
        self.ends_at = time.monotonic() + MOST_AGE_SECONDS * jitter(0.8, 1.0)

    def push(self, frame: Frame) -> None:
        """Writes without waiting; where it would have to, the stream is cut off."""
        if self.closed:
            return
        transport = self._transport
        try:
            if transport is None:
                slow = not send_now(self._send, frame)
            elif not (slow := transport.get_write_buffer_size() > MOST_WAITING):
                transport.write(frame.chunk)
        except (RuntimeError, OSError):
            return self.cut_off()
        if slow:
            SLOW.inc()
            self.cut_off()

    async def send(self, body: bytes) -> None:
        await self._send(Frame(body).message)

    def end(self, reason: str, retry: int | None = None) -> None:
        """Says goodbye in the stream; whoever waits on it sees a disconnect."""
        self._transport = None  # the server itself must know that the answer has ended
        self.push(Frame(event({"reason": reason}, name="end", retry=retry), last=True))
        self.closed = True

    def cut_off(self) -> None:
        self.closed = True
        self._abort()


class Streams:
    """A room's streams of one audience."""

    def __init__(self, audience: Audience) -> None:
        self._gauge = OPEN.labels(audience)
        self._members: dict[Stream, None] = {}
        self._snapshot: list[Stream] | None = []

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Stream]:
        return iter(self.snapshot())

    def add(self, stream: Stream) -> None:
        self._members[stream] = None
        self._snapshot = None
        self._gauge.inc()

    def remove(self, stream: Stream) -> None:
        if stream in self._members:
            del self._members[stream]
            self._snapshot = None
            self._gauge.dec()

    def snapshot(self) -> list[Stream]:
        """A list to sweep over, made anew only when somebody came or went."""
        if self._snapshot is None:
            self._snapshot = list(self._members)
        return self._snapshot

    async def broadcast(self, body: bytes, revision: float = math.inf) -> None:
        """To all who do not know of this revision yet: what is old must not come behind what is new."""
        frame = Frame(body)
        for number, stream in enumerate(self.snapshot(), 1):
            if stream.known < revision:
                stream.push(frame)
            if number % STREAMS_BETWEEN_YIELDS == 0:
                await asyncio.sleep(0)
