"""People over HTTP: what the presenter sees and does, what a phone may do, and what nobody else may."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from madang.security import new_id
from tests.conftest import Serve
from tests.helpers import bearer, sign_up

NOT_FOUND = b'{"detail":"Session not found"}'


class Hall:
    """Alice's open session; Bob has an account too."""

    def __init__(self, alice: httpx.Client, bob: httpx.Client, phone: httpx.Client) -> None:
        self.alice, self.bob, self.phone = alice, bob, phone
        self.session = alice.post("/api/sessions", json={"title": "A session"}).json()
        self.path = f"/api/sessions/{self.session['id']}"
        self.people = f"{self.path}/participants"
        alice.post(f"{self.path}/activate").raise_for_status()

    def join(self, nickname: str, **more: object) -> dict[str, Any]:
        body = {"nickname": nickname, **more}
        answer = self.phone.post(f"/api/join/{self.session['session_code']}", json=body)
        assert answer.status_code == 201, answer.text
        joined: dict[str, Any] = answer.json()
        return joined

    def nicknames(self, query: str = "") -> list[str]:
        return [row["nickname"] for row in self.alice.get(f"{self.people}{query}").json()]

    def me(self, token: str) -> httpx.Response:
        return self.phone.get("/api/participants/me", headers=bearer(token))


@pytest.fixture
def hall(serve: Serve) -> Iterator[Hall]:
    server = serve(limits="off")
    with server.client() as alice, server.client() as bob, server.client() as phone:
        for name, client in (("alice", alice), ("bob", bob)):
            client.headers.update(bearer(sign_up(client, f"{name}@example.org")))
        yield Hall(alice, bob, phone)


def test_what_a_phone_is_told(hall: Hall) -> None:
    joined = hall.join("Dora")
    assert set(joined) == {"participant", "token", "session", "revision"}
    assert set(joined["participant"]) == {"id", "nickname", "state", "joined_at"}
    assert set(joined["session"]) == {
        "session_code", "title", "description", "is_active", "phase", "anonymous", "passcode_required", "locked",
    }  # fmt: skip
    answer = hall.me(joined["token"])
    assert answer.status_code == 200
    assert answer.json() == {name: joined[name] for name in ("participant", "session", "revision")}
    assert joined["token"] not in answer.text


def test_leaving(hall: Hall) -> None:
    token = hall.join("Dora")["token"]
    left = hall.phone.delete("/api/participants/me", headers=bearer(token))
    assert (left.status_code, left.content) == (204, b"")
    assert hall.me(token).status_code == 401
    assert hall.phone.delete("/api/participants/me", headers=bearer(token)).status_code == 401
    assert hall.nicknames("?state=left") == ["Dora"]
    assert hall.nicknames("?state=joined") == []
    assert hall.alice.get(hall.path).json()["participant_count"] == 1


def test_one_kind_of_token_a_purpose(hall: Hall) -> None:
    """A participant is no presenter, and a presenter no participant."""
    token = hall.join("Dora")["token"]
    assert hall.phone.get(hall.people, headers=bearer(token)).status_code == 401
    assert hall.phone.get("/api/sessions", headers=bearer(token)).status_code == 401
    assert hall.alice.get("/api/participants/me").status_code == 401
    screen = hall.alice.post(f"{hall.path}/screens", json={}).json()["token"]
    assert hall.me(screen).status_code == 401
    assert hall.phone.get(hall.path, headers=bearer(screen)).status_code == 401
    for nobody in ("mdp_", "mdp_" + "x" * 32, "x"):
        assert hall.me(nobody).status_code == 401


def test_removing_and_letting_in_again(hall: Hall) -> None:
    dora = hall.join("Dora", seat="the-phone-of-dora")
    hall.join("Emil")
    path = f"{hall.people}/{dora['participant']['id']}"
    for _ in range(2):  # a retry is harmless
        removed = hall.alice.delete(path)
        assert (removed.status_code, removed.content) == (204, b"")
    assert hall.me(dora["token"]).status_code == 401
    assert hall.nicknames() == ["Emil"]
    assert hall.nicknames("?state=removed") == ["Dora"]
    assert hall.alice.get(hall.path).json()["participant_count"] == 1
    for _ in range(2):
        restored = hall.alice.post(f"{path}/restore")
        assert (restored.status_code, restored.json()["state"]) == (200, "joined")
    assert hall.me(dora["token"]).json()["participant"]["id"] == dora["participant"]["id"]
    assert hall.nicknames() == ["Dora", "Emil"]


def test_letting_in_again_whose_name_is_taken(hall: Hall) -> None:
    dora = hall.join("Dora")["participant"]["id"]
    hall.alice.delete(f"{hall.people}/{dora}")
    hall.join("DORA")
    answer = hall.alice.post(f"{hall.people}/{dora}/restore")
    assert (answer.status_code, answer.json()["code"]) == (409, "nickname_taken")
    assert hall.nicknames() == ["DORA"]


def test_what_is_not_yours_is_not_there(hall: Hall) -> None:
    dora = hall.join("Dora")["participant"]["id"]
    for who, session_id in ((hall.bob, hall.session["id"]), (hall.alice, new_id()), (hall.alice, "%00")):
        people = f"/api/sessions/{session_id}/participants"
        for answer in (who.get(people), who.delete(f"{people}/{dora}"), who.post(f"{people}/{dora}/restore")):
            assert (answer.status_code, answer.content) == (404, NOT_FOUND)
    for nobody in (new_id(), "nonsense", "%00", "한글", "x" * 500):
        for answer in (
            hall.alice.delete(f"{hall.people}/{nobody}"),
            hall.alice.post(f"{hall.people}/{nobody}/restore"),
        ):
            assert answer.status_code == 404
    for answer in (hall.phone.get(hall.people), hall.phone.delete(f"{hall.people}/{dora}")):
        assert answer.status_code == 401
    assert hall.nicknames() == ["Dora"]


def test_somebody_of_another_session(hall: Hall) -> None:
    """The presenter's own, but not of the session that the path names."""
    dora = hall.join("Dora")["participant"]["id"]
    other = hall.alice.post("/api/sessions", json={"title": "Another"}).json()["id"]
    assert hall.alice.delete(f"/api/sessions/{other}/participants/{dora}").status_code == 404
    assert hall.nicknames() == ["Dora"]


def test_pages_by_their_links(hall: Hall) -> None:
    everybody = [f"Phone {number}" for number in range(11)]
    for nickname in everybody:
        hall.join(nickname)
    found: list[str] = []
    path: str | None = f"{hall.people}?limit=4&state=joined"
    while path is not None:
        answer = hall.alice.get(path)
        page = answer.json()
        assert set(page[0]) == {"id", "nickname", "state", "joined_at", "online"}
        assert not any(row["online"] for row in page)
        found += [row["nickname"] for row in page]
        path = answer.links.get("next", {}).get("url")
        assert path is None or path.startswith(hall.people)
    assert found == everybody


def test_queries_that_are_refused(hall: Hall) -> None:
    for query in ("limit=0", "limit=1001", "after=nonsense", "state=nonsense", "limit=1e3"):
        assert hall.alice.get(f"{hall.people}?{query}").status_code == 422


def test_bodies_that_are_refused(hall: Hall) -> None:
    bodies: list[object] = [
        {"nickname": ""}, {"nickname": " \u200b "}, {"nickname": "x" * 21}, {"nickname": 7}, {"nickname": "a\u202eb"},
        {"nickname": "Dora", "seat": "short"}, {"nickname": "Dora", "seat": "s" * 65}, {"nickname": "Dora", "x": 1},
        {"nickname": "Dora", "passcode": "x" * 201}, {}, [], "Dora",
    ]  # fmt: skip
    for body in bodies:
        answer = hall.phone.post(f"/api/join/{hall.session['session_code']}", json=body)
        assert answer.status_code == 422
        assert answer.json()["detail"]
        assert hall.nicknames() == []


def test_in_the_trash_nobody_is_in(hall: Hall) -> None:
    """And back from it, everybody has their seat again."""
    token = hall.join("Dora")["token"]
    assert hall.alice.post(f"{hall.path}/trash").status_code == 204
    assert hall.me(token).status_code == 401
    assert hall.alice.get(hall.people).status_code == 404
    assert hall.alice.post(f"{hall.path}/restore").status_code == 200
    assert hall.me(token).status_code == 200
    assert hall.nicknames() == ["Dora"]
