"""A quiz as it is led and played, in short."""

from typing import Any

from tests.activities.talk import Act, Phone

TEAMS = [{"id": "r", "name": "Red"}, {"id": "b", "name": "Blue"}]
YES = {"kind": "true_false", "text": "?", "holds": True}


async def to(act: Act, *phases: str) -> None:
    """One step after the other, each of which leads to the phase that is named."""
    for phase in phases:
        assert (await act.call("POST", "/quiz/next"))["progress"]["phase"] == phase


async def score(phone: Phone, act: Act) -> dict[str, Any]:
    found: dict[str, Any] = (await phone.mine())[act.id]["score"]
    return found
