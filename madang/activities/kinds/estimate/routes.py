from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.models import Activity
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut, Shown
from madang.database import Db
from madang.errors import Problem
from madang.web.context import Ctx

router = APIRouter()


@router.put("/truth")
async def show_truth(session_id: str, activity_id: str, body: Shown, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Tells phones and screens the true value of an estimate, with its results; nobody guesses from then on."""
    return await ctx.database.write(
        lambda db: activity_out(tell(db, me.id, session_id, activity_id, told=body.shown)), lane=session_id
    )


def tell(db: Db, me: str, session_id: str, activity_id: str, *, told: bool) -> Activity:
    found = service.own(db, me, session_id, activity_id, lock=True)
    if found.kind != "estimate":
        raise Problem(404, "activity_not_found")
    if told:
        if found.state == "draft":
            raise Problem(409, "activity_not_open")
        if found.config.get("truth") is None:
            raise Problem(409, "truth_missing")
        service.finish(found)
        found.results_shown = True
    found.progress = {"revealed": True} if told else {}
    return service.touched(db, found)
