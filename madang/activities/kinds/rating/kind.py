from collections.abc import Iterator, Sequence
from typing import Any

from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.rating.schemas import RatingAnswer, RatingConfig
from madang.activities.kinds.rating.summary import summary
from madang.errors import Problem
from madang.messages import register

register(
    {
        "statement_too_short": ("항목을 모두 입력해 주세요.", "Please enter every statement."),
        "statement_too_long": ("항목은 120글자 이하여야 합니다.", "A statement must have at most 120 characters."),
        "statement_twice": ("같은 항목이 두 번 들어 있습니다.", "The same statement is there twice."),
        "statement_unknown": ("없는 항목을 평가했습니다.", "There is no such statement."),
        "label_too_long": ("척도 이름은 40글자 이하여야 합니다.", "A label must have at most 40 characters."),
        "rate_every_statement": ("모든 항목을 평가해 주세요.", "Please rate every statement."),
        "off_the_scale": ("척도를 벗어난 점수입니다.", "These points are not on the scale."),
        "points_are_fixed": (
            "한 번 열었거나 응답이 있으면 점수 단계를 바꿀 수 없습니다. 복제해서 새로 만들어 주세요.",
            "The number of points stays once it was open or answered. Duplicate it for another scale.",
        ),
        "statements_are_fixed": (
            "한 번 열었거나 응답이 있으면 항목을 뺄 수 없고, 더하려면 건너뛰기를 허용해야 합니다.",
            "Once it was open or answered, statements stay, and others come only where one may skip them.",
        ),
    }
)


class Rating(Kind[RatingConfig, RatingAnswer]):
    name = "rating"
    config = RatingConfig
    answer = RatingAnswer

    def check(self, running: Running[RatingConfig], answer: RatingAnswer) -> None:
        config = running.config
        asked = {statement.id for statement in config.statements}
        if not asked.issuperset(answer.values):
            raise Problem(422, "statement_unknown")
        if not config.skippable and asked != answer.values.keys():
            raise Problem(422, "rate_every_statement")
        if max(answer.values.values()) > config.points:
            raise Problem(422, "off_the_scale")

    def marks(self, running: Running[RatingConfig], answer: RatingAnswer) -> Iterator[Mark]:
        return (Mark(statement, float(points)) for statement, points in answer.values.items())

    def changeable(self, running: Running[RatingConfig]) -> bool:
        return running.config.changeable

    def tally(self, running: Running[RatingConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """`statements`: the summary of each, in the order of the configuration."""
        n = {(count.part, count.value): count.n for count in counts}
        points = [float(value) for value in range(1, running.config.points + 1)]
        return {
            "statements": [
                summary([n.get((statement.id, value), 0) for value in points])
                for statement in running.config.statements
            ]
        }

    def tally_on_phones(self, running: Running[RatingConfig], found: dict[str, Any]) -> dict[str, Any]:
        """`means`, in the order of the configuration, and `counts` where one thing alone is rated."""
        statements = found["statements"]
        counted = {"counts": statements[0]["counts"]} if len(statements) == 1 else {}
        return {"means": [statement["mean"] for statement in statements], **counted}

    def fixed(self, running: Running[RatingConfig], config: RatingConfig) -> None:
        """Words and labels may change, and nobody's answer becomes one that could not be given."""
        before = running.config
        if config.points != before.points:
            raise Problem(409, "points_are_fixed")
        ids, ids_before = ({statement.id for statement in one.statements} for one in (config, before))
        must_rate_more = not config.skippable and (before.skippable or ids != ids_before)
        if must_rate_more or not ids >= ids_before:
            raise Problem(409, "statements_are_fixed")


KIND = Rating()
