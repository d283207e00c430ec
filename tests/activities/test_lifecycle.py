"""The life of an activity as its presenter leads it: running order, stage, rounds, results, time."""

import asyncio
from typing import Any

from tests.activities.talk import Act, Talk, play
from tests.room.house import until

OPTIONS = [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]


async def order(talk: Talk) -> list[str]:
    return [row["id"] for row in await talk.house.call("GET", f"{talk.path}/activities")]


async def press(act: Act, way: str = "next") -> str | None:
    found: str | None = (await act.call("POST", f"../../stage/{way}"))["activity"]
    return found


async def state(act: Act) -> str:
    found: str = (await act.call("GET"))["state"]
    return found


def test_the_running_order_is_changed_as_a_whole(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second, third = [await talk.add("choice", title, opened=False) for title in ("One", "Two", "Three")]
        wanted = [third.id, first.id, second.id]
        await first.call("PUT", "../../activities/order", ids=wanted)
        assert await order(talk) == wanted
        for outdated in (wanted[:2], [*wanted, first.id], ["x", *wanted[1:]]):
            await first.call("PUT", "../../activities/order", ids=outdated, status=409)
        assert await order(talk) == wanted

    play(database_url, scenario)


def test_one_key_leads_through_the_evening(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first = await talk.add("choice", "One", opened=False)
        await talk.add("reactions", "Beside", opened=False)
        second = await talk.add("choice", "Two", opened=False)

        assert await press(first) == first.id
        assert await state(first) == "open"
        await first.call("PUT", "../../stage", activity=None)
        assert await press(first, "back") == first.id
        await first.call("PUT", "../../stage", activity=None)
        assert await press(first) == second.id
        assert await press(first, "back") == first.id
        assert await press(first) == second.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(first, "back") == first.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(first) == second.id
        assert await press(first) is None
        assert await press(first, "back") == second.id
        assert (await first.call("GET", "../../stage"))["activity"] == second.id

    play(database_url, scenario)


def test_what_comes_again_opens_unless_somebody_has_answered_it(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second, third = [
            await talk.add("choice", title, config={"options": OPTIONS}) for title in ("One", "Two", "Three")
        ]
        await (await talk.phone("Bob")).answer(third, options=["a"])
        for act in (first, second, third):
            await act.call("POST", "/close")
        await first.stage(opened=False)
        assert (await press(first), await state(second)) == (second.id, "open")
        assert (await press(first), await state(third)) == (third.id, "closed")
        assert (await third.results())["n"] == 1

    play(database_url, scenario)


def test_a_closed_one_that_is_cleared_opens_as_a_draft_does(database_url: str) -> None:
    """With the results as hidden as they were before; taken back, it is closed with what people answered."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("PUT", "/results", shown=True)
        await act.call("POST", "/close")
        cleared = await act.call("POST", "/clear")
        assert (cleared["state"], cleared["results_shown"], cleared["asked_at"]) == ("draft", False, None)
        assert (await act.call("POST", "/unclear"))["state"] == "closed"
        assert (await act.results())["n"] == 1
        await act.call("POST", "/clear")
        await act.call("DELETE")
        assert (await act.call("POST", "/restore"))["state"] == "draft"
        await act.call("PUT", "../../stage", activity=None)
        assert (await press(act), await state(act)) == (act.id, "open")
        await act.call("POST", "/unclear")
        assert (await state(act), (await act.results())["n"]) == ("open", 1)

    play(database_url, scenario)


def test_a_removed_one_comes_back_with_its_responses(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["b"])
        await act.call("DELETE")
        assert await order(talk) == []
        assert [row["id"] for row in await act.call("GET", "../../activities/removed")] == [act.id]
        assert (await act.call("GET", "../../stage"))["activity"] is None
        await act.call("GET", status=404)
        await bob.answer(act, options=["a"], status=404)
        await act.call("POST", "/restore")
        assert await state(act) == "closed"
        assert await act.call("GET", "../../activities/removed") == []
        assert (await act.results())["counts"] == [0, 1]
        await act.call("POST", "/restore", status=404)

    play(database_url, scenario)


def test_clearing_begins_a_round_and_is_undone_once(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["b"])
        assert (await act.call("POST", "/clear"))["can_unclear"] is True
        assert await act.results() == {"n": 0, "counts": [0, 0]}
        assert (await bob.mine())[act.id]["answers"] == {}
        late = {"answer": {"options": ["a"]}, "round": 1}
        refused = await bob.call(act, "POST", "/response", status=409, **late)
        assert refused["code"] == "round_over"
        await bob.answer(act, options=["a"])
        await act.call("POST", "/unclear")
        assert await act.results() == {"n": 1, "counts": [0, 1]}
        await act.call("POST", "/unclear", status=409)
        await act.call("POST", "/clear")
        assert await act.results() == {"n": 0, "counts": [0, 0]}  # a third round, and not the second again

    play(database_url, scenario)


def test_clearing_twice_still_leads_back_to_what_people_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("POST", "/clear")
        await act.call("POST", "/clear")
        assert (await act.results())["n"] == 0
        await act.call("POST", "/unclear")
        assert await act.results() == {"n": 1, "counts": [0, 1]}

    play(database_url, scenario)


def test_undoing_a_clearing_shows_results_as_they_were_shown(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("PUT", "/results", shown=True)
        await act.call("POST", "/close")
        for _ in range(2):
            assert (await act.call("POST", "/clear"))["results_shown"] is False
        assert (await act.call("POST", "/unclear"))["results_shown"] is True
        await act.call("PUT", "/results", shown=False)
        await act.call("POST", "/clear")
        assert (await act.call("POST", "/unclear"))["results_shown"] is False

    play(database_url, scenario)


def test_results_are_shown_and_hidden(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        bob = await talk.phone("Bob")
        phone, screen = bob.stream(), await talk.screen()
        await bob.answer(act, options=["b"])
        await screen.shows("tally", "n", 1)
        assert "counts" not in screen.view.row("tally")
        assert phone.view.row("tally").get("gone")
        await act.call("PUT", "/results", shown=True)
        for stream in (phone, screen):
            await stream.shows("tally", "counts", [0, 1])
        await act.call("PUT", "/results", shown=False)
        await until(lambda: phone.view.row("tally").get("gone"))
        await until(lambda: "counts" not in screen.view.row("tally"))

    play(database_url, scenario)


def test_time_runs_out_by_itself(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, opened=False)
        await act.call("PUT", "/timer", seconds=30, status=409)
        await act.call("POST", "/open")
        assert (await act.call("PUT", "/timer", seconds=30))["closes_at"] is not None
        assert (await act.call("PUT", "/timer", seconds=None))["closes_at"] is None
        await act.call("PUT", "/timer", seconds=5)
        talk.house.execute("UPDATE activities SET closes_at = asked_at")  # five seconds later
        bob = await talk.phone("Bob")
        refused = await bob.answer(act, options=["a"], status=409)
        assert refused["code"] == "activity_closed"
        for _ in range(100):
            if await state(act) == "closed":
                break
            await asyncio.sleep(0.05)
        assert await state(act) == "closed"

    play(database_url, scenario)


def test_a_copy_is_a_draft_without_responses(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", "Which?", config={"options": OPTIONS}, notes="Wait for it")
        await (await talk.phone("Bob")).answer(act, options=["b"])
        copy = await act.call("POST", "/duplicate")
        assert (copy["title"], copy["state"], copy["notes"]) == ("Which?", "draft", "Wait for it")
        assert (await Act(talk, copy["id"]).results())["n"] == 0

    play(database_url, scenario)


def test_an_edit_changes_what_was_sent(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", "Which?", config={"options": OPTIONS}, notes="Mine", opened=False)
        assert (await act.call("PUT", title="And now?"))["notes"] == "Mine"
        assert (await act.call("PUT", notes=None))["title"] == "And now?"
        refused = await act.call("PUT", config={"options": [*OPTIONS, {"id": "c", "text": ""}]}, status=422)
        assert refused["code"] == "option_too_short"
        assert len((await act.call("GET"))["config"]["options"]) == 2
        await act.call("PUT", anonymous=False)
        await act.call("POST", "/open")
        await (await talk.phone("Bob")).answer(act, options=["b"])
        refused = await act.call("PUT", anonymous=True, status=409)
        assert refused["code"] == "has_responses"

    play(database_url, scenario)


def test_nobody_answers_where_the_session_is_not_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob = await talk.phone("Bob")
        await talk.house.call("POST", f"{talk.path}/pause")
        refused = await bob.answer(act, options=["a"], status=409)
        assert refused["code"] == "session_paused"
        await talk.house.call("POST", f"{talk.path}/activate")
        await bob.answer(act, options=["a"])

    play(database_url, scenario)


def test_what_is_not_yours_is_not_there(database_url: str) -> None:
    """Each call, by a stranger and with ids of other sessions: the same bytes as for what does not exist."""

    async def scenario(talk: Talk) -> None:
        house = talk.house
        act = await talk.add("choice", config={"options": OPTIONS})
        elsewhere = await Talk.begun(house)
        foreign = await elsewhere.add("choice", config={"options": OPTIONS})
        stranger = await house.register("mallory")
        calls: list[tuple[str, str, dict[str, Any]]] = [
            ("GET", "", {}),
            ("PUT", "", {"title": "Mine"}),
            ("DELETE", "", {}),
            *((("POST", f"/{step}", {})) for step in ("restore", "duplicate", "open", "close", "clear", "unclear")),
            ("PUT", "/results", {"shown": True}),
            ("GET", "/results", {}),
            ("PUT", "/timer", {"seconds": 30}),
            ("GET", "/responses", {}),
        ]
        for method, path, body in calls:
            answer = await house.call(method, act.path + path, token=stranger, status=404, **body)
            assert answer == {"detail": "Session not found"}, path
            crossed = f"{talk.path}/activities/{foreign.id}{path}"
            assert (await house.call(method, crossed, status=404, **body))["code"] == "activity_not_found", path
        of_session: list[tuple[str, str, dict[str, Any]]] = [
            ("GET", "activities", {}),
            ("POST", "activities", {"kind": "choice", "title": "Mine"}),
            ("PUT", "activities/order", {"ids": []}),
            ("GET", "activities/removed", {}),
            ("POST", "activities/restart", {}),
            ("POST", "activities/restart/undo", {}),
            ("GET", "stage", {}),
            ("PUT", "stage", {"activity": None}),
            ("POST", "stage/next", {}),
            ("POST", "stage/back", {}),
        ]
        for method, path, body in of_session:
            answer = await house.call(method, f"{talk.path}/{path}", token=stranger, status=404, **body)
            assert answer == {"detail": "Session not found"}, path
        await act.call("PUT", "../../stage", activity=foreign.id, status=404)
        bob = await talk.phone("Bob")
        await bob.answer(foreign, options=["a"], status=404)

    play(database_url, scenario)


def test_removed_ones_are_listed_in_pages(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        acts = [await talk.add("choice", title, opened=False) for title in ("One", "Two", "Three")]
        for act in acts:
            await act.call("DELETE")
        seen: list[str] = []
        path: str | None = f"/api/{talk.path}/activities/removed?limit=2"
        while path:
            answer = await talk.house.client.get(path, headers={"Authorization": f"Bearer {talk.house.token}"})
            seen += [row["title"] for row in answer.json()]
            path = answer.links["next"]["url"] if "next" in answer.links else None
        assert seen == ["Three", "Two", "One"]

    play(database_url, scenario)


def test_a_session_has_a_bounded_number_of_them(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", opened=False)
        talk.house.execute(
            *(
                "INSERT INTO activities SELECT 'copy' || '%s' || substr(id, 8), session_id, kind, title, config,"
                " progress, notes, position, state, anonymous, results_shown, seen, round, last_round, round_before,"
                " created_at, opened_at, closed_at, asked_at, closes_at, revision, tally_revision, rows_revision, 0,"
                " NULL, NULL, 0"
                f" FROM activities WHERE id = '{act.id}'" % f"{number:03}"
                for number in range(299)
            )
        )
        refused = await talk.house.call("POST", f"{talk.path}/activities", kind="choice", title="More", status=409)
        assert refused["code"] == "too_many_activities"
        await act.call("DELETE")
        await talk.add("choice", opened=False)
        assert (await act.call("POST", "/restore", status=409))["code"] == "too_many_activities"

    play(database_url, scenario)


def test_a_step_that_comes_twice_is_one_step(database_url: str) -> None:
    """A clicker that is pressed twice, a retry, two presenters at once: each says from where it goes."""

    async def scenario(talk: Talk) -> None:
        first, second = [await talk.add("choice", title, opened=False) for title in ("One", "Two")]

        async def press(seen_on: str | None) -> str | None:
            found: str | None = (await first.call("POST", "../../stage/next", seen_on=seen_on))["activity"]
            return found

        assert await press(None) == first.id
        assert await press(None) == first.id
        assert await press(first.id) == second.id
        assert await press(first.id) == second.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(second.id) is None
        assert (await first.call("POST", "../../stage/next"))["activity"] is None  # nothing that was not opened is left

    play(database_url, scenario)


def test_the_same_answer_after_the_close_was_answered_before_it(database_url: str) -> None:
    """A phone whose first answer got lost on the way back tries again, and may be late by then."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        sent = await bob.answer(act, options=["a"])
        await act.call("POST", "/close")
        assert await bob.answer(act, options=["a"]) == sent
        await bob.answer(act, options=["b"], status=409)
        await carol.answer(act, options=["a"], status=409)
        assert await act.results() == {"n": 1, "counts": [1, 0]}

    play(database_url, scenario)


def test_a_kind_that_is_not_there_any_more_takes_nothing_down(database_url: str) -> None:
    """Its package was uninstalled, or its configuration is of another version: it is listed, and can be removed."""

    async def scenario(talk: Talk) -> None:
        gone, other = [await talk.add("choice", title, config={"options": OPTIONS}) for title in ("Gone", "Other")]
        await gone.call("POST", "/close")
        talk.house.execute(f"UPDATE activities SET kind = 'applause' WHERE id = '{gone.id}'")
        broken = await talk.add("choice", "Broken", config={"options": OPTIONS})
        talk.house.execute(f"UPDATE activities SET config = '{{}}', kind = 'quiz_of_old' WHERE id = '{broken.id}'")
        bob = await talk.phone("Bob")
        phone, presenter = bob.stream(), talk.presenter()
        for stream in (phone, presenter):
            await stream.caught_up()
        assert {row["type"] for row in await talk.house.call("GET", f"{talk.path}/activities")} == {
            *("applause", "choice", "quiz_of_old")
        }
        await bob.mine()
        await other.call("POST", "/open")
        await bob.answer(other, options=["a"])
        await bob.answer(broken, options=["a"], status=409)
        await broken.call("DELETE")
        await gone.call("DELETE")

    play(database_url, scenario)
