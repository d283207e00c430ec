"""Whatever may happen, in whatever order: examples by the dozen on one app."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madang.room import changes, hub, room
from tests.room.house import House, house


@contextmanager
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same rooms, that look oftener and cut their events smaller, so that more can happen in between."""
    monkeypatch.setattr(room, "BETWEEN_LOOKS_SECONDS", 0.004)
    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(hub, "PRESENCE_SECONDS", 0.01)
    monkeypatch.setattr(hub, "EMPTY_ROOM_SECONDS", 0.02)
    monkeypatch.setattr(changes, "ROWS_AN_EVENT", 2)
    yield


def in_one_loop(
    drawn: st.SearchStrategy[Any], database_url: str, scenario: Callable[[House, Any], Awaitable[None]], examples: int
) -> None:
    """One served app for all examples, each with a session of its own."""
    with asyncio.Runner() as runner:
        context = house(database_url)
        served = runner.run(context.__aenter__())

        @settings(
            max_examples=examples,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take minutes
            suppress_health_check=list(HealthCheck),
        )
        @given(drawn)
        def hold(example: Any) -> None:
            runner.run(_awaited(scenario(served, example)))

        try:
            hold()
        finally:
            runner.run(context.__aexit__(None, None, None))


async def _awaited(scenario: Awaitable[None]) -> None:
    await scenario
