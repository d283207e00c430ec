"""Members: their roles, what they share, and how they go."""

import pytest
from sqlalchemy import func, select

from madang.accounts import service as accounts
from madang.database import Db
from madang.security import new_id
from madang.sessions.crew import service
from madang.sessions.crew.models import Invitation, Member
from tests.sessions.team import Team, accept

NOT_FOUND = b'{"detail":"Session not found"}'


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


def test_what_belongs_to_a_session_goes_with_it(team: Team) -> None:
    team.join(team.bob)
    team.alice.delete(team.path).raise_for_status()

    def left(db: Db) -> int:
        return sum(db.scalar(select(func.count()).select_from(table)) or 0 for table in (Member, Invitation))

    assert team.server.read(left) == 0
