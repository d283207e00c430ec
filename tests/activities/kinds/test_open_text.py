"""A wall of answers: who may put what on it, and who is shown what of it."""

from typing import Any

from tests.activities.talk import Talk, play
from tests.room.house import Open, until

WAITS = "an-answer-that-waits"


def wall(stream: Open) -> list[str]:
    """What stands on it, in the order of writing."""
    rows = [row for (kind, _), row in stream.view.rows.items() if kind == "post" and not row.get("gone")]
    return [row["text"] for row in sorted(rows, key=lambda row: row["number"]) if row["state"] == "shown"]


async def shows(stream: Open, *texts: str) -> None:
    await until(lambda: wall(stream) == list(texts), f"the wall does not become {texts}")


def test_answers_fill_the_wall(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text", config={"most": 2, "longest": 20})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching = await talk.screen(), carol.stream()
        first = await bob.call(act, "POST", "/posts", text="  More pictures\n")
        await bob.call(act, "POST", "/posts", text="x" * 21, status=422)
        await bob.call(act, "POST", "/posts", text="Fewer slides")
        await bob.call(act, "POST", "/posts", text="A third", status=409)
        for stream in (screen, watching):
            await shows(stream, "More pictures", "Fewer slides")
            assert b"Bob" not in stream.view.raw
        await bob.call(act, "PUT", f"/posts/{first['id']}", text="Many pictures")
        await carol.call(act, "PUT", f"/posts/{first['id']}", text="None", status=404)
        await shows(screen, "Many pictures", "Fewer slides")
        await bob.call(act, "DELETE", f"/posts/{first['id']}")
        await shows(screen, "Fewer slides")
        assert [post["text"] for post in (await bob.mine())[act.id]["posts"]] == ["Fewer slides"]
        assert (await act.results())["n"] == 1
        await act.call("POST", "/close")
        await carol.call(act, "POST", "/posts", text="Too late", status=409)

    play(database_url, scenario)


def test_nothing_is_shown_before_it_was_let_through(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text", config={"approve": True, "most": 2})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching, presenter = await talk.screen(), carol.stream(), talk.presenter()
        waiting = await bob.call(act, "POST", "/posts", text=WAITS)
        fine = await bob.call(act, "POST", "/posts", text="Fine")
        await presenter.shows("tally", "waiting", 2)
        await act.call("PUT", f"/posts/{fine['id']}", state="shown")
        for stream in (screen, watching):
            await shows(stream, "Fine")
            assert WAITS.encode() not in stream.view.raw
        mine = (await bob.mine())[act.id]["posts"]
        assert [(post["text"], post["state"]) for post in mine] == [(WAITS, "waiting"), ("Fine", "shown")]
        await act.call("PUT", f"/posts/{fine['id']}", state="hidden")
        await act.call("PUT", f"/posts/{waiting['id']}", state="shown")
        for stream in (screen, watching):
            await shows(stream, WAITS)

    play(database_url, scenario)


def test_votes_groups_and_one_answer_alone(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen = await talk.screen()
        post = await bob.call(act, "POST", "/posts", text="More pictures")
        for _ in range(2):
            await carol.call(act, "POST", f"/posts/{post['id']}/vote", on=True)
        await screen.shows("votes", "n", 1)
        await act.call("PUT", f"/posts/{post['id']}", group="Slides")
        await screen.shows("post", "group", "Slides")
        await act.call("PUT", "/open_text/wall", highlight=post["id"])
        await act.call("PUT", "/open_text/wall", sort="votes")
        await screen.shows("activity", "progress", {"highlight": post["id"], "sort": "votes"})
        await act.call("PUT", "/open_text/wall", highlight=None)
        await screen.shows("activity", "progress", {"sort": "votes"})
        await act.call("PUT", "/open_text/wall", highlight=post["id"])
        await act.call("PUT", f"/posts/{post['id']}", state="hidden")
        await screen.shows("activity", "progress", {"sort": "votes"})
        await act.call("PUT", f"/posts/{post['id']}", state="shown")
        other = await carol.call(act, "POST", "/posts", text="Fewer slides")
        await act.call("PUT", "/open_text/wall", highlight=other["id"])
        await act.call("PUT", f"/posts/{post['id']}", state="archived")
        assert (await act.call("GET"))["progress"] == {"sort": "votes", "highlight": other["id"]}
        await carol.call(act, "DELETE", f"/posts/{other['id']}")
        await screen.shows("activity", "progress", {"sort": "votes"})
        await act.call("PUT", f"/posts/{post['id']}", state="shown")
        await act.call("PUT", "/open_text/wall", highlight=post["id"])
        await act.call("POST", "/clear")
        await screen.shows("activity", "progress", {"sort": "votes"})
        await shows(screen)
        await act.call("PUT", "/open_text/wall", highlight=post["id"], status=404)  # of the round before
        await act.call("POST", "/unclear")
        await shows(screen, "More pictures")

    play(database_url, scenario)


def test_votes_can_be_off_and_names_be_shown(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text", config={"votes": False}, anonymous=False)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen = await talk.screen()
        post = await bob.call(act, "POST", "/posts", text="It was me")
        await carol.call(act, "POST", f"/posts/{post['id']}/vote", on=True, status=409)
        await screen.shows("post", "author", "Bob")
        presenter, watching = talk.presenter(), carol.stream()
        await act.call("PUT", "", config={"names": False})
        for stream in (screen, watching):
            await stream.shows("post", "author", None)
        await presenter.shows("post", "author", "Bob")
        (page,) = await carol.call(act, "GET", "/posts")
        assert page["author"] is None

    play(database_url, scenario)


def test_only_the_presenter_arranges_the_wall(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("open_text", config={"approve": True})
        other = await talk.add("reactions", opened=False)
        bob = await talk.phone("Bob")
        path = f"{act.path}/open_text/wall"
        waiting = await bob.call(act, "POST", "/posts", text=WAITS)
        await talk.house.call("PUT", path, token=bob.token, sort="votes", status=401)
        await talk.house.call("PUT", path, token=await talk.house.register("Eve"), sort="votes", status=404)
        await other.call("PUT", "/open_text/wall", sort="votes", status=404)
        await act.call("PUT", "/open_text/wall", highlight=waiting["id"], status=404)
        wrong: tuple[dict[str, Any], ...] = ({"sort": "longest"}, {"highlight": "x" * 33}, {"rows": 3})
        for body in wrong:
            await act.call("PUT", "/open_text/wall", **body, status=422)
        for config in ({"most": 6}, {"longest": 501}, {"approve": "perhaps"}):
            path = f"{talk.path}/activities"
            await talk.house.call("POST", path, kind="open_text", title="?", config=config, status=422)

    play(database_url, scenario)
