"""In an anonymous activity nothing tells in which order people answered, not the order of the rows either.

SQLite keeps the rows in the order of their random ids. PostgreSQL appends them as they come, and with it the order in
which people joined would say whose they are: once nobody answers any more, they are written again in another order.
"""

from sqlalchemy import Select, exists, func, or_, select, text, update

from madang.activities.models import Activity, Response
from madang.activities.posts.models import Post, Vote
from madang.database import Db
from madang.sessions.models import Session

# Out of their tables and back in an order that has nothing to do with time; marks last, as they refer to responses.
_STATEMENTS = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE some_marks AS SELECT * FROM marks WHERE activity_id = :activity",
        "CREATE TEMPORARY TABLE some_responses AS SELECT * FROM responses WHERE activity_id = :activity",
        """CREATE TEMPORARY TABLE some_votes AS
            SELECT votes.* FROM votes JOIN posts ON posts.id = post_id WHERE activity_id = :activity""",
        "DELETE FROM responses WHERE activity_id = :activity",
        "DELETE FROM votes USING posts WHERE posts.id = post_id AND activity_id = :activity",
        "INSERT INTO responses SELECT * FROM some_responses ORDER BY id",
        "INSERT INTO votes SELECT * FROM some_votes ORDER BY key, post_id, emoji",
        "INSERT INTO marks SELECT * FROM some_marks ORDER BY response_id, part",
        "DROP TABLE some_responses, some_votes, some_marks",  # or a second one in this transaction would meet them
    )
)


_newest = func.greatest(Activity.tally_revision, Activity.rows_revision)


def due(db: Db) -> list[str]:
    """Anonymous activities in which nobody answers now, where somebody has since the last time."""
    if db.get_bind().dialect.name == "sqlite":
        return []
    answered = exists().where(Response.activity_id == Activity.id)
    voted = exists().where(Vote.post_id == Post.id, Post.activity_id == Activity.id)
    return list(db.scalars(_that_are_over().where(or_(answered, voted))))


def scatter(db: Db, activity_id: str) -> None:
    """Writes its rows again, in one transaction.

    Only its own row is locked: nobody answers in it, it is not opened again meanwhile, and all else goes on.
    """
    still = _that_are_over().where(Activity.id == activity_id).with_for_update(of=Activity)
    if db.scalar(still) is None:  # another process was faster, or it was opened again
        return
    for statement in _STATEMENTS:
        db.execute(statement, {"activity": activity_id})
    told = update(Activity).where(Activity.id == activity_id).values(scattered_revision=_newest)
    db.execute(told, execution_options={"synchronize_session": False})


def _that_are_over() -> Select[str]:
    over = or_(Activity.state != "open", Session.is_active.is_(False))
    here = select(Activity.id).join(Session, Session.id == Activity.session_id)
    return here.where(Activity.anonymous, Activity.opened_at.is_not(None), _newest > Activity.scattered_revision, over)
