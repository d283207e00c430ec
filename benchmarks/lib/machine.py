"""The machine: its cores, and what a process has used of it."""

import contextlib
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]

Result = TypeVar("Result")
_QUIET = 0.1
_MORE_TRIES = 2
disturbed_by: list[float] = []
"""How many cores other programs used during the measurements that were kept."""


def prepare() -> None:
    """This process and the load that it starts stay off the server's core; a stream is a file."""
    os.sched_setaffinity(0, {LOAD_CORE})
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def on_core(core: int) -> Callable[[], None]:
    """For a child process, before it runs: it and its threads stay on that core."""
    return lambda: os.sched_setaffinity(0, {core})


def cpu_seconds(pid: int) -> float:
    """What all threads of the process have used so far, in the program and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def described() -> str:
    """Cores, processor and load, for the line above a table."""
    models = [line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in line]
    model = models[0].partition(":")[2].strip() if models else "unknown processor"
    busy = os.getloadavg()[0]
    return f"{len(CORES)} cores ({model}), load {busy:.1f}; server on core {SERVER_CORE}, load on core {LOAD_CORE}"


def in_quiet(times: int, run: Callable[[], Result]) -> list[Result]:
    """So many results of `run`, taken while other programs of this machine left the cores alone.

    Where it is never quiet, those that were disturbed least: the report says how much.
    """
    runs: list[tuple[float, int, Result]] = []
    while sum(others < _QUIET for others, _, _ in runs) < times and len(runs) < times + _MORE_TRIES:
        started, busy, own = time.monotonic(), _busy_seconds(), _own_seconds()
        result = run()
        others = (_busy_seconds() - busy) - (_own_seconds() - own)
        runs.append((max(0.0, others / (time.monotonic() - started)), len(runs), result))
    best = sorted(runs, key=lambda one: one[:2])[:times]
    disturbed_by.extend(others for others, _, _ in best)
    return [result for _, _, result in best]


def _busy_seconds() -> float:
    """Of all our cores, what the hypervisor took included."""
    total = 0
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        name, *fields = line.split()
        if name in {f"cpu{core}" for core in CORES}:
            user, nice, system, _, _, irq, softirq, steal = map(int, fields[:8])
            total += user + nice + system + irq + softirq + steal
    return total / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """Of this process and its descendants, those that have ended included."""
    return sum(_seconds(pid) for pid in ["self", *_descendants("self")])


def _descendants(pid: str) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield child
                yield from _descendants(child)


def _seconds(pid: str) -> float:
    """What a process and its children that have ended have used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
