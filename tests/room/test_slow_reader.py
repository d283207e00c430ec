"""A reader that does not read is cut off by the real server, and nobody else notices."""

import asyncio
import socket
import statistics
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.helpers import Served
from tests.live.hall import Presenter, Watching, presenter
from tests.room.house import until

MOST_CHANGES = 100
LONG = "가" * 1900


def stalled(url: str, query: str, token: str) -> socket.socket:
    """It asks for a stream and never reads the answer."""
    parts = urlsplit(url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((parts.hostname, parts.port))
    request = f"GET /api/stream?{query} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {token}\r\n\r\n"
    connection.sendall(request.encode())
    return connection


def is_cut_off(connection: socket.socket) -> bool:
    """Whether the server has reset it; what it had sent before may still be read."""
    connection.settimeout(0.2)
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


async def value_of(ada: Presenter, name: str) -> float:
    lines = (await ada.client.get("/metrics")).text.splitlines()
    return next(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


async def streams_are(ada: Presenter, number: int) -> None:
    for _ in range(100):
        if await value_of(ada, 'madang_streams{audience="presenter"}') == number:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"not {number} streams")


def test_a_stalled_reader_is_cut_off(tmp_path: Path) -> None:
    server = Served(data_dir=tmp_path, limits="off")
    # Connections inherit it: little fits into the kernel, so that it shows soon who does not read.
    server._listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    server.start()

    async def scenario() -> None:
        async with presenter(server.url) as ada:
            session = await ada.session()
            path, query = f"sessions/{session['id']}", f"session={session['id']}"
            fine = Watching(server.url, query, ada.token)
            await until(lambda: fine.view.row("session"))
            deaf = [stalled(server.url, query, ada.token) for _ in range(5)]
            await streams_are(ada, 6)
            seconds = []
            cut_before = await value_of(ada, "madang_streams_slow_total")
            for number in range(MOST_CHANGES):
                started = time.perf_counter()
                changed = await ada.call("PUT", path, title=f"Number {number}", description=LONG + str(number))
                await until(lambda title=changed["title"]: fine.view.row("session")["title"] == title)  # type: ignore[misc]
                seconds.append(time.perf_counter() - started)
                if await value_of(ada, "madang_streams_slow_total") - cut_before == len(deaf):
                    break
            await streams_are(ada, 1)
            assert max(seconds) < 2
            assert statistics.median(seconds) < 0.3, "others wait for those who do not read"
            assert fine.view.count("end") == 0
            assert all(is_cut_off(connection) for connection in deaf)
            for connection in deaf:
                connection.close()
            await fine.stop()

    try:
        asyncio.run(scenario())
    finally:
        server.stop()
