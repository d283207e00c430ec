from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from madang.activities.kind import Strict
from madang.errors import invalid
from madang.text import written

ItemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]
ItemText = Annotated[str, *written("item", 1, 120)]


class Item(Strict):
    """`id` stays the same when the text changes: responses refer to it."""

    id: ItemId
    text: ItemText


class RankingConfig(Strict):
    """The first `places` of the items are put in order, or all of them. `score` says by what the picture orders."""

    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=12)] = (
        Item(id="a", text="1"),
        Item(id="b", text="2"),
    )
    places: Annotated[int, Field(ge=1, le=12, strict=True)] | None = None
    score: Literal["borda", "average"] = "borda"
    changeable: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len({item.id for item in self.items}) != len(self.items):
            raise invalid("item_twice")
        if self.ranked > len(self.items):
            raise invalid("more_places_than_items")
        return self

    @property
    def ranked(self) -> int:
        """How many places there are to give."""
        return len(self.items) if self.places is None else self.places


class RankingAnswer(Strict):
    """The best first."""

    order: Annotated[tuple[ItemId, ...], Field(min_length=1, max_length=12)]
