"""What comes over a connection is bounded, in bytes and in time; who asks in good order notices nothing of it."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from madang.web import protocol
from tests.helpers import Served, bearer, served, sign_up

GOOD = b"GET /health HTTP/1.1\r\nHost: madang\r\n\r\n"
POST = b"POST /api/auth/login HTTP/1.1\r\nHost: madang\r\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with served(data_dir=tmp_path, limits="off") as server:
        yield server


def connect(server: Served) -> socket.socket:
    address = urlsplit(server.url)
    assert address.hostname
    assert address.port
    return socket.create_connection((address.hostname, address.port), timeout=10)


def is_cut_off(connection: socket.socket) -> bool:
    """Within ten seconds; what was answered before is read over."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /health HT",
        POST + b"Content-Length: 50\r\n\r\n{",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
        GOOD + GOOD + POST,
        b"GET /health HTTP/1.1\r\nHost: madang\r\nContent-Length: 5\r\n\r\n12",
    ],
    ids=["nothing", "head", "body", "chunks", "second request", "unread body"],
)
def test_half_a_request_is_not_waited_for_without_end(
    server: Served, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "PATIENCE_SECONDS", 0.4)
    started = time.monotonic()
    with connect(server) as connection:
        connection.sendall(sent)
        assert is_cut_off(connection)
    assert time.monotonic() - started >= 0.36


def test_a_line_behind_an_answer_begins_no_request(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PATIENCE_SECONDS", 0.4)
    with connect(server) as connection:
        connection.sendall(GOOD)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(b"\r\n")
        assert is_cut_off(connection)


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (b"GET /", b"a" * 1000),
        (b"GET / HTTP/1.1\r\nX: ", b"a" * 1000),
        (b"GET / HTTP/1.1\r\n", b"X: a\r\n" * 200),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a" * 1000),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n" * 200),
    ],
    ids=["path", "header", "headers", "extension", "trailers"],
)
def test_a_head_without_end_is_cut_off(server: Served, begin: bytes, more: bytes) -> None:
    """Long before its time is over."""
    with connect(server) as connection, pytest.raises(ConnectionError):
        connection.sendall(begin + more * 20_000)  # 20 MB: more than any buffer on the way takes


def test_a_stream_and_a_kept_connection_outlive_it(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with server.client() as client:
        token = sign_up(client)
        session = client.post("/api/sessions", json={"title": "A session"}, headers=bearer(token)).json()
    monkeypatch.setattr(protocol, "PATIENCE_SECONDS", 2)
    query = {"session": session["id"]}
    with (
        server.client(token) as watcher,
        watcher.stream("GET", "/api/stream", params=query) as stream,
        connect(server) as connection,
    ):
        lines = stream.iter_lines()
        next(lines)
        end = time.monotonic() + 2.5
        while time.monotonic() < end:
            connection.sendall(GOOD)
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
            time.sleep(0.1)
        watcher.put(f"/api/sessions/{session['id']}", json={"title": "Another"}).raise_for_status()
        assert any("Another" in line for line in lines)


def test_what_is_no_http_is_told_so_as_all_else(server: Served) -> None:
    with connect(server) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        head, _, body = connection.recv(4096).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert b"content-type: application/json" in head
    assert json.loads(body) == {"detail": "HTTP 요청 형식이 올바르지 않습니다.", "code": "not_http"}


@pytest.mark.parametrize("chunked", [False, True])
def test_half_a_request_moves_nothing(server: Served, *, chunked: bool) -> None:
    """Whole JSON, but not the whole body: whoever sent it has gone in the middle."""
    with server.client() as client:
        me = bearer(sign_up(client))
        session = client.post("/api/sessions", json={"title": "Whole"}, headers=me).json()
        client.post(f"/api/sessions/{session['id']}/activate", headers=me).raise_for_status()
    halves = {
        "/api/sessions": b'{"title": "Half"}',
        f"/api/join/{session['session_code']}": b'{"nickname": "Half"}',
        f"/api/sessions/{session['id']}/activities": b'{"kind": "choice", "title": "Half"}',
    }
    for path, body in halves.items():
        size = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % (len(body) + 9)
        head = f"POST {path} HTTP/1.1\r\nHost: madang\r\nContent-Type: application/json\r\n"
        head += f"Authorization: {me['Authorization']}\r\n"
        with connect(server) as connection:
            connection.sendall(head.encode() + size + b"\r\n\r\n")
            connection.sendall(b"%x\r\n%s\r\n" % (len(body), body) if chunked else body)
    with server.client() as client:
        [kept] = client.get("/api/sessions", headers=me).json()
        assert (kept["title"], kept["participant_count"]) == ("Whole", 0)
        assert client.get(f"/api/sessions/{session['id']}/activities", headers=me).json() == []
