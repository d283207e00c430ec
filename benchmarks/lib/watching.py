"""One stream read in Python, for what the many that a C program holds cannot tell: what was in it, and when."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from benchmarks.lib.servers import Server

_BEGINS_WITHIN = 10


@dataclass(frozen=True)
class Tally:
    """`at` by the clock of `time.monotonic`."""

    at: float
    n: int


class Watching:
    def __init__(self, server: Server, token: str, query: str) -> None:
        self.tallies: list[Tally] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self._connection.request("GET", f"/api/stream?{query}", headers={"Authorization": f"Bearer {token}"})
        self._answer = self._connection.getresponse()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """From now on only what comes now."""
        with self._changed:
            self.tallies.clear()

    def counted(self, n: int, seconds: float = _BEGINS_WITHIN) -> float:
        """When the tally came that counts so many."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(tally.n == n for tally in self.tallies), seconds):
                raise RuntimeError(f"no tally of {n} came, the last ones are {self.tallies[-3:]}")
            return next(tally.at for tally in self.tallies if tally.n == n)

    def most_in_a_second(self) -> int:
        times = [tally.at for tally in self.tallies]
        return max((sum(start <= at < start + 1 for at in times) for start in times), default=0)

    def close(self) -> None:
        with suppress(OSError):
            self._connection.sock.shutdown(2)
        self._thread.join()
        self._connection.close()

    def _read(self) -> None:
        with suppress(OSError, http.client.HTTPException, ValueError):
            for line in self._answer:
                if line.startswith(b"data:"):
                    self._take(json.loads(line[5:]), time.monotonic())

    def _take(self, event: dict[str, Any], at: float) -> None:
        with self._changed:
            self.tallies += [Tally(at, row["n"]) for row in event.get("rows", ()) if row["kind"] == "tally"]
            self._changed.notify_all()


@contextmanager
def watching(server: Server, token: str, query: str = "") -> Iterator[Watching]:
    stream = Watching(server, token, query)
    try:
        yield stream
    finally:
        stream.close()
