"""Members and invitations over HTTP and in races, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from madang.accounts import service as accounts
from madang.database import Db, now
from madang.security import digest, new_id, new_token
from madang.sessions.crew import service
from madang.sessions.crew.models import Invitation, Member
from tests.conftest import Serve
from tests.helpers import Served, bearer, sign_up

NOT_FOUND = b'{"detail":"Session not found"}'
NAMES = ("Alice", "Bob", "Carol", "Dave")


class Team:
    """Alice owns a session; Bob, Carol and Dave have accounts."""

    def __init__(self, server: Served, clients: list[httpx.Client]) -> None:
        self.server = server
        self.alice, self.bob, self.carol, self.dave = clients
        self.session: dict[str, Any] = self.alice.post("/api/sessions", json={"title": "A session"}).json()
        self.path = f"/api/sessions/{self.session['id']}"

    def invite(self, role: str = "presenter") -> dict[str, Any]:
        answer = self.alice.post(f"{self.path}/invitations", json={"role": role})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def join(self, client: httpx.Client, role: str = "presenter") -> dict[str, Any]:
        """Accepts a fresh invitation; the member as Alice sees them."""
        accept(client, self.invite(role)).raise_for_status()
        joined: dict[str, Any] = self.members()[-1]
        return joined

    def members(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.alice.get(f"{self.path}/members").json()
        return listed

    def crew(self) -> list[tuple[str, str]]:
        return [(member["name"], member["role"]) for member in self.members()]

    def role(self, client: httpx.Client) -> str | None:
        answer = client.get(self.path)
        return answer.json()["role"] if answer.status_code == 200 else None


def accept(client: httpx.Client, invitation: dict[str, Any]) -> httpx.Response:
    return client.post(f"/api/invitations/{invitation['token']}/accept")


@pytest.fixture
def team(serve: Serve) -> Iterator[Team]:
    server = serve(limits="off")
    with ExitStack() as stack:
        clients = [stack.enter_context(server.client()) for _ in NAMES]
        for name, client in zip(NAMES, clients, strict=True):
            client.headers.update(bearer(sign_up(client, f"{name.lower()}@example.org", name=name)))
        yield Team(server, clients)


def at_once(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    together = Barrier(len(calls))

    def run(call: Callable[[], httpx.Response]) -> httpx.Response:
        together.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_an_invitation_makes_a_member(team: Team) -> None:
    invitation = team.invite("moderator")
    assert invitation["url"] == f"{team.server.url}/invite/{invitation['token']}"
    with team.server.client() as stranger:
        shown = stranger.get(f"/api/invitations/{invitation['token']}")
        assert shown.json() == {
            "session_title": "A session",
            "role": "moderator",
            "invited_by": "Alice",
            "expires_at": invitation["expires_at"],
        }
        assert accept(stranger, invitation).status_code == 401
    assert team.crew() == []
    accepted = accept(team.bob, invitation)
    assert accepted.json() == team.session | {"role": "moderator"}
    assert accept(team.bob, invitation).json() == accepted.json()
    assert accept(team.carol, invitation).json()["role"] == "moderator"
    assert team.crew() == [("Bob", "moderator"), ("Carol", "moderator")]
    assert set(team.members()[0]) == {"id", "name", "email", "role", "joined_at"}
    assert accept(team.alice, invitation).json() == team.session
    assert len(team.members()) == 2


def test_what_one_has_stays_with_a_lower_invitation(team: Team) -> None:
    team.join(team.bob, "presenter")
    assert accept(team.bob, team.invite("moderator")).json()["role"] == "presenter"
    assert team.crew() == [("Bob", "presenter")]


def test_a_higher_invitation_raises_the_role_unless_the_owner_has_chosen_since(team: Team) -> None:
    bob = team.join(team.bob, "moderator")
    old = team.invite("presenter")
    assert accept(team.bob, old).json()["role"] == team.role(team.bob) == "presenter"
    assert team.members() == [bob | {"role": "presenter"}]
    team.alice.put(f"{team.path}/members/{bob['id']}", json={"role": "moderator"}).raise_for_status()
    assert accept(team.bob, old).json()["role"] == team.role(team.bob) == "moderator"
    assert accept(team.bob, team.invite("presenter")).json()["role"] == team.role(team.bob) == "presenter"


def test_shared_sessions(team: Team) -> None:
    team.join(team.bob, "moderator")
    own = team.bob.post("/api/sessions", json={"title": "My own"}).json()
    assert own["role"] == "owner"
    assert [session["title"] for session in team.bob.get("/api/sessions").json()] == ["My own"]
    team.alice.put(f"{team.path}/settings", json={"passcode": "open sesame"}).raise_for_status()
    (shared,) = team.bob.get("/api/sessions/shared").json()
    assert shared == team.session | {"role": "moderator"}  # and no passcode
    assert team.alice.get("/api/sessions/shared").json() == []
    assert team.dave.get("/api/sessions/shared").json() == []
    for query, titles in (
        ("q=sess", ["A session"]),
        ("q=own", []),
        ("phase=upcoming", ["A session"]),
        ("phase=open", []),
    ):
        assert [found["title"] for found in team.bob.get(f"/api/sessions/shared?{query}").json()] == titles
    team.alice.post(f"{team.path}/trash").raise_for_status()
    assert team.bob.get("/api/sessions/shared").json() == []
    assert team.bob.get(team.path).content == NOT_FOUND
    team.alice.post(f"{team.path}/restore").raise_for_status()
    assert team.role(team.bob) == "moderator"


def test_shared_sessions_come_in_pages(team: Team) -> None:
    titles = [f"Number {number}" for number in range(5)]
    for title in titles:
        path = f"/api/sessions/{team.alice.post('/api/sessions', json={'title': title}).json()['id']}"
        accept(team.bob, team.alice.post(f"{path}/invitations", json={"role": "presenter"}).json())
    found: list[str] = []
    link: str | None = "/api/sessions/shared?limit=2"
    while link:
        answer = team.bob.get(link)
        found += [session["title"] for session in answer.json()]
        link = answer.links.get("next", {}).get("url")
    assert found == titles[::-1]


def test_roles_change(team: Team) -> None:
    bob = team.join(team.bob, "moderator")
    one = f"{team.path}/members/{bob['id']}"
    assert team.alice.put(one, json={"role": "presenter"}).json() == bob | {"role": "presenter"}
    assert team.role(team.bob) == "presenter"
    for body in ({"role": "owner"}, {"role": ""}, {}, {"role": "presenter", "more": 1}, None):
        assert team.alice.put(one, json=body).status_code == 422
        assert team.alice.post(f"{team.path}/invitations", json=body).status_code == 422
    for nobody in (new_id(), "nonsense", "%00"):
        answers = [
            team.alice.put(f"{team.path}/members/{nobody}", json={"role": "moderator"}),
            team.alice.delete(f"{team.path}/members/{nobody}"),
            team.alice.delete(f"{team.path}/invitations/{nobody}"),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    other = team.alice.post("/api/sessions", json={"title": "Another"}).json()["id"]
    assert team.alice.delete(f"/api/sessions/{other}/members/{bob['id']}").status_code == 404
    assert team.role(team.bob) == "presenter"


def test_whom_the_owner_removed_comes_back_by_a_new_invitation_only(team: Team) -> None:
    old = team.invite()
    bob = team.join(team.bob)
    one = f"{team.path}/members/{bob['id']}"
    assert team.alice.delete(one).status_code == team.alice.delete(one).status_code == 204
    assert team.crew() == []
    assert team.bob.get(team.path).content == NOT_FOUND
    assert team.bob.get("/api/sessions/shared").json() == []
    refused = accept(team.bob, old)
    assert (refused.status_code, refused.json()["code"]) == (403, "removed_from_crew")
    assert accept(team.bob, team.invite("moderator")).json()["role"] == "moderator"
    team.alice.delete(one)
    back = team.alice.put(one, json={"role": "presenter"})  # undo
    assert (back.json()["role"], team.role(team.bob)) == ("presenter", "presenter")


def test_an_invitation_from_before_a_removal_raises_nothing_after_it(team: Team) -> None:
    old = team.invite("presenter")
    accept(team.bob, old).raise_for_status()
    (bob,) = team.members()
    team.alice.delete(f"{team.path}/members/{bob['id']}").raise_for_status()
    accept(team.bob, team.invite("moderator")).raise_for_status()
    assert accept(team.bob, old).json()["role"] == team.role(team.bob) == "moderator"
    assert accept(team.bob, team.invite("presenter")).json()["role"] == team.role(team.bob) == "presenter"


def test_leaving(team: Team) -> None:
    invitation = team.invite("moderator")
    accept(team.bob, invitation)
    assert team.bob.delete(f"{team.path}/members/me").status_code == 204
    again = team.bob.delete(f"{team.path}/members/me")
    assert (again.status_code, again.content) == (404, NOT_FOUND)
    assert team.role(team.bob) is None
    assert accept(team.bob, invitation).status_code == 200
    owner = team.alice.delete(f"{team.path}/members/me")
    assert (owner.status_code, owner.json()["code"]) == (409, "owner_stays")


def test_an_account_that_goes_is_no_member(team: Team) -> None:
    team.join(team.bob)
    presenter_id = team.bob.get("/api/auth/me").json()["id"]
    team.server.write(lambda db: accounts.remove(db, presenter_id))
    assert team.crew() == []


def test_invitations_that_are_over(team: Team) -> None:
    expired, revoked, trashed = team.invite(), team.invite(), team.invite()
    old = update(Invitation).where(Invitation.id == expired["id"]).values(expires_at=now() - timedelta(seconds=1))
    team.server.write(lambda db: db.execute(old).close())
    listed = team.alice.get(f"{team.path}/invitations")
    assert [row["id"] for row in listed.json()] == [trashed["id"], revoked["id"]]
    assert set(listed.json()[0]) == {"id", "role", "created_at", "expires_at"}
    one = f"{team.path}/invitations/{revoked['id']}"
    assert team.alice.delete(one).status_code == 204
    assert team.alice.delete(one).status_code == 404
    team.alice.post(f"{team.path}/trash").raise_for_status()
    gone = [expired["token"], revoked["token"], trashed["token"], new_token("invitation"), "nonsense", "%00", "x" * 500]
    for token in gone:
        for answer in (team.bob.get(f"/api/invitations/{token}"), accept(team.bob, {"token": token})):
            assert (answer.status_code, answer.json()["code"]) == (404, "invitation_gone")
    team.alice.post(f"{team.path}/restore").raise_for_status()
    assert accept(team.bob, trashed).status_code == 200
    assert team.server.write(service.purge) == 1


def test_invitations_and_members_are_bounded(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_INVITATIONS", 2)
    monkeypatch.setattr(service, "MOST_MEMBERS", 1)
    first, second = team.invite(), team.invite()
    refused = team.alice.post(f"{team.path}/invitations", json={"role": "presenter"})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_invitations")
    accept(team.bob, first).raise_for_status()
    full = accept(team.carol, second)
    assert (full.status_code, full.json()["code"]) == (409, "crew_full")
    assert accept(team.bob, second).status_code == 200


def test_nobody_is_brought_back_into_a_full_crew(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    bob = f"{team.path}/members/{team.join(team.bob)['id']}"
    team.alice.delete(bob).raise_for_status()
    carol = f"{team.path}/members/{team.join(team.carol)['id']}"
    monkeypatch.setattr(service, "MOST_MEMBERS", 1)
    full = team.alice.put(bob, json={"role": "moderator"})
    assert (full.status_code, full.json()["code"]) == (409, "crew_full")
    assert team.role(team.bob) is None
    assert team.alice.put(carol, json={"role": "moderator"}).status_code == 200
    team.alice.delete(carol).raise_for_status()
    assert team.alice.put(bob, json={"role": "moderator"}).status_code == 200
    assert team.crew() == [("Bob", "moderator")]


def test_tokens_are_stored_as_digests_and_shown_once(team: Team) -> None:
    invitation = team.invite()
    stored = team.server.read(lambda db: db.scalars(select(Invitation.digest)).all())
    assert stored == [digest(invitation["token"])]
    assert invitation["token"].startswith("mdi_")
    assert invitation["token"] not in team.alice.get(f"{team.path}/invitations").text
    for path in ("/api/auth/me", team.path):  # good for nothing else
        assert team.dave.get(path, headers=bearer(invitation["token"])).status_code == 401


def test_misses_are_limited(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("madang.sessions.lookups.OF_ADDRESS", "5/hour")
    with serve().client() as client:
        alice = bearer(sign_up(client))
        session = client.post("/api/sessions", json={"title": "A session"}, headers=alice).json()
        path = f"/api/sessions/{session['id']}/invitations"
        good = client.post(path, json={"role": "presenter"}, headers=alice).json()["token"]
        for _ in range(5):
            assert client.get(f"/api/invitations/{good}").status_code == 200
            assert client.get(f"/api/invitations/{new_token('invitation')}").status_code == 404
        for answer in (
            client.get(f"/api/invitations/{good}"),
            client.post(f"/api/invitations/{good}/accept", headers=alice),
        ):
            assert answer.status_code == 429
            assert int(answer.headers["Retry-After"]) >= 1


def test_one_who_accepts_twice_at_once_is_one_member(team: Team) -> None:
    invitations = [team.invite(role) for role in ("presenter", "moderator")] * 3
    answers = at_once(*[partial(accept, team.bob, one) for one in invitations])
    assert {answer.status_code for answer in answers} == {200}
    assert team.crew() == [("Bob", "presenter")]


def test_accepting_and_revoking_meet(team: Team) -> None:
    """Who got in before the link was revoked is in; nobody comes by it after that was answered."""
    for _ in range(8):
        invitation = team.invite()
        one = f"{team.path}/invitations/{invitation['id']}"
        revoked, accepted = at_once(partial(team.alice.delete, one), partial(accept, team.bob, invitation))
        assert revoked.status_code == 204
        assert accepted.status_code == (200 if team.crew() else 404)
        assert accept(team.carol, invitation).status_code == 404
        if accepted.status_code == 200:
            team.bob.delete(f"{team.path}/members/me").raise_for_status()


def test_accepting_and_removing_meet(team: Team) -> None:
    """Whatever comes first, whoever was removed is out, however often the old link is opened."""
    invitation = team.invite()
    accept(team.bob, invitation).raise_for_status()
    one = f"{team.path}/members/{team.members()[0]['id']}"
    for _ in range(5):
        removed, accepted = at_once(partial(team.alice.delete, one), partial(accept, team.bob, invitation))
        assert removed.status_code == 204
        assert accepted.status_code in (200, 403)
        assert team.crew() == []
        team.alice.put(one, json={"role": "presenter"}).raise_for_status()


def test_what_belongs_to_a_session_goes_with_it(team: Team) -> None:
    team.join(team.bob)
    team.alice.delete(team.path).raise_for_status()

    def left(db: Db) -> int:
        return sum(db.scalar(select(func.count()).select_from(table)) or 0 for table in (Member, Invitation))

    assert team.server.read(left) == 0
