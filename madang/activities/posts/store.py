"""How posts are found, added and changed; the session's row is locked whenever these run."""

import base64
import hashlib
from typing import Any, Final

from sqlalchemy import func, select

from madang.activities import registry, service
from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.posts.kind import PostKind, Rules
from madang.activities.posts.live import announce_posts, is_shown
from madang.activities.posts.models import Post
from madang.activities.posts.schemas import NewPost
from madang.database import Db, clock
from madang.errors import Problem
from madang.security import is_id, new_id
from madang.sessions import service as sessions

COUNTED: Final = {"state", "answered"}
"""What results may count: a change of anything else leaves them as they are."""


def post_kind(activity: Activity) -> tuple[PostKind[Any, Any], Running[Any]]:
    kind, running = registry.running(activity)
    return post_kind_of(kind), running


def post_kind_of(kind: registry.AnyKind) -> PostKind[Any, Any]:
    """Raises where it is a kind that has no posts."""
    if not isinstance(kind, PostKind):
        raise Problem(409, "activity_has_no_posts")
    return kind


def find(db: Db, running: Running[Any], post_id: str) -> Post:
    """A post of this round that was not deleted."""
    post = db.get(Post, post_id) if is_id(post_id) else None
    if post is None or post.activity_id != running.id or post.round != running.round or post.state == "deleted":
        raise Problem(404, "post_not_found")
    return post


def find_shown(db: Db, running: Running[Any], post_id: str) -> Post:
    """One that everybody can see now."""
    post = find(db, running, post_id)
    if not is_shown(running, post):
        raise Problem(404, "post_not_found")
    return post


def sent_before(db: Db, running: Running[Any], key: str | None, new: NewPost) -> Post | None:
    """The post that the same request has made already, when its answer was lost on the way.

    It is looked for in the round that it was meant for; raises where nothing of it is there and that round is over.
    """
    meant = new.round or running.round
    post = db.get(Post, _id(running, meant, key, new.once)) if new.once else None
    if post is None and meant != running.round:
        raise Problem(409, "round_over")
    if post is not None and post.state == "deleted":
        raise Problem(404, "post_not_found")
    return post


def add(db: Db, activity: Activity, running: Running[Any], rules: Rules, new: NewPost, **fields: Any) -> Post:
    last = db.scalar(select(func.max(Post.number)).where(Post.activity_id == activity.id))
    revision = sessions.raise_revision(db, activity.session_id)
    moment = clock(db)
    post = Post(
        id=_id(running, running.round, fields["key"], new.once),
        activity_id=activity.id,
        round=activity.round,
        number=(last or 0) + 1,
        text=new.text,
        parent_id=_parent(db, running, rules, new.parent),
        posted_at=moment.replace(second=0, microsecond=0) if activity.anonymous else moment,
        revision=revision,
        **fields,
    )
    post.seen = revision if is_shown(running, post) else None
    db.add(post)
    announce_posts(db, activity, revision, counted=True)
    return post


def change(db: Db, activity: Activity, running: Running[Any], post: Post, **wanted: Any) -> None:
    """Raises the revisions where something really changes. A post that nobody can see is not pinned."""
    if wanted.get("state", post.state) != "shown":
        wanted["pinned"] = False
    changes = {name: value for name, value in wanted.items() if getattr(post, name) != value}
    if not changes:
        return
    revision = sessions.raise_revision(db, activity.session_id)
    for name, value in changes.items():
        setattr(post, name, value)
    post.revision = revision
    if post.seen is None and is_shown(running, post):
        post.seen = revision
    if post.votes_revision and "state" in changes:
        post.votes_revision = revision
    if changes.get("state", "shown") != "shown":
        kind, running = post_kind(activity)
        activity.progress = kind.withdrawn(running, post.id)
        service.touched(db, activity)
    announce_posts(db, activity, revision, counted=not changes.keys().isdisjoint(COUNTED))


def _parent(db: Db, running: Running[Any], rules: Rules, parent_id: str | None) -> str | None:
    if parent_id is None:
        return None
    if not rules.replies:
        raise Problem(409, "replies_are_off")
    return find_shown(db, running, parent_id).id


def _id(running: Running[Any], number: int, key: str | None, once: str | None) -> str:
    """Of the form of `new_id`; made from the request's own word where it has one, so that it is the same again."""
    if once is None:
        return new_id()
    hashed = hashlib.sha256(f"{running.id} {number} {key} {once}".encode()).digest()
    return base64.urlsafe_b64encode(hashed[:16]).decode().rstrip("=")
