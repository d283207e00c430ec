"""Rules of members and invitations: plain functions that take `db`. What changes them locks the session's row first."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, func, select

from madang.accounts.models import Presenter
from madang.database import Db, now
from madang.errors import Problem
from madang.security import digest, is_id, new_token
from madang.sessions import service as sessions
from madang.sessions.crew.models import Invitation, Member, MemberRole
from madang.sessions.crew.roles import SUFFICES
from madang.sessions.models import Session

INVITATION_AGE: Final = timedelta(days=7)
MOST_INVITATIONS: Final = 20
MOST_MEMBERS: Final = 100


def invite(db: Db, me: str, session_id: str, role: MemberRole) -> tuple[Invitation, str]:
    """A new invitation and its token, which is shown this once."""
    session = sessions.own(db, me, session_id, lock=True)
    open_ones = select(func.count()).where(Invitation.session_id == session.id, _is_open())
    if (db.scalar(open_ones) or 0) >= MOST_INVITATIONS:
        raise Problem(409, "too_many_invitations")
    secret, moment = new_token("invitation"), now()
    invitation = Invitation(
        session_id=session.id,
        role=role,
        digest=digest(secret),
        created_at=moment,
        expires_at=moment + INVITATION_AGE,
    )
    db.add(invitation)
    db.flush()
    return invitation, secret


def invitations(db: Db, me: str, session_id: str) -> Sequence[Invitation]:
    """Those that can still be accepted, newest first."""
    session = sessions.own(db, me, session_id)
    here = select(Invitation).where(Invitation.session_id == session.id, _is_open())
    return db.scalars(here.order_by(Invitation.created_at.desc(), Invitation.id)).all()


def revoke(db: Db, me: str, session_id: str, invitation_id: str) -> None:
    """Nobody comes by it any more; those who have stay."""
    session = sessions.own(db, me, session_id, lock=True)
    mine = delete(Invitation).where(Invitation.id == invitation_id, Invitation.session_id == session.id)
    if not is_id(invitation_id) or db.scalar(mine.returning(Invitation.id)) is None:
        raise Problem(404, "not_found")


def read(db: Db, secret: str) -> tuple[Invitation, Session, str]:
    """An invitation that can still be accepted, its session, and the name of who invites."""
    found = db.execute(
        select(Invitation, Session, Presenter.name)
        .join(Session, Session.id == Invitation.session_id)
        .join(Presenter, Presenter.id == Session.owner_id)
        .where(Invitation.digest == digest(secret), _is_open(), Session.trashed_at.is_(None))
    ).one_or_none()
    if found is None:
        raise Problem(404, "invitation_gone")
    return found[0], found[1], found[2]


def accept(db: Db, me: str, secret: str) -> Session:
    """Makes a member, or raises the role of one; it takes nothing from anybody.

    The session's row is locked before the invitation is read, so that accepting and revoking meet on it.
    """
    of = select(Invitation.session_id).where(Invitation.digest == digest(secret))
    db.execute(select(Session.id).where(Session.id.in_(of)).with_for_update())
    invitation, session, _ = read(db, secret)
    if session.owner_id != me:
        _join(db, me, invitation)
    return session


def _join(db: Db, me: str, invitation: Invitation) -> None:
    mine = select(Member).where(Member.session_id == invitation.session_id, Member.presenter_id == me)
    known = db.scalar(mine)
    if known is not None and known.removed_at is None:
        return _raise_role(known, invitation)
    if known is not None and known.removed_at is not None and invitation.created_at <= known.removed_at:
        raise Problem(403, "removed_from_crew")
    _check_room(db, invitation.session_id)
    if known is None:
        known = Member(session_id=invitation.session_id, presenter_id=me)
        db.add(known)
    known.role, known.joined_at = invitation.role, now()
    known.chosen_at, known.removed_at = known.removed_at, None  # what came before the removal raises nothing either


def _raise_role(member: Member, invitation: Invitation) -> None:
    """What the owner has chosen for this member since holds against an older link."""
    newer = member.chosen_at is None or invitation.created_at > member.chosen_at
    if newer and member.role not in SUFFICES[invitation.role]:
        member.role = invitation.role


def members(db: Db, me: str, session_id: str) -> Sequence[tuple[Member, Presenter]]:
    """In the order in which they came."""
    return _members(db, sessions.own(db, me, session_id).id)


def set_role(db: Db, me: str, session_id: str, member_id: str, role: MemberRole) -> tuple[Member, Presenter]:
    """Another role for a member; somebody who was removed is back."""
    member = _find(db, me, session_id, member_id)
    if member.removed_at is not None:
        _check_room(db, session_id)
    member.role, member.removed_at, member.chosen_at = role, None, now()
    return member, db.get_one(Presenter, member.presenter_id)


def remove(db: Db, me: str, session_id: str, member_id: str) -> None:
    """Their streams end; an invitation that was made before does not bring them back."""
    member = _find(db, me, session_id, member_id)
    member.removed_at = member.removed_at or now()


def leave(db: Db, me: str, session_id: str) -> None:
    """On one's own; an invitation brings one back."""
    session = sessions.own(db, me, session_id, role="moderator", lock=True)
    if session.owner_id == me:
        raise Problem(409, "owner_stays")
    db.execute(delete(Member).where(Member.session_id == session.id, Member.presenter_id == me))


def purge(db: Db) -> int:
    return len(db.scalars(delete(Invitation).where(~_is_open()).returning(Invitation.id)).all())


def _is_open() -> ColumnElement[bool]:
    return Invitation.expires_at > now()


def _find(db: Db, me: str, session_id: str, member_id: str) -> Member:
    """A member of the owner's session, those who were removed too."""
    session = sessions.own(db, me, session_id, lock=True)
    here = select(Member).where(Member.id == member_id, Member.session_id == session.id)
    found = db.scalar(here) if is_id(member_id) else None
    if found is None:
        raise Problem(404, "not_found")
    return found


def _check_room(db: Db, session_id: str) -> None:
    """Raises where there is no room for one more member."""
    there = select(func.count()).where(Member.session_id == session_id, Member.removed_at.is_(None))
    if (db.scalar(there) or 0) >= MOST_MEMBERS:
        raise Problem(409, "crew_full")


def _members(db: Db, session_id: str) -> Sequence[tuple[Member, Presenter]]:
    here = select(Member, Presenter).join(Presenter, Presenter.id == Member.presenter_id)
    rows = db.execute(
        here.where(Member.session_id == session_id, Member.removed_at.is_(None)).order_by(Member.joined_at, Member.id)
    )
    return [(row[0], row[1]) for row in rows]
