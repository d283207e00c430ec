"""Names that nobody had to think of: for anonymous sessions, and suggestions where a nickname is taken."""

import secrets
from collections.abc import Callable, Container, Iterator
from itertools import count, islice
from typing import Final

from madang.messages import Language
from madang.text import sameness

MOST: Final = 20
_FIRST_LOOK: Final = 40

_ADJECTIVES: Final[dict[Language, tuple[str, ...]]] = {
    "ko": (
        "용감한", "다정한", "슬기로운", "느긋한", "반짝이는", "씩씩한", "조용한", "재빠른", "호기심 많은", "따뜻한",
        "명랑한", "졸린", "든든한", "상냥한", "엉뚱한", "산뜻한", "포근한", "부지런한", "꼼꼼한", "유쾌한",
    ),
    "en": (
        "Brave", "Kind", "Clever", "Calm", "Shiny", "Bold", "Quiet", "Swift", "Curious", "Warm",
        "Merry", "Sleepy", "Steady", "Gentle", "Quirky", "Fresh", "Cozy", "Busy", "Careful", "Jolly",
    ),
}  # fmt: skip
_ANIMALS: Final[dict[Language, tuple[str, ...]]] = {
    "ko": (
        "수달", "고래", "다람쥐", "여우", "부엉이", "고슴도치", "너구리", "판다", "펭귄", "두루미",
        "까치", "토끼", "돌고래", "올빼미", "사슴", "코알라", "거북이", "참새", "호랑이", "나비",
        "해달", "오소리", "담비", "제비", "기린",
    ),
    "en": (
        "Otter", "Whale", "Squirrel", "Fox", "Owl", "Hedgehog", "Raccoon", "Panda", "Penguin", "Crane",
        "Magpie", "Rabbit", "Dolphin", "Lynx", "Deer", "Koala", "Turtle", "Sparrow", "Tiger", "Moth",
        "Beaver", "Badger", "Marten", "Swallow", "Heron",
    ),
}  # fmt: skip


def friendly_name(language: Language) -> str:
    return f"{secrets.choice(_ADJECTIVES[language])} {secrets.choice(_ANIMALS[language])}"


def numbered(name: str, first: int = 2) -> Iterator[str]:
    """The name with 2, 3, 4 … behind it, cut so that it stays within 20 characters.

    >>> next(numbered("Alice")), next(numbered("a" * 20))
    ('Alice 2', 'aaaaaaaaaaaaaaaaaa 2')
    """
    for number in count(first):
        ending = f" {number}"
        yield name[: MOST - len(ending)].rstrip() + ending


def suggestion(name: str, taken: Callable[[list[str]], Container[str]]) -> str:
    """The first numbered form of the name that nobody has; `taken` says which of some sameness keys are.

    >>> suggestion("Alice", lambda keys: ["alice 2"])
    'Alice 3'
    """
    forms, some = numbered(name), _FIRST_LOOK
    while True:
        candidates = {sameness(form): form for form in islice(forms, some)}
        known = taken(list(candidates))
        if free := next((form for key, form in candidates.items() if key not in known), None):
            return free
        some *= 2
