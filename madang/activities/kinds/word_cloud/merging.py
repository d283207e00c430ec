"""The same word is counted together, however it is spelled; which of them stand in the cloud. All of it is pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from madang.activities.counting import Count
from madang.activities.kinds.word_cloud.profanity import Language, is_profane
from madang.text import sameness

# The column of a mark's part; a few signs become many when they are folded.
_LONGEST_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is the spelling that most have used."""

    key: str
    text: str
    n: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """Each from the most frequent on."""

    shown: list[Word]
    hidden: list[Word]
    filtered: list[Word]


def key_of(word: str) -> str:
    """Case, width and spaces do not count.

    >>> key_of("Ｎight  Sky") == key_of("nightsky")
    True
    """
    return sameness(word, spaces=False)[:_LONGEST_KEY]


def merged(counts: Sequence[Count]) -> list[Word]:
    """The most frequent first; what is equally frequent stands in the order of its key and of its spelling."""
    spellings: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        spellings[count.part].append(count)
    words = [
        Word(key, min(alike, key=lambda count: (-count.n, count.label or "")).label or key, sum(c.n for c in alike))
        for key, alike in spellings.items()
    ]
    return sorted(words, key=lambda word: (-word.n, word.key))


def sort_out(
    words: Iterable[Word], languages: tuple[Language, ...], hidden: Collection[str], allowed: Collection[str]
) -> Sorted:
    """What the presenter says of a word counts before what the lists say."""
    found = Sorted([], [], [])
    for word in words:
        if word.key in hidden:
            found.hidden.append(word)
        elif word.key not in allowed and is_profane(word.text, languages):
            found.filtered.append(word)
        else:
            found.shown.append(word)
    return found
