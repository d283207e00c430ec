"""The kind of docs/guides/new-kind.md, as it is written there, is a whole kind."""

import re
from pathlib import Path
from typing import Any

import pytest

from madang.activities.counting import Count
from madang.activities.kind import Running
from madang.errors import Problem
from madang.messages import say

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "new-kind.md"


def test_the_kind_of_the_guide() -> None:
    code = re.search("```python\n(.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    written: dict[str, Any] = {}
    exec(compile(code[1], GUIDE, "exec"), written)
    kind = written["KIND"]
    running = Running("a", "s", kind.config(), {}, 1, "open", anonymous=True, results_shown=True)
    loud, louder = kind.answer(loud=3), kind.answer(loud=4)
    kind.check(running, loud)
    with pytest.raises(Problem) as refused:
        kind.check(running, louder)
    assert say(refused.value.code, "en") == "It cannot be that loud."
    (mark,) = kind.marks(running, loud)
    assert kind.tally(running, [Count(mark.part, mark.value, None, 1), Count(mark.part, 1, None, 3)], 4) == {
        "mean": 1.5
    }
    assert kind.tally(running, [], 0) == {"mean": None}
