"""The session and the count of its people, as rows that rooms show."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import TypeAdapter

from madang.database import Db
from madang.live.rows import STAFF, LiveRow, View
from madang.sessions.crew.models import Role
from madang.sessions.models import Session
from madang.sessions.present import participant_count, public_session, session_out
from madang.sessions.qr import data_url, join_url
from madang.sessions.schemas import SessionOut

_whole = TypeAdapter(SessionOut)
_paused_at = TypeAdapter(datetime | None)
_ELSEWHERE = {"id", "participant_count", "peak_online", "role"}
"""What people do is in the row of the people: it changes without a change of the session's own. The role is of one
who watches and not of all who do."""


def session_rows(db: Db, view: View) -> Iterator[LiveRow]:
    session = db.get_one(Session, view.session_id)
    if session.session_revision > view.since:
        yield {"kind": "session", "id": "s", "rev": session.session_revision, **_fields(db, session, view)}
    if session.people_revision > view.since and view.audience != "visitor":
        joined = participant_count(db, session)
        peak = session.peak_online
        yield {"kind": "people", "id": "p", "rev": session.people_revision, "joined": joined, "peak": peak}


def _fields(db: Db, session: Session, view: View) -> LiveRow:
    if view.audience in STAFF:
        role: Role = "moderator" if view.audience == "moderator" else "presenter"
        whole = session_out(session, 0, view.base_url, role)
        return {name: value for name, value in _whole.dump_python(whole, mode="json").items() if name not in _ELSEWHERE}
    public = dict(public_session(session))
    if view.audience == "screen":
        link = join_url(view.base_url, session.code)
        paused_at = _paused_at.dump_python(session.paused_at, mode="json")
        return {**public, "join_url": link, "qr_code_url": data_url(link), "paused_at": paused_at}
    return public
