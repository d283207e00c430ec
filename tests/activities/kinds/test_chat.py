"""A chat beside the stage."""

from typing import Any

from madang.activities.kinds.chat.kind import EMOJI
from tests.activities.talk import Act, Phone, Talk, play
from tests.room.house import Open, until


async def say(phone: Phone, act: Act, text: str, **more: Any) -> str:
    post_id: str = (await phone.call(act, "POST", "/posts", text=text, **more))["id"]
    return post_id


def texts(stream: Open) -> list[str]:
    rows = [row for (kind, _), row in stream.view.rows.items() if kind == "post" and "gone" not in row]
    return [row["text"] for row in sorted(rows, key=lambda row: int(row["number"]))]


def test_messages_replies_and_reactions(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("chat", opened=False)
        await act.call("POST", "/open")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        watching = carol.stream()
        hello = await say(bob, act, "Hello, everybody")
        answer = await carol.call(act, "POST", "/posts", text="Hello, Bob", parent=hello)
        assert (answer["parent"], answer["author"], answer["presenter"]) == (hello, "Carol", False)
        staff = await act.call("POST", "/posts", text="Welcome", parent=hello)
        assert (staff["author"], staff["presenter"]) == (None, True)
        await until(lambda: texts(watching) == ["Hello, everybody", "Hello, Bob", "Welcome"])
        assert {"Bob", "Carol", None} == {
            row["author"] for (kind, _), row in watching.view.rows.items() if kind == "post"
        }
        for phone, emoji in ((bob, EMOJI[0]), (carol, EMOJI[0]), (carol, EMOJI[0]), (carol, EMOJI[1])):
            await phone.call(act, "POST", f"/posts/{hello}/vote", emoji=emoji)
        await watching.shows("votes", "emoji", {EMOJI[0]: 2, EMOJI[1]: 1})
        await carol.call(act, "POST", f"/posts/{hello}/vote", emoji=EMOJI[0], on=False)
        await watching.shows("votes", "emoji", {EMOJI[0]: 1, EMOJI[1]: 1})
        assert (await carol.mine())[act.id]["votes"] == [[hello, EMOJI[1]]]
        assert watching.view.rows[("activity", act.id)]["config"]["emoji"] == list(EMOJI)
        for body in ({"emoji": "🐙"}, {"on": True}):
            await carol.call(act, "POST", f"/posts/{hello}/vote", **body, status=409)
        await carol.call(act, "POST", "/posts", text="To nobody", parent="x" * 22, status=404)
        await bob.call(act, "PUT", f"/posts/{hello}", text="Goodbye", status=409)
        await act.call("PUT", anonymous=True, status=409)
        nameless = await (await Talk.begun(talk.house, anonymous=True)).add("chat")
        assert (await nameless.call("GET"))["anonymous"] is False  # the names there are made up

    play(database_url, scenario)


def test_hidden_and_muted(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("chat")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        watching, presenter = carol.stream(), talk.presenter()
        rude, fine = await say(bob, act, "Something rude"), await say(bob, act, "Something fine")
        await act.call("PUT", f"/posts/{rude}", state="hidden")
        await until(lambda: texts(watching) == ["Something fine"])
        await carol.call(act, "POST", "/posts", text="What was that?", parent=rude, status=404)
        await act.call("PUT", f"/posts/{rude}/author", muted=True)
        refused = await bob.call(act, "POST", "/posts", text="Let me speak", status=403)
        assert refused["code"] == "muted"
        await bob.call(act, "POST", f"/posts/{fine}/vote", emoji=EMOJI[0], status=403)
        await say(carol, act, "Peace")
        await presenter.shows("tally", "muted", [bob.id])
        assert presenter.view.rows[("post", rude)]["author_id"] == bob.id
        await until(lambda: "Peace" in texts(watching))
        assert b"muted" not in watching.view.raw
        assert bob.id.encode() not in watching.view.raw
        await act.call("POST", "/clear")  # a new round lets nobody speak again
        await bob.call(act, "POST", "/posts", text="And now?", status=403)
        await act.call("POST", "/unclear")
        await act.call("PUT", f"/posts/{fine}/author", muted=False)
        await until(lambda: "muted" not in presenter.view.rows[("tally", act.id)])
        await say(bob, act, "Sorry")

    play(database_url, scenario)


def test_slow_mode_and_links_change_at_once(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("chat")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await say(bob, act, "See https://example.org/")
        await act.call("PUT", config={"slow": 60, "links": False})
        for text in ("www.example.org", "HTTPS://x", "go to ｅｘａｍｐｌｅ．ｃｏｍ now", "한글.com"):
            await carol.call(act, "POST", "/posts", text=text, status=422)
        await say(carol, act, "No link. It is 3.5 or so, e.g. that")
        answer = await talk.house.client.post(
            f"/api/activities/{act.id}/posts",
            headers={"Authorization": f"Bearer {bob.token}"},
            json={"text": "Again"},
        )
        assert (answer.status_code, answer.json()["code"]) == (429, "slow_mode")
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        for _ in range(2):
            await act.call("POST", "/posts", text="The presenter may")
        await act.call("PUT", config={"slow": 0})
        await say(bob, act, "Again")

    play(database_url, scenario)


def test_too_much_at_once_is_too_much(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("chat")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        answers = [
            await talk.house.client.post(
                f"/api/activities/{act.id}/posts",
                headers={"Authorization": f"Bearer {bob.token}"},
                json={"text": f"Message {number}"},
            )
            for number in range(40)
        ]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert refused
        assert {answer.status_code for answer in answers} == {201, 429}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)
        await say(carol, act, "Others are not held up")

    play(database_url, scenario, limits="on")


def test_a_long_history_comes_in_pages(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("chat")
        bob = await talk.phone("Bob")
        ids = [await say(bob, act, f"Message {number}") for number in range(1, 61)]
        await act.call("PUT", f"/posts/{ids[4]}", state="hidden")
        await bob.call(act, "POST", f"/posts/{ids[2]}/vote", emoji=EMOJI[0])
        fresh = await bob.stream().caught_up()
        assert texts(fresh) == [f"Message {number}" for number in range(11, 61)]
        assert fresh.view.row("tally")["first"] == 11
        path = f"/api/activities/{act.id}/posts?limit=4&before=11"
        found: list[dict[str, Any]] = []
        pages = 0
        while path:
            answer = await talk.house.client.get(path, headers={"Authorization": f"Bearer {bob.token}"})
            found += answer.json()
            pages += 1
            path = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
        assert [post["number"] for post in found] == [10, 9, 8, 7, 6, 4, 3, 2, 1]
        assert pages == 3
        assert found[-3]["emoji"] == {EMOJI[0]: 1}
        staff = await talk.presenter().caught_up()
        assert texts(staff) == texts(fresh)
        assert staff.view.row("tally")["first"] == 11
        older = await act.call("GET", "/posts?before=11")
        assert [(post["number"], post["state"]) for post in older if post["state"] != "shown"] == [(5, "hidden")]
        await act.call("PUT", f"/posts/{ids[4]}", state="shown")
        await staff.shows("post", "state", "shown")

    play(database_url, scenario)
