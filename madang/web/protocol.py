"""Uvicorn's HTTP protocol with one thing more: an application may cut a connection off.

A reader that does not read keeps a closing connection open for as long as bytes wait for it; `abort` does not wait.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Protocol(HttpToolsProtocol):
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["madang.abort"] = self.transport.abort  # type: ignore[typeddict-unknown-key]
