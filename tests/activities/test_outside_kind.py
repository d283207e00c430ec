"""A kind that an installed package brings along works like ours, and nothing of ours knows it."""

from pathlib import Path

import httpx
import pytest

from tests.conftest import Run
from tests.helpers import bearer, sign_up

KINDS = ("applause", "quiz")


def test_a_kind_from_outside_of_the_package(running: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "outside"))
    with httpx.Client(base_url=running(limits="off").url) as client:
        token = bearer(sign_up(client))
        assert "applause" in [kind["name"] for kind in client.get("/api/kinds").json()]
        session = client.post("/api/sessions", json={"title": "Concert"}, headers=token).json()
        path = f"/api/sessions/{session['id']}"
        client.post(f"{path}/activate", headers=token)
        made = client.post(f"{path}/activities", json={"kind": "applause", "title": "How loud?"}, headers=token).json()
        assert made["config"] == {"secret": "the seal"}
        assert made["public"]["config"] == {}
        client.put(f"{path}/stage", json={"activity": made["id"], "open": True}, headers=token)
        seat = client.post(f"/api/join/{session['session_code']}", json={"nickname": "Bob"}).json()
        phone = f"/api/activities/{made['id']}/response"
        refused = client.post(phone, json={"answer": {"loud": 4}}, headers=bearer(seat["token"]))
        assert refused.status_code == 422
        taken = client.post(phone, json={"answer": {"loud": 3}}, headers=bearer(seat["token"]))
        assert taken.json()["answer"] == {"loud": 3}
        results = client.get(f"{path}/activities/{made['id']}/results", headers=token).json()["results"]
        assert results == {"n": 1, "loudest": 3.0}
        mine, quiz = (client.get(f"{path}/activities/{made['id']}/{of}/standings", headers=token) for of in KINDS)
        assert mine.json() == {"asked": "How loud?"}
        assert quiz.status_code == 404
        with client.stream("GET", "/api/stream", headers=bearer(seat["token"])) as stream:
            first = next(line for line in stream.iter_lines() if line.startswith("data: "))
        assert '"type":"applause"' in first
        assert "the seal" not in first
