"""Whatever comes in: never a 5xx, errors are JSON with `detail`, and no 422 repeats what was wrong with the input."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from madang.activities.registry import all_kinds
from tests.conftest import Serve
from tests.helpers import PASSWORD, Served, bearer, served, sign_up
from tests.hostile import BODIES, HEADERS, MARK, WORDS, fields_for

# A good body for each call that takes one: what is hostile takes the place of one field after another. What is not
# listed here gets one made from its schema.
GOOD: dict[str, dict[str, object]] = {
    "POST /api/auth/register": {"email": "mallory@example.org", "name": "M", "password": PASSWORD, "browser": False},
    "POST /api/auth/login": {"email": "alice@example.org", "password": PASSWORD, "browser": False},
    "PUT /api/auth/me": {"name": "Alice"},
    "POST /api/auth/password": {"current_password": "not this one", "new_password": PASSWORD},
    "POST /api/auth/reset": {"token": "mdr_nothing", "password": PASSWORD},
    "POST /api/auth/tokens": {"name": "Script"},
    "POST /api/sessions": {"title": "A night", "description": "With stars"},
    "PUT /api/sessions/{session_id}": {"title": "A night", "description": "With stars", "is_active": True},
    "PUT /api/sessions/{session_id}/settings": {
        "anonymous": False,
        "passcode": "open sesame",
        "max_participants": 50_000,
        "locked": False,
    },
    "POST /api/sessions/{session_id}/screens": {"name": "Hall 1"},
    "POST /api/sessions/{session_id}/activities": {
        "kind": "choice",
        "title": "Which?",
        "config": {},
        "notes": "Slowly",
    },
    "PUT /api/sessions/{session_id}/activities/{activity_id}": {"title": "Which?", "config": {}, "anonymous": True},
    "POST /api/activities/{activity_id}/response": {"answer": {"options": ["a"]}, "round": 1, "slot": ""},
    "POST /api/join/{code}": {"nickname": "Mina", "passcode": "open sesame", "seat": "a-seat-of-a-phone-1"},
}
PAGES = (
    "/",
    "/join",
    "/join/{code}",
    "/screen/{token}",
    "/sessions/{session_id}",
    "/reset/{token}",
    "/invite/{token}",
    "/docs",
    "/assets/{token}",
)
IN_NO_SCHEMA = ("GET /api/stream", "GET /metrics", *(f"GET {page}" for page in PAGES))


@dataclass
class Call:
    """One operation, with names of things that are there in its path."""

    method: str
    template: str
    path: str
    names: dict[str, str]
    query: list[str]
    good: dict[str, object] | None
    token: str
    """Of whom the call is: the presenter, or the phone."""

    def at(self, **names: str) -> str:
        return self.template.format(**{**self.names, **names})

    @property
    def names_in_path(self) -> list[str]:
        return [name for name in self.names if "{" + name + "}" in self.template]


class Attacker:
    """Sends what is hostile, signed in or not, and judges every answer."""

    def __init__(self, server: Served) -> None:
        self.client = server.client()
        self.token = sign_up(self.client, f"{uuid4().hex[:8]}@example.org")
        self.good = dict(GOOD)
        self.operations = list(self._operations())

    def _operations(self) -> Iterator[tuple[str, str, list[str]]]:
        whole = self.client.get("/openapi.json").json()
        for path, methods in whole["paths"].items():
            for method, operation in methods.items():
                takes = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
                name = f"{method.upper()} {path}"
                if "requestBody" in operation:
                    schema = operation["requestBody"]["content"]["application/json"]["schema"]
                    self.good.setdefault(name, example(schema, whole["components"]["schemas"]))
                yield method.upper(), path, takes
        for operation in IN_NO_SCHEMA:
            method, _, path = operation.partition(" ")
            yield method, path, ["session", "code"] if path == "/api/stream" else []

    def calls(self) -> Iterator[Call]:
        """Each write with a session, a participant, a screen and tokens of its own: deleting them hurts no other."""
        names, seat, used = *self._place(), False
        for method, template, query in self.operations:
            crew = "invit" in template or "member_id" in template
            if used or crew:
                names, seat = self._place()
            used = crew or method != "GET"
            auth, here, there = bearer(self.token), f"/api/sessions/{names['session_id']}", dict(names)
            if "activity_id" in template:
                there |= self._activity(here, auth, seat, _kind_of(template))
            if crew:
                there |= self._crew(here, auth)
            of_phone = template.startswith(("/api/activities/", "/api/participants/me/"))
            good = self.good.get(f"{method} {template}")
            yield Call(method, template, template.format(**there), there, query, good, seat if of_phone else self.token)

    def _place(self) -> tuple[dict[str, str], str]:
        """The names of an open session and what is in it, and the token of a phone there."""
        if self.client.get("/api/auth/me", headers=bearer(self.token)).status_code != 200:  # it has signed out
            self.token = sign_up(self.client, f"{uuid4().hex[:8]}@example.org")
        auth = bearer(self.token)
        session = self.client.post("/api/sessions", json={"title": "A night"}, headers=auth).json()
        here = f"/api/sessions/{session['id']}"
        self.client.post(f"{here}/activate", headers=auth)
        seat = self.client.post(f"/api/join/{session['session_code']}", json={"nickname": "Juno"}).json()
        names = {
            "session_id": session["id"],
            "code": session["session_code"],
            "participant_id": seat["participant"]["id"],
            "screen_id": self.client.post(f"{here}/screens", json={}, headers=auth).json()["id"],
            "token_id": self.client.post("/api/auth/tokens", json={"name": "Script"}, headers=auth).json()["id"],
            "token": "mds_nothing",
        }
        return names, seat["token"]

    def _activity(self, here: str, auth: dict[str, str], seat: str, kind: str) -> dict[str, str]:
        """One that is open, with a post in it where the call is about posts."""
        body = {"kind": kind, "title": "Which?"}
        activity = self.client.post(f"{here}/activities", json=body, headers=auth).json()["id"]
        self.client.put(f"{here}/stage", json={"activity": activity, "open": True}, headers=auth)
        if kind != "questions":
            return {"activity_id": activity}
        made = self.client.post(f"/api/activities/{activity}/posts", json={"text": "Why?"}, headers=bearer(seat))
        return {"activity_id": activity, "post_id": made.json()["id"]}

    def _crew(self, here: str, auth: dict[str, str]) -> dict[str, str]:
        """A member, and the invitation by which they came."""
        invitation = self.client.post(f"{here}/invitations", json={"role": "moderator"}, headers=auth).json()
        guest = bearer(sign_up(self.client, f"{uuid4().hex[:8]}@example.org"))
        self.client.post(f"/api/invitations/{invitation['token']}/accept", headers=guest).raise_for_status()
        (member,) = self.client.get(f"{here}/members", headers=auth).json()
        return {"invitation_id": invitation["id"], "token": invitation["token"], "member_id": member["id"]}

    def send(self, call: Call, path: str, what: str, **request: Any) -> None:
        method, headers = call.method, request.pop("headers", None) or bearer(call.token)
        if path.startswith("/api/stream"):  # one that gets in is closed again
            with self.client.stream(method, path, headers=headers, **request) as answer:
                if answer.status_code != 200:
                    answer.read()
                    judge(answer, f"{path[:80]}: {what}")
            return
        judge(self.client.request(method, path, headers=headers, **request), f"{method} {path[:80]}: {what}")

    def close(self) -> None:
        assert self.client.get("/ready").status_code == 200
        self.client.close()


def _kind_of(template: str) -> str:
    """That whose own path it is, or one that takes the call."""
    below = template.split("{activity_id}", 1)[1].split("/")
    return next((part for part in below if part in all_kinds()), "questions" if "posts" in below else "choice")


def example(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """Something small that a JSON schema allows, all its properties there."""
    if "$ref" in schema:
        return example(known[schema["$ref"].rsplit("/", 1)[1]], known)
    for name in ("default", "const"):
        if schema.get(name) is not None:
            return schema[name]
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return example(schema["anyOf"][0], known)
    match schema.get("type"):
        case "object":
            return {name: example(inner, known) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return [example(schema["items"], known)] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return "a" * max(schema.get("minLength", 1), 1)


def judge(answer: httpx.Response, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text}"
    assert answer.headers["x-request-id"]
    if answer.status_code >= 400 and answer.headers["content-type"] != "text/html; charset=utf-8":
        error = answer.json()
        assert isinstance(error["detail"], str), f"{what}: {answer.text}"
        assert error["detail"]
    if answer.status_code == 422:
        assert MARK not in answer.text, f"{what}: the answer repeats the input"


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
