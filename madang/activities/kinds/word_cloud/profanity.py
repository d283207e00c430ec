"""Which words stay off the screen where a presenter does not want to read them there.

The lists are those of two packages that are kept for this: `scripts/word_lists.py` makes them again. `ours.json` holds
what we add to them, most of it harmless words that hold a refused one. `|` in a list is the edge of a word, `?` any
character, and what stands in brackets may be missing.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from madang.text import sameness

Language = Literal["ko", "en"]
_LISTS: Final = Path(__file__).parent / "lists"
_BETWEEN: Final = re.compile(r"[\W_]+")
_LATIN: Final = re.compile("[a-z]")
_DIGITS: Final = str.maketrans("013457@$!", "oieastasi")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_SYNTAX: Final = {"|": r"\b", "?": ".", "[": "(?:", "]": ")?"}


@dataclass(frozen=True, slots=True)
class _List:
    refused: re.Pattern[str]
    allowed: re.Pattern[str]

    def holds(self, text: str) -> bool:
        """A refused word counts where no allowed one reaches into it."""
        harmless = [found.span() for found in self.allowed.finditer(text)]
        return any(
            not any(start < found.end() and found.start() < end for start, end in harmless)
            for found in self.refused.finditer(text)
        )


@lru_cache(maxsize=20_000)
def is_profane(word: str, languages: tuple[Language, ...]) -> bool:
    """
    >>> [is_profane(word, ("ko", "en")) for word in ("Scunthorpe", "새끼손가락", "sh1t", "씨 발")]
    [False, False, True, True]
    """
    return any(_list(language).holds(text) for language in languages for text in set(_readings(word)))


def _readings(word: str) -> Iterator[str]:
    """As it stands and, for those who know that there is a list, with other letters, once too often or one by one."""
    text = sameness(word)
    yield text
    if (pieces := [piece for piece in _BETWEEN.split(text) if piece]) and all(len(piece) == 1 for piece in pieces):
        yield (text := "".join(pieces))
    if _LATIN.search(text):
        yield (text := text.translate(_DIGITS))
    yield _STRETCHED.sub(r"\1", text)
    yield _STRETCHED.sub(r"\1\1", text)


@cache
def _list(language: Language) -> _List:
    theirs = json.loads((_LISTS / f"{language}.json").read_text(encoding="utf-8"))
    ours = json.loads((_LISTS / "ours.json").read_text(encoding="utf-8"))[language]
    return _List(
        refused=_any_of(_folded(theirs["refused"]) - _folded(ours["left_out"]) | _folded(ours["refused"])),
        allowed=_any_of(_folded(theirs["allowed"]) | _folded(ours["allowed"])),
    )


def _folded(texts: Iterable[str]) -> set[str]:
    return {sameness(text) for text in texts}


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """The longest first, so that nothing is hidden behind its own beginning."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return re.compile("|".join("".join(_SYNTAX.get(sign, re.escape(sign)) for sign in text) for text in longest_first))
