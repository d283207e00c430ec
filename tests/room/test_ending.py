"""Why a stream ends, told in the stream: the final reasons, and those after which one comes back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from madang.room import broadcast, hub, room
from tests.room.house import House, house, until

Do = Callable[[House, dict[str, Any], dict[str, Any]], Awaitable[object]]


async def leave(served: House, session: dict[str, Any], seat: dict[str, Any]) -> None:
    await served.call("DELETE", "participants/me", token=seat["token"])


async def remove(served: House, session: dict[str, Any], seat: dict[str, Any]) -> None:
    await served.call("DELETE", f"sessions/{session['id']}/participants/{seat['participant']['id']}")


async def delete(served: House, session: dict[str, Any], seat: dict[str, Any]) -> None:
    await served.call("DELETE", f"sessions/{session['id']}")


async def trash(served: House, session: dict[str, Any], seat: dict[str, Any]) -> None:
    await served.call("POST", f"sessions/{session['id']}/trash")


@pytest.mark.parametrize(("action", "reason"), [(leave, "left"), (remove, "removed")])
def test_one_participants_streams_end(database_url: str, action: Do, reason: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            seat, other = await served.join(session, "Mina"), await served.join(session, "Juno")
            twice = [await served.stream(seat["token"]).caught_up() for _ in range(2)]
            stays = await served.stream(other["token"]).caught_up()
            presenter = await served.presenter(session).caught_up()
            await action(served, session, seat)
            for stream in twice:
                assert await stream.ended() == reason
                assert stream.view.retry is None
            await until(lambda: presenter.view.people() == {"Mina": reason, "Juno": "joined"})
            again = await served.stream(seat["token"]).started()
            assert again.status == 401
            assert stays.is_open
            assert not stays.view.end

    asyncio.run(scenario())


@pytest.mark.parametrize("action", [delete, trash])
def test_a_session_that_goes_takes_all_its_streams(database_url: str, action: Do) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session, other = await served.session(), await served.session("Another")
            seat, screen = await served.join(session, "Mina"), await served.screen(session)
            streams = [
                served.presenter(session),
                served.stream(seat["token"]),
                served.stream(screen["token"]),
                served.visitor(session),
            ]
            stays = await served.presenter(other).caught_up()
            for stream in streams:
                await stream.caught_up()
            await action(served, session, seat)
            for stream in streams:
                assert await stream.ended() == "deleted"
            statuses = [
                (await stream.started()).status
                for stream in (
                    served.presenter(session),
                    served.stream(seat["token"]),
                    served.stream(screen["token"]),
                    served.visitor(session),
                )
            ]
            assert statuses == [404, 401, 401, 404]
            assert stays.is_open

    asyncio.run(scenario())


@pytest.mark.parametrize("action", [delete, trash])
def test_a_screen_of_a_session_that_goes_is_not_told_that_it_was_turned_off(
    database_url: str, action: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "BETWEEN_LOOKS_SECONDS", 1.0)  # the hub's look comes first

    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            screen = await served.screen(session)
            streams = [await served.stream(screen["token"]).caught_up(), await served.presenter(session).caught_up()]
            await served.call("PUT", f"sessions/{session['id']}", title="Reading the stars")
            await streams[0].shows("session", "title", "Reading the stars")
            await action(served, session, {})
            assert [await stream.ended() for stream in streams] == ["deleted", "deleted"]

    asyncio.run(scenario())


def test_a_screen_that_is_revoked_goes_dark(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            screen, other = await served.screen(session), await served.screen(session)
            stream = await served.stream(screen["token"]).caught_up()
            stays = await served.stream(other["token"]).caught_up()
            await served.call("DELETE", f"sessions/{session['id']}/screens/{screen['id']}")
            assert await stream.ended() == "revoked"
            assert (await served.stream(screen["token"]).started()).status == 401
            assert stays.is_open

    asyncio.run(scenario())


async def sign_out(served: House, token: str) -> None:
    await served.call("POST", "auth/logout", token=token)


async def sign_out_from_elsewhere(served: House, token: str) -> None:
    devices = await served.call("GET", "auth/devices", token=token)
    mine = next(device for device in devices if device["current"])
    await served.call("DELETE", f"auth/devices/{mine['id']}")


async def sign_out_others(served: House, token: str) -> None:
    await served.call("DELETE", "auth/devices")


async def change_password(served: House, token: str) -> None:
    await served.call("POST", "auth/password", current_password="a sky of stars", new_password="another sky of stars")


@pytest.mark.parametrize("how", [sign_out, sign_out_from_elsewhere, sign_out_others, change_password])
def test_a_device_that_is_signed_out_sees_no_more(
    database_url: str, how: Callable[[House, str], Awaitable[None]]
) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session = await served.session()
            me = await served.call("GET", "auth/me")
            login = {"email": me["email"], "password": "a sky of stars"}
            other = (await served.call("POST", "auth/login", token="", **login))["access_token"]
            query = f"session={session['id']}"
            stream, stays = served.stream(other, query), served.presenter(session)
            await stream.caught_up()
            await stays.caught_up()
            await how(served, other)
            assert await stream.ended() == "revoked"
            assert (await served.stream(other, query).started()).status == 401
            assert stays.is_open

    asyncio.run(scenario())


def test_a_stream_grows_old_and_is_asked_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "MOST_AGE_SECONDS", 0.3)
    monkeypatch.setattr(hub, "HEARTBEAT_SECONDS", 0.05)

    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            stream = await served.visitor(await served.session()).caught_up()
            assert await stream.ended() == "expired"
            assert stream.view.retry
            assert 200 <= stream.view.retry <= 5000

    asyncio.run(scenario())


def test_a_server_that_stops_spreads_those_who_come_back(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(f"sqlite:///{tmp_path / 'madang.db'}") as served:
            session = await served.session()
            streams = [await served.visitor(session).caught_up() for _ in range(100)]
            await served.state["drain"]()
            for stream in streams:
                assert await stream.ended() == "shutdown"
            moments = {stream.view.retry for stream in streams}
            assert len(moments) > 50, "all come back at once"
            assert all(moment is not None and 500 <= moment <= 5000 for moment in moments)

    asyncio.run(scenario())
