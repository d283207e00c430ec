"""Who may do what: every route below a session, asked by its owner, a presenter, a moderator and somebody outside."""

import asyncio
import re
from typing import Any

import httpx

from madang.activities import registry
from madang.activities.kind import Running
from madang.sessions.crew.models import Role
from madang.sessions.crew.roles import SUFFICES
from tests.activities.talk import Phone, Talk
from tests.room.house import House, house

NOT_FOUND = b'{"detail":"Session not found"}'
ACT, POSTS = "/activities/{activity_id}", "/activities/{open_text_id}/posts"
CLOUD, GUESS = "/activities/{word_cloud_id}/word_cloud", "/activities/{estimate_id}/estimate"
QUIZ, MOODS = "/activities/{quiz_id}/quiz", "/activities/{reactions_id}/reactions"

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
    ("presenter", "POST", QUIZ + "/next", None),
    ("presenter", "POST", QUIZ + "/lock", None),
    ("presenter", "POST", QUIZ + "/skip", None),
    ("presenter", "POST", QUIZ + "/teams", None),
    ("presenter", "GET", QUIZ + "/standings", None),
    ("presenter", "PUT", CLOUD + "/words", {"word": "moon", "shown": False}),
    ("presenter", "PUT", "/activities/{open_text_id}/open_text/wall", {"sort": "votes"}),
    ("presenter", "PUT", GUESS + "/truth", {"shown": True}),
    ("presenter", "GET", MOODS + "/taps", None),
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
    ("presenter", "POST", "/activities/restart", None),
    ("presenter", "POST", "/activities/restart/undo", None),
    ("presenter", "DELETE", ACT, None),
    ("presenter", "GET", "/activities/removed", None),
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

ON_PHONES: list[tuple[str, str, Any]] = [
    ("POST", MOODS + "/taps", {"taps": {"👏": 1}}),
]
"""Routes that kinds have for phones."""

DONE_ONCE = {
    ("DELETE", "/screens/{screen_id}"),
    ("POST", "/deactivate"),
    ("PUT", "/activities/order"),
    ("POST", ACT + "/unclear"),
    ("POST", "/activities/restart/undo"),
    ("DELETE", ACT),
    ("POST", ACT + "/restore"),
    ("DELETE", "/members/me"),
    ("DELETE", "/members/{member_id}"),
}
"""What may come too late where somebody else has done it before, or does not fit to what is there."""

WALL: dict[str, Any] = {"kind": "open_text", "config": {"approve": True}}
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "quiz", "config": {"questions": [{"kind": "true_false", "text": text, "holds": True} for text in "ABCD"]}},
    {"kind": "word_cloud"},
    {"kind": "estimate", "config": {"truth": 7}},
    {"kind": "reactions"},
    WALL,
)
"""Those that have routes of their own."""


class Crew:
    """A session with everything in it that has an id, and a token for each role."""

    def __init__(self, served: House, ids: dict[str, str], tokens: dict[str, str], phone: Phone) -> None:
        self.house, self.ids, self.tokens, self.phone = served, ids, tokens, phone

    @classmethod
    async def gathered(cls, served: House) -> "Crew":
        talk = await Talk.begun(served)
        phone, screen = await talk.phone("Dora"), await served.screen(talk.session)
        choice = await talk.add("choice")
        of_kinds = {f"{kind['kind']}_id": await talk.add(**kind) for kind in KINDS}
        wall = of_kinds["open_text_id"]
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
            **{name: act.id for name, act in of_kinds.items()},
            "post_id": post["id"],
            "invitation_id": invitation["id"],
            "member_id": members[0]["id"],
        }
        return cls(served, ids, tokens, phone)

    async def ask(
        self, who: str, method: str, path: str, body: Any = None, *, below: str = "/api/sessions/{session_id}"
    ) -> httpx.Response:
        whole = below + path
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
                    late = (method, path) in DONE_ONCE and answer.status_code in (404, 409)
                    assert answer.is_success or late, (who, method, path, answer.text)
                    assert answer.content != NOT_FOUND, (who, method, path)

    asyncio.run(scenario())


def test_phones_of_the_session_and_nobody_else_use_what_kinds_have_for_them(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            crew = await Crew.gathered(served)
            elsewhere = await (await Talk.begun(served)).phone("Eve")
            crew.tokens |= {"phone": crew.phone.token, "elsewhere": elsewhere.token}
            for method, path, body in ON_PHONES:
                for who, status in (("owner", 401), ("outside", 401), ("elsewhere", 404), ("phone", 200)):
                    answer = await crew.ask(who, method, path, body, below="/api")
                    assert answer.status_code == status, (who, method, path, answer.text)

    asyncio.run(scenario())


def test_the_tables_name_every_route(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            there = (await served.client.get("/openapi.json")).json()["paths"]
            listed = {(method, one_activity("/sessions/{session_id}" + path)) for _, method, path, _ in ROUTES}
            listed |= {(method, one_activity(path)) for method, path, _ in ON_PHONES}
            of_kinds = tuple(f"{ACT}/{name}/" for name in registry.all_kinds())
            for path, methods in there.items():
                below = path.removeprefix("/api")
                if below.startswith(("/sessions/{session_id}", *of_kinds)):
                    for method in methods.keys() & {"get", "post", "put", "delete", "patch"}:
                        assert (method.upper(), below) in listed, f"{method} {path} is in no table"

    asyncio.run(scenario())


def one_activity(path: str) -> str:
    return re.sub(r"/activities/\{\w+\}", ACT, path)


def test_moderators_read_what_phones_have_seen(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            crew = await Crew.gathered(served)
            draft = await crew.ask(
                "owner", "POST", "/activities", {"kind": "choice", "title": "Draft", "notes": "Not for moderators"}
            )
            await crew.ask("owner", "PUT", ACT, {"notes": "Only for me"})
            await crew.ask("owner", "PUT", "/settings", {"passcode": "open sesame"})
            hidden = ("Draft", "Not for moderators", "Only for me", "open sesame")
            for path in ("", "/activities", ACT, "/stage", POSTS, "/participants"):
                answer = await crew.ask("moderator", "GET", path)
                assert answer.is_success
                assert [words for words in hidden if words in answer.text] == [], path
            listed = (await crew.ask("moderator", "GET", "/activities")).json()
            assert [row["type"] for row in listed] == ["choice", *(kind["kind"] for kind in KINDS)]
            assert (await crew.ask("moderator", "GET", "")).json()["passcode"] is None
            crew.ids["activity_id"] = draft.json()["id"]
            unseen = await crew.ask("moderator", "GET", ACT)
            assert (unseen.status_code, unseen.json()["code"]) == (404, "activity_not_found")
            wall = await crew.ask("owner", "POST", "/activities", {**WALL, "title": "Later"})
            crew.ids["open_text_id"] = wall.json()["id"]
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
