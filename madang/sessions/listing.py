"""Pages of sessions, newest first: one's own, and those that others share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, tuple_

from madang.database import Db
from madang.sessions.code import read_code
from madang.sessions.crew.models import Member
from madang.sessions.models import Phase, Session
from madang.sessions.present import LISTED, PARTICIPANT_COUNT
from madang.sessions.service import is_trashed

_PHASES: Final[dict[Phase, ColumnElement[bool]]] = {
    "open": Session.is_active.is_(True),
    "upcoming": Session.started_at.is_(None),
    "paused": Session.is_active.is_(False) & Session.started_at.is_not(None) & Session.ended_at.is_(None),
    "ended": Session.ended_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page shows: those in this phase that `search` finds, from the cursor `after` on."""

    limit: int
    after: tuple[datetime, str] | None = None
    search: str = ""
    phase: Phase | None = None


Rows = Sequence[Sequence[Any]]
"""Each as `listed_out` takes it; one more than the limit tells that there is another page."""


def list_own(db: Db, owner_id: str, wanted: Wanted, *, trashed: bool = False) -> Rows:
    mine = select(literal("owner"), PARTICIPANT_COUNT, *LISTED).where(Session.owner_id == owner_id)
    return _page(db, mine, wanted, trashed=trashed)


def list_shared(db: Db, me: str, wanted: Wanted) -> Rows:
    """Other people's sessions that the presenter helps to run."""
    shared = (
        select(Member.role, PARTICIPANT_COUNT, *LISTED)
        .join(Member, Member.session_id == Session.id)
        .where(Member.presenter_id == me, Member.removed_at.is_(None))
    )
    return _page(db, shared, wanted, trashed=False)


def _page(db: Db, found: Select[*tuple[Any, ...]], wanted: Wanted, *, trashed: bool) -> Rows:
    found = found.where(is_trashed(trashed=trashed))
    if wanted.phase:
        found = found.where(_PHASES[wanted.phase])
    if search := wanted.search:
        like = func.lower(Session.title).contains(search.lower(), autoescape=True)
        found = found.where(or_(like, Session.code.contains(read_code(search) or search.upper(), autoescape=True)))
    if wanted.after:
        moment, session_id = wanted.after
        before = tuple_(literal(moment, Session.created_at.type), session_id)
        found = found.where(tuple_(Session.created_at, Session.id) < before)
    return db.execute(found.order_by(Session.created_at.desc(), Session.id.desc()).limit(wanted.limit + 1)).all()
