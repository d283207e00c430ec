"""Opening a stream: who gets in, who does not, and from where it goes on."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from tests.room.house import House, house, until
from tests.room.view import View

FUTURE = str(10**14)


def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'madang.db'}"


async def refused(served: House, query: str = "", **headers: str) -> httpx.Response:
    async with asyncio.timeout(5):
        return await served.client.get(f"/api/stream?{query}", headers=headers)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_who_is_not_let_in(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            stranger = bearer(await served.register("Bob"))
            seat = await served.join(session, "Mina")
            await served.call("DELETE", "participants/me", token=seat["token"])
            named = f"session={session['id']}"
            for query, headers in [
                ("", {}),
                (named, {}),
                (named, bearer("mdd_nobody")),
                (named, bearer("")),
                (named, {"Cookie": "madang=mdd_nobody"}),
                ("", bearer(served.token)),
                ("", bearer(seat["token"])),
                ("", bearer("mdp_nobody")),
                ("", bearer("mds_nobody")),
                (f"code={session['session_code']}", bearer("nonsense")),
            ]:
                answer = await refused(served, query, **headers)
                assert answer.status_code == 401, (query, headers)
                assert answer.json()["detail"]
            for query, headers in [
                (named, stranger),
                ("session=nothing", bearer(served.token)),
                ("session=%00", bearer(served.token)),
                ("session=", bearer(served.token)),
                ("code=QQQQQQ", {}),
                ("code=", {}),
                ("code=%FF%00", {}),
            ]:
                answer = await refused(served, query, **headers)
                assert answer.status_code == 404, (query, headers)
                assert answer.content == b'{"detail":"Session not found"}'

    asyncio.run(scenario())


def test_each_audience_gets_its_first_sight(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            seat = await served.join(session, "Mina")
            screen = await served.screen(session)
            kinds = {}
            for name, stream in {
                "presenter": served.presenter(session),
                "participant": served.stream(seat["token"]),
                "screen": served.stream(screen["token"]),
                "visitor": served.visitor(session),
            }.items():
                await stream.caught_up()
                kinds[name] = {kind for kind, _ in stream.view.rows}
                assert stream.headers["content-type"].startswith("text/event-stream")
                assert stream.headers["cache-control"] == "no-store"
                assert stream.headers["x-accel-buffering"] == "no"
                assert len(stream.headers["x-request-id"]) == 16
            assert kinds == {
                "presenter": {"session", "people", "participant"},
                "participant": {"session", "people"},
                "screen": {"session", "people"},
                "visitor": {"session"},
            }

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "last",
    ["", "-1", "0", "nonsense", "1e3", "+7", "٣", "9" * 40, "0x10", "1 OR 1=1", "NaN", FUTURE, "1" * 5000],
)
def test_an_id_that_was_never_sent_starts_over(tmp_path: Path, last: str) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            stale = View(rows={("session", "s"): {"kind": "session", "id": "s", "rev": 10**9, "title": "stale"}})
            header = last.encode().decode("latin-1")
            stream = served.stream("", f"code={session['session_code']}", view=stale, last=header or None)
            await stream.caught_up()
            assert stale.row("session")["title"] == session["title"]
            assert stale.events[0].data["reset"]

    asyncio.run(scenario())


def test_coming_back_brings_only_what_changed(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            await served.join(session, "Mina")
            stream = await served.presenter(session).caught_up()
            await stream.close()
            await served.join(session, "Juno")
            seen = len(stream.view.events)
            await served.presenter(session, stream.view).caught_up()
            await until(lambda: stream.view.people() == {"Mina": "joined", "Juno": "joined"})
            news = next(event for event in stream.view.events[seen:] if event.name == "")
            assert "reset" not in news.data
            assert {(row["kind"], row.get("nickname")) for row in news.data["rows"]} == {
                ("people", None),
                ("participant", "Juno"),
            }

    asyncio.run(scenario())


def test_the_places_are_bounded_and_free_again(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path), max_streams=2) as served:
            session = await served.session()
            first, second = served.visitor(session), served.visitor(session)
            await first.caught_up()
            await second.caught_up()
            answer = await refused(served, f"code={session['session_code']}")
            assert answer.status_code == 503
            assert answer.json()["code"] == "too_many_streams"
            assert int(answer.headers["retry-after"]) >= 1
            await first.close()
            third = await served.visitor(session).caught_up()
            assert third.status == 200
            # What was refused took no place.
            for _ in range(3):
                assert (await refused(served, "code=QQQQQQ")).status_code == 404
            await third.close()
            assert (await served.visitor(session).caught_up()).status == 200

    asyncio.run(scenario())


def test_one_seat_has_a_bounded_number_of_streams(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            session = await served.session()
            seat, other = await served.join(session, "Mina"), await served.join(session, "Juno")
            for _ in range(10):
                await served.stream(seat["token"]).caught_up()
            answer = await refused(served, **bearer(seat["token"]))
            assert answer.status_code == 429
            assert int(answer.headers["retry-after"]) >= 1
            assert (await served.stream(other["token"]).caught_up()).status == 200

    asyncio.run(scenario())


def test_streams_that_come_at_once_are_counted_too(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            seat = await served.join(await served.session(), "Mina")
            streams = [served.stream(seat["token"]) for _ in range(30)]
            await asyncio.gather(*(stream.started() for stream in streams))
            assert sorted(stream.status for stream in streams) == [200] * 10 + [429] * 20

    asyncio.run(scenario())


def test_trying_codes_is_limited(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path), limits="on") as served:
            session = await served.session()
            statuses = [(await refused(served, f"code=Q{number:05}")).status_code for number in range(605)]
            assert set(statuses) == {404, 429}
            answer = await refused(served, f"code={session['session_code']}")
            assert answer.status_code == 429
            assert int(answer.headers["retry-after"]) >= 1

    asyncio.run(scenario())


def test_a_server_that_stops_takes_no_more_streams(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with house(sqlite(tmp_path)) as served:
            await served.state["drain"]()
            session = await served.session()
            answer = await refused(served, f"code={session['session_code']}")
            assert answer.status_code == 503
            assert json.loads(answer.content)["detail"]

    asyncio.run(scenario())
