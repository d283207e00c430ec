from collections.abc import Iterator, Sequence
from typing import Any, get_args

from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.reactions.counting import totals
from madang.activities.kinds.reactions.routes import hot, router
from madang.activities.kinds.reactions.schemas import Mood, MoodAnswer, ReactionsConfig
from madang.database import Db
from madang.errors import Problem
from madang.live.rows import Audience
from madang.messages import register

register(
    {
        "emoji_too_short": ("이모지를 입력해 주세요.", "Please enter an emoji."),
        "emoji_too_long": ("이모지는 하나만 쓸 수 있습니다.", "One emoji is enough."),
        "emoji_twice": ("같은 이모지가 두 번 들어 있습니다.", "The same emoji is there twice."),
        "emoji_unknown": ("여기에 없는 이모지입니다.", "There is no such emoji here."),
        "mood_off": ("여기서는 기분을 묻지 않습니다.", "Nobody asks for a mood here."),
    }
)


class Reactions(Kind[ReactionsConfig, MoodAnswer]):
    """A response is somebody's mood; taps are counted beside it."""

    name = "reactions"
    config = ReactionsConfig
    answer = MoodAnswer
    beside = True
    results_on_phones = False
    router = router
    hot = hot

    def check(self, running: Running[ReactionsConfig], answer: MoodAnswer) -> None:
        if not running.config.mood:
            raise Problem(409, "mood_off")

    def marks(self, running: Running[ReactionsConfig], answer: MoodAnswer) -> Iterator[Mark]:
        yield Mark(answer.mood)

    def tally(self, running: Running[ReactionsConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """`moods`: how many feel each way now."""
        n = {count.part: count.n for count in counts}
        return {"moods": {mood: n.get(mood, 0) for mood in get_args(Mood)}}

    def results(self, db: Db, running: Running[ReactionsConfig], audience: Audience) -> dict[str, Any]:
        """And `taps`: how often each emoji was tapped in this round, from which the screen tells what is new."""
        tapped = totals(db, running.id, running.round)
        taps = {emoji: tapped.get(emoji, 0) for emoji in running.config.emoji}
        return {**super().results(db, running, audience), "taps": taps}


KIND = Reactions()
