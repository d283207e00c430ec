from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.kinds.estimate import truth
from madang.activities.models import Activity
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut, Shown
from madang.database import Db
from madang.errors import Problem
from madang.web.context import Ctx

router = APIRouter()


@router.put("/truth", responses={409: {"description": "Not open yet, or without a true value"}})
async def show_truth(session_id: str, activity_id: str, body: Shown, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Tells phones and screens the true value of an estimate, with its results; nobody guesses from then on."""

    def write(db: Db) -> ActivityOut:
        found = service.own(db, me.id, session_id, activity_id, kind="estimate", lock=True)
        _show(found, shown=body.shown)
        return activity_out(service.touched(db, found))

    return await ctx.database.write(write, lane=session_id)


def _show(found: Activity, *, shown: bool) -> None:
    if not shown:
        truth.hide(found)
        return
    if found.state == "draft":
        raise Problem(409, "activity_not_open")
    if not truth.is_known(found):
        raise Problem(409, "truth_missing")
    truth.reveal(found)
