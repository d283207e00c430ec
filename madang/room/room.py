"""A room: a session that has streams open in this process."""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Any, Final, get_args

from madang.database import Database
from madang.live.rows import STAFF, Audience
from madang.room.broadcast import Stream, Streams
from madang.room.changes import Changes, event, milliseconds, ping, read_changes
from madang.web.wire import Frame

log = logging.getLogger(__name__)

BETWEEN_LOOKS_SECONDS: Final = 0.05
"""A thousand votes in a second become at most twenty events. Fewer where sending them to all takes longer than this:
a room rests for as long as it has sent, so that half of the time is left for requests."""


class Gone(Exception):
    """The session is not there any more."""


class Room:
    """`revision` is what every stream in it has been sent.

    Streams that come in are brought up to it before they join the broadcast. Those that come at the same moment share
    what was read and encoded for the first of them.
    """

    def __init__(self, session_id: str, revision: int, database: Database, base_url: str) -> None:
        self.session_id = session_id
        self.revision = revision
        self.streams: dict[Audience, Streams] = {audience: Streams(audience) for audience in get_args(Audience)}
        self.participants: dict[str, set[Stream]] = {}
        self.online: Set[str] = frozenset()
        self.online_count = 0
        self.peak = 0
        self.coming: Counter[str | None] = Counter()
        self._database = database
        self._base_url = base_url
        self._departed: dict[str, tuple[str, int]] = {}
        self._rest = BETWEEN_LOOKS_SECONDS
        self._woken = asyncio.Event()
        self._caught_up: dict[tuple[Audience, int], Changes] = {}
        self._reading: dict[tuple[Audience, int], asyncio.Task[Changes | None]] = {}
        self._task = asyncio.create_task(self._run())

    def __len__(self) -> int:
        return sum(map(len, self.streams.values()))

    def __iter__(self) -> Iterator[Stream]:
        for streams in self.streams.values():
            yield from streams

    def wake(self) -> None:
        self._woken.set()

    def streams_of(self, participant_id: str) -> int:
        """Those that are on their way in too."""
        return len(self.participants.get(participant_id, ())) + self.coming[participant_id]

    @contextlib.contextmanager
    def expecting(self, stream: Stream) -> Iterator[None]:
        """While it is on its way in: many that come at one moment are counted as if each waited for the one before."""
        who = stream.participant_id
        self.coming[who] += 1
        try:
            yield
        finally:
            self.coming[who] -= 1
            if not self.coming[who]:
                del self.coming[who]

    async def enter(self, stream: Stream, since: int) -> None:
        """Brings the stream up to now and takes it in; raises Gone."""
        await self._bring_up(stream, since)
        self._take_in(stream)

    async def _bring_up(self, stream: Stream, since: int) -> None:
        at = since
        while at != self.revision or since == 0:
            changes = await self._catch_up(stream.audience, at)
            for frame in changes.frames[stream.audience]:
                await stream.send(frame)
            since = at = changes.revision
            if at >= self.revision:
                break
        stream.known = at

    def leave(self, stream: Stream) -> None:
        self.streams[stream.audience].remove(stream)
        if stream.participant_id in self.participants:
            theirs = self.participants[stream.participant_id]
            theirs.discard(stream)
            if not theirs:
                del self.participants[stream.participant_id]

    def end(self, reason: str) -> None:
        for stream in list(self):
            stream.end(reason)

    async def close(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def show_presence(self, count: int, online: Set[str]) -> None:
        """Tells everybody how many are here, and the staff who came and went; nothing where nothing changed."""
        came, went = online - self.online, self.online - online
        changed = count != self.online_count
        self.online_count, self.online = count, online
        if changed:
            frame = event({"online": count}, name="presence")
            await self.streams["participant"].broadcast(frame)
            await self.streams["screen"].broadcast(frame)
        if changed or came or went:
            frame = event({"online": count, "came": sorted(came), "went": sorted(went)}, name="presence")
            for audience in STAFF:
                await self.streams[audience].broadcast(frame)

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self._refresh()
            except Exception:
                # The next look of the hub wakes it again: a database that is away costs latency, not data.
                log.warning("a room could not read", exc_info=True)
            await asyncio.sleep(self._rest)

    async def _refresh(self) -> None:
        audiences = [audience for audience, streams in self.streams.items() if len(streams)]
        changes = await self._read(self.revision, audiences)
        if changes is None:
            return self.end("deleted")
        if changes.revision == self.revision:
            return None
        if any(len(streams) and audience not in changes.frames for audience, streams in self.streams.items()):
            return self.wake()  # the first of an audience came in while this was read: it goes to them as well
        if changes.revision < self.revision:  # the store went back: what anybody knows of it counts no more
            for stream in self:
                stream.known = 0
        self.revision = changes.revision
        self._caught_up.clear()
        self._see_off(changes)
        await self._send(changes)

    async def _send(self, changes: Changes) -> None:
        started = time.monotonic()
        for audience, frames in changes.frames.items():
            for frame in frames:
                await self.streams[audience].broadcast(frame, changes.revision)
        self._rest = max(BETWEEN_LOOKS_SECONDS, time.monotonic() - started)

    def _see_off(self, changes: Changes) -> None:
        """Ends the streams of those who have left or were removed."""
        for participant_id, state in changes.departed.items():
            self._departed[participant_id] = (state, changes.revision)
            for stream in list(self.participants.get(participant_id, ())):
                stream.end(state)

    def _take_in(self, stream: Stream) -> None:
        stream.push(Frame(self._presence_now(stream.audience)))
        self.streams[stream.audience].add(stream)
        if stream.participant_id is not None:
            state, revision = self._departed.get(stream.participant_id, ("", 0))
            if revision > stream.revision:  # between their token and here
                return stream.end(state)
            self.participants.setdefault(stream.participant_id, set()).add(stream)

    def _presence_now(self, audience: Audience) -> bytes:
        if audience == "visitor":
            return ping()
        news: dict[str, Any] = {"now": milliseconds(), "online": self.online_count}
        if audience in STAFF:
            news["here"] = sorted(self.online)
        return event(news, name="presence")

    async def _catch_up(self, audience: Audience, since: int) -> Changes:
        key = (audience, since)
        known = self._caught_up.get(key)
        if known is not None and known.revision >= self.revision:
            return known
        if key not in self._reading:
            self._reading[key] = asyncio.create_task(self._read(since, [audience]))
            self._reading[key].add_done_callback(lambda _: self._reading.pop(key, None))
        changes = await asyncio.shield(self._reading[key])
        if changes is None:
            raise Gone
        self._caught_up[key] = changes
        return changes

    async def _read(self, since: int, audiences: Sequence[Audience]) -> Changes | None:
        return await self._database.read(lambda db: read_changes(db, self.session_id, since, audiences, self._base_url))
