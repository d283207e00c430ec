"""Uvicorn's HTTP protocol with what streams need more: the connection's transport, to write without waiting and to cut
it off, and to hear of its end also where the client has sent another request behind the stream's.

A reader that does not read keeps a closing connection open for as long as bytes wait for it; `abort` does not wait.

And with bounds for what comes in: a request is whole after a while, and its head, or whatever else surrounds the body,
does not grow without end.
"""

import asyncio
import json
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from madang.messages import say
from madang.web.wire import ABORT, TRANSPORT

PATIENCE_SECONDS = 30.0
MOST_OF_A_REQUEST: Final = 1024 * 1024
"""Bytes on the wire; a body in the smallest chunks is far below it."""


class Protocol(HttpToolsProtocol):
    # In its dict they would cost each connection over a kilobyte.
    __slots__ = ("_late", "_partway", "_received", "_unanswered")

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._unanswered: list[RequestResponseCycle] = []
        self._partway = False
        self._received = 0
        self._late: asyncio.TimerHandle | None = None
        self._expect_more()

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        if self._received > MOST_OF_A_REQUEST:
            return self.transport.abort()
        super().data_received(data)
        if self._late is None and (self._partway or self.cycle.response_complete):
            self._expect_more()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope.update({ABORT: self.transport.abort, TRANSPORT: self.transport})  # type: ignore[misc]
        self._partway = True
        self._expect_nothing()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._unanswered = [cycle for cycle in (*self._unanswered, self.cycle) if not cycle.response_complete]

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._partway = False
        self._received = 0
        self._expect_nothing()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._expect_nothing()
        for cycle in self._unanswered:  # the framework tells the last one only
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()

    def send_400_response(self, msg: str) -> None:
        """To what is no HTTP: as any other error, though nobody can say in which language it would be read."""
        body = json.dumps({"detail": say("not_http", "ko"), "code": "not_http"}, ensure_ascii=False).encode()
        named = [
            *self.server_state.default_headers,
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        head = b"".join(b"%s: %s\r\n" % pair for pair in named)
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head + b"\r\n" + body)
        self.transport.close()

    def _expect_more(self) -> None:
        """The rest of a request, within a while. One that comes whole, as nearly all do, costs no timer; nor does a
        connection that has been answered: the framework closes it when nothing comes.
        """
        self._late = self.loop.call_later(PATIENCE_SECONDS, self.transport.abort)

    def _expect_nothing(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
