"""Sessions: the list of a thousand, creating them, one QR code; beside the plain version in benchmarks/reference.

`python -m benchmarks.sessions`
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from threading import Thread

import uvicorn
from sqlalchemy import Engine, event

from benchmarks.lib.machine import in_quiet
from benchmarks.lib.report import Report, main, progress
from benchmarks.lib.requests import request, send_all
from benchmarks.lib.seed import Seed
from benchmarks.lib.servers import Server, free_port, madang, reference, seed_reference
from madang.app import create_app
from madang.sessions import qr
from madang.settings import Settings

SESSIONS = 1000
PARTICIPANTS = 50
LIST = f"/api/sessions?limit={SESSIONS}"
TOKEN = "a-presenter-of-the-reference"
LIST_RATIO = 50
LIST_RATIO_WITH_INDEX = 8
CREATE_RATIO = 10
CONNECTIONS = 32
QR_MICROSECONDS = 200


def measure() -> Report:
    report = Report(f"Sessions: {SESSIONS} with {PARTICIPANTS} participants each")
    lists(report)
    queries(report)
    creates(report)
    one_qr_code(report)
    return report


def lists(report: Report) -> None:
    progress("our list")
    with ours(SESSIONS) as (server, token):
        started = time.perf_counter()
        server.get(LIST, token)
        first = time.perf_counter() - started
        mine = seconds(lambda: [server.get(LIST, token) for _ in range(10)], 3) / 10
    report.show("list, the first time (draws every QR code)", f"{first * 1000:.1f} ms")
    for index, bound in ((False, LIST_RATIO), (True, LIST_RATIO_WITH_INDEX)):
        kind = "with index" if index else "plain"
        progress(f"the reference's list, {kind}")
        with theirs(SESSIONS, index=index) as server:
            server.get("/api/sessions?limit=1", TOKEN)
            beside = seconds(lambda: server.get(LIST, TOKEN), 5 if index else 3)
        report.hold(
            f"list, reference {kind}",
            f"{mine * 1000:.1f} ms",
            f"≥ {bound}x",
            beside / mine >= bound,
            beside=f"{beside * 1000:.0f} ms",
            ratio=f"{beside / mine:.0f}x",
        )


def queries(report: Report) -> None:
    """In this process, where statements can be counted."""
    progress("counting queries")
    statements: list[str] = []
    counts = {}
    with tempfile.TemporaryDirectory() as name, in_process(Path(name)) as (server, token):
        event.listen(Engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        for limit in (10, SESSIONS):
            server.get(f"/api/sessions?limit={limit}", token)
            statements.clear()
            server.get(f"/api/sessions?limit={limit}", token)
            clock = "FROM activities"  # it looks for deadlines at its own moments
            counts[limit] = len([statement for statement in statements if clock not in statement])
    few, many = counts.values()
    name = f"queries for {SESSIONS} sessions"
    report.hold(name, str(many), "as for 10", few == many, beside=f"{few} for 10")


def creates(report: Report) -> None:
    """Each server at the number of connections that suits it best."""
    progress("creating sessions")
    with ours(0) as (server, token):
        mine = best_rate(server, token, number=3000)
    with theirs(0) as server:
        beside = best_rate(server, TOKEN, number=250)
    report.hold(
        "creates a second",
        f"{mine:.0f}",
        f"≥ {CREATE_RATIO}x",
        mine / beside >= CREATE_RATIO,
        beside=f"{beside:.0f}",
        ratio=f"{mine / beside:.1f}x",
    )


def best_rate(server: Server, token: str, number: int) -> float:
    """Answers a second, each with 201."""
    new = [request("POST", "/api/sessions", {"title": f"Session {count}"}, token=token) for count in range(number)]
    send_all(server, new[:100], connections=8)
    few, many = (
        in_quiet(2, partial(send_all, server, new, connections=connections)) for connections in (4, CONNECTIONS)
    )
    return max(median(run.rate(201) for run in runs) for runs in (few, many))


def one_qr_code(report: Report) -> None:
    draw = qr.data_url.__wrapped__  # without its memory
    times = []
    for number in range(2000):
        started = time.perf_counter()
        draw(f"https://madang.example.org/join/{number:06}")
        times.append(time.perf_counter() - started)
    took = median(times) * 1e6
    report.hold("one QR code as a PNG data URL", f"{took:.0f} µs", f"≤ {QR_MICROSECONDS} µs", took <= QR_MICROSECONDS)


def seconds(call: Callable[[], object], times: int) -> float:
    def timed() -> float:
        started = time.perf_counter()
        call()
        return time.perf_counter() - started

    return median(in_quiet(times, timed))


@contextmanager
def ours(sessions: int) -> Iterator[tuple[Server, str]]:
    with tempfile.TemporaryDirectory() as name:
        with Seed(Path(name)) as seed:
            seed.sessions(sessions, PARTICIPANTS)
        with madang(Path(name)) as server:
            server.get("/api/sessions?limit=1", seed.token)
            yield server, seed.token


@contextmanager
def theirs(sessions: int, *, index: bool = False) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as name:
        seed_reference(Path(name), token=TOKEN, sessions=sessions, participants=PARTICIPANTS, index=index)
        with reference(Path(name), index=index) as server:
            yield server


@contextmanager
def in_process(folder: Path) -> Iterator[tuple[Server, str]]:
    with Seed(folder) as seed:
        seed.sessions(SESSIONS, 1)
    port = free_port()
    settings = Settings(data_dir=folder, database_url=None, limits="off")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=port, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield Server(port, os.getpid()), seed.token
    finally:
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main(measure)
