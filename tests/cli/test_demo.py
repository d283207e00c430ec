"""The demo: its people join and watch for real, and Ctrl+C stops all of it."""

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest

from madang.cli.demo import audience
from madang.cli.demo.content import LIVE
from madang.cli.demo.director import Director
from madang.cli.demo.presenter import sign_up
from tests.conftest import Run
from tests.servers import free_port


def test_people_come(tmp_path: Path) -> None:
    port = free_port()
    environment = os.environ | {"MADANG_PORT": str(port), "MADANG_HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "madang", "demo", "--people", "5", "--data-dir", str(tmp_path / "demo")]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored, and handed on so
    with (tmp_path / "out").open("w+") as out:
        demo = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            said = _wait_for(tmp_path / "out", "Ctrl+C")
            found = dict(re.findall(r"(E-mail|Password|Phone) +(\S+)", said))
            credentials = {"email": found["E-mail"], "password": found["Password"]}
            signed = httpx.post(f"http://127.0.0.1:{port}/api/auth/login", json=credentials).raise_for_status().json()
            presenter = {"Authorization": f"Bearer {signed['access_token']}"}
            assert _most_people(port, presenter, seconds=40) >= 2
            sessions = httpx.get(f"http://127.0.0.1:{port}/api/sessions", headers=presenter).json()
            assert {session["phase"] for session in sessions} == {"upcoming", "open", "paused", "ended"}
        finally:
            demo.send_signal(signal.SIGINT)
            assert demo.wait(20) == 0
    assert "Traceback" not in (tmp_path / "out").read_text()


def _wait_for(file: Path, words: str) -> str:
    until = time.monotonic() + 90
    while words not in (said := file.read_text()):
        assert time.monotonic() < until, said
        time.sleep(0.1)
    return said


def _most_people(port: int, presenter: dict[str, str], seconds: float) -> int:
    """The most that were online at once in the open session."""
    until = time.monotonic() + seconds
    peak = 0
    while peak < 2 and time.monotonic() < until:
        sessions = httpx.get(f"http://127.0.0.1:{port}/api/sessions?phase=open", headers=presenter).json()
        peak = sessions[0]["peak_online"]
        time.sleep(0.2)
    return peak


def test_ten_kinds_come_and_the_people_take_part_in_each(running: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The talk as it is led and attended, at forty times the pace."""
    url = running(limits="off").url
    told: list[httpx2.Response] = []

    async def note(response: httpx2.Response) -> None:
        told.append(response)

    with_notes = partial(httpx2.AsyncClient, event_hooks={"response": [note]})
    monkeypatch.setattr(audience, "_some", lambda least, most: random.uniform(least, most) / 40)
    monkeypatch.setattr(httpx2, "AsyncClient", with_notes)

    async def play() -> list[dict[str, Any]]:
        async with httpx2.AsyncClient(base_url=url) as http:
            presenter = await sign_up(http)
            session = await presenter.fill(LIVE, lambda: None)
            director = Director(presenter, session, pace=40)
            await director.prepare()
            people = asyncio.create_task(audience.crowd(url, session["session_code"], 12))
            await director.once()
            people.cancel()
            await asyncio.wait([people])
            played: list[dict[str, Any]] = await presenter.call("GET", f"/api/sessions/{session['id']}/activities")
            return played

    activities = asyncio.run(play())
    assert len({activity["type"] for activity in activities}) == 10
    assert {activity["round"] for activity in activities if not activity["beside"]} == {2}  # cleared at the end
    assert not {answer.status_code for answer in told} - {200, 201, 204, 404, 409, 429}
    done = [answer.request.url.path for answer in told if answer.is_success and answer.request.method == "POST"]
    for activity in activities:
        assert any(f"/activities/{activity['id']}/" in path for path in done), activity["type"]


def test_another_server_is_left_alone(running: Run) -> None:
    server = running()
    environment = os.environ | {"MADANG_PORT": str(server.settings["port"])}
    refused = subprocess.run(
        [sys.executable, "-m", "madang", "demo"], env=environment, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert "another server answers" in refused.stderr
