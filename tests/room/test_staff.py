"""Streams of those who run a session together: what each role sees, and what happens when a role changes."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from madang.accounts import service as accounts
from madang.accounts.models import Token
from madang.database import Database, Db
from madang.security import digest
from tests.activities.talk import Act, Talk, play
from tests.room.house import House, Open, house, until

OPTIONS = [{"id": "a", "text": "North"}, {"id": "b", "text": "South"}]
SECRETS = ("Draft-title", "Draft-notes", "Notes-of-the-owner", "open sesame", "471147.0")


async def crew(served: House, talk: Talk) -> dict[str, Open]:
    """The streams of the owner, a presenter and a moderator."""
    tokens = {role: await served.member(talk.session, role) for role in ("presenter", "moderator")}
    streams = {role: served.presenter(talk.session, token=token) for role, token in tokens.items()}
    return {"owner": talk.presenter(), **streams}


def types(stream: Open) -> set[str]:
    return {row["type"] for (kind, _), row in stream.view.rows.items() if kind == "activity" and not row.get("gone")}


def of(stream: Open, kind: str, act: Act) -> dict[str, Any]:
    return stream.view.rows.get((kind, act.id), {})


async def tallied(stream: Open, act: Act, **values: object) -> None:
    await until(lambda: values.items() <= of(stream, "tally", act).items(), f"no {values}")


def test_presenters_see_the_same_and_moderators_their_part(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served, passcode="open sesame")
            await served.call("PUT", f"{talk.path}/settings", passcode="open sesame")
            streams = await crew(served, talk)
            await talk.add("choice", "Draft-title", opened=False, notes="Draft-notes")
            guess = await talk.add(
                "estimate", notes="Notes-of-the-owner", config={"truth": 471147.0, "least": 0, "most": 999999}
            )
            choice = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
            seat = await served.join(talk.session, "Dora", passcode="open sesame")
            phone = served.stream(seat["token"])
            await served.call(
                "POST", f"activities/{choice.id}/response", token=seat["token"], answer={"options": ["a"]}
            )
            wall = await talk.add("open_text", config={"approve": True}, results_shown=False)
            await served.call("POST", f"activities/{wall.id}/posts", token=seat["token"], text="Why?")
            for stream in streams.values():
                await tallied(stream, wall, waiting=1)
                await stream.sees(seat["participant"]["id"])
                assert stream.view.people() == {"Dora": "joined"}
                post = stream.view.row("post")
                assert (post["text"], post["state"]) == ("Why?", "waiting")
            owner, presenter, moderator = streams.values()
            await until(lambda: presenter.view.rows == owner.view.rows, "two presenters see different things")
            assert moderator.view.row("session") == owner.view.row("session") | {"passcode": None}
            assert types(moderator) == {"estimate", "choice", "open_text"}
            assert of(moderator, "tally", choice).get("gone")
            assert of(owner, "tally", choice)["counts"] == [1, 0]
            assert not [words for words in SECRETS if words.encode() in moderator.view.raw]
            assert all(words.encode() in owner.view.raw for words in SECRETS)
            await choice.stage()
            await choice.call("PUT", "/results", shown=True)
            await tallied(moderator, choice, counts=[1, 0])
            await guess.call("DELETE")
            await until(lambda: types(moderator) == {"choice", "open_text"}, "it stays")
            assert b"Why?" not in phone.view.raw

    asyncio.run(scenario())


async def member_id(served: House, talk: Talk, role: str) -> str:
    members = await served.call("GET", f"{talk.path}/members")
    found: str = next(member["id"] for member in members if member["role"] == role)
    return found


@pytest.mark.parametrize("role", ["presenter", "moderator"])
@pytest.mark.parametrize("how", ["removed", "left", "account"])
def test_who_is_no_member_any_more_sees_no_more(database_url: str, role: str, how: str) -> None:
    async def scenario(talk: Talk) -> None:
        token = await talk.house.member(talk.session, role)
        stays = [await stream.caught_up() for stream in (await crew(talk.house, talk)).values()]
        stream = await talk.house.presenter(talk.session, token=token).caught_up()
        if how == "removed":
            await talk.house.call("DELETE", f"{talk.path}/members/{await member_id(talk.house, talk, role)}")
        elif how == "left":
            await talk.house.call("DELETE", f"{talk.path}/members/me", token=token)
        else:
            remove_account(database_url, token)
        assert await stream.ended() == "revoked"
        again = await talk.house.presenter(talk.session, token=token).started()
        assert again.status == (401 if how == "account" else 404)
        assert all(other.is_open for other in stays)

    play(database_url, scenario)


def remove_account(database_url: str, token: str) -> None:
    def remove(db: Db) -> None:
        owner = db.scalars(select(Token.presenter_id).where(Token.digest == digest(token))).one()
        accounts.remove(db, owner)

    database = Database(database_url)
    database.write_now(remove)
    database.close()


@pytest.mark.parametrize(("before", "after"), [("presenter", "moderator"), ("moderator", "presenter")])
def test_another_role_is_another_view(database_url: str, before: str, after: str) -> None:
    """What one role was sent is no beginning for another: the stream says so, and a new one starts from nothing."""

    async def scenario(talk: Talk) -> None:
        token = await talk.house.member(talk.session, before)
        await talk.add("choice", "Draft-title", opened=False, notes="Draft-notes")
        stream = await talk.house.presenter(talk.session, token=token).caught_up()
        away = await talk.house.presenter(talk.session, token=token).caught_up()
        await away.close()
        one = f"{talk.path}/members/{await member_id(talk.house, talk, before)}"
        await talk.house.call("PUT", one, role=after)
        assert await stream.ended() == "role"
        assert stream.view.retry is None
        back = talk.house.presenter(talk.session, away.view, token=token)
        assert await back.ended() == "role"
        fresh = await talk.house.presenter(talk.session, token=token).caught_up()
        assert (b"Draft-notes" in fresh.view.raw) == (after == "presenter")
        kept = talk.house.presenter(talk.session, fresh.view, token=token)
        await talk.house.call("PUT", talk.path, title="Goes on")
        await kept.shows("session", "title", "Goes on")

    play(database_url, scenario)
