from collections.abc import Iterator, Sequence
from typing import Any

from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.ranking.schemas import RankingAnswer, RankingConfig
from madang.activities.kinds.ranking.scores import score
from madang.errors import Problem
from madang.messages import register

register(
    {
        "item_too_short": ("항목을 입력해 주세요.", "Please enter the item."),
        "item_too_long": ("항목은 120글자 이하여야 합니다.", "An item must have at most 120 characters."),
        "item_twice": ("같은 항목이 두 번 들어 있습니다.", "The same item is there twice."),
        "item_unknown": ("없는 항목을 골랐습니다.", "There is no such item."),
        "more_places_than_items": ("순위가 항목보다 많습니다.", "There are more places than items."),
        "rank_so_many": ("정해진 개수만큼 순서를 매겨 주세요.", "Please put as many in order as are asked for."),
        "items_are_fixed": (
            "한 번 열었거나 응답이 있으면 항목을 더하거나 뺄 수 없습니다. 복제해서 새로 만들어 주세요.",
            "Items and places stay once it was open or answered. Duplicate it for others.",
        ),
    }
)


class Ranking(Kind[RankingConfig, RankingAnswer]):
    name = "ranking"
    config = RankingConfig
    answer = RankingAnswer

    def check(self, running: Running[RankingConfig], answer: RankingAnswer) -> None:
        given = set(answer.order)
        if len(given) != len(answer.order) or not {item.id for item in running.config.items}.issuperset(given):
            raise Problem(422, "item_unknown")
        if len(given) != running.config.ranked:
            raise Problem(422, "rank_so_many")

    def marks(self, running: Running[RankingConfig], answer: RankingAnswer) -> Iterator[Mark]:
        return (Mark(item, float(place)) for place, item in enumerate(answer.order, 1))

    def changeable(self, running: Running[RankingConfig]) -> bool:
        return running.config.changeable

    def tally(self, running: Running[RankingConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """`items`, in the order of the configuration: how often each got which place, and what that makes.

        `order`: their ids, the best first by the configured score; those that are equal keep the configured order.
        """
        config = running.config
        n = {(count.part, count.value): count.n for count in counts}
        numbers = [float(place) for place in range(1, config.ranked + 1)]
        places = {item.id: [n.get((item.id, number), 0) for number in numbers] for item in config.items}
        scores = {item: score(its, responses, len(config.items)) for item, its in places.items()}

        def rank(item: str) -> int:
            return scores[item].doubled if config.score == "average" else -scores[item].borda

        return {
            "items": [
                {"points": scores[item].borda, "average": scores[item].average(responses), "places": its}
                for item, its in places.items()
            ],
            "order": sorted(places, key=rank),
        }

    def tally_on_phones(self, running: Running[RankingConfig], found: dict[str, Any]) -> dict[str, Any]:
        """`scores`: the configured one of each item, in the order of the configuration."""
        name = "average" if running.config.score == "average" else "points"
        return {"scores": [item[name] for item in found["items"]]}

    def fixed(self, running: Running[RankingConfig], config: RankingConfig) -> None:
        before = running.config
        same = {item.id for item in config.items} == {item.id for item in before.items}
        if not (same and config.ranked == before.ranked):
            raise Problem(409, "items_are_fixed")


KIND = Ranking()
