from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

from madang.activities.counting import Count, counts, responded
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.word_cloud.merging import Sorted, Word, key_of, merged, sort_out
from madang.activities.kinds.word_cloud.routes import router
from madang.activities.kinds.word_cloud.schemas import WordCloudAnswer, WordCloudConfig
from madang.database import Db
from madang.errors import Problem
from madang.live.rows import Audience
from madang.messages import register

# A full hall writes thousands of words, and every answer sends them again.
MOST_ON_SCREEN: Final = 100
MOST_ON_PHONE: Final = 20
BYTES_WHILE_OPEN: Final = 96
MOST_FOR_PRESENTER: Final = 300

register(
    {
        "word_too_short": ("단어를 입력해 주세요.", "Please enter a word."),
        "word_too_long": ("단어는 30글자 이하여야 합니다.", "A word must have at most 30 characters."),
        "too_many_words": ("단어 수가 너무 많습니다.", "These are more words than one may write."),
        "words_are_fixed": (
            "한 번 열었거나 응답이 있으면 한 사람의 단어 수는 늘릴 수만 있습니다. 복제해서 새로 만들어 주세요.",
            "Once it was open or answered, one may only write more words each. Duplicate it for fewer.",
        ),
        "too_many_held": ("더 이상 숨길 수 없습니다.", "No more words can be hidden."),
    }
)


class WordCloud(Kind[WordCloudConfig, WordCloudAnswer]):
    """A word that a list refuses is an answer like any other, and it is counted among the responses.

    Only the cloud leaves it out, without a word to its author: who is told what passes learns how to get past. The
    presenter sees what was left out, may let it in, and may hide any other word.
    """

    name = "word_cloud"
    config = WordCloudConfig
    answer = WordCloudAnswer
    router = router

    def public_progress(self, running: Running[WordCloudConfig], audience: Audience) -> dict[str, Any]:
        return dict(running.progress) if audience == "presenter" else {}

    def check(self, running: Running[WordCloudConfig], answer: WordCloudAnswer) -> None:
        if len(answer.words) > running.config.most:
            raise Problem(422, "too_many_words")
        if not all(key_of(word) for word in answer.words):
            raise Problem(422, "word_too_short")

    def marks(self, running: Running[WordCloudConfig], answer: WordCloudAnswer) -> Iterator[Mark]:
        """A word that somebody writes twice counts once, in its first spelling."""
        first: dict[str, str] = {}
        for word in answer.words:
            first.setdefault(key_of(word), word)
        return (Mark(key, label=word) for key, word in first.items())

    def tally(self, running: Running[WordCloudConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        return self._for("screen", running, self._sorted(running, counts))

    def results(self, db: Db, running: Running[WordCloudConfig], audience: Audience) -> dict[str, Any]:
        found = self._sorted(running, counts(db, running.id, running.round))
        return {"n": responded(db, running.id, running.round), **self._for(audience, running, found)}

    def fixed(self, running: Running[WordCloudConfig], config: WordCloudConfig) -> None:
        if config.most < running.config.most:
            raise Problem(409, "words_are_fixed")

    def cleared(self, running: Running[WordCloudConfig]) -> dict[str, Any]:
        """What was hidden once stays hidden."""
        return dict(running.progress)

    def _sorted(self, running: Running[WordCloudConfig], counted: Sequence[Count]) -> Sorted:
        progress = running.progress
        return sort_out(
            merged(counted), running.config.filtered, progress.get("hidden", ()), progress.get("allowed", ())
        )

    def _for(self, audience: Audience, running: Running[WordCloudConfig], found: Sorted) -> dict[str, Any]:
        """`words` with their counts, the most frequent first; `more` is how many further words there are."""
        if audience == "participant":
            return {
                "words": _pairs(found.shown[:MOST_ON_PHONE] if running.state == "closed" else _fitting(found.shown))
            }
        most = MOST_ON_SCREEN
        if audience != "presenter":
            return {"words": _pairs(found.shown[:most]), "more": max(0, len(found.shown) - most)}
        most = MOST_FOR_PRESENTER
        return {
            "words": _pairs(found.shown[:most]),
            "more": max(0, len(found.shown) - most),
            "hidden": _pairs(found.hidden[:most]),
            "filtered": _pairs(found.filtered[:most]),
        }


def _fitting(words: Sequence[Word]) -> list[Word]:
    """The most frequent ones that a message of 200 bytes has room for, the same whoever counts."""
    sizes = accumulate(len(f'["{word.text}",{word.n}],'.encode()) for word in words)
    return [word for word, size in zip(words, sizes, strict=False) if size <= BYTES_WHILE_OPEN]


def _pairs(words: Sequence[Word]) -> list[list[Any]]:
    return [[word.text, word.n] for word in words]


KIND = WordCloud()
