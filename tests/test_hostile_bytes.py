"""Requests that no HTTP library would send, byte by byte: an error below 500 or a closed door, and it goes on."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.helpers import Served, served

CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"
POST = b"POST /api/auth/login HTTP/1.1\r\nHost: madang\r\nContent-Type: application/json\r\n"
JOIN = POST.replace(b"auth/login", b"join/ACDEFG")
RAW: dict[str, tuple[bytes, bytes]] = {
    "a chunked body of 50 MB": (POST + b"Transfer-Encoding: chunked\r\n\r\n", CHUNK),
    "50 MB, declared": (POST + b"Content-Length: 52428800\r\n\r\n", b"x" * 65536),
    "50 MB in chunks to a hot route": (JOIN + b"Transfer-Encoding: chunked\r\n\r\n", CHUNK),
    "a length below zero": (POST + b"Content-Length: -1\r\n\r\n", b""),
    "a length that is none": (POST + b"Content-Length: many\r\n\r\n", b""),
    "a length past 64 bits": (POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", b""),
    "two lengths": (POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", b""),
    "a length and chunks": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b""),
    "a broken chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b""),
    "bytes in the path": (b"GET /api/sessions/code/\xff\xfe HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "bytes in the query": (b"GET /api/stream?code=\xff\xfe HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "a line feed in the path": (b"GET /api/se\nssions HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "NUL in the path": (b"GET /api/\0 HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "half a percent": (b"GET /api/sessions/code/%zz%f% HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "half a percent in a query": (b"GET /api/stream?code=%zz%f%&session HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "no path": (b"GET  HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "a whole address": (b"GET http://evil.example/health HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "a star": (b"OPTIONS * HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "CONNECT": (b"CONNECT madang:443 HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "a path of 60 kB": (b"GET /api/sessions/code/" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: madang\r\n\r\n", b""),
    "a header of 60 kB": (b"GET /health HTTP/1.1\r\nHost: madang\r\nX-Long: " + b"a" * 60_000 + b"\r\n\r\n", b""),
    "a thousand headers": (b"GET /health HTTP/1.1\r\nHost: madang\r\n" + b"X-A: b\r\n" * 1000 + b"\r\n", b""),
    "NUL in a header": (b"GET /health HTTP/1.1\r\nHost: madang\r\nCookie: a\0b\r\n\r\n", b""),
    "a header without a name": (b"GET /health HTTP/1.1\r\nHost: madang\r\n: x\r\n\r\n", b""),
    "no host": (b"GET /join HTTP/1.1\r\n\r\n", b""),
    "a strange host": (b"GET /join HTTP/1.1\r\nHost: \xff[:]@:99999\r\n\r\n", b""),
    "HTTP/1.0": (b"GET /health HTTP/1.0\r\n\r\n", b""),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b""),
    "an upgrade": (b"GET /api/stream HTTP/1.1\r\nHost: m\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", b""),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40 + b"\r\n\r\n", b""),
    "nonsense": (b"\xff" * 4000 + b"\r\n\r\n", b""),
}  # fmt: skip


def raw(url: str, request: bytes, *, more: bytes = b"") -> int:
    """The status of the answer to these very bytes; 0 where the connection was closed instead."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as connection:
        try:
            connection.sendall(request)
            for _ in range(800 if more else 0):
                connection.sendall(more)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough
        try:
            answer = connection.recv(65536)
        except ConnectionResetError:
            return 0
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(data_dir=tmp_path_factory.mktemp("hostile"), limits="off") as server:
        yield server


@pytest.mark.parametrize("what", RAW)
def test_hostile_bytes(server: Served, what: str) -> None:
    request, more = RAW[what]
    status = raw(server.url, request, more=more)
    assert status < 500
    if "50 MB" in what:
        assert status in (0, 413)
    assert httpx.get(f"{server.url}/health").status_code == 200
