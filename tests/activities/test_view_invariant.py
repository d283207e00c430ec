"""Old view plus stream equals fresh view, for everything that happens to activities, in any interleaving."""

from typing import Any

import pytest
from hypothesis import strategies as st

from tests.activities.evening import KINDS, WATCHERS, Evening
from tests.room.house import House
from tests.room.interleaving import in_one_loop, quick_rooms

acts = st.integers(0, len(KINDS) - 1)
actions = st.one_of(
    st.tuples(st.sampled_from(["open", "close", "clear", "unclear", "show", "hide", "stage", "edit"]), acts),
    st.tuples(st.sampled_from(["remove", "restore", "timer"]), acts),
    st.tuples(st.sampled_from(["respond", "mood"]), st.integers(0, 2)),
    st.tuples(st.sampled_from(["next", "back", "empty", "reorder", "restart", "restart/undo"]), st.just(0)),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("do"), st.lists(actions, min_size=1, max_size=4)),
        st.tuples(st.just("drop"), st.integers(0, len(WATCHERS) - 1)),
        st.tuples(st.just("come_back"), st.integers(0, len(WATCHERS) - 1)),
    ),
    min_size=4,
    max_size=14,
)


def test_old_view_plus_stream_equals_fresh_view(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(served: House, drawn: list[tuple[str, Any]]) -> None:
        evening = await Evening.begun(served)
        for kind, what in drawn:
            await evening.step(kind, what)
        await evening.check()
        await evening.close()

    with quick_rooms(monkeypatch):
        in_one_loop(steps, database_url, scenario, examples=12)
