"""Whatever comes in: never a 5xx, errors are JSON with `detail`, and no 422 repeats what was wrong with the input."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from tests.attacker import Attacker
from tests.conftest import Serve
from tests.helpers import bearer, served, sign_up
from tests.hostile import BODIES, HEADERS, MARK, WORDS, fields_for


@pytest.fixture
def attacker(serve: Serve) -> Iterator[Attacker]:
    attacker = Attacker(serve(limits="off"))
    yield attacker
    attacker.close()


before_the_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is refused before any database is asked: one of them is enough."""


def as_json(fields: dict[str, str]) -> bytes:
    return ("{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in fields.items()) + "}").encode()


def test_hostile_values_in_every_field(attacker: Attacker, database_url: str) -> None:
    kind = {"Content-Type": "application/json"}
    for call in attacker.calls():
        if call.good is None:
            continue
        good = {name: json.dumps(value) for name, value in call.good.items()}
        for field in good:
            for what, value in fields_for(database_url):
                body = as_json({**good, field: value})
                auth = bearer(call.token) | kind
                attacker.send(call, call.path, f"{field} is {what}", content=body, headers=auth)
            twice = as_json(good)[:-1] + f",{json.dumps(field)}:{json.dumps(MARK)}}}".encode()
            attacker.send(call, call.path, f"{field} twice", content=twice)
            missing = as_json({name: value for name, value in good.items() if name != field})
            attacker.send(call, call.path, f"no {field}", content=missing)


@before_the_database
def test_names_of_fields_that_nobody_declared_are_not_repeated(attacker: Attacker) -> None:
    """The keys of a dictionary are input as well."""
    bodies: list[dict[str, Any]] = [
        {MARK: MARK},
        {"answer": {MARK: 1}},
        {"taps": {MARK: "x"}},
        {"config": {MARK: {MARK: 1}}},
    ]
    for call in attacker.calls():
        for body in bodies if call.method in ("POST", "PUT") else []:
            attacker.send(call, call.path, f"unknown names in {[*body]}", json={**(call.good or {}), **body})


@before_the_database
def test_hostile_bodies_to_every_route(attacker: Attacker) -> None:
    for call in attacker.calls():
        if call.method == "GET":
            continue
        for what, body in BODIES.items():
            content_type = "application/x-www-form-urlencoded" if what == "a form" else "application/json"
            headers = bearer(call.token) | {"Content-Type": content_type}
            attacker.send(call, call.path, what, content=body, headers=headers)


def test_hostile_words_in_every_path_and_query(attacker: Attacker, database_url: str) -> None:
    """Half of them to each route, so that it stays quick: a quarter on each database."""
    for number, call in enumerate(attacker.calls()):
        for word in WORDS[(2 * number + database_url.startswith("sqlite")) % 4 :: 4]:
            for name in call.names_in_path:
                attacker.send(call, call.at(**{name: word}), f"{name} is {word[:40]}", json=call.good)
            for name in call.query or ["unknown"] * (word == WORDS[0]):
                attacker.send(call, f"{call.path}?{name}={word}", f"{name} is {word[:40]}", json=call.good)
        if call.query:
            attacker.send(call, f"{call.path}?" + "&".join(f"{call.query[0]}={n}" for n in range(900)), "often")


@before_the_database
def test_hostile_headers_to_every_route(attacker: Attacker) -> None:
    """One value of each header in turn: there are many more routes than values."""
    for number, call in enumerate(attacker.calls()):
        for name, values in HEADERS.items():
            value = values[number % len(values)]
            headers: dict[bytes, bytes] = {b"Authorization": f"Bearer {call.token}".encode()}
            headers[name.encode()] = value
            attacker.send(call, call.path, f"{name}: {value[:40]!r}", json=call.good, headers=headers)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"])
def test_every_method_on_every_path(served_once: httpx.Client, method: str) -> None:
    paths = [re.sub(r"\{\w+\}", "x", path) for path in served_once.get("/openapi.json").json()["paths"]]
    for path in [*paths, "/api", "/api/", "//", "/api//sessions", "/nothing", "/api/sessions/"]:
        answer = served_once.request(method, path)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize("signed_in", [False, True])
def test_whatever_the_schema_allows_and_forbids(tmp_path: Path, *, signed_in: bool) -> None:
    with served(data_dir=tmp_path, limits="off") as server, server.client() as client:
        token = sign_up(client)
        schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json").exclude(path="/api/auth/logout")
        headers = bearer(token) if signed_in else {}
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        assert len(operations) > 30
        for operation in operations:

            @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy())
            def never_fails(case: schemathesis.Case[Any]) -> None:
                case.call_and_validate(checks=[not_a_server_error], headers=headers)

            never_fails()
        assert client.get("/api/auth/me", headers=bearer(token)).status_code == 200
