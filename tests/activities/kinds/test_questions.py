"""Questions from the audience."""

import asyncio
from typing import Any

import pytest

from madang.activities.kinds.questions import kind
from tests.activities.talk import Phone, Talk, play
from tests.room.house import house, until
from tests.room.view import View


def test_a_question_is_asked_voted_for_pinned_and_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching = await talk.screen(), carol.stream()
        asked = await bob.call(act, "POST", "/posts", text="Why is the sky dark\nat night?")
        assert (asked["author"], asked["state"], asked["votes"]) == ("Bob", "shown", 0)
        for on, n in ((True, 1), (True, 1), (False, 0), (True, 1)):
            await carol.call(act, "POST", f"/posts/{asked['id']}/vote", on=on)
            await screen.shows("votes", "n", n)
        await act.call("PUT", f"/posts/{asked['id']}", pinned=True)
        for stream in (screen, watching):
            await stream.shows("post", "pinned", value=True)
            await stream.shows("post", "author", "Bob")
        await act.call("PUT", f"/posts/{asked['id']}", answer="Because it is young.")
        for stream in (screen, watching):
            await stream.shows("post", "answer", "Because it is young.")
            await stream.shows("tally", "answered", 1)
            assert stream.view.row("post")["pinned"] is False
        assert await act.results() == {"n": 1, "waiting": 0, "answered": 1}
        await act.call("PUT", f"/posts/{asked['id']}", state="archived")
        await watching.shows("post", "gone", value=True)
        await act.call("PUT", f"/posts/{asked['id']}", state="shown")
        await watching.shows("post", "answered", value=True)

    play(database_url, scenario)


def test_a_vote_is_a_few_bytes(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        post = (await bob.call(act, "POST", "/posts", text="x" * 300))["id"]
        watching = carol.stream()
        await watching.caught_up()
        before = len(watching.view.raw)
        await carol.call(act, "POST", f"/posts/{post}/vote", on=True)
        await watching.shows("votes", "n", 1)
        told = [event for event in watching.view.raw[before:].split(b"\n\n") if b"votes" in event]
        assert [len(event) < 200 for event in told] == [True]

    play(database_url, scenario)


def test_ones_own_changes_until_it_is_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        post = (await bob.call(act, "POST", "/posts", text="Wy?"))["id"]
        await bob.call(act, "POST", f"/posts/{post}/vote", on=True)
        edited = await bob.call(act, "PUT", f"/posts/{post}", text="Why?")
        assert (edited["text"], edited["edited"], edited["votes"]) == ("Why?", True, 1)
        await carol.call(act, "POST", f"/posts/{post}/vote", on=True)
        edited = await bob.call(act, "PUT", f"/posts/{post}", text="Why so?")
        assert (edited["text"], edited["edited"], edited["votes"]) == ("Why so?", True, 2)
        watching = carol.stream()
        await watching.shows("post", "edited", value=True)
        await watching.shows("votes", "n", 2)
        await carol.call(act, "PUT", f"/posts/{post}", text="Mine", status=404)
        await act.call("PUT", f"/posts/{post}", answered=True)
        await bob.call(act, "PUT", f"/posts/{post}", text="Buy my book!", status=409)
        await bob.call(act, "DELETE", f"/posts/{post}", status=409)
        await act.call("PUT", f"/posts/{post}", answered=False)
        await bob.call(act, "DELETE", f"/posts/{post}")
        assert (await bob.mine())[act.id]["posts"] == []
        assert await act.results() == {"n": 0, "waiting": 0, "answered": 0}

    play(database_url, scenario)


def test_so_many_open_ones_each_and_no_longer_than_that(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": 2, "longest": 50})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await bob.call(act, "POST", "/posts", text="x" * 51, status=422)
        await bob.call(act, "POST", "/posts", text=" \n ", status=422)
        first = (await bob.call(act, "POST", "/posts", text="One"))["id"]
        await bob.call(act, "POST", "/posts", text="Two")
        await bob.call(act, "POST", "/posts", text="Three", status=409)
        await carol.call(act, "POST", "/posts", text="One of another")
        await act.call("PUT", f"/posts/{first}", answered=True)
        await bob.call(act, "POST", "/posts", text="Three")
        await bob.call(act, "POST", "/posts", text="Four", status=409)
        await act.call("PUT", config={"most_each": None})
        await bob.call(act, "POST", "/posts", text="Four")
        await act.call("PUT", config={"most_each": 5})
        path, auth = f"/api/activities/{act.id}/posts", {"Authorization": f"Bearer {bob.token}"}
        at_once = [talk.house.client.post(path, headers=auth, json={"text": f"Question {n}"}) for n in range(6)]
        answers = [answer.status_code for answer in await asyncio.gather(*at_once)]
        assert sorted(answers) == [201, 201, 409, 409, 409, 409]

    play(database_url, scenario)


def test_so_many_of_all_together(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What every phone is given has a bound, however many join; archiving makes room."""
    monkeypatch.setattr(kind, "MOST", 4)

    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": None, "approve": True})
        phones = [await talk.phone(f"Name {number}") for number in range(7)]
        path = f"/api/activities/{act.id}/posts"

        async def ask(phone: Phone, text: str) -> dict[str, Any]:
            auth = {"Authorization": f"Bearer {phone.token}"}
            answer: dict[str, Any] = (await talk.house.client.post(path, headers=auth, json={"text": text})).json()
            return answer

        answers = await asyncio.gather(*(ask(phone, f"Question {n}") for n, phone in enumerate(phones)))
        asked = [answer["id"] for answer in answers if "id" in answer]
        assert [answer["code"] for answer in answers if "id" not in answer] == ["posts_are_full"] * 3
        await act.call("PUT", f"/posts/{asked[0]}", state="shown", answer="Because.")
        await phones[0].call(act, "POST", "/posts", text="One more", status=409)
        for state in ("archived", "hidden"):
            await act.call("PUT", f"/posts/{asked.pop()}", state=state)
            await phones[0].call(act, "POST", "/posts", text="One more")
        await phones[0].call(act, "POST", "/posts", text="One too many", status=409)
        await act.call("POST", "/posts", text="The presenter's own")
        await act.call("POST", "/clear")
        await phones[0].call(act, "POST", "/posts", text="Anew")

    play(database_url, scenario)


def test_the_presenter_lets_them_through(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"approve": True})
        bob = await talk.phone("Bob")
        screen, presenter = await talk.screen(), talk.presenter()
        post = await bob.call(act, "POST", "/posts", text="May I?")
        assert post["state"] == "waiting"
        await presenter.shows("tally", "waiting", 1)
        assert "waiting" not in screen.view.row("tally")
        await act.call("PUT", f"/posts/{post['id']}", state="shown")
        await screen.shows("post", "text", "May I?")
        await bob.call(act, "PUT", f"/posts/{post['id']}", text="May I, please?")
        await screen.shows("post", "gone", value=True)  # other words wait again
        await presenter.shows("tally", "waiting", 1)
        assert b"please" not in screen.view.raw

    play(database_url, scenario)


def test_what_is_approved_later_is_new_later(database_url: str) -> None:
    """The one that was asked first may be let through last: a phone that has looked meanwhile counts it as new."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"approve": True, "most_each": None})
        bob = await talk.phone("Bob")
        first, second = [(await bob.call(act, "POST", "/posts", text=text))["id"] for text in ("One?", "Two?")]
        watching = (await talk.phone("Carol")).stream()

        def seen(view: View, post: str) -> int:
            found: int = view.rows["post", post]["seen"]
            return found

        for n, post in enumerate((second, first), 1):
            await act.call("PUT", f"/posts/{post}", state="shown")
            await watching.shows("tally", "n", n)
        assert seen(watching.view, second) < seen(watching.view, first)
        before = seen(watching.view, second)
        await act.call("PUT", f"/posts/{second}", pinned=True)
        await act.call("PUT", "/results", shown=False)
        await act.call("PUT", "/results", shown=True)
        late = (await talk.phone("Dora")).stream()
        await until(lambda: ("post", second) in late.view.rows)
        assert seen(late.view, second) == before  # whatever happens to it, it is as new as it was

    play(database_url, scenario)


def test_named_or_anonymous_as_the_session_says(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served, anonymous=True)
            act = await talk.add("questions")
            assert (await act.call("GET"))["anonymous"] is True
            named = await (await Talk.begun(served)).add("questions")
            assert (await named.call("GET"))["anonymous"] is False

    asyncio.run(scenario())


def test_it_stays_with_phones_beside_the_stage(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", opened=False)
        bob = await talk.phone("Bob")
        watching = bob.stream()
        await act.call("POST", "/posts", text="One to begin with")
        await act.call("POST", "/open")
        await watching.shows("post", "text", "One to begin with")
        await talk.add("reactions")
        await bob.call(act, "POST", "/posts", text="Beside the stage")
        await act.call("POST", "/close")
        await until(lambda: watching.view.rows[("activity", act.id)].get("gone"))

    play(database_url, scenario)
