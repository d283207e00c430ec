"""In an anonymous activity nothing tells in which order people answered, not the order of the rows either.

SQLite keeps the rows in the order of their random ids. PostgreSQL appends them as they come, each with the number of
the transaction that wrote it, and with the order in which people joined that could say whose they are. So a new row
is written there in a crowd: others of its activity, chosen by chance, are taken out and put back together with it. Of
all the rows that one transaction wrote nobody can tell which one was new. Once nobody answers any more, all of an
activity's rows are written again together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)

from madang.activities.models import Activity, Response
from madang.activities.posts.models import Post, Vote
from madang.database import Db
from madang.sessions.models import Session

CROWD: Final = 100
"""How many others a new row is written with, where there are so many: more hide it better and take longer."""

# Marks go first and come last, as they refer to responses.
_RESPONSES = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS held (LIKE marks) ON COMMIT DELETE ROWS",
        """WITH taken AS (DELETE FROM marks WHERE response_id = ANY(:ids) RETURNING *)
            INSERT INTO held SELECT * FROM taken""",
        """WITH taken AS (DELETE FROM responses WHERE id = ANY(:ids) RETURNING *)
            INSERT INTO responses SELECT * FROM taken ORDER BY id""",
        "INSERT INTO marks SELECT * FROM held ORDER BY response_id, part",
        "DELETE FROM held",
    )
)
_VOTES = text(
    """WITH taken AS (DELETE FROM votes WHERE ctid = ANY(CAST(:rows AS tid[])) RETURNING *)
        INSERT INTO votes SELECT * FROM taken ORDER BY key, post_id, emoji"""
)
_place_of_vote = cast(literal_column("votes.ctid"), Text)
_newest = func.greatest(Activity.tally_revision, Activity.rows_revision)


def hide_responses(db: Db, places: Iterable[tuple[str, int, str, str]]) -> None:
    """Those of an activity, a round, a slot and a key that this transaction has written, each among others there."""
    if not _appends(db):
        return
    keys: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for activity_id, number, slot, key in places:
        keys[activity_id, number, slot].append(key)
    for asked, new in keys.items():
        there = select(Response.id).where(tuple_(Response.activity_id, Response.round, Response.slot) == asked)
        _rewrite_responses(db, db.scalars(_with_others(there, Response.key.in_(new), len(new))).all())


def hide_votes(db: Db, activity_id: str, votes: Sequence[tuple[str, str, str]]) -> None:
    """Those for a post, with an emoji and by a key that this transaction has written, among others of the activity."""
    if _appends(db):
        new = tuple_(Vote.post_id, Vote.emoji, Vote.key).in_(votes)
        _rewrite_votes(db, db.scalars(_with_others(_votes_of(activity_id), new, len(votes))).all())


def due(db: Db) -> list[str]:
    """Anonymous activities in which nobody answers now, where somebody has since the last time."""
    if not _appends(db):
        return []
    answered = exists().where(Response.activity_id == Activity.id)
    voted = exists().where(Vote.post_id == Post.id, Post.activity_id == Activity.id)
    over = or_(Activity.state != "open", Session.is_active.is_(False))
    return list(db.scalars(_unscattered().where(or_(answered, voted), over)))


def scatter(db: Db, activity_id: str) -> None:
    """Writes all its rows again, in one transaction."""
    if not _nobody_answers(db, activity_id):  # another process was faster, or it was opened again
        return
    _rewrite_responses(db, db.scalars(select(Response.id).where(Response.activity_id == activity_id)).all())
    _rewrite_votes(db, db.scalars(_votes_of(activity_id)).all())
    told = update(Activity).where(Activity.id == activity_id).values(scattered_revision=_newest)
    db.execute(told, execution_options={"synchronize_session": False})


def _nobody_answers(db: Db, activity_id: str) -> bool:
    """Locks what keeps it so: the closed activity's row, while all else in its session goes on, or a session's that
    is over."""
    closed, over = Activity.state != "open", Session.is_active.is_(False)
    here = _unscattered().where(Activity.id == activity_id)
    locked = (here.where(why).with_for_update(of=what) for what, why in ((Activity, closed), (Session, over)))
    return any(db.scalar(row) is not None for row in locked)


def _unscattered() -> Select[str]:
    here = select(Activity.id).join(Session, Session.id == Activity.session_id)
    return here.where(Activity.anonymous, Activity.opened_at.is_not(None), _newest > Activity.scattered_revision)


def _with_others(rows: Select[str], are_new: ColumnElement[bool], how_many: int) -> Select[str]:
    return rows.order_by(are_new.desc(), func.random()).limit(how_many + CROWD)


def _votes_of(activity_id: str) -> Select[str]:
    voted = select(_place_of_vote).select_from(Vote).join(Post, Post.id == Vote.post_id)
    return voted.where(Post.activity_id == activity_id)


def _rewrite_responses(db: Db, ids: Sequence[str]) -> None:
    for statement in _RESPONSES:
        db.execute(statement, {"ids": list(ids)})


def _rewrite_votes(db: Db, places: Sequence[str]) -> None:
    db.execute(_VOTES, {"rows": list(places)})


def _appends(db: Db) -> bool:
    return db.get_bind().dialect.name != "sqlite"
