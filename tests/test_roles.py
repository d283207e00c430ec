"""Who may do what: every route below a session, asked by its owner, a presenter, a moderator and somebody outside."""

import asyncio
from typing import Any

import httpx

from madang.activities import registry
from madang.activities.kind import Running
from madang.sessions.crew.models import Role
from madang.sessions.crew.roles import SUFFICES
from tests.activities.talk import Talk
from tests.room.house import House, house

NOT_FOUND = b'{"detail":"Session not found"}'
ACT, POSTS = "/activities/{activity_id}", "/activities/{wall_id}/posts"

ROUTES: list[tuple[Role, str, str, Any]] = [
    ("moderator", "GET", "", None),
    ("moderator", "GET", "/qr.png", None),
    ("moderator", "GET", "/qr.svg", None),
    ("moderator", "GET", "/participants", None),
    ("moderator", "DELETE", "/participants/{participant_id}", None),
    ("moderator", "POST", "/participants/{participant_id}/restore", None),
    ("moderator", "GET", "/activities", None),
    ("moderator", "GET", ACT, None),
    ("moderator", "GET", "/stage", None),
    ("moderator", "GET", POSTS, None),
    ("moderator", "POST", POSTS, {"text": "Welcome"}),
    ("moderator", "PUT", POSTS + "/{post_id}", {"state": "hidden"}),
    ("moderator", "PUT", POSTS + "/{post_id}/author", {"muted": True}),
    ("presenter", "PUT", "", {"title": "Another title"}),
    ("presenter", "PUT", "/settings", {"locked": True}),
    ("presenter", "POST", "/activate", None),
    ("presenter", "POST", "/pause", None),
    ("presenter", "POST", "/end", None),
    ("presenter", "POST", "/deactivate", None),
    ("presenter", "GET", "/screens", None),
    ("presenter", "POST", "/screens", {"name": "Hall"}),
    ("presenter", "DELETE", "/screens/{screen_id}", None),
    ("presenter", "POST", "/activities", {"kind": "choice", "title": "New"}),
    ("presenter", "PUT", "/activities/order", {"ids": []}),
    ("presenter", "PUT", ACT, {"title": "Edited"}),
    ("presenter", "POST", ACT + "/duplicate", None),
    ("presenter", "POST", ACT + "/open", None),
    ("presenter", "PUT", ACT + "/timer", {"seconds": 60}),
    ("presenter", "PUT", ACT + "/results", {"shown": False}),
    ("presenter", "GET", ACT + "/results", None),
    ("presenter", "GET", ACT + "/responses", None),
    ("presenter", "POST", ACT + "/clear", None),
    ("presenter", "POST", ACT + "/unclear", None),
    ("presenter", "POST", ACT + "/close", None),
    ("presenter", "PUT", "/stage", {"activity": None}),
    ("presenter", "POST", "/stage/next", None),
    ("presenter", "POST", "/stage/back", None),
    ("presenter", "DELETE", ACT, None),
    ("presenter", "POST", ACT + "/restore", None),
    ("owner", "GET", "/members", None),
    ("owner", "PUT", "/members/{member_id}", {"role": "presenter"}),
    ("owner", "GET", "/invitations", None),
    ("owner", "POST", "/invitations", {"role": "moderator"}),
    ("owner", "DELETE", "/invitations/{invitation_id}", None),
    ("moderator", "DELETE", "/members/me", None),
    ("owner", "DELETE", "/members/{member_id}", None),
    ("owner", "POST", "/trash", None),
    ("owner", "POST", "/restore", None),
    ("owner", "DELETE", "", None),
]
"""The least role that may, the route below the session, and a body; in an order in which each can be done."""


WALL: dict[str, Any] = {"kind": "open_text", "config": {"approve": True}}


class Crew:
    """A session with everything in it that has an id, and a token for each role."""

    def __init__(self, served: House, ids: dict[str, str], tokens: dict[str, str]) -> None:
        self.house, self.ids, self.tokens = served, ids, tokens

    @classmethod
    async def gathered(cls, served: House) -> "Crew":
        talk = await Talk.begun(served)
        phone, screen = await talk.phone("Dora"), await served.screen(talk.session)
        choice, wall = await talk.add("choice"), await talk.add(**WALL)
        post = await phone.call(wall, "POST", "/posts", text="Why?")
        tokens = {
            "owner": served.token,
            "presenter": await served.member(talk.session, "presenter"),
            "moderator": await served.member(talk.session, "moderator"),
            "outside": await served.register("Mallory"),
        }
        invitation = await served.call("POST", f"{talk.path}/invitations", role="moderator")
        members = await served.call("GET", f"{talk.path}/members")
        ids = {
            "session_id": talk.session["id"],
            "participant_id": phone.id,
            "screen_id": screen["id"],
            "activity_id": choice.id,
            "wall_id": wall.id,
            "post_id": post["id"],
            "invitation_id": invitation["id"],
            "member_id": members[0]["id"],
        }
        return cls(served, ids, tokens)

    async def ask(self, who: str, method: str, path: str, body: Any = None) -> httpx.Response:
        whole = "/api/sessions/{session_id}" + path
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        return await self.house.client.request(method, whole.format(**self.ids), headers=headers, json=body)


def test_each_role_may_what_it_may_and_everything_else_is_not_there(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            crew = await Crew.gathered(served)
            for least, method, path, body in ROUTES:
                for who in crew.tokens.keys() - set(SUFFICES[least]):
                    answer = await crew.ask(who, method, path, body)
                    assert (answer.status_code, answer.content) == (404, NOT_FOUND), (who, method, path)
            for least, method, path, body in ROUTES:
                for who in reversed(SUFFICES[least]):
                    answer = await crew.ask(who, method, path, body)
                    assert answer.is_success or answer.status_code in (404, 409), (who, method, path, answer.text)
                    assert answer.content != NOT_FOUND, (who, method, path)

    asyncio.run(scenario())


def test_the_table_names_every_route(database_url: str) -> None:
    """A kind's own routes are for presenters, whatever they are."""

    async def scenario() -> None:
        async with house(database_url) as served:
            crew = await Crew.gathered(served)
            known = {(method, path.replace("wall_id", "activity_id")) for _, method, path, _ in ROUTES}
            for path, methods in (await served.client.get("/openapi.json")).json()["paths"].items():
                below = path.removeprefix("/api/sessions/{session_id}")
                if below == path:
                    continue
                for method in methods.keys() & {"get", "post", "put", "delete", "patch"}:
                    if (method.upper(), below) in known:
                        continue
                    assert below.startswith(ACT + "/"), f"{method} {path} is not in the table"
                    for who in ("moderator", "outside"):
                        answer = await crew.ask(who, method, below, None if method == "get" else {})
                        assert answer.status_code in (404, 422), (who, method, path)

    asyncio.run(scenario())


def test_moderators_read_what_phones_have_seen(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            crew = await Crew.gathered(served)
            draft = await crew.ask("owner", "POST", "/activities", {"kind": "choice", "title": "Draft", "notes": "Shh"})
            await crew.ask("owner", "PUT", ACT, {"notes": "Only for me"})
            await crew.ask("owner", "PUT", "/settings", {"passcode": "open sesame"})
            hidden = ("Draft", "Shh", "Only for me", "open sesame")
            for path in ("", "/activities", ACT, "/stage", POSTS, "/participants"):
                answer = await crew.ask("moderator", "GET", path)
                assert answer.is_success
                assert [words for words in hidden if words in answer.text] == [], path
            listed = (await crew.ask("moderator", "GET", "/activities")).json()
            assert [row["type"] for row in listed] == ["choice", "open_text"]
            assert (await crew.ask("moderator", "GET", "")).json()["passcode"] is None
            crew.ids["activity_id"] = draft.json()["id"]
            unseen = await crew.ask("moderator", "GET", ACT)
            assert (unseen.status_code, unseen.json()["code"]) == (404, "activity_not_found")
            wall = await crew.ask("owner", "POST", "/activities", {**WALL, "title": "Later"})
            crew.ids["wall_id"] = wall.json()["id"]
            for method, path, body in (("GET", POSTS, None), ("POST", POSTS, {"text": "Early"})):
                assert (await crew.ask("moderator", method, path, body)).json()["code"] == "activity_not_found"

    asyncio.run(scenario())


def test_no_kind_tells_moderators_more_than_phones() -> None:
    for kind in registry.all_kinds().values():
        running = Running(
            id="a",
            session_id="s",
            config=kind.config(),
            progress={"phase": "lobby"},
            round=1,
            state="open",
            anonymous=True,
            results_shown=False,
        )
        assert kind.public_config(running, "moderator") == kind.public_config(running, "participant")
        assert kind.public_progress(running, "moderator") == kind.public_progress(running, "participant")
