"""Posts and their votes as live rows. A vote sends a row of its own, so that it costs a few bytes and no text.

A kind with a `window` sends the newest posts only. Of what lies before, a view that has seen it is told what changes;
the rest comes in pages. Each view so agrees with a fresh one from `first_number` on.

The staff have every post that was not deleted, those of other rounds too: their row says the round. Where they have a
window, one that comes back is told all that has changed: it is one of a few, and may have seen any of it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import case, func, or_, select, update

from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.posts.models import Mute, Post, Vote
from madang.activities.posts.present import counts_of, post_fields
from madang.database import Db
from madang.live.rows import STAFF, LiveRow, View

AT_ONCE: Final = 1000
"""How many ids stand in one statement: databases take no more than some ten thousand."""


def post_rows(db: Db, view: View, running: Running[Any], *, window: int | None, names: bool) -> Iterator[LiveRow]:
    since = or_(Post.revision > view.since, Post.votes_revision > view.since)
    changed = select(Post).where(Post.activity_id == running.id, since)
    staff = view.audience in STAFF
    if not staff:
        changed = changed.where(Post.seen.is_not(None))
    if window is not None and not (staff and view.since):
        newest = Post.number >= first_number(db, running, window, staff=staff)
        changed = changed.where(newest if view.since == 0 else or_(newest, Post.seen <= view.since))
    posts = db.scalars(changed.order_by(Post.number)).all()
    votes = votes_for(db, [post.id for post in posts if post.votes_revision > view.since])
    for post in posts:
        yield from _rows_of(view, running, post, votes.get(post.id, {}), names=names)


def first_number(db: Db, running: Running[Any], window: int, *, staff: bool = False) -> int:
    """The number from which on every phone and screen, or the staff, have all posts that they may see."""
    known = select(Post.number).where(Post.activity_id == running.id)
    if not staff:
        known = known.where(Post.seen.is_not(None))
    last = db.scalar(known.order_by(Post.number.desc()).limit(1)) or 0
    return max(1, last - window + 1)


def is_shown(running: Running[Any], post: Post) -> bool:
    """Whether phones and screens see it now."""
    now = running.state != "removed" and running.results_shown and post.round == running.round
    return now and post.state == "shown"


def _rows_of(view: View, running: Running[Any], post: Post, votes: dict[str, int], *, names: bool) -> Iterator[LiveRow]:
    shown = post.state != "deleted" if view.audience in STAFF else is_shown(running, post)
    if post.revision > view.since:
        row = {"kind": "post", "id": post.id, "rev": post.revision, "activity": running.id}
        fields = post_fields(post, view.audience, names=names) if shown else {"gone": True}
        yield {**row, **fields}
    if post.votes_revision > view.since:
        row = {"kind": "votes", "id": post.id, "rev": post.votes_revision}
        yield {**row, **(counts_of(votes) if shown else {"gone": True})}


def votes_for(db: Db, post_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many have voted with each emoji, by post."""
    counted = select(Vote.post_id, Vote.emoji, func.count()).group_by(Vote.post_id, Vote.emoji).order_by(Vote.emoji)
    found: dict[str, dict[str, int]] = {}
    for start in range(0, len(post_ids), AT_ONCE):
        some = counted.where(Vote.post_id.in_(post_ids[start : start + AT_ONCE]))
        for post_id, emoji, count in db.execute(some):
            found.setdefault(post_id, {})[emoji] = count
    return found


def muted_people(db: Db, running: Running[Any]) -> list[str]:
    """Participants; in an anonymous activity nobody learns whether two posts are of the same one."""
    if running.anonymous:
        return []
    return list(db.scalars(select(Mute.key).where(Mute.activity_id == running.id).order_by(Mute.key)))


def renew(db: Db, running: Running[Any], revision: int, *, window: int | None) -> None:
    """What phones and screens can see now, they know of from now on; it is sent again, and what is in the window."""
    here = Post.activity_id == running.id
    if running.state != "removed" and running.results_shown:
        now_shown = (here, Post.round == running.round, Post.state == "shown", Post.seen.is_(None))
        db.execute(update(Post).where(*now_shown).values(seen=revision))
    again = update(Post).where(here)
    if window is not None:
        again = again.where(or_(Post.number >= first_number(db, running, window), Post.seen == revision))
    voted = case((Post.votes_revision > 0, revision), else_=0)
    db.execute(again.values(revision=revision, votes_revision=voted), execution_options={"synchronize_session": False})


def announce_posts(db: Db, activity: Activity, revision: int, *, counted: bool) -> None:
    """Rooms look at its posts again and, where their number has changed, at its results too."""
    activity.rows_revision = revision
    if counted:
        activity.tally_revision = revision
    db.flush()
