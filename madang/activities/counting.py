"""Counting what came in: marks by part, and how many have responded. Counts are counted, never kept."""

from dataclasses import dataclass

from sqlalchemy import func, select

from madang.activities.models import Mark, Response
from madang.database import Db


@dataclass(frozen=True, slots=True)
class Count:
    """How many responses have the same mark."""

    part: str
    value: float | None
    label: str | None
    n: int


def counts(db: Db, activity_id: str, round_: int, slot: str = "") -> list[Count]:
    here = (Mark.activity_id == activity_id, Mark.round == round_, Mark.slot == slot)
    alike = (Mark.part, Mark.value, Mark.label)
    counted = select(*alike, func.count()).where(*here).group_by(*alike).order_by(*alike)
    return [Count(*row) for row in db.execute(counted)]


def responded(db: Db, activity_id: str, round_: int, slot: str = "") -> int:
    here = (Response.activity_id == activity_id, Response.round == round_, Response.slot == slot)
    return db.scalar(select(func.count()).where(*here)) or 0
