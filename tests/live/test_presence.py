"""Presence: by participant and not by socket, with a moment of grace, in memory and on Valkey alike."""

import asyncio
import time
from pathlib import Path

import pytest

from madang.live import MemoryPresence, Presence, presence
from madang.live.valkey import ValkeyPresence
from madang.room import hub
from tests.room.house import house, until


@pytest.fixture(params=["memory", "valkey"])
def presence_url(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "memory" else request.getfixturevalue("valkey_url")


def presence_at(url: str | None) -> Presence:
    return ValkeyPresence(url) if url else MemoryPresence()


def test_leases_run_out_by_participant(presence_url: str | None) -> None:
    async def scenario() -> None:
        leases = presence_at(presence_url)
        await leases.renew({"s": ["mina", "juno"], "other": ["alex"]}, 30)
        await leases.renew({"s": ["mina"]}, 30)
        assert await leases.count("s") == 2
        assert set(await leases.online("s")) == {"mina", "juno"}
        assert set(await leases.online("other")) == {"alex"}
        await leases.shorten({"s": ["mina"]}, 0.05)
        assert await leases.count("s") == 2, "a reload blinks"
        await asyncio.sleep(0.1)
        assert set(await leases.online("s")) == {"juno"}
        await leases.renew({"s": ["mina"]}, 30)
        await leases.renew({}, 30)
        await leases.renew({"s": []}, 30)
        assert await leases.count("s") == 2
        assert await leases.count("nobody") == 0
        await leases.close()

    asyncio.run(scenario())


def test_a_lease_is_never_shortened_by_renewing_on_valkey(valkey_url: str) -> None:
    """Another process may have given a longer one."""

    async def scenario() -> None:
        leases = ValkeyPresence(valkey_url)
        await leases.renew({"s": ["mina"]}, 30)
        await leases.renew({"s": ["mina"]}, 0.01)
        await asyncio.sleep(0.05)
        assert await leases.count("s") == 1
        await leases.close()

    asyncio.run(scenario())


@pytest.fixture
def quick_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    assert presence.GRACE_SECONDS == 5
    assert presence.LEASE_SECONDS > 2 * hub.HEARTBEAT_SECONDS, "a lease outlives a heartbeat that comes late"
    monkeypatch.setattr(hub, "GRACE_SECONDS", 1.2)  # more than a reload takes on a busy machine
    monkeypatch.setattr(hub, "PRESENCE_SECONDS", 0.05)


@pytest.mark.usefixtures("quick_grace")
def test_online_counts_people_and_not_sockets(tmp_path: Path, presence_url: str | None) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}", valkey_url=presence_url) as served:
            session = await served.session()
            mina, juno = await served.join(session, "Mina"), await served.join(session, "Juno")
            presenter = await served.presenter(session).caught_up()
            screen = await served.stream((await served.screen(session))["token"]).caught_up()
            phone, tablet, other = (served.stream(seat["token"]) for seat in (mina, mina, juno))
            for stream in (phone, tablet, other):
                await stream.caught_up()
            await until(lambda: screen.view.online == 2)
            ids = {mina["participant"]["id"], juno["participant"]["id"]}
            await until(lambda: presenter.view.here == ids)
            await until(lambda: other.view.online == 2)

            await tablet.close()  # one of two sockets: still here
            await asyncio.sleep(1.5)
            assert screen.view.online == 2

            seen = screen.view.count("presence")
            await phone.close()  # a reload: nobody sees it
            await asyncio.sleep(0.15)
            phone = await served.stream(mina["token"]).caught_up()
            await asyncio.sleep(1.5)
            assert screen.view.count("presence") == seen, "a reload blinked"

            await phone.close()
            await until(lambda: screen.view.online == 1)
            await until(lambda: presenter.view.here == {juno["participant"]["id"]})
            rows = await served.call("GET", f"sessions/{session['id']}/participants")
            assert {row["nickname"]: row["online"] for row in rows} == {"Mina": False, "Juno": True}
            await until(lambda: presenter.view.row("people")["peak"] == 2)
            assert (await served.call("GET", f"sessions/{session['id']}"))["peak_online"] == 2

    asyncio.run(scenario())


@pytest.mark.usefixtures("quick_grace")
def test_those_who_leave_or_are_removed_are_not_here(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            session = await served.session()
            seat = await served.join(session, "Mina")
            presenter = await served.presenter(session).caught_up()
            await served.stream(seat["token"]).caught_up()
            await until(lambda: presenter.view.online == 1)
            await served.call("DELETE", f"sessions/{session['id']}/participants/{seat['participant']['id']}")
            await until(lambda: presenter.view.online == 0 and not presenter.view.here)

    asyncio.run(scenario())


def test_presence_is_told_once_a_beat_however_many_come(tmp_path: Path) -> None:
    assert hub.PRESENCE_SECONDS == 1

    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            session = await served.session()
            screen = await served.stream((await served.screen(session))["token"]).caught_up()
            started = time.monotonic()
            for number in range(60):
                seat = await served.join(session, f"Name {number}")
                await served.stream(seat["token"]).caught_up()
            await until(lambda: screen.view.online == 60)
            beats = (time.monotonic() - started) / hub.PRESENCE_SECONDS
            assert screen.view.count("presence") <= beats + 3

    asyncio.run(scenario())
