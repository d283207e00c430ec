from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from madang.activities.models import State
from madang.text import written

Prompt = Annotated[str, *written("prompt", 1, 300, lines=True)]
Notes = Annotated[str, *written("notes", 0, 4000, lines=True)]
Flag = Annotated[bool, Field(strict=True)]
KindName = Annotated[str, Field(max_length=32)]
Slot = Annotated[str, Field(pattern=r"^[A-Za-z0-9_:-]{0,32}$")]
Seconds = Annotated[int, Field(ge=5, le=86_400, strict=True)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewActivity(Body):
    """`config` is what its kind asks for: `GET /api/kinds` has the schemas. What is left out is the kind's default."""

    kind: KindName
    title: Prompt
    config: dict[str, Any] = {}
    anonymous: Flag | None = None
    results_shown: Flag | None = None
    notes: Notes | None = None


class ActivityEdit(Body):
    """Only what was sent changes; `config` is replaced as a whole."""

    title: Prompt = ""
    config: dict[str, Any] = {}
    anonymous: Flag = False
    notes: Notes | None = None


class Order(Body):
    ids: Annotated[list[Annotated[str, Field(max_length=32)]], Field(max_length=500)]


class OnStage(Body):
    """`open` opens it in the same step."""

    activity: Annotated[str, Field(max_length=32)] | None
    open: Flag = False


class Step(Body):
    """From which activity on the stage the step goes (null: from the empty stage); sent twice it is one step."""

    seen_on: Annotated[str, Field(max_length=32)] | None
    progress: dict[str, Any] | None = None
    """How far that activity was, as its sender saw it: for one that has steps of its own."""


class Shown(Body):
    shown: Flag


class Timer(Body):
    """How many seconds from now on responses are taken; null takes the limit away."""

    seconds: Seconds | None


class ResponseIn(Body):
    """`round` says which round the answer is meant for: one that has waited offline never counts in a later round."""

    answer: dict[str, Any]
    round: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None
    slot: Slot | None = None


class ResponseOut(TypedDict):
    activity: str
    round: int
    slot: str
    answer: dict[str, Any]


class ActivityOut(TypedDict):
    """An activity as its presenter sees it. `public` is what phones are given of `config` and `progress`."""

    id: str
    type: str
    title: str
    state: State
    position: int
    config: dict[str, Any]
    progress: dict[str, Any]
    public: dict[str, Any]
    notes: str | None
    anonymous: bool
    results_shown: bool
    round: int
    can_unclear: bool
    beside: bool
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    asked_at: datetime | None
    closes_at: datetime | None


class RestartUndone(TypedDict):
    """`left` are those that stayed as they are, since people have answered them after the talk started over."""

    activities: list[ActivityOut]
    left: list[str]


class StageOut(TypedDict):
    activity: str | None


class ResultsOut(TypedDict):
    activity: str
    round: int
    results: dict[str, Any]


class ResponseRow(TypedDict):
    """One response; `participant`, `nickname` and `at` are null in an anonymous activity."""

    id: str
    slot: str
    answer: dict[str, Any]
    participant: str | None
    nickname: str | None
    at: datetime | None


class Mine(TypedDict):
    """What one participant has done in the activities that they can see now, by activity."""

    activities: dict[str, dict[str, Any]]


class KindOut(TypedDict):
    """`anonymous` and `results_shown` are what a new one is where nobody says otherwise."""

    name: str
    beside: bool
    named: bool
    moderated: bool
    anonymous: bool
    results_shown: bool
    config: dict[str, Any]
    answer: dict[str, Any] | None
