"""Who the many phones are that write at one moment, and the activities that they are in front of: read once for all."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select

from madang.activities import registry
from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.registry import AnyKind
from madang.database import Db
from madang.errors import NotSignedIn, Problem
from madang.participants.models import Participant
from madang.security import digest, is_id
from madang.sessions.models import Session


class Known(NamedTuple):
    activity: Activity
    kind: AnyKind
    running: Running[Any]
    session: Session


class Person(NamedTuple):
    id: str
    session_id: str


def known_activities(db: Db, ids: Iterable[str]) -> dict[str, Known]:
    """Their sessions' rows are locked in the order of their ids, so that two processes cannot wait for each other."""
    wanted = {name for name in ids if is_id(name)}
    of = select(Activity.session_id).where(Activity.id.in_(wanted))
    locked = select(Session).where(Session.id.in_(of), Session.trashed_at.is_(None)).order_by(Session.id)
    here = {session.id: session for session in db.scalars(locked.with_for_update())}
    found = select(Activity).where(Activity.id.in_(wanted), Activity.session_id.in_(here), Activity.state != "removed")
    return {row.id: Known(row, *registry.running(row), here[row.session_id]) for row in db.scalars(found)}


def known_people(db: Db, secrets: Iterable[str]) -> dict[str, Person]:
    """By their tokens."""
    by_digest = {digest(secret): secret for secret in set(secrets)}
    here = select(Participant.token_digest, Participant.id, Participant.session_id)
    here = here.where(Participant.token_digest.in_(by_digest), Participant.state == "joined")
    return {by_digest[row.token_digest]: Person(row.id, row.session_id) for row in db.execute(here)}


def admitted(known: Known | None, person: Person | None) -> tuple[Known, Person]:
    """Somebody in front of an activity of their session, which is live."""
    if person is None:
        raise NotSignedIn("not_joined")
    if known is None or known.activity.session_id != person.session_id:
        raise Problem(404, "activity_not_found")
    if not known.session.is_active:
        raise Problem(409, f"session_{known.session.phase}")
    return known, person
