"""Choosing among options."""

from typing import Any

from tests.activities.talk import Talk, play

OPTIONS = [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}, {"id": "c", "text": "Deneb"}]


def test_one_choice_each_counted_as_they_come(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching = await talk.screen(), bob.stream()
        sent = await bob.answer(act, options=["a"])
        assert sent == {"activity": act.id, "round": 1, "slot": "", "answer": {"options": ["a"]}}
        assert await bob.answer(act, options=["a"]) == sent
        await carol.answer(act, options=["c"])
        assert await act.results() == {"n": 2, "counts": [1, 0, 1]}
        await bob.answer(act, options=["b"])
        for stream in (screen, watching):
            await stream.shows("tally", "counts", [0, 1, 1])
        assert (await bob.mine())[act.id]["answers"] == {"": {"options": ["b"]}}
        await bob.answer(act, options=["x"], status=422)
        await bob.answer(act, options=["a", "b"], status=422)
        await act.call("POST", "/close")
        await bob.answer(act, options=["a"], status=409)

    play(database_url, scenario)


def test_what_may_not_be_changed_stays(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS, "changeable": False})
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["a"])
        await bob.answer(act, options=["a"])
        await bob.answer(act, options=["b"], status=409)
        await bob.call(act, "DELETE", "/response", status=409)
        assert (await act.results())["counts"] == [1, 0, 0]

    play(database_url, scenario)


def test_what_could_be_chosen_stays_once_it_was_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        several = {"multiple": True, "most": 2}
        act = await talk.add("choice", opened=False, config={"options": OPTIONS[:2]})
        await act.call("PUT", config={"options": OPTIONS, **several})  # a draft is free
        await act.stage()
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["a", "b"])
        before = (await act.call("GET"))["config"]

        async def refuses(config: dict[str, Any]) -> None:
            assert (await act.call("PUT", config=config, status=409))["code"] == "options_are_fixed"

        narrower: list[dict[str, Any]] = [
            {"options": OPTIONS[:2], **several},
            {"options": [*OPTIONS[:2], {"id": "x", "text": "Deneb"}], **several},
            {"options": OPTIONS},
            {"options": OPTIONS, "multiple": True, "most": 1},
            {"options": OPTIONS, **several, "least": 2},
        ]
        for config in narrower:
            await refuses(config)
        await act.call("POST", "/close")
        await act.call("POST", "/clear")
        await refuses(narrower[0])  # its answers may come back
        await act.call("POST", "/unclear")
        assert (await act.call("GET"))["config"] == before
        more = [{"id": "d", "text": "Rigel"}, *OPTIONS[1:], {**OPTIONS[0], "text": "Polaris", "emoji": "⭐"}]
        await act.call("PUT", config={"options": more, "multiple": True, "picture": "donut"})
        assert await act.results() == {"n": 1, "counts": [0, 1, 0, 1]}
        single = await talk.add("choice", config={"options": OPTIONS})
        await bob.answer(single, options=["a"])
        await single.call("PUT", config={"options": OPTIONS, **several})
        assert (await single.results())["counts"] == [1, 0, 0]

    play(database_url, scenario)


def test_several_within_bounds(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS, "multiple": True, "least": 2, "most": 2})
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["a"], status=422)
        await bob.answer(act, options=["a", "b", "c"], status=422)
        await bob.answer(act, options=["c", "a"])
        assert await act.results() == {"n": 1, "counts": [1, 0, 1]}
        await bob.call(act, "DELETE", "/response")
        assert await act.results() == {"n": 0, "counts": [0, 0, 0]}

    play(database_url, scenario)


def test_a_configuration_that_contradicts_itself_is_refused(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        for config in (
            {"options": OPTIONS[:1]},
            {"options": [OPTIONS[0], OPTIONS[0]]},
            {"options": OPTIONS, "multiple": True, "least": 3, "most": 2},
            {"options": OPTIONS, "unknown": 1},
        ):
            await talk.house.call(
                "POST", f"{talk.path}/activities", kind="choice", title="?", config=config, status=422
            )

    play(database_url, scenario)


def test_what_is_wrong_is_named_with_its_place(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, opened=False)
        wrong = {"options": [OPTIONS[0], {"id": "x", "text": " "}, OPTIONS[2]]}
        for method, path, body in (
            ("POST", f"{talk.path}/activities", {"kind": "choice", "title": "?"}),
            ("PUT", act.path, {}),
        ):
            answer = await talk.house.call(method, path, config=wrong, status=422, **body)
            assert answer["errors"] == [{"field": "config.options.1.text", "detail": "보기를 입력해 주세요."}]

    play(database_url, scenario)
