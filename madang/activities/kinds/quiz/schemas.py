from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from madang.activities.kind import Strict
from madang.activities.kinds.quiz.questions import Question, QuizId, TrueFalse, new_id
from madang.activities.schemas import Body
from madang.errors import invalid
from madang.text import sameness, written

Phase = Literal["lobby", "asking", "locked", "revealed", "leaderboard", "podium"]
TeamName = Annotated[str, *written("quiz_team", 1, 20)]


class Team(Strict):
    id: QuizId = Field(default_factory=new_id)
    name: TeamName


class QuizConfig(Strict):
    """`teams` are chosen on the phones or dealt evenly. `top` is how many the screen's leaderboard shows."""

    # That there is one is checked below: one that is wrong is not also one too few.
    questions: Annotated[tuple[Question, ...], Field(max_length=50, json_schema_extra={"minItems": 1})] = Field(
        default_factory=lambda: (TrueFalse(text="1 + 1 = 2", holds=True),)
    )
    teams: Annotated[tuple[Team, ...], Field(max_length=8)] = ()
    teams_by: Literal["choice", "deal"] = "choice"
    top: Literal[5, 10] = 5

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.questions:
            raise invalid("quiz_empty")
        if len({question.id for question in self.questions}) != len(self.questions):
            raise invalid("quiz_id_twice")
        if len(self.teams) == 1:
            raise invalid("quiz_one_team")
        if len({sameness(team.name) for team in self.teams}) != len(self.teams):
            raise invalid("quiz_team_twice")
        if len({team.id for team in self.teams}) != len(self.teams):
            raise invalid("quiz_id_twice")
        return self


class Now(Body):
    """Where its sender saw the quiz: when it has moved on meanwhile, nothing happens."""

    phase: Phase
    question: Annotated[int, Field(ge=0, lt=50, strict=True)] | None


class Row(TypedDict):
    """A place on the leaderboard. `id` is the same from one leaderboard to the next, and names nobody elsewhere.

    `before` is the place after the question before; `gained` and `right` are about the last question.
    """

    id: str
    name: str
    rank: int
    before: int | None
    points: int
    gained: int
    right: bool
    team: str | None


class TeamRow(TypedDict):
    id: str
    name: str
    rank: int
    before: int | None
    points: int
    members: int


class Board(TypedDict):
    players: int
    rows: list[Row]
    teams: list[TeamRow]


class Place(TypedDict):
    """One person's result, for the presenter."""

    rank: int
    name: str
    points: int
    right: int
    team: str | None


class Progress(TypedDict, total=False):
    """`revealed` are the ids of the questions that count, `out` the participants that were removed by then, `dealt` how
    often teams were, and `before` is the progress of the round that was cleared."""

    phase: Phase
    question: int | None
    revealed: list[str]
    out: list[str]
    board: Board
    dealt: int
    before: dict[str, Any]
