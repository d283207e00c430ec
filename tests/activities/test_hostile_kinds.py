"""Hostile values in every field of every kind's configuration and answer: refused or taken, and never a 5xx."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from madang.activities.registry import AnyKind, all_kinds
from tests.activities.talk import Talk, play
from tests.examples import example
from tests.hostile import MARK, fields_for
from tests.room.house import House


def with_hostile(good: Any, hostile: str) -> Iterator[str]:
    """The JSON of `good` with a hostile value in one place after the other, at every depth."""
    yield hostile
    if isinstance(good, dict):
        for name, value in good.items():
            for inner in with_hostile(value, hostile):
                others = {key: json.dumps(other) for key, other in good.items()} | {name: inner}
                yield "{" + ",".join(f"{json.dumps(key)}:{other}" for key, other in others.items()) + "}"
    elif isinstance(good, list):
        for place, value in enumerate(good[:2]):
            for inner in with_hostile(value, hostile):
                yield "[" + ",".join([*map(json.dumps, good[:place]), inner, *map(json.dumps, good[place + 1 :])]) + "]"


async def send(served: House, method: str, path: str, body: str, token: str, what: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = await served.client.request(method, f"/api/{path}", content=body.encode(), headers=headers)
    assert answer.status_code < 500, f"{what}: {answer.text}"
    if answer.status_code == 422:
        assert MARK not in answer.text, f"{what}: the answer repeats the input"
    return answer.status_code


def answer_of(kind: AnyKind) -> Any:
    assert kind.answer is not None
    schema = kind.answer.model_json_schema()
    return example(schema, schema.get("$defs", {}))


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_hostile_values_in_a_kind(database_url: str, kind: AnyKind) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add(kind.name)
        config = (await act.call("GET"))["config"]
        bob = await talk.phone("Bob")
        presenter = talk.presenter()
        for what, value in fields_for(database_url):
            for hostile in with_hostile(config, value):
                if len(hostile) < 60_000:
                    await send(talk.house, "PUT", act.path, f'{{"config":{hostile}}}', talk.house.token, what)
            if kind.answer is not None:
                for hostile in with_hostile(answer_of(kind), value):
                    path = f"activities/{act.id}/response"
                    await send(talk.house, "POST", path, f'{{"answer":{hostile}}}', bob.token, what)
        await act.call("PUT", title="Done")  # and whatever was taken can be shown
        await presenter.shows("activity", "title", "Done")
        await act.results()

    play(database_url, scenario)
