"""The kinds of question: each knows what is right, what phones may see of it, and how its answers are counted.

A phone answers by places (`picks`) in what it is shown, or in words. What it is shown does not depend on what is right.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from madang.activities.counting import Count
from madang.activities.kind import Mark, Strict
from madang.activities.kinds.quiz.answers import QuizAnswer, given, picks_of
from madang.activities.kinds.quiz.spelling import nearly
from madang.errors import invalid
from madang.text import sameness, written

Asks = Literal["one", "several", "order", "text"]
Judge = Callable[[QuizAnswer], bool]
QuizId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]
QuestionText = Annotated[str, *written("quiz_text", 1, 200)]
OptionText = Annotated[str, *written("quiz_option", 1, 80)]
Accepted = Annotated[str, *written("quiz_accepted", 1, 80)]
Emoji = Annotated[str, *written("quiz_emoji", 1, 12)]

MOST_WORDS: Final = 50


def new_id() -> str:
    return secrets.token_urlsafe(8)


class Item(Strict):
    """`id` is for editors; left out, the server makes one."""

    id: QuizId = Field(default_factory=new_id)
    text: OptionText


class Option(Item):
    right: bool = False


class _Question(Strict):
    """`seconds` is its time limit."""

    id: QuizId = Field(default_factory=new_id)
    text: QuestionText
    emoji: Emoji | None = None
    seconds: Annotated[int, Field(ge=5, le=240, strict=True)] = 20
    points: Literal["none", "standard", "double"] = "standard"

    @property
    def asks(self) -> Asks:
        """What a phone is to do: to pick one, to pick `several`, to put all in `order`, or to write."""
        return "one"

    def shown(self) -> dict[str, Any]:
        """What everybody may see while it is asked."""
        names = ("id", "asks", "text", "emoji", "seconds", "points")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def solution(self) -> dict[str, Any]:
        """What is right, in the form of an answer."""
        raise NotImplementedError

    def fits(self, answer: QuizAnswer) -> bool:
        """Whether it is an answer to this question, right or wrong."""
        raise NotImplementedError

    def judge(self) -> Judge:
        """A function that tells whether an answer is right."""
        raise NotImplementedError

    def is_right(self, answer: QuizAnswer) -> bool:
        return self.judge()(answer)

    def mark(self, answer: QuizAnswer) -> Mark:
        """The whole answer as one part, so that what is counted can be judged later."""
        return Mark(" ".join(map(str, answer.picks or ())))

    def spread(self, counts: Sequence[Count]) -> dict[str, Any]:
        """How everybody answered."""
        raise NotImplementedError

    def right(self, counts: Iterable[Count]) -> int:
        """How many were right."""
        is_right = self.judge()
        return sum(count.n for count in counts if is_right(given(count)))


def _picked(counts: Iterable[Count], options: int) -> list[int]:
    """How often each option was picked."""
    n = [0] * options
    for count in counts:
        for pick in picks_of(count):
            if pick < options:
                n[pick] += count.n
    return n


class Choice(_Question):
    """One of the options or, with `several`, exactly those that are right."""

    kind: Literal["choice"] = "choice"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]
    several: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _differ(self.options)
        right = sum(option.right for option in self.options)
        if not right:
            raise invalid("quiz_none_right")
        if right > 1 and not self.several:
            raise invalid("quiz_one_right")
        return self

    @property
    def asks(self) -> Asks:
        return "several" if self.several else "one"

    def shown(self) -> dict[str, Any]:
        return {**super().shown(), "items": [option.text for option in self.options]}

    def solution(self) -> dict[str, Any]:
        return {"picks": [place for place, option in enumerate(self.options) if option.right]}

    def fits(self, answer: QuizAnswer) -> bool:
        picks = answer.picks or ()
        once = len(set(picks)) == len(picks) and max(picks, default=8) < len(self.options)
        return once and (self.several or len(picks) == 1)

    def judge(self) -> Judge:
        right = self.solution()["picks"]
        return lambda answer: sorted(answer.picks or ()) == right

    def mark(self, answer: QuizAnswer) -> Mark:
        return Mark(" ".join(map(str, sorted(answer.picks or ()))))

    def spread(self, counts: Sequence[Count]) -> dict[str, Any]:
        return {"counts": _picked(counts, len(self.options))}


class TrueFalse(_Question):
    """Whether the sentence is true: the first pick says that it is, the second that it is not. It has no items."""

    kind: Literal["true_false"] = "true_false"
    holds: bool

    def solution(self) -> dict[str, Any]:
        return {"picks": [0 if self.holds else 1]}

    def fits(self, answer: QuizAnswer) -> bool:
        return answer.picks in ((0,), (1,))

    def judge(self) -> Judge:
        return lambda answer: answer.picks == (0 if self.holds else 1,)

    def spread(self, counts: Sequence[Count]) -> dict[str, Any]:
        return {"counts": _picked(counts, 2)}


class TypeIn(_Question):
    """Case, width and spaces do not count. With `lenient`, one slip in five characters or more does not."""

    kind: Literal["text"] = "text"
    accepted: Annotated[tuple[Accepted, ...], Field(min_length=1, max_length=20)]
    lenient: bool = False

    @property
    def asks(self) -> Asks:
        return "text"

    def solution(self) -> dict[str, Any]:
        return {"accepted": list(self.accepted)}

    def fits(self, answer: QuizAnswer) -> bool:
        return bool(answer.text)

    def judge(self) -> Judge:
        words = {_word(word) for word in self.accepted}

        def is_right(answer: QuizAnswer) -> bool:
            typed = _word(answer.text or "")
            return typed in words or (self.lenient and any(nearly(typed, word) for word in words))

        return is_right

    def mark(self, answer: QuizAnswer) -> Mark:
        text = answer.text or ""
        return Mark(_word(text)[:200], label=text)

    def spread(self, counts: Sequence[Count]) -> dict[str, Any]:
        """The words as [text, how many, right or not], the most frequent first."""
        is_right = self.judge()
        alike: dict[str, list[Count]] = {}
        for count in counts:
            alike.setdefault(count.part, []).append(count)
        words: list[tuple[str, int, bool]] = []
        for same in alike.values():
            usual = max(same, key=lambda count: (count.n, count.label or ""))
            words.append((usual.label or "", sum(count.n for count in same), is_right(given(usual))))
        words.sort(key=lambda word: (-word[1], not word[2], word[0]))
        return {"words": [list(word) for word in words[:MOST_WORDS]]}


class PutInOrder(_Question):
    """`items` in the right order. Phones are shown them in one that follows from their texts alone."""

    kind: Literal["order"] = "order"
    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=8)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _differ(self.items)
        return self

    @property
    def asks(self) -> Asks:
        return "order"

    def _mixed(self) -> list[Item]:
        return sorted(self.items, key=lambda item: hashlib.sha256(f"{self.id} {item.text}".encode()).digest())

    def shown(self) -> dict[str, Any]:
        return {**super().shown(), "items": [item.text for item in self._mixed()]}

    def solution(self) -> dict[str, Any]:
        places = {item.text: place for place, item in enumerate(self._mixed())}
        return {"picks": [places[item.text] for item in self.items]}

    def fits(self, answer: QuizAnswer) -> bool:
        return sorted(answer.picks or ()) == list(range(len(self.items)))

    def judge(self) -> Judge:
        right = self.solution()["picks"]
        return lambda answer: list(answer.picks or ()) == right

    def spread(self, counts: Sequence[Count]) -> dict[str, Any]:
        """How many put each item where it belongs, in the right order."""
        right = self.solution()["picks"]
        n = [0] * len(right)
        for count in counts:
            for place, pick in enumerate(picks_of(count)):
                if place < len(right) and pick == right[place]:
                    n[place] += count.n
        return {"counts": n}


Question = Annotated[Choice | TrueFalse | TypeIn | PutInOrder, Field(discriminator="kind")]
AnyQuestion = Choice | TrueFalse | TypeIn | PutInOrder


def _word(text: str) -> str:
    """What is typed on a phone in a hurry may be written together or apart."""
    return sameness(text, spaces=False)


def _differ(items: Sequence[Item]) -> None:
    if len({sameness(item.text) for item in items}) != len(items):
        raise invalid("quiz_option_twice")
    if len({item.id for item in items}) != len(items):
        raise invalid("quiz_id_twice")
