"""Uvicorn's HTTP protocol with what streams need more: the connection's transport, to write without waiting and to cut
it off, and to hear of its end also where the client has sent another request behind the stream's.

A reader that does not read keeps a closing connection open for as long as bytes wait for it; `abort` does not wait.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from madang.web.wire import ABORT, TRANSPORT


class Protocol(HttpToolsProtocol):
    __slots__ = ("_unanswered",)  # one more in its dict would cost each connection more than a kilobyte

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._unanswered: list[RequestResponseCycle] = []

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope.update({ABORT: self.transport.abort, TRANSPORT: self.transport})  # type: ignore[misc]

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._unanswered = [cycle for cycle in (*self._unanswered, self.cycle) if not cycle.response_complete]

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for cycle in self._unanswered:  # the framework tells the last one only
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
