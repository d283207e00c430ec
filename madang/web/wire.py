"""The last step of a stream's bytes: past the server's `send` to the transport where the server offers that, by hand
through `send` where it does not."""

from typing import Final

from starlette.types import Message, Send

ABORT: Final = "madang.abort"
TRANSPORT: Final = "madang.transport"


class Frame:
    """Bytes that go to thousands, made ready once: as a message of ASGI, and as a chunk of HTTP."""

    __slots__ = ("chunk", "message")

    def __init__(self, body: bytes, *, last: bool = False) -> None:
        self.message: Message = {"type": "http.response.body", "body": body, "more_body": not last}
        self.chunk = b"%x\r\n%b\r\n" % (len(body), body)


def send_now(send: Send, frame: Frame) -> bool:
    """False where it would have to wait."""
    sending = send(frame.message)
    try:
        sending.send(None)  # type: ignore[attr-defined]
    except StopIteration:
        return True
    sending.close()  # type: ignore[attr-defined]
    return False
