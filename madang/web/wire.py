"""The last step of a stream's bytes: past the server's `send` where its connection offers that, by hand through it
where it does not."""

from collections.abc import Callable
from typing import Final

from starlette.types import Message, Send

ABORT: Final = "madang.abort"
WRITE: Final = "madang.write"


class Frame:
    """Bytes that go to thousands, made ready once: as a message of ASGI, and as a chunk of HTTP."""

    __slots__ = ("chunk", "message")

    def __init__(self, body: bytes, *, last: bool = False) -> None:
        self.message: Message = {"type": "http.response.body", "body": body, "more_body": not last}
        self.chunk = b"%x\r\n%b\r\n" % (len(body), body)


Write = Callable[[Frame], bool]
"""Writes without waiting; False where it would have to wait."""


def send_now(send: Send, frame: Frame) -> bool:
    sending = send(frame.message)
    try:
        sending.send(None)  # type: ignore[attr-defined]
    except StopIteration:
        return True
    sending.close()  # type: ignore[attr-defined]
    return False
