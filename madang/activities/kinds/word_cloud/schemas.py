from typing import Annotated

from pydantic import Field

from madang.activities.kind import Strict
from madang.activities.kinds.word_cloud.profanity import Language
from madang.activities.schemas import Body, Flag
from madang.text import written

MOST_EACH = 10
Word = Annotated[str, *written("word", 1, 30)]


class WordCloudConfig(Strict):
    """`most` words each. What stands on the list of one of the `filtered` languages is not shown."""

    most: Annotated[int, Field(ge=1, le=MOST_EACH, strict=True)] = 3
    filtered: Annotated[tuple[Language, ...], Field(max_length=2)] = ("ko", "en")


class WordCloudAnswer(Strict):
    words: Annotated[tuple[Word, ...], Field(min_length=1, max_length=MOST_EACH)]


class WordShown(Body):
    """Whether the audience is shown this word, in whichever spelling."""

    word: Word
    shown: Flag
