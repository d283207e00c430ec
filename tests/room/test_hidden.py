"""What an audience must not see is in nothing that it gets: every stream and every answer is searched."""

import asyncio
from typing import Any

from sqlalchemy import create_engine, text

from tests.room.house import House, house, until

PASSCODE = "passcode-nobody-sees"
DESCRIPTION = "Bring a blanket"
NICKNAMES = ("Nickname-of-Mina", "Nickname-of-Juno")
OWNER = "Owner-of-it-all"


async def a_session_with_secrets(served: House) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    session = await served.session()
    await served.call("PUT", f"sessions/{session['id']}", description=DESCRIPTION)
    await served.call("PUT", f"sessions/{session['id']}/settings", passcode=PASSCODE, max_participants=77)
    seat = await served.join(session, NICKNAMES[0], passcode=PASSCODE, seat="a-seat-of-a-phone-1")
    return session, seat, await served.screen(session)


def found(raw: bytes, words: list[str]) -> list[str]:
    return [word for word in words if word.encode() in raw]


def digests(database_url: str) -> list[str]:
    """Everything that the database holds of tokens, seats and passwords."""
    columns = ["participants.token_digest", "participants.seat_digest"]
    columns += [f"{table}.digest" for table in ("screens", "tokens", "invitations")]
    engine = create_engine(database_url)
    with engine.connect() as connection:
        hashes = [str(row[0]) for row in connection.execute(text("SELECT password_hash FROM presenters"))]
        for column in columns:
            table, _, name = column.partition(".")
            rows = connection.execute(text(f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL"))
            hashes += [str(row[0]) for row in rows]
    engine.dispose()
    assert len(hashes) > len(columns)
    return hashes


def test_a_stream_holds_what_its_audience_may_see(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            served.token = await served.register(OWNER)
            session, seat, screen = await a_session_with_secrets(served)
            me = await served.call("GET", "auth/me")
            invitation = await served.call("POST", f"sessions/{session['id']}/invitations", role="moderator")
            grace = await served.register("Grace")
            await served.call("POST", f"invitations/{invitation['token']}/accept", token=grace)
            streams = {
                "presenter": served.presenter(session),
                "moderator": served.presenter(session, token=grace),
                "participant": served.stream(seat["token"]),
                "screen": served.stream(screen["token"]),
                "visitor": served.visitor(session),
            }
            for stream in streams.values():
                await stream.caught_up()
            other = await served.join(session, NICKNAMES[1], passcode=PASSCODE)
            await served.call("PUT", f"sessions/{session['id']}/settings", locked=True)
            await served.call("DELETE", f"sessions/{session['id']}/participants/{other['participant']['id']}")
            await served.call("POST", f"sessions/{session['id']}/pause")
            for stream in streams.values():
                await stream.shows("session", "phase", "paused")
            await until(lambda: streams["screen"].view.online == 1)

            for_nobody = [served.token, seat["token"], other["token"], screen["token"], "a-seat-of-a-phone-1"]
            for_nobody += [grace, "Grace", invitation["token"], invitation["id"]]
            for_nobody += [me["id"], me["email"], OWNER, *digests(database_url)]
            for_presenters = [PASSCODE, *NICKNAMES, session["id"], "max_participants", "77"]
            ids = [seat["participant"]["id"], other["participant"]["id"]]
            for audience, stream in streams.items():
                assert found(stream.view.raw, for_nobody) == [], audience
                hidden = {"presenter": [], "moderator": [PASSCODE]}.get(audience, [*for_presenters[:-1], *ids])
                assert found(stream.view.raw, hidden) == [], audience
            assert found(streams["presenter"].view.raw, [PASSCODE, *NICKNAMES]) == [PASSCODE, *NICKNAMES]
            assert {key for _, row in streams["visitor"].view.rows.items() for key in row} == {
                *("kind", "id", "rev", "session_code", "title", "description", "is_active", "phase"),
                *("anonymous", "passcode_required", "locked"),
            }

    asyncio.run(scenario())


def test_answers_to_the_audience_tell_nothing_of_others(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            served.token = await served.register(OWNER)
            session, seat, screen = await a_session_with_secrets(served)
            me = await served.call("GET", "auth/me")
            code = session["session_code"]
            hidden = [served.token, screen["token"], PASSCODE, NICKNAMES[0], OWNER, me["id"], me["email"]]
            hidden += [session["id"], seat["token"], "a-seat-of-a-phone-1", *digests(database_url)]
            get, post = served.client.get, served.client.post
            mine = {"Authorization": f"Bearer {seat['token']}"}
            answers = [
                await get(f"/api/sessions/code/{code}"),
                await get(f"/join/{code}"),
                await get(f"/screen/{screen['token']}"),
                await post(f"/api/join/{code}", json={"nickname": NICKNAMES[0]}),
                await post(f"/api/join/{code}", json={"nickname": "x", "passcode": "not it"}),
                await post(f"/api/join/{code}", json={"nickname": "Somebody", "passcode": PASSCODE}),
                await get(f"/api/sessions/{session['id']}"),
                await get(f"/api/sessions/{session['id']}", headers=mine),
                await get("/api/about"),
                await get("/health"),
                await get("/ready"),
                await get("/metrics"),
            ]
            for answer in answers:
                assert found(answer.content, hidden) == [], answer.request.url
            own = await get("/api/participants/me", headers=mine)
            assert own.status_code == 200
            assert found(own.content, [word for word in hidden if word != NICKNAMES[0]]) == []

    asyncio.run(scenario())


def test_presenters_answers_hold_no_digest_and_no_token_of_others(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            session, seat, screen = await a_session_with_secrets(served)
            invitation = await served.call("POST", f"sessions/{session['id']}/invitations", role="moderator")
            hidden = [seat["token"], screen["token"], served.token, invitation["token"], "a-seat-of-a-phone-1"]
            hidden += digests(database_url)
            mine = {"Authorization": f"Bearer {served.token}"}
            paths = [
                "sessions",
                "sessions/shared",
                f"sessions/{session['id']}",
                "auth/me",
                "auth/devices",
                "auth/tokens",
            ]
            paths += [
                f"sessions/{session['id']}/{part}"
                for part in ("participants", "screens", "qr.svg", "members", "invitations")
            ]
            for path in paths:
                answer = await served.client.get(f"/api/{path}", headers=mine)
                assert answer.status_code == 200
                assert found(answer.content, hidden) == [], path

    asyncio.run(scenario())
