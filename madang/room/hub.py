"""All rooms of this process: opened for the first stream, woken by the bus, looked after once in a while."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from madang.database import Database, Db
from madang.errors import Busy
from madang.live import Bus, Presence
from madang.live.bus import SessionChanged
from madang.live.presence import GRACE_SECONDS, LEASE_SECONDS
from madang.live.rows import STAFF
from madang.room.broadcast import Stream, jitter
from madang.room.changes import ping
from madang.room.credentials import BY_CREDENTIAL, lost
from madang.room.room import Room
from madang.sessions import service as sessions
from madang.settings import Settings

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 1.5
PRESENCE_SECONDS: Final = 1.0
HEARTBEAT_SECONDS: Final = 15.0
EMPTY_ROOM_SECONDS: Final = 10.0
COME_BACK_WITHIN_SECONDS: Final = 5.0


class Hub:
    def __init__(self, settings: Settings, database: Database, bus: Bus, presence: Presence) -> None:
        self.draining = False
        self._settings = settings
        self._database = database
        self._bus = bus
        self._presence = presence
        self._rooms: dict[str, Room] = {}
        self._empty_since: dict[str, float] = {}
        self._moved: dict[str, set[str]] = {}
        self._streams = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self._database.on_commit(self._publish)
        await self._bus.start(self._hear)
        duties = ((self._look, LOOK_SECONDS), (self._count, PRESENCE_SECONDS), (self._beat, HEARTBEAT_SECONDS))
        self._tasks = [asyncio.create_task(_every(seconds, duty)) for duty, seconds in duties]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for room in self._rooms.values():
            await room.close()
        await self._bus.close()
        await self._presence.close()

    async def drain(self) -> None:
        """Ends all streams; each is told its own moment to come back, so that they do not come at once."""
        self.draining = True
        for number, stream in enumerate([stream for room in self._rooms.values() for stream in room], 1):
            stream.end("shutdown", retry=round(1000 * jitter(0.5, COME_BACK_WITHIN_SECONDS)))
            if number % 64 == 0:
                await asyncio.sleep(0)

    def room(self, session_id: str, revision: int) -> Room:
        """The session's room; `revision` is where it starts if nobody is in it yet."""
        if session_id not in self._rooms:
            self._rooms[session_id] = Room(session_id, revision, self._database, self._settings.base_url)
        return self._rooms[session_id]

    def open(self) -> None:
        """Counts a stream that wants in; raises where all places are taken."""
        if self.draining or self._streams >= self._settings.max_streams:
            raise Busy("too_many_streams", retry_after=round(jitter(2, 6)))
        self._streams += 1

    def closed(self) -> None:
        self._streams -= 1

    def moved(self, session_id: str, participant_id: str | None) -> None:
        """A participant's stream opened or closed: told to presence within a second, together with others."""
        if participant_id is not None:
            self._moved.setdefault(session_id, set()).add(participant_id)

    def _publish(self, changes: Sequence[object]) -> None:
        for change in changes:
            if isinstance(change, SessionChanged):
                self._bus.publish(change)

    def _hear(self, change: SessionChanged) -> None:
        room = self._rooms.get(change.session_id)
        if room is not None and change.revision > room.revision:
            room.wake()

    async def _look(self) -> None:
        """What a lost message would have told, and what no message tells: lost credentials, empty rooms."""
        await self._forget_empty_rooms()
        rooms = dict(self._rooms)
        if not rooms:
            return
        held = [
            (session_id, stream)
            for session_id, room in rooms.items()
            for audience in BY_CREDENTIAL
            for stream in room.streams[audience]
        ]

        def read(db: Db) -> tuple[dict[str, int], list[tuple[Stream, str]]]:
            revisions = sessions.revisions(db, list(rooms))
            there = [(session_id, stream) for session_id, stream in held if session_id in revisions]
            return revisions, lost(db, there)  # the others hear from their room that the session is gone

        revisions, ended = await self._database.read(read)
        for session_id, room in rooms.items():
            if revisions.get(session_id) != room.revision:
                room.wake()
        for stream, reason in ended:
            stream.end(reason)

    async def _forget_empty_rooms(self) -> None:
        for session_id, room in list(self._rooms.items()):
            if len(room) or room.coming:
                self._empty_since.pop(session_id, None)
            elif time.monotonic() - self._empty_since.setdefault(session_id, time.monotonic()) > EMPTY_ROOM_SECONDS:
                del self._rooms[session_id], self._empty_since[session_id]
                await room.close()

    async def _count(self) -> None:
        """Tells presence who came and went, and rooms how many are here."""
        await self._tell_presence()
        for room in list(self._rooms.values()):
            if len(room):
                await self._show_presence(room)

    async def _tell_presence(self) -> None:
        moved, self._moved = self._moved, {}
        if not moved:
            return
        here: dict[str, list[str]] = {}
        gone: dict[str, list[str]] = {}
        for session_id, participants in moved.items():
            room = self._rooms.get(session_id)
            for participant in participants:
                side = here if room is not None and participant in room.participants else gone
                side.setdefault(session_id, []).append(participant)
        await self._presence.renew(here, LEASE_SECONDS)
        await self._presence.shorten(gone, GRACE_SECONDS)

    async def _show_presence(self, room: Room) -> None:
        if any(len(room.streams[audience]) for audience in STAFF):
            online = frozenset(await self._presence.online(room.session_id))
            count = len(online)
        else:
            online, count = frozenset(room.online), await self._presence.count(room.session_id)
        await room.show_presence(count, online)
        if count > room.peak:
            room.peak = count
            await self._database.write(lambda db: sessions.raise_peak(db, room.session_id, count), lane=room.session_id)

    async def _beat(self) -> None:
        """A heartbeat in every stream, a renewed lease for everybody here, an end for what is too old."""
        for room in list(self._rooms.values()):
            for streams in room.streams.values():
                await streams.broadcast(ping())
        here = {room.session_id: list(room.participants) for room in self._rooms.values() if room.participants}
        if here:
            await self._presence.renew(here, LEASE_SECONDS)
        moment = time.monotonic()
        for old in [stream for room in self._rooms.values() for stream in room if stream.ends_at < moment]:
            old.end("expired", retry=round(1000 * jitter(0.2, COME_BACK_WITHIN_SECONDS)))


async def _every(seconds: float, duty: Callable[[], Awaitable[None]]) -> None:
    """A duty that fails, as when the database is away, is done again at the next turn."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await duty()
        except Exception:
            log.warning("a duty of the hub failed and will be tried again", exc_info=True)
