"""Text that people write: made strict before it is stored, judged by one rule of sameness.

Nothing that breaks a database, a terminal or a reader's eye gets in: NUL, lone surrogates, control and
bidi override characters are refused, and characters without width are taken out before length is judged.
"""

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from madang.errors import invalid

_FORBIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_FORBIDDEN_BUT_LINES: Final = re.compile(_FORBIDDEN.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
# Characters that are drawn as nothing. The joiner, the emoji variation selector and tags are judged apart.
_WITHOUT_WIDTH: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2060-\u2065\u206a-\u206f\u2800"
    "\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)
_SELECTOR_OUT_OF_PLACE: Final = re.compile(
    "(?<![#*0-9\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff])\ufe0f"
)
_JOINER_OUT_OF_PLACE: Final = re.compile(
    "(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_TAGS_OUT_OF_PLACE: Final = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")
_DRAWN_ALIKE: Final = re.compile("[\ufe0f\u200d]")
_SPACES: Final = re.compile(r"\s+")


class TextNotAllowed(ValueError):
    """The text holds a character that has no place in what people write."""


def clean(text: str, *, lines: bool = False) -> str:
    """The text as it is stored: NFC, stripped, without what has no width. With `lines`, line feeds stay.

    >>> clean("  마당\\u200b ")
    '마당'
    """
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    forbidden = _FORBIDDEN_BUT_LINES if lines else _FORBIDDEN
    text = text.strip()
    if forbidden.search(text):
        raise TextNotAllowed
    # What was taken out may leave something out of place behind: what is stored is clean when it is cleaned again.
    while (tidied := _tidied(text)) != text:
        text = tidied
    return text


def _tidied(text: str) -> str:
    # What joins is judged by its neighbours, so that they must have their final form first.
    text = unicodedata.normalize("NFC", _WITHOUT_WIDTH.sub("", text))
    for out_of_place in (_SELECTOR_OUT_OF_PLACE, _JOINER_OUT_OF_PLACE, _TAGS_OUT_OF_PLACE):
        text = out_of_place.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def sameness(text: str, *, spaces: bool = True) -> str:
    """Two names or words are the same when this is: case, width and runs of spaces do not count.

    Without `spaces` none of them counts, for words that people write together or apart.

    >>> sameness("Ｍadang  1") == sameness("MADANG 1")
    True
    >>> sameness("밤 하늘", spaces=False) == sameness("밤하늘", spaces=False)
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SPACES.sub(" " if spaces else "", _DRAWN_ALIKE.sub("", folded)).strip()


def written(
    name: str, least: int, most: int, *, lines: bool = False
) -> tuple[BeforeValidator, AfterValidator, WithJsonSchema]:
    """A text field: cleaned, then `least` to `most` characters, or an error `{name}_too_short` or `_too_long`."""

    def tidy(value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return clean(value, lines=lines)
        except TextNotAllowed:
            raise invalid("text_not_allowed") from None

    def measure(value: str) -> str:
        if len(value) < least:
            raise invalid(f"{name}_too_short")
        if len(value) > most:
            raise invalid(f"{name}_too_long")
        return value

    schema = WithJsonSchema({"type": "string", "minLength": least, "maxLength": most})
    return BeforeValidator(tidy), AfterValidator(measure), schema


_title = written("title", 2, 100)
_description = written("description", 0, 2000, lines=True)
_nickname = written("nickname", 1, 20)
_name = written("name", 1, 60)

Title = Annotated[str, *_title]
Description = Annotated[str, *_description]
Nickname = Annotated[str, *_nickname]
Name = Annotated[str, *_name]


def clean_search(text: str) -> str:
    """What somebody looks for; what no stored text can hold finds nothing and breaks nothing."""
    try:
        return clean(text)
    except TextNotAllowed:
        return "\ufffd"
