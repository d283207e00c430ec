"""Rooms: what goes to whom, how often, and when a room is forgotten."""

import asyncio
import time
from collections.abc import Callable
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import TypeVar

import pytest

from madang.database import Database, Db
from madang.room import hub, room, stream
from madang.room.broadcast import Streams
from tests.room.house import House, house, until

Answer = TypeVar("Answer")


def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'madang.db'}"


def rooms_of(served: House) -> int:
    """How many rooms are in memory: each has a task of its own."""
    return sum("Room._run" in repr(task.get_coro()) for task in asyncio.all_tasks())


def hold_read(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """The next read of what is new is under way from the first event on, and is not over before the second."""
    reading, go_on = asyncio.Event(), asyncio.Event()
    read = room.Room._read

    async def slow_read(self: room.Room, since: int, audiences: list[str]) -> object:
        answer = await read(self, since, audiences)  # type: ignore[arg-type]
        if since and not reading.is_set():
            reading.set()
            await go_on.wait()
        return answer

    monkeypatch.setattr(room.Room, "_read", slow_read)
    return reading, go_on


def test_who_comes_in_while_a_change_is_read_gets_it_too(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The presenter comes back between a room's look at its audiences and the end of its read."""

    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            await served.visitor(session).caught_up()
            presenter = await served.presenter(session).caught_up()
            await presenter.close()
            reading, go_on = hold_read(monkeypatch)
            await served.join(session, "Mina")
            await reading.wait()
            back = await served.presenter(session, presenter.view).started()
            await asyncio.sleep(0.05)
            go_on.set()
            await until(lambda: back.view.people() == {"Mina": "joined"}, "the join was lost on the presenter")

    asyncio.run(scenario())


def test_what_is_old_never_comes_behind_what_is_new(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream comes in, further than a read of its room's that is still under way."""

    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            first = await served.visitor(session).caught_up()
            await served.call("PUT", f"sessions/{session['id']}", title="Long ago")
            await first.shows("session", "title", "Long ago")
            reading, go_on = hold_read(monkeypatch)
            await served.call("PUT", f"sessions/{session['id']}", title="Yesterday")
            await reading.wait()
            await served.call("PUT", f"sessions/{session['id']}", title="Today")
            second = await served.visitor(session).caught_up()
            assert second.view.row("session")["title"] == "Today"
            go_on.set()
            await first.shows("session", "title", "Today")
            await served.call("PUT", f"sessions/{session['id']}", title="Tomorrow")
            await second.shows("session", "title", "Tomorrow")
            told = [event.data["rows"][0]["title"] for event in second.view.events if event.name == ""]
            assert told == ["Today", "Tomorrow"]

    asyncio.run(scenario())


def test_a_thousand_joins_become_few_events(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            watching = [await served.presenter(session).caught_up(), await served.visitor(session).caught_up()]
            screen = await served.stream((await served.screen(session))["token"]).caught_up()
            before = len(screen.view.events)
            for start in range(0, 1000, 250):
                await asyncio.gather(*(served.join(session, f"Name {start + number}") for number in range(250)))
            await until(lambda: screen.view.row("people")["joined"] == 1000)
            await until(lambda: len(watching[0].view.people()) == 1000)
            told = sum(event.name == "" for event in screen.view.events[before:])
            assert told <= 150, f"{told} events for a thousand joins"
            assert all(event.name == "ping" for event in watching[1].view.events[1:]), "a visitor hears of joins"

    asyncio.run(scenario())


def test_a_room_rests_for_as_long_as_it_has_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall so full that a sweep takes longer than the pause: requests still get their half of the time."""
    sweeps: list[tuple[float, float]] = []
    broadcast = Streams.broadcast

    async def slow_broadcast(self: Streams, body: bytes, revision: float = inf) -> None:
        started = time.monotonic()
        if body.startswith(b"id:"):
            await asyncio.sleep(0.3)
            sweeps.append((started, time.monotonic()))
        await broadcast(self, body, revision)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            screen = await served.stream((await served.screen(session))["token"]).caught_up()
            monkeypatch.setattr(Streams, "broadcast", slow_broadcast)
            for number in range(1, 10):
                await served.join(session, f"Name {number}")
                await asyncio.sleep(0.1)
            await until(lambda: screen.view.row("people")["joined"] == 9)
            pauses = [start - end for (_, end), (start, _) in pairwise(sweeps)]
            assert pauses
            assert min(pauses) >= 0.29, pauses

    asyncio.run(scenario())


def test_a_long_snapshot_arrives_in_pieces(tmp_path: Path) -> None:
    """5,000 participants: a slow laptop never has more than a piece of it waiting, and the last piece has the id."""

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            served.hall(session, 5000)
            stream = await served.presenter(session).caught_up()
            pieces = [event for event in stream.view.events if event.name == ""]
            assert len(stream.view.people()) == 5000
            assert len(pieces) >= 25
            assert max(len(event.data["rows"]) for event in pieces) <= 200
            assert [event.data.get("reset") for event in pieces] == [True] + [None] * (len(pieces) - 1)
            assert [event.id for event in pieces[:-1]] == [None] * (len(pieces) - 1)
            assert pieces[-1].id == stream.view.last_id != ""

    asyncio.run(scenario())


def test_a_snapshot_cut_in_the_middle_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("madang.room.changes.ROWS_AN_EVENT", 2)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            await asyncio.gather(*(served.join(session, f"Name {number}") for number in range(10)))
            cut = served.presenter(session)
            cut.drop_after = 2
            await until(cut.task.done)
            assert cut.view.last_id == ""
            back = await served.presenter(session, cut.view).caught_up()
            assert len(back.view.people()) == 10

    asyncio.run(scenario())


def test_streams_that_come_at_once_share_one_read(tmp_path: Path) -> None:
    reads = 0

    class CountingDatabase(Database):
        async def read(self, fn: Callable[[Db], Answer]) -> Answer:
            nonlocal reads
            reads += "Room._read" in fn.__qualname__
            return await super().read(fn)

    async def scenario() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("madang.app.Database", CountingDatabase)
            async with house(sqlite(tmp_path)) as served:
                session = await served.session()
                streams = [served.visitor(session) for _ in range(200)]
                for each in streams:
                    await each.caught_up()
                assert {each.status for each in streams} == {200}
                assert reads <= 5, f"{reads} reads for 200 phones"

    asyncio.run(scenario())


def test_a_room_without_streams_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "EMPTY_ROOM_SECONDS", 0.2)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session, other = await served.session(), await served.session()
            stays = await served.visitor(other).caught_up()
            stream = await served.visitor(session).caught_up()
            assert rooms_of(served) == 2
            await stream.close()
            assert rooms_of(served) == 2, "somebody who reloads needs it at once"
            await until(lambda: rooms_of(served) == 1)
            assert stays.is_open
            again = await served.visitor(session).caught_up()
            assert again.view.row("session")["title"] == session["title"]

    asyncio.run(scenario())


def test_silence_is_broken_by_a_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hub.HEARTBEAT_SECONDS == 15
    monkeypatch.setattr(hub, "HEARTBEAT_SECONDS", 0.1)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            seat = await served.join(session, "Mina")
            streams = [served.visitor(session), served.stream(seat["token"]), served.presenter(session)]
            for each in streams:
                await each.pinged(3)
                assert each.is_open

    asyncio.run(scenario())


def test_streams_tell_the_time_when_they_begin_and_with_each_heartbeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "HEARTBEAT_SECONDS", 0.1)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            seat = await served.join(session, "Mina")
            screen = served.stream((await served.screen(session))["token"])
            before = time.time() * 1000
            for each in (served.visitor(session), served.stream(seat["token"]), served.presenter(session), screen):
                await each.pinged(2)
                told = [event.data["now"] for event in each.view.events if "now" in event.data]
                assert len(told) >= 2
                assert told == sorted(told)
                assert all(before - 50 <= now <= time.time() * 1000 + 50 for now in told)  # two clocks, rounded

    asyncio.run(scenario())


def test_a_reader_too_slow_for_first_sight_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SLOW_READER_SECONDS", 0.2)

    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            served.hall(session, 3)
            slow = served.presenter(session)
            slow.stalled.set()
            await until(slow.task.done, "it still has a place")
            other = await served.presenter(session).caught_up()
            assert len(other.view.people()) == 3

    asyncio.run(scenario())


def test_a_reader_that_stops_reading_is_cut_off_and_nobody_else_notices(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            slow, fine = await served.presenter(session).caught_up(), await served.presenter(session).caught_up()
            slow.stalled.set()
            await served.join(session, "Mina")
            await until(slow.task.done)
            await until(lambda: fine.view.people() == {"Mina": "joined"})
            assert slow.view.people() == {}
            back = await served.presenter(session, slow.view).caught_up()
            await until(lambda: back.view.people() == {"Mina": "joined"})

    asyncio.run(scenario())


def test_a_store_that_went_back_is_shown_from_the_start(database_url: str) -> None:
    """As after a backup was restored: revisions that people have seen are there no more."""

    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            stream = await served.presenter(session).caught_up()
            await served.join(session, "Mina")
            await until(lambda: stream.view.people() == {"Mina": "joined"})
            back = "UPDATE sessions SET revision=1, session_revision=1, people_revision=1"
            served.execute("DELETE FROM participants", back)
            await until(lambda: stream.view.people() == {}, "somebody is shown who is not there")

    asyncio.run(scenario())
