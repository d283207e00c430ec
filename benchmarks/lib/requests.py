"""Many requests over a few kept connections, by benchmarks/native/requests.c."""

import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.lib.machine import LOAD_CORE, on_core
from benchmarks.lib.native import program
from benchmarks.lib.servers import Server


@dataclass(frozen=True)
class Answer:
    """`sent_at` by the clock of `time.monotonic`."""

    status: int
    sent_at: float
    milliseconds: float
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def came_at(self) -> float:
        return self.sent_at + self.milliseconds / 1000


@dataclass(frozen=True)
class Outcome:
    """`answers` in the order in which they came."""

    seconds: float
    answers: Sequence[Answer]

    @property
    def statuses(self) -> dict[int, int]:
        return dict(Counter(answer.status for answer in self.answers))

    def rate(self, status: int) -> float:
        """Answers of this status a second."""
        return self.statuses.get(status, 0) / self.seconds

    def milliseconds(self, share: float) -> float:
        times = sorted(answer.milliseconds for answer in self.answers)
        return times[round(share * (len(times) - 1))]


def request(method: str, path: str, body: object = None, *, token: str | None = None) -> bytes:
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    headers = {"Host": "127.0.0.1", "Content-Type": "application/json", "Content-Length": str(len(content))}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return _head(f"{method} {path} HTTP/1.1", headers) + content


def _head(first: str, headers: Mapping[str, str]) -> bytes:
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def send_all(server: Server, requests: Sequence[bytes], *, connections: int, rate: float = 0) -> Outcome:
    """As fast as answers come, or so many a second, evenly spaced."""
    with tempfile.TemporaryDirectory() as folder:
        questions, answers = Path(folder) / "requests", Path(folder) / "answers"
        questions.write_bytes(b"".join(b"%d\n%b" % (len(one), one) for one in requests))
        command = [program("requests"), str(server.port), str(connections), str(rate), str(questions), str(answers)]
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
            check=True,
            preexec_fn=on_core(LOAD_CORE),
        )
        return Outcome(float(done.stdout), [_answer(line) for line in answers.read_text().splitlines()])


def _answer(line: str) -> Answer:
    _, status, nanoseconds, microseconds, body = line.split(" ", 4)
    return Answer(int(status), int(nanoseconds) / 1e9, int(microseconds) / 1000, body)
