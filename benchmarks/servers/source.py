"""`madang serve` with a source in every room: a message to all participants at even intervals.

Everything else is the server itself: the endpoint, the rooms, the broadcaster, the protocol, the duties of the hub.
BENCHMARK_INTERVAL is in seconds, BENCHMARK_BYTES the size of one event.
"""

import asyncio
import os
import time

import madang.app
from madang.cli.serve import serve
from madang.room.changes import event
from madang.room.hub import Hub

INTERVAL = float(os.environ.get("BENCHMARK_INTERVAL", "0.2"))
BYTES = int(os.environ.get("BENCHMARK_BYTES", "300"))


class HubWithSource(Hub):
    async def start(self) -> None:
        await super().start()
        self._tasks.append(asyncio.create_task(self._send_messages()))

    async def _send_messages(self) -> None:
        loop = asyncio.get_running_loop()
        number, due = 0, loop.time()
        while True:
            number, due = number + 1, max(due + INTERVAL, loop.time())
            await asyncio.sleep(due - loop.time())
            for room in list(self._rooms.values()):
                await room.streams["participant"].broadcast(message(number))


def message(number: int) -> bytes:
    """An event of exactly BYTES that says when it was sent. No id: what a phone has seen stays what it was."""
    row = {"kind": "benchmark", "id": "b", "rev": number, "sent": time.monotonic_ns(), "pad": ""}
    missing = BYTES - len(event({"rows": [row]}))
    return event({"rows": [{**row, "pad": "x" * missing}]})


if __name__ == "__main__":
    madang.app.Hub = HubWithSource  # type: ignore[attr-defined]
    serve()
