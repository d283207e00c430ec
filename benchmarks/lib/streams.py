"""Thousands of streams and how late their messages come, by benchmarks/native/streams.c."""

import json
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.lib.machine import LOAD_CORE, cpu_seconds, in_quiet, on_core, resident_bytes
from benchmarks.lib.native import program
from benchmarks.lib.servers import Server

_CAUGHT_UP_SECONDS = 1


@dataclass(frozen=True)
class Window:
    """What was seen in a few seconds. `last_at`, by the clock of `time.monotonic`, is when the last message came."""

    messages: int
    streams: int
    closed: int
    p50_ms: float
    p99_ms: float
    max_ms: float
    bytes: int
    last_at: float
    cpu_share: float
    cpu_us_a_message: float


def side_by_side(first: "Streams", second: "Streams", seconds: float, windows: int) -> list[tuple[Window, Window]]:
    """Each of two servers in turn while the other one is stopped: both meet the same moods of the machine."""

    def pair() -> tuple[Window, Window]:
        return first.watch_alone(second, seconds), second.watch_alone(first, seconds)

    return in_quiet(windows, pair)


def middle(windows: Sequence[Window]) -> Window:
    """The median of each figure."""
    values = {name: median(getattr(window, name) for window in windows) for name in Window.__dataclass_fields__}
    return Window(**values)


class Streams:
    """Streams that are open. `opened_in` is how many seconds that took."""

    def __init__(self, process: subprocess.Popen[str], server: Server) -> None:
        self._process = process
        self._server = server
        opening = self._read(120)
        self.opened: int = opening["opened"]
        self.refused: int = opening["refused"]
        self.opened_in: float = opening["seconds"]

    def watch(self, seconds: float) -> Window:
        used, started = cpu_seconds(self._server.pid), time.monotonic()
        print(seconds, file=self._process.stdin, flush=True)
        seen = self._read(seconds + 30)
        used, took = cpu_seconds(self._server.pid) - used, time.monotonic() - started
        if not seen["messages"]:
            raise RuntimeError("no message came")
        return Window(
            messages=seen["messages"],
            streams=seen["streams"],
            closed=seen["closed"],
            p50_ms=seen["p50_ms"],
            p99_ms=seen["p99_ms"],
            max_ms=seen["max_ms"],
            bytes=seen["bytes"],
            last_at=seen["last_at"],
            cpu_share=used / took,
            cpu_us_a_message=used * 1e6 / seen["messages"],
        )

    def watch_alone(self, other: "Streams", seconds: float) -> Window:
        other.stop()
        try:
            time.sleep(_CAUGHT_UP_SECONDS)
            return self.watch(seconds)
        finally:
            other.go_on()

    def stop(self) -> None:
        os.kill(self._server.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._server.pid, signal.SIGCONT)

    def _read(self, seconds: float) -> Any:
        assert self._process.stdout
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            raise RuntimeError("the load client is silent")
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the load client ended")
        return json.loads(line)


@contextmanager
def opened(
    server: Server, path: str, number: int, *, tokens: Sequence[str] = (), stalled: int = 0, mark: str = ""
) -> Iterator[Streams]:
    """`mark` is the text by which messages are counted that do not say when they were sent."""
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("".join(f"{token}\n" for token in tokens))
        file.flush()
        command = [program("streams"), str(server.port), path, str(number), str(stalled), file.name if tokens else "-"]
        command += [mark] if mark else []
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=on_core(LOAD_CORE),  # noqa: PLW1509
        )
        try:
            yield Streams(process, server)
        finally:
            process.kill()
            process.communicate()


class Memory:
    """How much bigger a process has become."""

    def __init__(self, server: Server) -> None:
        self._pid = server.pid
        self._before = resident_bytes(server.pid)

    def kilobytes_each(self, number: int) -> float:
        return (resident_bytes(self._pid) - self._before) / number / 1000
