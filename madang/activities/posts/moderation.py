"""Rules of posts for presenters and moderators: plain functions that take `db`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from madang.activities import service
from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.posts import store
from madang.activities.posts.kind import Rules
from madang.activities.posts.live import announce_posts, votes_for
from madang.activities.posts.models import Mute, Post
from madang.activities.posts.present import post_out
from madang.activities.posts.schemas import NewPost, PostOut
from madang.database import Db, insert_new
from madang.sessions import service as sessions


def write(db: Db, me: str, session_id: str, activity_id: str, new: NewPost) -> PostOut:
    activity, running, rules = _moderated(db, me, session_id, activity_id)
    post = store.sent_before(db, running, None, new)
    if post is None:
        post = store.add(db, activity, running, rules, new, state="shown", key=None, participant_id=None)
    return _out(db, post)


def moderate(db: Db, me: str, session_id: str, activity_id: str, post_id: str, changes: Mapping[str, Any]) -> PostOut:
    """Pinned is the one that is being answered now: at most one is, everybody sees it, and answering takes it away."""
    activity, running, _ = _moderated(db, me, session_id, activity_id)
    post = store.find(db, running, post_id)
    wanted = dict(changes)
    if wanted.get("pinned"):
        _unpin_others(db, activity, running, post)
        wanted.setdefault("state", "shown")
    if wanted.get("answer"):
        wanted["answered"] = True
    elif wanted.get("answered") is False:
        wanted["answer"] = None
    if wanted.get("answered"):
        wanted.setdefault("pinned", False)
    store.change(db, activity, running, post, **wanted)
    return _out(db, post)


def mute(db: Db, me: str, session_id: str, activity_id: str, post_id: str, *, muted: bool) -> None:
    """The author of this post may write no more in this activity, or may again; nobody needs to know who they are."""
    activity, running, _ = _moderated(db, me, session_id, activity_id)
    post = store.find(db, running, post_id)
    if post.key is None:
        return
    if muted:
        changed = bool(insert_new(db, Mute, [{"activity_id": activity.id, "key": post.key}], returning=Mute.key))
    else:
        theirs = delete(Mute).where(Mute.activity_id == activity.id, Mute.key == post.key)
        changed = db.scalar(theirs.returning(Mute.key)) is not None
    if changed and not activity.anonymous:  # there, even a revision would tell that two posts are of the same person
        announce_posts(db, activity, sessions.raise_revision(db, activity.session_id), counted=True)


def _moderated(db: Db, me: str, session_id: str, activity_id: str) -> tuple[Activity, Running[Any], Rules]:
    activity, _ = service.with_role(db, me, session_id, activity_id, role="moderator", lock=True)
    kind, running = store.post_kind(activity)
    return activity, running, kind.rules(running.config)


def _unpin_others(db: Db, activity: Activity, running: Running[Any], post: Post) -> None:
    here = (Post.activity_id == activity.id, Post.round == activity.round, Post.pinned, Post.id != post.id)
    for other in db.scalars(select(Post).where(*here)).all():
        store.change(db, activity, running, other, pinned=False)


def _out(db: Db, post: Post) -> PostOut:
    votes = votes_for(db, [post.id]) if post.votes_revision else {}
    return post_out(post, votes.get(post.id, {}), "presenter")
