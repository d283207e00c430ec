"""Invitations: what they make of whom, and when they are over."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from madang.database import now
from madang.security import digest, new_token
from madang.sessions.crew import service
from madang.sessions.crew.models import Invitation
from tests.conftest import Serve
from tests.helpers import bearer, sign_up
from tests.sessions.team import Team, accept


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


def test_an_invitation_from_before_a_removal_raises_nothing_after_it(team: Team) -> None:
    old = team.invite("presenter")
    accept(team.bob, old).raise_for_status()
    (bob,) = team.members()
    team.alice.delete(f"{team.path}/members/{bob['id']}").raise_for_status()
    accept(team.bob, team.invite("moderator")).raise_for_status()
    assert accept(team.bob, old).json()["role"] == team.role(team.bob) == "moderator"
    assert accept(team.bob, team.invite("presenter")).json()["role"] == team.role(team.bob) == "presenter"


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
