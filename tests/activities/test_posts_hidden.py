"""What of posts stays out of sight: those that wait or are hidden, and in an anonymous activity who wrote them."""

import hashlib
import json
from datetime import datetime
from typing import Any

from tests.activities.posting import ask, request, settled
from tests.activities.tables import everything
from tests.activities.talk import Act, Talk, play
from tests.room.house import Open, until


def test_what_waits_or_is_hidden_reaches_nobody(database_url: str) -> None:
    """Each text says when it may be seen; every stream and every answer that a phone or a screen gets is searched."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"approve": True, "most_each": None})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        streams = [await talk.screen(), carol.stream(), bob.stream()]
        await settled(*streams)
        shown = await ask(bob, act, "Shown-text")
        for name in ("Waiting-text", "Hidden-text", "Archived-text"):
            post = await ask(bob, act, name)
            if name != "Waiting-text":
                await act.call("PUT", f"/posts/{post}", state=name.split("-")[0].lower(), answer=f"{name}-answer")
        await act.call("PUT", f"/posts/{shown}", state="shown")
        await until(lambda: all("Shown-text" in stream.view.raw.decode() for stream in streams))
        await act.call("PUT", "/results", shown=False)
        late = await ask(bob, act, "Late-text")
        await act.call("PUT", f"/posts/{late}", state="shown")
        streams += [await talk.screen(), carol.stream(), talk.house.visitor(talk.session)]
        await settled(*streams)
        headers = {"Authorization": f"Bearer {carol.token}"}
        paths = ["participants/me", "participants/me/activities", f"activities/{act.id}/posts", "kinds"]
        answers = [await talk.house.client.get(f"/api/{path}", headers=headers) for path in paths]
        answers += [await talk.house.client.get(f"/join/{talk.session['session_code']}")]
        answers += [await request(talk.house, "POST", f"activities/{act.id}/posts/{late}/vote", carol.token, {})]
        for raw in (*(stream.view.raw for stream in streams), *(answer.content for answer in answers)):
            for secret in ("Waiting-text", "Hidden-text", "Archived-text", "Late-text"):
                assert secret.encode() not in raw
        # Shown again, what was let through while nobody could see it is there, and the rest still is not.
        await act.call("PUT", "/results", shown=True)
        await until(lambda: all("Late-text" in stream.view.raw.decode() for stream in streams[:3]))
        page = await carol.call(act, "GET", "/posts")
        assert [post["text"] for post in page] == ["Late-text", "Shown-text"]
        assert b"Waiting-text" not in streams[0].view.raw
        assert (await bob.mine())[act.id]["posts"][1] == {
            **(await bob.mine())[act.id]["posts"][1],
            "state": "waiting",
        }

    play(database_url, scenario)


def test_what_is_prepared_while_phones_do_not_see_it(database_url: str) -> None:
    """They have known the activity before, and so its address."""

    async def scenario(talk: Talk) -> None:
        act, bob = await talk.add("open_text"), await talk.phone("Bob")
        await ask(bob, act, "Shown-text")
        assert len(await bob.call(act, "GET", "/posts")) == 1
        await act.call("POST", "/close")
        assert len(await bob.call(act, "GET", "/posts")) == 1
        await act.call("PUT", "../../stage", activity=None)
        await act.call("POST", "/posts", text="Off the stage")
        await bob.call(act, "GET", "/posts", status=404)
        await act.call("POST", "/clear")
        await act.call("POST", "/posts", text="For the next time")
        await bob.call(act, "GET", "/posts", status=404)
        await act.stage()
        assert [post["text"] for post in await bob.call(act, "GET", "/posts")] == ["For the next time"]

    play(database_url, scenario)


def test_what_was_shown_and_is_hidden_goes(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        watching, presenter = carol.stream(), talk.presenter()
        post = await ask(bob, act)
        await carol.call(act, "POST", f"/posts/{post}/vote", on=True)
        await watching.shows("votes", "n", 1)
        await act.call("PUT", f"/posts/{post}", state="hidden")
        await watching.shows("post", "gone", value=True)
        await watching.shows("votes", "gone", value=True)
        await presenter.shows("post", "state", "hidden")
        await carol.call(act, "POST", f"/posts/{post}/vote", on=False, status=404)
        assert await carol.call(act, "GET", "/posts") == []
        assert (await bob.mine())[act.id]["posts"][0]["state"] == "hidden"
        await bob.call(act, "PUT", f"/posts/{post}", text="Please?", status=409)
        await act.call("PUT", f"/posts/{post}", state="shown")
        await watching.shows("votes", "n", 1)
        await act.call("POST", "/clear")
        await watching.shows("post", "gone", value=True)
        assert (await act.results())["n"] == 0
        await act.call("PUT", f"/posts/{post}", state="shown", status=404)
        await act.call("POST", "/unclear")
        await watching.shows("post", "text", "Why is the sky dark at night?")

    play(database_url, scenario)


def test_anonymous_posts_lead_to_nobody(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", anonymous=True, config={"approve": True})
        phones = [await talk.phone(f"Nickname-{number}") for number in range(4)]
        streams = [await talk.screen(), phones[0].stream(), talk.presenter()]
        post = await ask(phones[1], act)
        shown = await act.call("PUT", f"/posts/{post}", state="shown", answer="Because.")
        for phone in phones:
            await phone.call(act, "POST", f"/posts/{post}/vote", on=True)
        await act.call("PUT", f"/posts/{post}/author", muted=True)
        await phones[1].call(act, "POST", "/posts", text="Again", status=403)
        await ask(phones[2], act)
        assert (shown["author"], shown["author_id"]) == (None, None)
        for stream in streams:
            await stream.shows("votes", "n", 4)
        answers = [await talk.house.call("GET", f"{act.path}{path}") for path in ("", "/posts", "/results")]
        posts = [json.dumps(answers), *(_posts_of(stream) for stream in streams)]
        for told in posts:
            assert not [phone.id for phone in phones if phone.id in told or "Nickname-" in told]

        tables = everything(database_url)
        keys = {row["key"] for row in (*tables["posts"], *tables["votes"])}
        assert {row["participant_id"] for row in tables["posts"]} == {None}
        assert all(datetime.fromisoformat(str(row["posted_at"])).second == 0 for row in tables["posts"])
        kept = {str(value) for person in tables["participants"] for value in person.values()}
        assert not keys & kept
        for secret in kept:
            for text in (secret, f"{act.id} {secret}", f"{act.id}{secret}", f"{secret} {act.id}"):
                assert hashlib.sha256(text.encode()).hexdigest() not in keys
        # Who has written stays as anonymous as they were told.
        await act.call("PUT", anonymous=False, status=409)

    play(database_url, scenario)


def _posts_of(stream: Open) -> str:
    """All that it was ever told of activities and posts; of the people themselves, the presenter is told anyway."""
    rows = [row for event in stream.view.events if event.name == "" for row in event.data["rows"]]
    assert any(row["kind"] == "post" for row in rows)
    return json.dumps([row for row in rows if row["kind"] not in ("participant", "session")])


def test_named_posts_stay_named(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        await act.call("PUT", anonymous=True)
        await act.call("PUT", anonymous=False)
        bob = await talk.phone("Bob")
        watching, presenter = bob.stream(), talk.presenter()
        await act.call("POST", "/posts", text="A question that the presenter seeds")
        await act.call("PUT", anonymous=True)
        await act.call("PUT", anonymous=False)
        await ask(bob, act)
        await act.call("PUT", anonymous=True, status=409)
        await until(lambda: "sky dark" in watching.view.raw.decode() and "sky dark" in presenter.view.raw.decode())
        assert bob.id.encode() not in watching.view.raw
        assert bob.id in _posts_of(presenter)

    play(database_url, scenario)


def test_whoever_has_only_voted_stays_as_anonymous_as_they_were_told(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text", anonymous=True)
        bob = await talk.phone("Bob")
        post = (await act.call("POST", "/posts", text="One to begin with"))["id"]
        await act.call("PUT", anonymous=False)
        await act.call("PUT", anonymous=True)
        await bob.call(act, "POST", f"/posts/{post}/vote", on=True)
        await act.call("PUT", anonymous=False, status=409)
        await bob.call(act, "POST", f"/posts/{post}/vote", on=True)
        assert [found["votes"] for found in await act.call("GET", "/posts")] == [1]

    play(database_url, scenario)


def test_muting_tells_nobody_who_wrote_what_in_an_anonymous_activity(database_url: str) -> None:
    """The presenter mutes the authors of three posts and is told the same, and as much, each time."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", anonymous=True)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        posts = [await ask(bob, act), await ask(bob, act, "And how?"), await ask(carol, act, "When?")]
        presenter = talk.presenter()
        await settled(presenter)
        before = await _told(act, presenter)
        for post in posts:
            await act.call("PUT", f"/posts/{post}/author", muted=True)
            await settled(presenter)
            assert await _told(act, presenter) == before
        for phone in (bob, carol):
            await phone.call(act, "POST", "/posts", text="Again", status=403)
        await act.call("POST", "/clear")
        await bob.call(act, "POST", "/posts", text="And now?", status=403)
        await act.call("POST", "/unclear")
        await act.call("PUT", f"/posts/{posts[1]}/author", muted=False)
        await ask(bob, act, "Sorry")
        await carol.call(act, "POST", "/posts", text="Again", status=403)

    play(database_url, scenario)


async def _told(act: Act, presenter: Open) -> list[Any]:
    answers = [await act.call("GET", path) for path in ("", "/posts", "/results")]
    return [*answers, {key: row for key, row in presenter.view.rows.items() if key[0] != "participant"}]
