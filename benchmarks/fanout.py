"""Fan-out: one 300-byte message every 200 ms to thousands of streams, beside a C epoll loop that sends the same.

`python -m benchmarks.fanout [--seconds 5] [--windows 5]`
"""

import argparse
import http.client
import itertools
import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.lib.machine import in_quiet
from benchmarks.lib.native import program
from benchmarks.lib.report import Report, main, progress
from benchmarks.lib.requests import Outcome, request, send_all
from benchmarks.lib.seed import Hall, Seed
from benchmarks.lib.servers import Server, free_port, madang, serving
from benchmarks.lib.streams import Memory, Streams, middle, opened, side_by_side

INTERVAL = 0.2
BYTES = 300
SOURCE = "benchmarks.servers.source"
CPU_RATIO = 1.6
LATENCY_RATIO = 1.6
LATENCY_MS = 100
KILOBYTES_A_STREAM = 16
REQUEST_MS = 20
SETTLE_SECONDS = 2.5
"""Presence counts everybody for a moment after they came."""
WARM_UP = 20
STALLED = 50
STALLED_BYTES = 4096


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long one window is")
    parser.add_argument("--windows", type=int, default=5, help="the median of how many")
    parser.add_argument("--streams", type=int, nargs="*", default=[1000, 5000])
    return parser.parse_args()


def measure(options: argparse.Namespace) -> Report:
    report = Report(f"Fan-out: a {BYTES}-byte message every {INTERVAL * 1000:.0f} ms")
    for number in options.streams:
        fan_out(report, number, options)
    requests_meanwhile(report, max(options.streams), options)
    edits_to_phones(report, max(options.streams), options)
    stalled_readers(report, options)
    return report


def fan_out(report: Report, number: int, options: argparse.Namespace) -> None:
    progress(f"{number} streams")
    with hall(number) as (server, people), c_loop(number) as c_streams:
        c_streams.stop()
        with opened(server, "/api/stream", WARM_UP, tokens=people.tokens):
            pass  # what is made once, such as connections to the database, is no part of a stream
        memory = Memory(server)
        with opened_hall(server, people) as streams:
            each = memory.kilobytes_each(number)
            c_streams.go_on()
            pairs = side_by_side(streams, c_streams, options.seconds, options.windows)
    seen, beside = middle([ours for ours, _ in pairs]), middle([c for _, c in pairs])
    cpu = median(ours.cpu_us_a_message / c.cpu_us_a_message for ours, c in pairs)
    late = median(ours.p99_ms / c.p99_ms for ours, c in pairs)
    name = f"{number} streams: "
    report.show(name + "opened", f"{number / streams.opened_in:.0f} a second")
    due = number * options.seconds / INTERVAL
    everything = seen.streams == number and seen.messages > 0.97 * due
    report.hold(name + "delivered", f"{seen.messages:.0f}", "all", everything, beside=f"{beside.messages:.0f}")
    report.hold(
        name + "CPU a message",
        f"{seen.cpu_us_a_message:.1f} µs",
        f"≤ {CPU_RATIO}x",
        cpu <= CPU_RATIO,
        beside=f"{beside.cpu_us_a_message:.1f} µs (C)",
        ratio=f"{cpu:.2f}x",
    )
    report.hold(
        name + "p99",
        f"{seen.p99_ms:.1f} ms",
        f"≤ {LATENCY_RATIO}x, < {LATENCY_MS} ms",
        late <= LATENCY_RATIO and seen.p99_ms < LATENCY_MS,
        beside=f"{beside.p99_ms:.1f} ms (C)",
        ratio=f"{late:.2f}x",
    )
    kept = each <= KILOBYTES_A_STREAM
    report.hold(name + "memory a stream", f"{each:.1f} kB", f"≤ {KILOBYTES_A_STREAM} kB", kept)


def requests_meanwhile(report: Report, number: int, options: argparse.Namespace) -> None:
    """Requests while all streams are served. The joins go to another session, so that their news are not sent too."""
    progress(f"requests while {number} streams are served")
    with hall(number, other=True) as (server, people, other), opened_hall(server, people):
        guests = itertools.count()

        def joins() -> list[bytes]:
            return [
                request("POST", f"/api/join/{other.code}", {"nickname": f"late {next(guests)}"}) for _ in range(400)
            ]

        for kind, rate, requests in (
            ("GET /health", 100, lambda: [request("GET", "/health")] * 800),
            ("POST /api/join", 50, joins),
        ):
            send = partial(send_paced, server, requests, rate)
            late = median(outcome.milliseconds(0.99) for outcome in in_quiet(options.windows, send))
            name = f"{number} streams: {kind} p99, {rate} a second"
            report.hold(name, f"{late:.1f} ms", f"< {REQUEST_MS} ms", late < REQUEST_MS)


def send_paced(server: Server, requests: Callable[[], list[bytes]], rate: float) -> Outcome:
    outcome = send_all(server, requests(), connections=16, rate=rate)
    if not set(outcome.statuses) <= {200, 201}:
        raise RuntimeError(f"answers were {outcome.statuses}")
    return outcome


def edits_to_phones(report: Report, number: int, options: argparse.Namespace) -> None:
    """The whole way: an edit by the API, committed, seen by the room, on every phone. The plain `madang serve`."""
    progress(f"edits to {number} phones")
    with tempfile.TemporaryDirectory() as folder:
        with Seed(Path(folder)) as seed:
            people = seed.hall(number)
        with madang(Path(folder)) as server, opened_hall(server, people) as streams:
            stop = threading.Event()
            editor = threading.Thread(target=edit, args=(server, people, seed.token, stop))
            editor.start()
            try:
                seen = middle(in_quiet(options.windows, lambda: streams.watch(options.seconds)))
            finally:
                stop.set()
                editor.join()
    report.show(
        f"{number} streams: from an edit's request to the phones", f"p50 {seen.p50_ms:.0f} ms, p99 {seen.p99_ms:.0f} ms"
    )


def edit(server: Server, people: Hall, token: str, stop: threading.Event) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    while not stop.wait(INTERVAL):
        body = json.dumps({"description": f"sent={time.monotonic_ns()}."})
        connection.request("PUT", f"/api/sessions/{people.session_id}", body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == http.client.OK, answer.status
    connection.close()


def stalled_readers(report: Report, options: argparse.Namespace) -> None:
    """The same streams with and without some beside them that never read; bigger messages fill their buffers soon."""
    number = min(options.streams)
    progress(f"{STALLED} stalled readers beside {number} streams")
    with (
        hall(number, message_bytes=STALLED_BYTES) as (quiet, people),
        hall(number + STALLED, message_bytes=STALLED_BYTES) as (server, more_people),
        opened(quiet, "/api/stream", number, tokens=people.tokens) as without,
        opened(server, "/api/stream", number, tokens=more_people.tokens, stalled=STALLED) as streams,
    ):
        pairs = side_by_side(streams, without, options.seconds, max(3, options.windows))
        cut_off = metric(server, "madang_streams_slow_total")
    beside, alone = middle([one for one, _ in pairs]), middle([other for _, other in pairs])
    late = median(one.p99_ms / other.p99_ms for one, other in pairs)
    report.hold(
        f"{number} streams beside {STALLED} stalled readers: p99",
        f"{beside.p99_ms:.1f} ms",
        "≤ 1.6x, none lost",
        late <= 1.6 and beside.streams == number,
        beside=f"{alone.p99_ms:.1f} ms without",
        ratio=f"{late:.2f}x",
    )
    report.hold("stalled readers that were cut off", f"{cut_off:.0f}", f"all {STALLED}", cut_off == STALLED)


def metric(server: Server, name: str) -> float:
    lines = server.get("/metrics").decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


@contextmanager
def hall(number: int, *, message_bytes: int = BYTES, other: bool = False) -> Iterator[tuple[Any, ...]]:
    """A server with a source, and an open session with so many people in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Seed(folder) as seed:
            halls = [seed.hall(number), *([seed.hall()] if other else [])]
        environment = {"BENCHMARK_INTERVAL": str(INTERVAL), "BENCHMARK_BYTES": str(message_bytes)}
        with madang(folder, module=SOURCE, environment=environment) as server:
            server.get("/health")
            yield (server, *halls)


@contextmanager
def c_loop(number: int) -> Iterator[Streams]:
    port = free_port()
    command = [program("fanout_reference"), str(port), str(round(INTERVAL * 1000)), str(BYTES)]
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(command, port, Path(folder), path=None) as server,
        opened(server, "/", number) as streams,
    ):
        yield streams


@contextmanager
def opened_hall(server: Server, people: Hall) -> Iterator[Streams]:
    with opened(server, "/api/stream", len(people.tokens), tokens=people.tokens) as streams:
        time.sleep(SETTLE_SECONDS)
        yield streams


if __name__ == "__main__":
    options = parse()
    main(lambda: measure(options))
