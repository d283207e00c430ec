"""Which role somebody has in a session, as part of a query."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, case, literal, select

from madang.database import Db
from madang.live.rows import Audience
from madang.sessions.crew.models import Member, Role
from madang.sessions.models import Session

SUFFICES: Final[dict[Role, tuple[Role, ...]]] = {
    "owner": ("owner",),
    "presenter": ("owner", "presenter"),
    "moderator": ("owner", "presenter", "moderator"),
}
"""The roles that may do what asks for this one."""


def role_of(presenter_id: str) -> ColumnElement[Role | None]:
    """The presenter's role, as a column beside the session; null for an outsider."""
    member = (
        select(Member.role)
        .where(Member.session_id == Session.id, Member.presenter_id == presenter_id, Member.removed_at.is_(None))
        .correlate(Session)
        .scalar_subquery()
    )
    return case((Session.owner_id == presenter_id, literal("owner")), else_=member)


def audience_of(role: Role) -> Audience:
    """As whom somebody with this role sees the session live."""
    return "moderator" if role == "moderator" else "presenter"


def roles(db: Db, session_ids: Iterable[str]) -> dict[tuple[str, str], Role]:
    """The role of everybody who has one in these sessions, by session and presenter."""
    ids = list(session_ids)
    owners = select(Session.id, Session.owner_id).where(Session.id.in_(ids))
    found: dict[tuple[str, str], Role] = {(row.id, row.owner_id): "owner" for row in db.execute(owners)}
    members = select(Member.session_id, Member.presenter_id, Member.role)
    for row in db.execute(members.where(Member.session_id.in_(ids), Member.removed_at.is_(None))):
        found[row.session_id, row.presenter_id] = row.role
    return found
