"""A kind from outside the package, as somebody else would write one: how loud was it, from 1 to 3?"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running, Strict
from madang.web.context import Ctx


class ApplauseConfig(Strict):
    secret: str = "the seal"


class ApplauseAnswer(Strict):
    loud: Annotated[int, Field(ge=1, le=3)]


router = APIRouter()


@router.get("/standings")
async def standings(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> dict[str, str]:
    """Named as one of a quiz's is: each is below its own kind."""
    found = await ctx.database.read(lambda db: service.own(db, me.id, session_id, activity_id, kind="applause"))
    return {"asked": found.title}


class Applause(Kind[ApplauseConfig, ApplauseAnswer]):
    name = "applause"
    config = ApplauseConfig
    answer = ApplauseAnswer
    router = router

    def public_config(self, running: Running[ApplauseConfig], audience: str) -> dict[str, Any]:
        return {}

    def marks(self, running: Running[ApplauseConfig], answer: ApplauseAnswer) -> Iterator[Mark]:
        yield Mark("loud", answer.loud)

    def tally(self, running: Running[ApplauseConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        return {"loudest": max((count.value or 0 for count in counts), default=0)}


KIND = Applause()
