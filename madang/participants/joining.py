"""Joining, for all the phones that come at one moment in a few statements.

The door hands over the joins that wait together; each gets its seat or the problem that keeps it out. The session's
row is locked first, so that closing, locking and joining meet on it.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select, update

from madang.database import Db, insert_new, now
from madang.errors import Problem, SessionNotFound
from madang.messages import Language
from madang.participants.models import Participant
from madang.participants.names import friendly_name, numbered, suggestion
from madang.participants.schemas import Joined, JoinRequest, ParticipantOut
from madang.security import digest, new_id, new_token, seat_token
from madang.sessions import service as sessions
from madang.sessions.models import Session
from madang.sessions.present import public_session
from madang.sessions.schemas import PublicSession
from madang.text import sameness

Outcome = Joined | Exception


@dataclass(slots=True)
class Join:
    """One phone that wants in: `code` as `read_code` answers it."""

    code: str
    request: JoinRequest
    language: Language
    seat_digest: str | None = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        seat = self.request.seat
        self.seat_digest = digest(seat) if seat else None
        self.token = seat_token(self.code, seat) if seat else new_token("participant")


def join_together(db: Db, joins: Sequence[Join]) -> list[Outcome]:
    by_code: dict[str, list[int]] = {}
    for index, join in enumerate(joins):
        by_code.setdefault(join.code, []).append(index)
    outcomes: list[Outcome] = [SessionNotFound() for _ in joins]
    # In the order of their ids, so that two processes lock the same sessions in the same order.
    found = select(Session).where(Session.code.in_(by_code), Session.trashed_at.is_(None)).order_by(Session.id)
    for session in db.scalars(found.with_for_update()):
        indices = by_code[session.code]
        for index, outcome in zip(indices, _join_session(db, session, [joins[i] for i in indices]), strict=True):
            outcomes[index] = outcome
    return outcomes


def _join_session(db: Db, session: Session, joins: list[Join]) -> list[Outcome]:
    if not session.is_active:
        return [Problem(409, f"session_{session.phase}") for _ in joins]
    door = _Doorkeeper(db, session, joins)
    revision = 0
    retries = _retries(joins, door.seats)
    outcomes: dict[int, Outcome] = {}
    fresh: list[int] = []
    for index, join in enumerate(joins):
        if index in retries:
            continue
        seat = door.seats.get(join.seat_digest or "")
        if problem := door.problem(join, seat):
            outcomes[index] = problem
        elif seat is None:
            door.let_in()
            fresh.append(index)
        else:
            returns = seat.state == "left"
            if returns and not revision:
                revision = sessions.raise_revision(db, session.id, people=True)
            outcomes[index] = _take_seat_again(db, session, seat, join, revision)
            if returns and seat.state == "joined":
                door.let_in()
    if fresh:
        revision = revision or sessions.raise_revision(db, session.id, people=True)
        outcomes.update(zip(fresh, _seat(db, session, [joins[i] for i in fresh], revision), strict=True))
    again = [index for index, first in retries.items() if not isinstance(outcomes[first], Exception)]
    if again:  # beside the call that they repeat: now there is a seat to find
        outcomes.update(zip(again, _join_session(db, session, [joins[i] for i in again]), strict=True))
    return [outcomes[index if index in outcomes else retries[index]] for index in range(len(joins))]


def _retries(joins: list[Join], seats: Mapping[str | None, Participant]) -> dict[int, int]:
    """Calls beside another one of the same phone, each with the first of them; whoever sits already needs none."""
    firsts: dict[str, int] = {}
    retries: dict[int, int] = {}
    for index, join in enumerate(joins):
        if join.seat_digest is not None:
            first = firsts.setdefault(join.seat_digest, index)
            seat = seats.get(join.seat_digest)
            if first != index and (seat is None or seat.state != "joined"):
                retries[index] = first
    return retries


class _Doorkeeper:
    """Who may come in: what the session's row says, and how many are there already."""

    def __init__(self, db: Db, session: Session, joins: list[Join]) -> None:
        self._session = session
        self._places = None if session.max_participants is None else session.max_participants - _present(db, session)
        digests = [join.seat_digest for join in joins if join.seat_digest]
        known = select(Participant).where(Participant.session_id == session.id, Participant.seat_digest.in_(digests))
        self.seats = {row.seat_digest: row for row in db.scalars(known)} if digests else {}

    def problem(self, join: Join, seat: Participant | None) -> Problem | None:
        if seat is not None and seat.state == "removed":
            return Problem(403, "removed")
        if seat is not None and seat.state == "joined":
            return None
        if self._session.locked:
            return Problem(403, "session_locked")
        if self._session.passcode is not None and (problem := _passcode_problem(self._session, join)):
            return problem
        if not self._session.anonymous and join.request.nickname is None:
            return Problem(422, "nickname_too_short")
        if self._places is not None and self._places <= 0:
            return Problem(409, "session_full")
        return None

    def let_in(self) -> None:
        if self._places is not None:
            self._places -= 1


def _present(db: Db, session: Session) -> int:
    here = select(func.count()).where(Participant.session_id == session.id, Participant.state == "joined")
    return db.scalar(here) or 0


def _passcode_problem(session: Session, join: Join) -> Problem | None:
    if join.request.passcode is None:
        return Problem(403, "passcode_required")
    given = sameness(join.request.passcode).encode("utf-8", "surrogatepass")
    right = hmac.compare_digest(given, sameness(session.passcode or "").encode())
    return None if right else Problem(403, "passcode_wrong")


def _seat(db: Db, session: Session, joins: list[Join], revision: int) -> list[Outcome]:
    """Inserts all at once; the unique constraint says whose nickname is taken."""
    wanted = [friendly_name(join.language) if session.anonymous else join.request.nickname or "" for join in joins]
    rows = [_row(session, join, name, revision) for join, name in zip(joins, wanted, strict=True)]
    seated = insert_new(db, Participant, rows)
    public = public_session(session)
    outcomes: list[Outcome] = []
    for join, row in zip(joins, rows, strict=True):
        if row["id"] in seated:
            outcomes.append(_joined(public, join.token, row, revision))
        elif session.anonymous:
            outcomes.append(_seat_numbered(db, session, join, row, revision))
        else:
            outcomes.append(_taken(db, session, row["nickname"]))
    return outcomes


def _seat_numbered(db: Db, session: Session, join: Join, row: dict[str, Any], revision: int) -> Outcome:
    """A generated name that somebody has already gets a number that nobody has."""
    for name in numbered(row["nickname"], _namesakes(db, session, row["nickname_key"]) + 1):
        row = {**row, "nickname": name, "nickname_key": sameness(name)}
        if insert_new(db, Participant, [row]):
            return _joined(public_session(session), join.token, row, revision)
    raise AssertionError("numbers do not end")


def _namesakes(db: Db, session: Session, key: str) -> int:
    alike = Participant.nickname_key.startswith(key, autoescape=True)
    return db.scalar(select(func.count()).where(Participant.session_id == session.id, alike)) or 0


def _taken(db: Db, session: Session, nickname: str) -> Problem:
    def taken(keys: list[str]) -> set[str]:
        here = (Participant.session_id == session.id, Participant.state == "joined")
        return set(db.scalars(select(Participant.nickname_key).where(*here, Participant.nickname_key.in_(keys))))

    return Problem(409, "nickname_taken", extra={"suggestion": suggestion(nickname, taken)})


def _take_seat_again(db: Db, session: Session, seat: Participant, join: Join, revision: int) -> Outcome:
    """The same phone: its seat, and its token. Somebody who had left may come back under another name."""
    values: dict[str, Any] = {"token_digest": digest(join.token)}
    if seat.state == "left":
        name = seat.nickname if session.anonymous else join.request.nickname or seat.nickname
        values |= {"state": "joined", "nickname": name, "nickname_key": sameness(name), "revision": revision}
        if _is_taken(db, session, values["nickname_key"]):
            return _taken(db, session, name)
    db.execute(update(Participant).where(Participant.id == seat.id).values(values))
    row = {"id": seat.id, "nickname": seat.nickname, "joined_at": seat.joined_at, **values}
    return _joined(public_session(session), join.token, row, revision or session.revision)


def _is_taken(db: Db, session: Session, key: str) -> bool:
    here = (Participant.session_id == session.id, Participant.state == "joined", Participant.nickname_key == key)
    return db.scalar(select(Participant.id).where(*here)) is not None


def _row(session: Session, join: Join, name: str, revision: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "session_id": session.id,
        "nickname": name,
        "nickname_key": sameness(name),
        "state": "joined",
        "token_digest": digest(join.token),
        "seat_digest": join.seat_digest,
        "joined_at": now(),
        "revision": revision,
    }


def _joined(session: PublicSession, token: str, row: dict[str, Any], revision: int) -> Joined:
    participant = ParticipantOut(id=row["id"], nickname=row["nickname"], state="joined", joined_at=row["joined_at"])
    return Joined(participant=participant, token=token, session=session, revision=revision)
