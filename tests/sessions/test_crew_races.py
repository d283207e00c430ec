"""Accepting, revoking and removing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import httpx

from tests.sessions.team import Team, accept


def at_once(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    together = Barrier(len(calls))

    def run(call: Callable[[], httpx.Response]) -> httpx.Response:
        together.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


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
