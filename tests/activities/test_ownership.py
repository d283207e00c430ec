"""What belongs to another presenter or another session does not exist."""

from typing import Any

from tests.activities.talk import OPTIONS, Talk, play


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
