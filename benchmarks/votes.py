"""Votes: a thousand phones answer one question, beside the plain version in benchmarks/reference.

All phones have a stream open, and so have a screen and a presenter. They answer spread over five seconds, then as fast
as the server takes it, each time in a new round.

`python -m benchmarks.votes [--phones 1000] [--rounds 10]`
"""

import argparse
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.lib.machine import cpu_seconds, in_quiet
from benchmarks.lib.report import Report, main, progress
from benchmarks.lib.requests import Outcome, request, send_all
from benchmarks.lib.seed import Hall, Seed
from benchmarks.lib.servers import Server, madang, reference, seed_reference
from benchmarks.lib.streams import Streams, Window, opened
from benchmarks.lib.watching import Watching, watching

SECONDS = 5
TALLY_MS = 500
TALLIES_A_SECOND = 20
BYTES_A_TALLY = 200
OPTIONS = "abcd"
CONNECTIONS = 64
SETTLE_SECONDS = 2.5
"""Presence counts everybody for a moment after they came."""


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=10, help="how often they answer, spread and at once")
    return parser.parse_args()


def measure(options: argparse.Namespace) -> Report:
    report = Report(f"{options.phones} phones answer one question")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder, options.phones) as talk:
            progress(f"answers spread over {SECONDS} seconds")
            spread = in_quiet(options.rounds, lambda: talk.round(options.phones / SECONDS))
            progress("answers as fast as they come")
            storms = in_quiet(options.rounds, talk.round)
            lost = talk.lost_after_kill(folder / "madang.db")
    progress("the reference")
    plain = in_quiet(3, lambda: theirs(options.phones))
    for rounds, when in ((spread, f"within {SECONDS} s"), (storms, "at once")):
        tallies(report, rounds, when)
    report.hold("answers lost by kill -9", str(lost), "0", lost == 0, beside=f"{talk.rounds} rounds")
    rate, beside = (
        median(each.rate(200) for each in outcomes) for outcomes in ([one.outcome for one in storms], plain)
    )
    report.show("answers a second, at once", f"{rate:.0f}", f"{beside:.0f} (reference)", f"{rate / beside:.1f}x")
    report.show("CPU an answer, streams included", f"{median(one.cpu_us_an_answer for one in storms):.0f} µs")
    return report


@dataclass(frozen=True)
class Round:
    """One round of answers: `screen_ms` and `phones_ms` are from the last answer to the tally that counts it."""

    outcome: Outcome
    screen_ms: float
    phones_ms: float
    most_tallies_in_a_second: int
    bytes_a_tally: float
    cpu_us_an_answer: float


def tallies(report: Report, rounds: Sequence[Round], when: str) -> None:
    took = max(one.outcome.seconds for one in rounds)
    late = median(one.outcome.milliseconds(0.99) for one in rounds)
    if when != "at once":
        report.hold(f"{when}: all answered", f"{took:.2f} s", f"≤ {SECONDS + 0.1} s", took <= SECONDS + 0.1)
    report.show(f"{when}: an answer's p99", f"{late:.0f} ms")
    shown = sorted(one.screen_ms for one in rounds)
    p99, half = shown[round(0.99 * (len(shown) - 1))], median(shown)
    name = f"{when}: last answer to final tally on the screen, p99"
    report.hold(name, f"{p99:.0f} ms", f"< {TALLY_MS} ms", p99 < TALLY_MS, beside=f"p50 {half:.0f} ms")
    report.show(f"{when}: the same on the last phone, p50", f"{median(one.phones_ms for one in rounds):.0f} ms")
    most = max(one.most_tallies_in_a_second for one in rounds)
    report.hold(
        f"{when}: tallies in a second, any audience", str(most), f"≤ {TALLIES_A_SECOND}", most <= TALLIES_A_SECOND
    )
    size = max(one.bytes_a_tally for one in rounds)
    report.hold(f"{when}: bytes an update costs a phone", f"{size:.0f}", f"≤ {BYTES_A_TALLY}", size <= BYTES_A_TALLY)


class Talk:
    """A session with its question on the stage, and everybody watching."""

    def __init__(
        self, server: Server, token: str, people: Hall, activity: str, streams: Streams, watched: Sequence[Watching]
    ) -> None:
        self._server = server
        self._token = token
        self._people = people
        self._activity = activity
        self._streams = streams
        self._watched = watched
        self._acknowledged = 0
        self.rounds = 0

    def round(self, rate: float = 0) -> Round:
        """Everybody answers; the round before is cleared."""
        self._server.call("POST", f"{self._path}/clear", token=self._token)
        self.rounds += 1
        screen = self._watched[0]
        screen.counted(0)
        time.sleep(0.3)  # phones have it too
        for one in self._watched:
            one.forget()
        votes = [
            request("POST", f"/api/activities/{self._activity}/response", vote(number), token=token)
            for number, token in enumerate(self._people.tokens)
        ]
        used = cpu_seconds(self._server.pid)
        with ThreadPoolExecutor(1) as beside:
            window = beside.submit(self._streams.watch, SECONDS + 2)
            outcome = send_all(self._server, votes, connections=CONNECTIONS, rate=rate)
            used = cpu_seconds(self._server.pid) - used
            return self._seen(outcome, screen.counted(len(votes)), window.result(), used)

    def _seen(self, outcome: Outcome, shown_at: float, phones: Window, used: float) -> Round:
        if outcome.statuses != {200: len(self._people.tokens)}:
            raise RuntimeError(f"answers were {outcome.statuses}")
        self._acknowledged += len(outcome.answers)
        last = max(answer.came_at for answer in outcome.answers)
        return Round(
            outcome,
            (shown_at - last) * 1000,
            (phones.last_at - last) * 1000,
            max(one.most_in_a_second() for one in self._watched),
            phones.bytes / phones.messages,
            used * 1e6 / len(outcome.answers),
        )

    def lost_after_kill(self, database: Path) -> int:
        os.kill(self._server.pid, 9)
        with closing(sqlite3.connect(database)) as file:
            (stored,) = file.execute("SELECT count(*) FROM responses JOIN marks ON response_id = id").fetchone()
        return self._acknowledged - int(stored)

    @property
    def _path(self) -> str:
        return f"/api/sessions/{self._people.session_id}/activities/{self._activity}"


@contextmanager
def served(folder: Path, phones: int) -> Iterator[Talk]:
    with Seed(folder) as seed:
        people = seed.hall(phones)
    path = f"/api/sessions/{people.session_id}"
    with ExitStack() as opening:
        server = opening.enter_context(madang(folder))

        def call(method: str, path: str, body: object) -> Any:
            return json.loads(server.call(method, path, body, token=seed.token))

        question = {"options": [{"id": option, "text": f"Option {option}"} for option in OPTIONS]}
        asked = {"kind": "choice", "title": "Which one?", "config": question}
        activity = call("POST", f"{path}/activities", asked)["id"]
        call("PUT", f"{path}/stage", {"activity": activity, "open": True})
        screen = call("POST", f"{path}/screens", {})["token"]
        streams = opening.enter_context(
            opened(server, "/api/stream", phones, tokens=people.tokens, mark='"kind":"tally"')
        )
        watched = [
            opening.enter_context(watching(server, screen)),
            opening.enter_context(watching(server, people.tokens[0])),
            opening.enter_context(watching(server, seed.token, f"session={people.session_id}")),
        ]
        time.sleep(SETTLE_SECONDS)
        yield Talk(server, seed.token, people, activity, streams, watched)


def vote(number: int) -> dict[str, Any]:
    return {"answer": {"options": [OPTIONS[number % len(OPTIONS)]]}}


def theirs(phones: int) -> Outcome:
    """Without any stream: the reference only counts, and tells nobody."""
    with tempfile.TemporaryDirectory() as name:
        seed_reference(Path(name), voters=phones)
        votes = [
            request("POST", "/api/activities/poll/response", {"option": OPTIONS[number % len(OPTIONS)]}, token=token)
            for number, token in enumerate(f"voter-{each}" for each in range(phones))
        ]
        with reference(Path(name)) as server:
            return send_all(server, votes, connections=CONNECTIONS)


if __name__ == "__main__":
    given = parse()
    main(lambda: measure(given))
