"""Posts and their votes as live rows. A vote sends a row of its own, so that it costs a few bytes and no text."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select

from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.posts.models import Post, Vote
from madang.activities.posts.present import post_out
from madang.database import Db
from madang.live.rows import STAFF, LiveRow, View
from madang.participants.models import Participant


def post_rows(db: Db, view: View, running: Running[Any], *, window: int | None) -> Iterator[LiveRow]:
    changed = (
        select(Post, Participant.nickname)
        .outerjoin(Participant, Participant.id == Post.participant_id)
        .where(Post.activity_id == running.id, or_(Post.revision > view.since, Post.votes_revision > view.since))
    )
    if window is not None and view.audience not in STAFF:
        newest = select(func.max(Post.number)).where(Post.activity_id == running.id).scalar_subquery()
        changed = changed.where(Post.number > newest - window)
    rows = [(row[0], row[1]) for row in db.execute(changed.order_by(Post.number))]
    votes = _votes(db, [post.id for post, _ in rows if post.votes_revision > view.since])
    for post, nickname in rows:
        yield from _rows_of(view, running, post, nickname, votes.get(post.id, {}))


def is_shown(view: View, running: Running[Any], post: Post) -> bool:
    if running.state == "removed" or post.round != running.round or post.state == "deleted":
        return False
    return view.audience in STAFF or (post.state == "shown" and running.results_shown)


def _rows_of(
    view: View, running: Running[Any], post: Post, nickname: str | None, votes: dict[str, int]
) -> Iterator[LiveRow]:
    if view.audience not in STAFF and not post.seen:
        return
    shown = is_shown(view, running, post)
    if post.revision > view.since:
        row = {"kind": "post", "id": post.id, "rev": post.revision, "activity": running.id}
        yield {**row, **post_out(post, nickname, anonymous=running.anonymous)} if shown else {**row, "gone": True}
    if post.votes_revision > view.since:
        fields = _vote_fields(votes) if shown else {"gone": True}
        yield {"kind": "votes", "id": post.id, "rev": post.votes_revision, **fields}


def _vote_fields(votes: dict[str, int]) -> dict[str, Any]:
    emoji = {name: count for name, count in votes.items() if name}
    return {"n": votes.get("", 0), **({"emoji": emoji} if emoji else {})}


def _votes(db: Db, post_ids: list[str]) -> dict[str, dict[str, int]]:
    counted = select(Vote.post_id, Vote.emoji, func.count()).where(Vote.post_id.in_(post_ids))
    found: dict[str, dict[str, int]] = {}
    for post_id, emoji, count in db.execute(counted.group_by(Vote.post_id, Vote.emoji).order_by(Vote.emoji)):
        found.setdefault(post_id, {})[emoji] = count
    return found


def announce_posts(db: Db, activity: Activity, revision: int, *, counted: bool) -> None:
    """Rooms look at its posts again and, where their number has changed, at its results too."""
    activity.rows_revision = revision
    if counted:
        activity.tally_revision = revision
    db.flush()
