"""Activities that are removed, and the many that are there."""

from tests.activities.leading import order, state
from tests.activities.talk import OPTIONS, Talk, play


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
