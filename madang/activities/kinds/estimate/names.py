"""Who guessed it, where the activity is named."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from madang.activities.kind import Running
from madang.activities.models import Mark, Response
from madang.database import Db
from madang.participants.models import Participant

MOST_NAMES: Final = 8


def names_of(db: Db, running: Running[Any], values: Sequence[float]) -> dict[float | None, list[str]]:
    """By value the first few who guessed it, in the order in which they did, without those who were removed."""
    named = (
        select(Mark.value, Participant.nickname)
        .join(Response, Response.id == Mark.response_id)
        .join(Participant, Participant.id == Response.participant_id)
        .where(Mark.activity_id == running.id, Mark.round == running.round, Mark.value.in_(values))
        .where(Participant.state != "removed")
        .order_by(Response.answered_at, Response.id)
    )
    found: dict[float | None, list[str]] = {}
    for value, nickname in db.execute(named):
        names = found.setdefault(value, [])
        if len(names) < MOST_NAMES:
            names.append(nickname)
    return found
