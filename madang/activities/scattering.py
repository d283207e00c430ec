"""In an anonymous activity nothing tells in which order people answered, not the order of the rows either.

Who reads SQLite's tables gets the rows in the order of their random ids. PostgreSQL appends rows as they come, each
with the number of the transaction that wrote it, and together with the order in which people joined that could say
whose they are. So a new row is written there in a crowd: others of its activity, chosen by chance, are taken out and
put back along with it. Of all the rows that one transaction wrote nobody can tell which one was new.

The files of both hold more than their tables show. Once an activity has been quiet for a while, all its rows are taken
out and put back in the order of their ids, and what that and its answers left behind goes out of the files.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, case, exists, func, or_, select, tuple_, update

from madang.activities.models import Activity, Mark, Response
from madang.activities.posts.models import Post, Vote
from madang.database import Base, Database, Db, Tidy, rewrite
from madang.sessions.models import Session

log = logging.getLogger(__name__)

CROWD: Final = 100
"""How many others a new row is written with, where there are so many: more hide it better and take longer."""

MOST_TOGETHER: Final = 500
"""Rows of a quiet activity that are written again in one transaction: for so long its session waits."""

_RESPONSES, _MARKS, _VOTES = [Base.metadata.tables[name] for name in ("responses", "marks", "votes")]
_place_of_vote = tuple_(Vote.post_id, Vote.emoji, Vote.key)
_newest = case(
    (Activity.rows_revision > Activity.tally_revision, Activity.rows_revision), else_=Activity.tally_revision
)


class State(NamedTuple):
    """An activity's, as far as its rows go: it is quiet while that stays the same."""

    session_id: str
    revision: int


Seen = dict[str, State]
"""How things stood at a sweep, by activity."""


def hide_responses(db: Db, places: Iterable[tuple[str, int, str, str]]) -> None:
    """Those of an activity, a round, a slot and a key that this transaction has written, each among others there."""
    if not _appends(db):
        return
    keys: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for activity_id, number, slot, key in places:
        keys[activity_id, number, slot].append(key)
    for asked, new in keys.items():
        there = select(Response.id).where(tuple_(Response.activity_id, Response.round, Response.slot) == asked)
        crowd = there.order_by(Response.key.in_(new).desc(), func.random()).limit(len(new) + CROWD)
        _rewrite_responses(db, db.scalars(crowd).all())


def hide_votes(db: Db, activity_id: str, votes: Sequence[tuple[str, str, str]]) -> None:
    """Those for a post, with an emoji and by a key that this transaction has written, among others of the activity."""
    if _appends(db):
        are_new = _place_of_vote.in_(votes)
        crowd = _votes_of(activity_id).order_by(are_new.desc(), func.random()).limit(len(votes) + CROWD)
        _rewrite_votes(db, db.execute(crowd).all())


async def sweep(database: Database, before: Seen) -> Seen:
    """Tidies up after the activities that have been quiet since the sweep `before`; answers what the next one needs."""
    now = await database.read(_unscattered)
    if any(before.get(activity_id) == state for activity_id, state in now.items()):
        async with database.tidying() as tidy:
            if tidy is not None:
                await _tidy_up(database, before, tidy)
    return now


async def _tidy_up(database: Database, before: Seen, tidy: Tidy) -> None:
    written: Seen = {}
    for activity_id, state in (await database.read(_unscattered)).items():
        if before.get(activity_id) != state:
            continue
        try:
            for step in await database.read(partial(_steps, activity_id=activity_id)):
                await _alone(database, state, step)
            written[activity_id] = state
        except Exception:
            log.warning("anonymous rows were not written again and will be", exc_info=True)
    if written and await tidy([_RESPONSES.name, _MARKS.name, _VOTES.name]):
        for activity_id, state in written.items():
            await _alone(database, state, partial(_remember, activity_id=activity_id, revision=state.revision))


async def _alone(database: Database, state: State, step: Callable[[Db], None]) -> None:
    """While nobody answers: all who do lock the session's row first."""

    def write(db: Db) -> None:
        db.execute(select(Session.id).where(Session.id == state.session_id).with_for_update())
        step(db)

    await database.write(write, lane=state.session_id)


def _remember(db: Db, activity_id: str, revision: int) -> None:
    told = update(Activity).where(Activity.id == activity_id).values(scattered_revision=revision)
    db.execute(told, execution_options={"synchronize_session": False})


def _unscattered(db: Db) -> Seen:
    """The anonymous activities that somebody has answered in since they were last tidied up after."""
    answered = exists().where(Response.activity_id == Activity.id)
    voted = exists().where(Vote.post_id == Post.id, Post.activity_id == Activity.id)
    here = select(Activity.id, Activity.session_id, _newest)
    found = db.execute(here.where(Activity.anonymous, _newest > Activity.scattered_revision, or_(answered, voted)))
    return {activity_id: State(session_id, revision) for activity_id, session_id, revision in found}


def _steps(db: Db, activity_id: str) -> list[Callable[[Db], None]]:
    """What writes all its rows again, some at a time."""
    responses = db.scalars(select(Response.id).where(Response.activity_id == activity_id).order_by(Response.id)).all()
    votes = db.execute(_votes_of(activity_id).order_by(*_place_of_vote)).all()
    return [
        *(partial(_rewrite_responses, ids=some) for some in _split(responses)),
        *(partial(_rewrite_votes, votes=some) for some in _split(votes)),
    ]


def _split(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + MOST_TOGETHER] for start in range(0, len(rows), MOST_TOGETHER)]


def _votes_of(activity_id: str) -> Select[str, str, str]:
    voted = select(Vote.post_id, Vote.emoji, Vote.key).join(Post, Post.id == Vote.post_id)
    return voted.where(Post.activity_id == activity_id)


def _rewrite_responses(db: Db, ids: Sequence[str]) -> None:
    rewrite(db, (_RESPONSES, Response.id.in_(ids)), (_MARKS, Mark.response_id.in_(ids)))


def _rewrite_votes(db: Db, votes: Sequence[Any]) -> None:
    rewrite(db, (_VOTES, _place_of_vote.in_(list(map(tuple, votes)))))


def _appends(db: Db) -> bool:
    return db.get_bind().dialect.name != "sqlite"
