"""kill -9 in a burst of joins: what was acknowledged is there. A planted fault shows that a loss would be seen."""

import threading
import time
from pathlib import Path

import httpx

from tests.conftest import Run
from tests.servers import PLAIN, Madang

PLANTED = Path(__file__).parent / "planted"
THREADS = 6
BURST = 80
"""So many are acknowledged before the process is killed, however slow the machine is."""


class AnswersTooEarly(Madang):
    """The real server with a door that acknowledges before it commits."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"PYTHONPATH": str(PLANTED)}


def open_session(url: str) -> str:
    with httpx.Client(base_url=url, timeout=20, verify=PLAIN) as client:
        body = {"email": "ada@example.org", "name": "Ada", "password": "a sky of stars"}
        token = client.post("/api/auth/register", json=body).raise_for_status().json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        session = client.post("/api/sessions", json={"title": "Reading the night sky"}).raise_for_status().json()
        client.post(f"/api/sessions/{session['id']}/activate").raise_for_status()
        return str(session["session_code"])


def acknowledged_before_the_end(server: Madang, code: str) -> list[tuple[str, str]]:
    """Nickname and token of everybody whose join was answered before the process was killed."""
    acknowledged: list[tuple[str, str]] = []

    def storm(thread: int) -> None:
        with httpx.Client(base_url=server.url, timeout=20, verify=PLAIN) as client:
            number = 0
            while True:
                nickname = f"Name {thread} {number}"
                try:
                    answer = client.post(f"/api/join/{code}", json={"nickname": nickname})
                except httpx.TransportError:
                    return
                assert answer.status_code == 201, answer.text
                acknowledged.append((nickname, answer.json()["token"]))
                number += 1

    threads = [threading.Thread(target=storm, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 40
    while len(acknowledged) < BURST and time.monotonic() < until:
        time.sleep(0.005)
    server.kill()
    for thread in threads:
        thread.join()
    return acknowledged


def lost_by_a_crash(server: Madang) -> tuple[int, list[str]]:
    """How many joins were acknowledged, and which of them are not there after the restart."""
    code = open_session(server.url)
    acknowledged = acknowledged_before_the_end(server, code)
    server.start()
    lost = []
    with httpx.Client(base_url=server.url, timeout=20, verify=PLAIN) as client:
        for nickname, token in acknowledged:
            answer = client.get("/api/participants/me", headers={"Authorization": f"Bearer {token}"})
            if answer.status_code != 200 or answer.json()["participant"]["nickname"] != nickname:
                lost.append(nickname)
    return len(acknowledged), lost


def test_a_crash_loses_no_acknowledged_join(running: Run, database_url: str) -> None:
    acknowledged, lost = lost_by_a_crash(running(database_url=database_url, limits="off"))
    assert acknowledged > 50
    assert lost == []


def test_an_answer_before_the_commit_would_be_noticed(database_url: str, tmp_path: Path) -> None:
    with AnswersTooEarly(tmp_path, database_url=database_url, limits="off") as server:
        acknowledged, lost = lost_by_a_crash(server)
        assert acknowledged
        assert lost, "the fault was planted, and the check above does not see it"
