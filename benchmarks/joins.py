"""A storm of joins: as fast as they come, each committed before its answer; then with an fsync that takes 2 ms more.

`python -m benchmarks.joins [--joins 2000] [--connections 64]`
"""

import argparse
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.lib.machine import cpu_seconds, in_quiet
from benchmarks.lib.native import preloaded
from benchmarks.lib.report import Report, main, progress
from benchmarks.lib.requests import Answer, Outcome, request, send_all
from benchmarks.lib.seed import Seed
from benchmarks.lib.servers import madang, reference, seed_reference

JOINS_A_SECOND = 3000
SLOW_RATIO = 8
RUNS = 3
ONE_COMMIT_EACH = "benchmarks.servers.one_commit_each"
CODE = "ABC234"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--joins", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=64)
    return parser.parse_args()


def measure(options: argparse.Namespace) -> Report:
    report = Report(f"{options.joins} joins over {options.connections} connections")
    storm(report, options)
    slow_disk(report, options)
    return report


def storm(report: Report, options: argparse.Namespace) -> None:
    progress("storms")
    runs = in_quiet(RUNS, lambda: ours(options.joins, options.connections))
    rate, late = median(run.rate for run in runs), median(run.p99_ms for run in runs)
    report.hold(
        "joins a second, all in the database", f"{rate:.0f}", f"≥ {JOINS_A_SECOND}", rate >= JOINS_A_SECOND,
        beside=f"p99 {late:.0f} ms",
    )  # fmt: skip
    report.show("CPU a join", f"{median(run.cpu_us_a_join for run in runs):.0f} µs")


def slow_disk(report: Report, options: argparse.Namespace) -> None:
    """Beside three versions of one commit a join; the bound is on the first, which is the same code otherwise."""
    slow = preloaded("slow_fsync")
    progress("slow fsync")
    runs = in_quiet(RUNS, lambda: ours(options.joins, options.connections, preload=slow))
    rate = median(run.rate for run in runs)
    few = options.joins // 4
    progress("slow fsync, one commit a join")
    each = ours(few, options.connections, preload=slow, module=ONE_COMMIT_EACH).rate
    report.hold(
        "slow fsync: joins a second", f"{rate:.0f}", f"≥ {SLOW_RATIO}x", rate / each >= SLOW_RATIO,
        beside=f"{each:.0f} (a commit each)", ratio=f"{rate / each:.1f}x",
    )  # fmt: skip
    progress("slow fsync, one join after another")
    alone = ours(few, 1, preload=slow).rate
    report.show("", "", f"{alone:.0f} (one after another)", f"{rate / alone:.1f}x")
    progress("slow fsync, the reference")
    plain = max(theirs(few, width, preload=slow).rate(201) for width in (1, options.connections))
    report.show("", "", f"{plain:.0f} (reference)", f"{rate / plain:.1f}x")


@dataclass(frozen=True)
class Storm:
    rate: float
    p99_ms: float
    cpu_us_a_join: float


def ours(number: int, connections: int, *, preload: str = "", module: str = "madang") -> Storm:
    """All joins must be answered with 201 and be in the database file, which is looked at after a kill -9."""
    with tempfile.TemporaryDirectory() as name:
        with Seed(Path(name)) as seed:
            code = seed.hall().code
            other = seed.hall().code
        with madang(Path(name), preload=preload, module=module) as server:
            send_all(server, joins(other, 50), connections=8)
            used = cpu_seconds(server.pid)
            outcome = send_all(server, joins(code, number), connections=connections)
            used = cpu_seconds(server.pid) - used
            os.kill(server.pid, 9)
        check(Path(name) / "madang.db", number, outcome.answers)
    return Storm(outcome.rate(201), outcome.milliseconds(0.99), used * 1e6 / number)


def check(database: Path, number: int, answers: Sequence[Answer]) -> None:
    acknowledged = {answer.json["participant"]["id"] for answer in answers if answer.status == 201}
    with closing(sqlite3.connect(database)) as file:
        stored = {row[0] for row in file.execute("SELECT id FROM participants")}
    lost = acknowledged - stored
    if lost or len(acknowledged) != number:
        raise RuntimeError(f"{len(acknowledged)} of {number} joins were acknowledged, {len(lost)} of them are lost")


def theirs(number: int, connections: int, *, preload: str) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        seed_reference(Path(name), code=CODE)
        with reference(Path(name), preload=preload) as server:
            return send_all(server, joins(CODE, number), connections=connections)


def joins(code: str, number: int) -> list[bytes]:
    return [request("POST", f"/api/join/{code}", {"nickname": f"guest {count}"}) for count in range(number)]


if __name__ == "__main__":
    given = parse()
    main(lambda: measure(given))
