"""Calls every operation that there is, with something hostile in it, and judges each answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from madang.activities.registry import all_kinds
from tests.examples import example
from tests.helpers import PASSWORD, Served, bearer, sign_up
from tests.hostile import MARK
from tests.told import Told

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
IN_NO_SCHEMA = ("GET /metrics", *(f"GET {page}" for page in PAGES))


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
        self.told = Told(self.client.get("/openapi.json").json())
        self.good = dict(GOOD)
        self.operations = list(self._operations())

    def _operations(self) -> Iterator[tuple[str, str, list[str]]]:
        for method, path, operation in self.told.operations:
            takes = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
            if "requestBody" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                self.good.setdefault(f"{method} {path}", example(schema, self.told.document["components"]["schemas"]))
            yield method, path, takes
        for name in IN_NO_SCHEMA:
            method, _, path = name.partition(" ")
            yield method, path, []

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
            if "token_id" in template:  # an account has a bounded number of them
                made = self.client.post("/api/auth/tokens", json={"name": "Script"}, headers=auth)
                there["token_id"] = made.json()["id"]
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
                    self._judge(call, answer, f"{path[:80]}: {what}")
            return
        answer = self.client.request(method, path, headers=headers, **request)
        self._judge(call, answer, f"{method} {path[:80]}: {what}")

    def _judge(self, call: Call, answer: httpx.Response, what: str) -> None:
        judge(answer, what)
        own = re.sub(r"\{\w+\}", "[^/]+", re.escape(call.template).replace(r"\{", "{").replace(r"\}", "}"))
        oversize = answer.status_code == 413 and call.good is None  # where no body belongs
        if not oversize and call.template in self.told.document["paths"] and re.fullmatch(own, answer.request.url.path):
            self.told.check(call.method, call.template, answer)

    def close(self) -> None:
        assert self.client.get("/ready").status_code == 200
        self.client.close()


def _kind_of(template: str) -> str:
    """That whose own path it is, or one that takes the call."""
    below = template.split("{activity_id}", 1)[1].split("/")
    return next((part for part in below if part in all_kinds()), "questions" if "posts" in below else "choice")


def judge(answer: httpx.Response, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text}"
    assert answer.headers["x-request-id"]
    if answer.status_code >= 400 and answer.headers["content-type"] != "text/html; charset=utf-8":
        error = answer.json()
        assert isinstance(error["detail"], str), f"{what}: {answer.text}"
        assert error["detail"]
    if answer.status_code == 422:
        assert MARK not in answer.text, f"{what}: the answer repeats the input"
