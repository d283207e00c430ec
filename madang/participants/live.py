"""Participants as live rows: for those who run the session, everybody else gets counts."""

from collections.abc import Iterator

from sqlalchemy import select

from madang.database import Db
from madang.live.rows import STAFF, LiveRow, View
from madang.participants.models import Participant


def participant_rows(db: Db, view: View) -> Iterator[LiveRow]:
    if view.audience not in STAFF:
        return
    changed = select(
        Participant.id, Participant.revision, Participant.nickname, Participant.state, Participant.joined_at
    ).where(Participant.session_id == view.session_id, Participant.revision > view.since)
    for row in db.execute(changed.order_by(Participant.revision, Participant.id)):
        yield {
            "kind": "participant",
            "id": row.id,
            "rev": row.revision,
            "nickname": row.nickname,
            "state": row.state,
            "joined_at": row.joined_at.isoformat().replace("+00:00", "Z"),
        }


def departed(db: Db, session_id: str, since: int) -> dict[str, str]:
    """Who has left or was removed after a revision, and which of the two."""
    gone = select(Participant.id, Participant.state).where(
        Participant.session_id == session_id, Participant.revision > since, Participant.state != "joined"
    )
    return dict(db.execute(gone).all())
