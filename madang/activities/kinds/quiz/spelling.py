"""Slips of the finger."""

from typing import Final

SHORTEST: Final = 5


def nearly(typed: str, word: str) -> bool:
    """Whether one character is missing, too much or another, or two neighbours are swapped.

    Short words and words with digits allow none of it.

    >>> [nearly(typed, "jupiter") for typed in ("jupter", "juppiter", "jupitar", "jupietr", "jupetir")]
    [True, True, True, True, False]
    >>> nearly("1944 ad", "1945 ad"), nearly("mars", "mare")
    (False, False)
    """
    if len(word) < SHORTEST or any(character.isdigit() for character in word):
        return typed == word
    shorter = min(len(typed), len(word))
    same = next((place for place in range(shorter) if typed[place] != word[place]), shorter)
    one, other = typed[same:], word[same:]
    swapped = one[:2][::-1] + one[2:] == other
    return swapped or other in (one, one[1:]) or one == other[1:] or (bool(one) and one[1:] == other[1:])
