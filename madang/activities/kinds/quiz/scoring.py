"""From answers to points and places: pure functions. The formula is in the docstring of `quiz`."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Final, Literal, NamedTuple

from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.questions import AnyQuestion

AT_ONCE: Final = 1000
AT_THE_END: Final = 500
IN_A_ROW: Final = 100
LONGEST_ROW: Final = 5
Outcome = Literal["right", "wrong", "missed"]
TIMES: Final = {"none": 0, "standard": 1, "double": 2}


class Given(NamedTuple):
    """Who answered what, and in how many milliseconds."""

    key: str
    answer: QuizAnswer
    elapsed: int | None


class Standing(NamedTuple):
    """What somebody has after some questions; `gained` and `outcome` are about the last one."""

    points: int = 0
    right: int = 0
    streak: int = 0
    gained: int = 0
    outcome: Outcome = "missed"


def score(question: AnyQuestion, answer: QuizAnswer, elapsed: int | None) -> int:
    """The points of one answer, without those for several in a row."""
    return _worth(question, elapsed) if question.is_right(answer) else 0


def _worth(question: AnyQuestion, elapsed: int | None) -> int:
    """The points of a right answer."""
    limit = question.seconds * 1000
    taken = limit if elapsed is None else min(max(elapsed, 0), limit)
    return (AT_ONCE - (AT_ONCE - AT_THE_END) * taken // limit) * TIMES[question.points]


def bonus(streak: int) -> int:
    """What the answer gives that is the `streak`th right one in a row."""
    return IN_A_ROW * min(max(streak - 1, 0), LONGEST_ROW)


def after(before: Mapping[str, Standing], question: AnyQuestion, given: Iterable[Given]) -> dict[str, Standing]:
    """The standings with one more question; who answers for the first time comes in."""
    is_right = question.judge()
    nothing = Standing()
    standings = {
        one.key: _with(
            question, before.get(one.key, nothing), "right" if is_right(one.answer) else "wrong", one.elapsed
        )
        for one in given
    }
    for key in before.keys() - standings.keys():
        standings[key] = _with(question, before[key], "missed", None)
    return standings


def _with(question: AnyQuestion, before: Standing, outcome: Outcome, elapsed: int | None) -> Standing:
    right = before.right + (outcome == "right")
    if question.points == "none":
        return Standing(before.points, right, before.streak, 0, outcome)
    if outcome != "right":
        return Standing(before.points, right, 0, 0, outcome)
    streak = before.streak + 1
    gained = _worth(question, elapsed) + bonus(streak)
    return Standing(before.points + gained, right, streak, gained, outcome)


def standings(questions: Sequence[AnyQuestion], given: Mapping[str, Iterable[Given]]) -> dict[str, Standing]:
    """After all of these questions, from what was given to each by its id."""
    empty: dict[str, Standing] = {}
    return reduce(lambda so_far, question: after(so_far, question, given.get(question.id, ())), questions, empty)


class Table:
    """Standings with their places, and those `before` the last question. Who has the same points shares a place."""

    def __init__(self, standings: Mapping[str, Standing], before: "Table | None" = None) -> None:
        self.standings = standings
        self.before = before
        self._points = sorted(-standing.points for standing in standings.values())

    def rank(self, key: str) -> int | None:
        """The place of somebody; None for somebody who has never answered."""
        standing = self.standings.get(key)
        return None if standing is None else bisect_left(self._points, -standing.points) + 1

    def best(self) -> list[tuple[str, Standing]]:
        """All of them, the first place first."""
        return sorted(self.standings.items(), key=lambda item: (-item[1].points, item[0]))


def mean_points(standings: Mapping[str, Standing], members: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """For each team that has members with answers: the mean of their points, and how many they are."""
    points: dict[str, list[int]] = {}
    for key, standing in standings.items():
        if key in members:
            points.setdefault(members[key], []).append(standing.points)
    return {team: (round(sum(all_) / len(all_)), len(all_)) for team, all_ in points.items()}
