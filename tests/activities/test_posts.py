"""What people write in an activity, whatever its kind: rights, races, retries."""

import asyncio
import json
from typing import Any

from tests.activities.posting import ask, request, statuses
from tests.activities.talk import Talk, play
from tests.hostile import MARK, WORDS, fields_for
from tests.room.house import house


def test_one_vote_each_under_ten_at_once(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        phones = [await talk.phone(f"Name {number}") for number in range(6)]
        post = await ask(phones[0], act)
        path = f"activities/{act.id}/posts/{post}/vote"
        for on, count in ((True, 6), (True, 6), (False, 0)):
            votes = [request(talk.house, "POST", path, phone.token, {"on": on}) for phone in phones for _ in range(10)]
            assert set(await statuses(*votes)) == {200}
            (found,) = await act.call("GET", "/posts")
            assert found["votes"] == count
        await phones[1].call(act, "POST", f"/posts/{post}/vote", on=True)
        assert (await phones[1].mine())[act.id]["votes"] == [[post, ""]]
        assert (await phones[2].mine())[act.id]["votes"] == []

    play(database_url, scenario)


def test_editing_and_deleting_meet_answering_and_voting_on_the_same_row(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": None})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        for _ in range(6):
            post = await ask(bob, act)
            phone, staff = f"activities/{act.id}/posts/{post}", f"{act.path}/posts/{post}"
            edited, answered = await asyncio.gather(
                request(talk.house, "PUT", phone, bob.token, {"text": "Changed"}),
                request(talk.house, "PUT", staff, body={"answer": "Because it is young."}),
            )
            assert (edited.status_code, answered.status_code) in ((200, 200), (409, 200))
            # Either the answer is to the new words, or the words are still the old ones.
            text = (await act.call("GET", "/posts"))[0]["text"]
            assert (text == "Changed") == edited.is_success
            assert answered.json()["text"] == text

            post = await ask(bob, act)
            phone, vote = f"activities/{act.id}/posts/{post}", f"activities/{act.id}/posts/{post}/vote"
            deleted, voted = await asyncio.gather(
                request(talk.house, "DELETE", phone, bob.token), request(talk.house, "POST", vote, carol.token, {})
            )
            assert (deleted.status_code, voted.status_code) in ((204, 200), (204, 404))
            assert post not in {found["id"] for found in await act.call("GET", "/posts")}

    play(database_url, scenario)


def test_one_is_pinned_at_most(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": None})
        bob = await talk.phone("Bob")
        posts = [await ask(bob, act, f"Question {number}") for number in range(4)]
        pins = [request(talk.house, "PUT", f"{act.path}/posts/{post}", body={"pinned": True}) for post in posts]
        assert await statuses(*pins) == [200] * 4
        assert sum(post["pinned"] for post in await act.call("GET", "/posts")) == 1

        async def moderate(post: str, **changes: Any) -> Any:
            await act.call("PUT", f"/posts/{post}", **changes)
            return {found["id"]: found for found in await act.call("GET", "/posts")}[post]

        hidden = await moderate(posts[0], state="hidden")
        assert (hidden["state"], hidden["pinned"]) == ("hidden", False)
        back = await moderate(posts[0], pinned=True)
        assert (back["state"], back["pinned"]) == ("shown", True)
        answered = await moderate(posts[0], answer="Because.")
        assert (answered["answered"], answered["answer"], answered["pinned"]) == (True, "Because.", False)
        open_again = await moderate(posts[0], answered=False)
        assert (open_again["answered"], open_again["answer"]) == (False, None)
        await moderate(posts[1], pinned=True)
        assert (await moderate(posts[1], state="archived"))["pinned"] is False

    play(database_url, scenario)


def test_a_retry_writes_nothing_twice(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": 1})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        body = {"text": "Why?", "once": "a-random-word"}
        path = f"activities/{act.id}/posts"
        assert await statuses(*(request(talk.house, "POST", path, bob.token, body) for _ in range(5))) == [201] * 5
        await ask(carol, act, once="a-random-word")
        for _ in range(2):
            await act.call("POST", "/posts", text="And how?", once="a-random-word")
        found = [(post["text"], post["author"]) for post in await act.call("GET", "/posts")]
        assert found == [("And how?", None), ("Why is the sky dark at night?", "Carol"), ("Why?", "Bob")]
        mine = (await bob.mine())[act.id]["posts"][0]["id"]
        await bob.call(act, "DELETE", f"/posts/{mine}")
        await bob.call(act, "POST", "/posts", **body, status=404)

    play(database_url, scenario)


def test_a_retry_after_the_close_is_answered_as_before(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob = await talk.phone("Bob")
        body: dict[str, Any] = {"text": "Why?", "once": "a-random-word", "round": 1}
        first = await bob.call(act, "POST", "/posts", **body)
        await act.call("PUT", f"/posts/{first['id']}/author", muted=True)
        assert (await bob.call(act, "POST", "/posts", **body))["id"] == first["id"]
        await act.call("POST", "/close")
        assert (await bob.call(act, "POST", "/posts", **body))["id"] == first["id"]
        late = {**body, "once": "another-word"}
        assert (await bob.call(act, "POST", "/posts", **late, status=409))["code"] == "activity_closed"
        assert len(await act.call("GET", "/posts")) == 1

    play(database_url, scenario)


def test_only_ones_own_and_only_what_is_there(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk, other = await Talk.begun(served), await Talk.begun(served)
            act, elsewhere = await talk.add("questions"), await other.add("questions")
            choice = await talk.add("choice", opened=False)
            bob, carol, dora = await talk.phone("Bob"), await talk.phone("Carol"), await other.phone("Dora")
            post = await ask(bob, act)
            theirs = await ask(dora, elsewhere)
            for phone, where, status in (
                (carol, post, 404),
                (bob, theirs, 404),
                (bob, "x" * 22, 404),
                (bob, "%3F", 404),
            ):
                await phone.call(act, "PUT", f"/posts/{where}", text="Changed", status=status)
            await carol.call(act, "DELETE", f"/posts/{post}", status=404)
            await bob.call(act, "POST", f"/posts/{theirs}/vote", on=True, status=404)
            await bob.call(elsewhere, "POST", "/posts", text="From afar", status=404)
            await bob.call(choice, "POST", "/posts", text="Here?", status=409)
            await served.call("POST", f"activities/{act.id}/posts", token="mdp_nobody", text="?", status=401)
            await served.call("PUT", f"{act.path}/posts/{theirs}", pinned=True, status=404)
            stranger = await served.register("Mallory")
            for method, body in (("GET", None), ("POST", {"text": "Hello"})):
                answer = await request(served, method, f"{act.path}/posts", stranger, body)
                assert answer.status_code == 404
            for body in ({"state": "deleted"}, {"pinned": "yes"}, {"answer": " "}, {"key": "x"}):
                await served.call("PUT", f"{act.path}/posts/{post}", **body, status=422)
            await act.call("POST", "/close")
            await bob.call(act, "POST", "/posts", text="Too late", status=409)
            await bob.call(act, "POST", f"/posts/{post}/vote", on=True, status=409)
            await bob.call(act, "DELETE", f"/posts/{post}", status=409)

    asyncio.run(scenario())


def test_what_is_meant_for_another_round_stays_out_of_this_one(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob = await talk.phone("Bob")
        first: dict[str, Any] = {"text": "Why?", "once": "a-random-word", "round": 1}
        arrived = await bob.call(act, "POST", "/posts", **first)
        theirs = await act.call("POST", "/posts", **first)
        await act.call("POST", "/clear")
        assert (await bob.call(act, "POST", "/posts", **first))["id"] == arrived["id"]
        assert (await act.call("POST", "/posts", **first))["id"] == theirs["id"]
        late = await bob.call(act, "POST", "/posts", **{**first, "once": "another-word"}, status=409)
        assert late["code"] == "round_over"
        assert await act.call("GET", "/posts") == []
        await act.call("POST", "/posts", text="Mine", round=1, status=409)
        await bob.call(act, "POST", "/posts", **{**first, "round": 2})
        await act.call("POST", "/posts", text="Mine", round=2)
        await bob.call(act, "POST", "/posts", text="?", round=0, status=422)
        assert [post["text"] for post in await act.call("GET", "/posts")] == ["Mine", "Why?"]

    play(database_url, scenario)


def test_a_post_keeps_the_name_under_which_it_was_written(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions")
        bob = await talk.phone("Bob")
        await ask(bob, act)
        await talk.house.call("DELETE", "participants/me", token=bob.token)
        again = await talk.phone("Bob", now="Bobby")
        assert again.id == bob.id
        await ask(again, act, "And how?")
        carol = (await talk.phone("Carol")).stream()
        await carol.caught_up()
        for posts in (await act.call("GET", "/posts"), await again.call(act, "GET", "/posts")):
            assert [post["author"] for post in posts] == ["Bobby", "Bob"]
        told = [row["author"] for (kind, _), row in carol.view.rows.items() if kind == "post"]
        assert sorted(told) == ["Bob", "Bobby"]

    play(database_url, scenario)


def test_hostile_texts_are_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("questions", config={"most_each": None})
        bob = await talk.phone("Bob")
        post = await ask(bob, act)
        phone, staff = f"activities/{act.id}/posts", f"{act.path}/posts"
        calls = [
            *(("POST", phone, bob.token, {"text": "?"}, field) for field in ("text", "parent", "once", "round")),
            ("PUT", f"{phone}/{post}", bob.token, {"text": "?"}, "text"),
            *(("POST", f"{phone}/{post}/vote", bob.token, {}, field) for field in ("on", "emoji")),
            *(("POST", staff, "", {"text": "?"}, field) for field in ("text", "parent", "once", "round")),
            *(("PUT", f"{staff}/{post}", "", {}, field) for field in ("state", "pinned", "answered", "answer")),
            ("PUT", f"{staff}/{post}", "", {}, "group"),
            ("PUT", f"{staff}/{post}/author", "", {}, "muted"),
        ]
        for method, path, token, good, field in calls:
            for what, value in fields_for(database_url):
                fields = {**{name: json.dumps(each) for name, each in good.items()}, field: value}
                body = "{" + ",".join(f'"{name}":{each}' for name, each in fields.items()) + "}"
                headers = {"Authorization": f"Bearer {token or talk.house.token}", "Content-Type": "application/json"}
                answer = await talk.house.client.request(method, f"/api/{path}", headers=headers, content=body)
                assert answer.status_code < 500, f"{path} {field}: {what}"
                assert answer.status_code != 422 or MARK not in answer.text
        for word in WORDS:
            for path, token in ((phone, bob.token), (staff, talk.house.token)):
                for query in (f"before={word}", f"limit={word}"):
                    answer = await request(talk.house, "GET", f"{path}?{query}", token)
                    assert answer.status_code < 500, f"{path}?{query}"
            answer = await request(talk.house, "PUT", f"{phone}/{word}", bob.token, {"text": "?"})
            assert answer.status_code < 500, word
        await talk.presenter().caught_up()

    play(database_url, scenario)
