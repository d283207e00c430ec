from collections.abc import Iterator, Sequence
from typing import Any

from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.choice.schemas import ChoiceAnswer, ChoiceConfig
from madang.errors import Problem
from madang.messages import register

register(
    {
        "option_too_short": ("보기를 입력해 주세요.", "Please enter the option."),
        "option_too_long": ("보기는 120글자 이하여야 합니다.", "An option must have at most 120 characters."),
        "option_twice": ("같은 보기가 두 번 들어 있습니다.", "The same option is there twice."),
        "option_unknown": ("없는 보기를 골랐습니다.", "There is no such option."),
        "emoji_too_short": ("이모지를 입력해 주세요.", "Please enter an emoji."),
        "emoji_too_long": ("이모지는 하나만 쓸 수 있습니다.", "One emoji is enough."),
        "least_and_most": (
            "고를 수 있는 개수의 범위가 보기와 맞지 않습니다.",
            "At least and at most do not fit to the number of options.",
        ),
        "choose_one": ("하나만 골라 주세요.", "Please choose one."),
        "choose_more_or_fewer": (
            "고른 개수가 정해진 범위를 벗어났습니다.",
            "This is more or fewer than may be chosen.",
        ),
        "options_are_fixed": (
            "한 번 열었거나 응답이 있으면 보기와 고를 수 있는 개수는 늘릴 수만 있습니다. 복제해서 새로 만들어 주세요.",
            "Once it was open or answered, options and how many may be chosen only grow. Duplicate it for others.",
        ),
    }
)


class Choice(Kind[ChoiceConfig, ChoiceAnswer]):
    name = "choice"
    config = ChoiceConfig
    answer = ChoiceAnswer

    def check(self, running: Running[ChoiceConfig], answer: ChoiceAnswer) -> None:
        config, chosen = running.config, answer.options
        if len(set(chosen)) != len(chosen) or not {option.id for option in config.options}.issuperset(chosen):
            raise Problem(422, "option_unknown")
        if not config.multiple and len(chosen) != 1:
            raise Problem(422, "choose_one")
        least, most = config.bounds
        if not least <= len(chosen) <= most:
            raise Problem(422, "choose_more_or_fewer")

    def marks(self, running: Running[ChoiceConfig], answer: ChoiceAnswer) -> Iterator[Mark]:
        return (Mark(option) for option in answer.options)

    def changeable(self, running: Running[ChoiceConfig]) -> bool:
        return running.config.changeable

    def tally(self, running: Running[ChoiceConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """`counts`: how many chose each option, in the order of the configuration."""
        n = {count.part: count.n for count in counts}
        return {"counts": [n.get(option.id, 0) for option in running.config.options]}

    def fixed(self, running: Running[ChoiceConfig], config: ChoiceConfig) -> None:
        """Whatever could be chosen can still be; its words, emoji and colours may change."""
        if not config.covers(running.config):
            raise Problem(409, "options_are_fixed")


KIND = Choice()
