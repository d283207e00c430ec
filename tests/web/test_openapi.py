"""The OpenAPI document says what the server answers: every status is declared, and every body fits its schema."""

import json
import re
from typing import Any

import httpx
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from tests.conftest import Serve
from tests.examples import example
from tests.helpers import PASSWORD, bearer, sign_up
from tests.told import Told

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def told(served_once: httpx.Client) -> Told:
    return Told(served_once.get("/openapi.json").json())


def test_it_is_openapi_and_refers_to_what_is_there(told: Told) -> None:
    OPENAPI_31_VALIDATOR.validate(told.document)
    whole = json.dumps(told.document)
    for name in set(re.findall(r'"\$ref": "([^"]+)"', whole)):
        assert told.follow({"$ref": name}), name
    assert "ValidationError" not in whole


def test_every_operation_asks_for_a_token_or_is_public(told: Told) -> None:
    schemes = told.document["components"]["securitySchemes"]
    asked = {f"{method} {path}": operation.get("security") for method, path, operation in told.operations}
    assert {name for one in asked.values() for each in one or () for name in each} == set(schemes)
    assert {name for name, security in asked.items() if security is None} == {
        "GET /api/about",
        "GET /api/invitations/{token}",
        "GET /api/kinds",
        "GET /api/sessions/code/{code}",
        "GET /health",
        "GET /ready",
        "POST /api/auth/login",
        "POST /api/auth/register",
        "POST /api/auth/reset",
        "POST /api/join/{code}",
    }
    assert asked["DELETE /api/activities/{activity_id}/response"] == [{"participant": []}]
    assert asked["PUT /api/auth/me"] == [{"presenter": []}]
    assert asked["GET /api/stream"] == [{"presenter": []}, {"participant": []}, {"screen": []}, {}]


def test_without_a_token_each_operation_answers_what_is_declared(told: Told, served_once: httpx.Client) -> None:
    """401 where the document asks for a token, and nowhere else."""
    for method, path, operation in told.operations:
        answer = served_once.request(method, _filled(path), json=_good(told, operation))
        told.check(method, path, answer)
        assert (answer.status_code == 401) == ("security" in operation or path == "/api/auth/login"), path


def test_to_what_is_no_json_each_operation_answers_what_is_declared(told: Told, served_once: httpx.Client) -> None:
    auth = bearer(sign_up(served_once, "no-json@example.org"))
    for method, path, operation in told.operations:
        for headers in ({}, auth if path != "/api/auth/logout" else {}):
            for body in (b"{bad", b'{"a": "\xff"}'):
                told.check(
                    method, path, served_once.request(method, _filled(path), content=body, headers=JSON | headers)
                )
        if "requestBody" in operation:
            answer = served_once.request(method, _filled(path), content=b" " * 70_000, headers=JSON)
            told.check(method, path, answer)
            assert answer.status_code == 413


def test_a_query_that_does_not_fit_gets_422_where_that_is_declared(told: Told, served_once: httpx.Client) -> None:
    auth = bearer(sign_up(served_once, "query@example.org"))
    session = served_once.post("/api/sessions", json={"title": "A night"}, headers=auth).json()
    for method, path, operation in told.operations:
        if "requestBody" in operation or method != "GET" or path.startswith(("/api/activities/", "/api/stream")):
            continue
        names = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
        query = dict.fromkeys(names, "~" * 101)
        here = _filled(path.replace("{session_id}", session["id"]))
        answer = served_once.get(here, params=query, headers=auth)
        told.check(method, path, answer)
        assert (answer.status_code == 422) == ("422" in operation["responses"]), path


def test_what_goes_wrong_in_a_session_is_declared(told: Told, served_once: httpx.Client) -> None:
    auth = bearer(sign_up(served_once, "declared@example.org"))
    session = _ask(told, served_once, 201, "POST", "/api/sessions", json={"title": "A night"}, headers=auth)
    here = {"session_id": session["id"], "code": session["session_code"]}
    mina = {"nickname": "Mina"}
    assert _ask(told, served_once, 409, "POST", "/api/join/{code}", here, json=mina)["code"] == "session_upcoming"
    _ask(told, served_once, 200, "POST", "/api/sessions/{session_id}/activate", here, headers=auth)
    seat = bearer(_ask(told, served_once, 201, "POST", "/api/join/{code}", here, json=mina)["token"])
    assert _ask(told, served_once, 409, "POST", "/api/join/{code}", here, json=mina)["suggestion"]
    assert _ask(told, served_once, 422, "POST", "/api/join/{code}", here, json={"nickname": ""})["errors"]
    locked = {"json": {"locked": True}, "headers": auth}
    _ask(told, served_once, 200, "PUT", "/api/sessions/{session_id}/settings", here, **locked)
    _ask(told, served_once, 403, "POST", "/api/join/{code}", here, json={"nickname": "Juno"})
    activities = "/api/sessions/{session_id}/activities"
    choice = {"json": {"kind": "choice", "title": "Which?"}, "headers": auth}
    here["activity_id"] = _ask(told, served_once, 201, "POST", activities, here, **choice)["id"]
    one, phone = activities + "/{activity_id}", "/api/activities/{activity_id}"
    options = {"json": {"answer": {"options": ["a"]}}, "headers": seat}
    assert _ask(told, served_once, 409, "POST", phone + "/response", here, **options)["code"] == "activity_not_open"
    _ask(told, served_once, 409, "GET", phone + "/posts", here, headers=seat)
    _ask(told, served_once, 409, "POST", one + "/unclear", here, headers=auth)
    _ask(told, served_once, 409, "PUT", activities + "/order", here, json={"ids": []}, headers=auth)
    _ask(told, served_once, 409, "DELETE", "/api/sessions/{session_id}/members/me", here, headers=auth)
    unknown = {"json": {"kind": "nothing", "title": "Which?"}, "headers": auth}
    assert "errors" not in _ask(told, served_once, 422, "POST", activities, here, **unknown)
    stranger = bearer(sign_up(served_once, "stranger@example.org"))
    assert "code" not in _ask(told, served_once, 404, "GET", "/api/sessions/{session_id}", here, headers=stranger)
    _ask(told, served_once, 200, "GET", "/api/sessions/{session_id}/qr.png", here, headers=auth)
    _ask(told, served_once, 404, "GET", "/api/stream", headers=stranger, params={"session": session["id"]})
    again = {"email": "declared@example.org", "password": "not this one"}
    _ask(told, served_once, 409, "POST", "/api/auth/register", json=again | {"name": "Mina"})
    _ask(told, served_once, 401, "POST", "/api/auth/login", json=again)


def test_a_cookie_from_elsewhere_is_refused_as_declared(told: Told, served_once: httpx.Client) -> None:
    elsewhere = {"Cookie": "madang=mdd_nobody", "Origin": "https://elsewhere.example"}
    for method, path, operation in told.operations:
        if method != "GET":
            answer = served_once.request(method, _filled(path), json=_good(told, operation), headers=elsewhere)
            told.check(method, path, answer)
            assert answer.status_code == 403


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_goes_on_too_long_gets_429_where_that_is_declared(serve: Serve) -> None:
    with serve(limits="on").client() as client:
        told = Told(client.get("/openapi.json").json())
        limited = {f"{method} {path}" for method, path, each in told.operations if "429" in each["responses"]}
        reset = {"token": "mdr_nothing", "password": PASSWORD}
        for _ in range(31):
            answer = client.post("/api/auth/reset", json=reset)
            told.check("POST", "/api/auth/reset", answer)
        assert answer.status_code == 429
        auth = bearer("mdp_nobody")
        for _ in range(11):
            answer = client.delete("/api/participants/me", headers=auth)
            told.check("DELETE", "/api/participants/me", answer)
        assert answer.status_code == 429
        assert "POST /api/sessions" not in limited
        assert len(limited) > 10


def _filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "nothing", path)


def _good(told: Told, operation: dict[str, Any]) -> Any:
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return example(schema, told.document["components"]["schemas"])


def _ask(
    told: Told,
    client: httpx.Client,
    status: int,
    method: str,
    path: str,
    names: dict[str, str] | None = None,
    **request: Any,
) -> Any:
    answer = client.request(method, path.format(**names or {}), **request)
    assert answer.status_code == status, answer.text
    told.check(method, path, answer)
    return answer.json() if answer.headers.get("content-type") == "application/json" else None
