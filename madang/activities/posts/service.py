"""Rules of posts: what people write and vote for, and what the presenter makes of it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, func, select

from madang.activities import registry, service
from madang.activities.audience import Here, find_open
from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.posts.kind import PostKind, Rules
from madang.activities.posts.live import announce_posts
from madang.activities.posts.models import Post, Vote
from madang.activities.posts.present import post_out
from madang.activities.posts.schemas import NewPost, PostOut, VoteIn, VoteOut
from madang.database import Db, clock, insert_new
from madang.errors import Problem
from madang.participants.models import Participant
from madang.security import is_id, new_id
from madang.sessions import service as sessions

_LINK: Final = re.compile(r"https?://|www\.|\b[a-z0-9-]+\.(com|net|org|io|kr|co|me|app|dev|xyz|info)\b", re.IGNORECASE)


def write(db: Db, activity_id: str, secret: str, new: NewPost) -> PostOut:
    """A post of a participant; raises the Problem of one that the rules do not take."""
    here, rules = _for_writing(db, activity_id, secret)
    _check_text(rules, new.text)
    _check_author(db, here, rules)
    post = _add(
        db,
        here.activity,
        text=new.text,
        parent_id=_parent(db, here.activity, rules, new.parent),
        state="waiting" if rules.approve else "shown",
        key=here.key,
        participant_id=None if here.activity.anonymous else here.participant.id,
    )
    return post_out(post, here.participant.nickname, anonymous=here.activity.anonymous)


def edit(db: Db, activity_id: str, post_id: str, secret: str, text: str) -> PostOut:
    """One's own, while nobody has answered it; what waits for approval goes on waiting."""
    here, rules = _for_writing(db, activity_id, secret)
    post = _own_post(db, here, rules, post_id)
    _check_text(rules, text)
    if post.text != text:
        post.text, post.edited = text, True
        post.state = "waiting" if rules.approve else post.state
        _changed(db, here.activity, post)
    return post_out(post, here.participant.nickname, anonymous=here.activity.anonymous)


def delete_own(db: Db, activity_id: str, post_id: str, secret: str) -> None:
    here, rules = _for_writing(db, activity_id, secret)
    post = _own_post(db, here, rules, post_id)
    post.state = "deleted"
    _changed(db, here.activity, post)


def vote(db: Db, activity_id: str, post_id: str, secret: str, body: VoteIn) -> VoteOut:
    """Counts once, however often it is sent; taken back, it counts no more."""
    here, rules = _for_writing(db, activity_id, secret)
    if body.emoji not in rules.emoji if body.emoji else not rules.votes:
        raise Problem(409, "votes_are_off")
    post = _post(db, here.activity, post_id)
    if post.state != "shown":
        raise Problem(404, "post_not_found")
    if body.on:
        changed = _insert_vote(db, post.id, here.key, body.emoji)
    else:
        mine = delete(Vote).where(Vote.post_id == post.id, Vote.key == here.key, Vote.emoji == body.emoji)
        changed = db.scalar(mine.returning(Vote.post_id)) is not None
    if changed:
        post.votes_revision = sessions.raise_revision(db, here.activity.session_id)
        announce_posts(db, here.activity, post.votes_revision, counted=False)
    return VoteOut(post=post.id, emoji=body.emoji, on=body.on)


def write_as_presenter(db: Db, me: str, session_id: str, activity_id: str, new: NewPost) -> PostOut:
    activity, _, rules = _moderated(db, me, session_id, activity_id)
    post = _add(
        db, activity, text=new.text, parent_id=_parent(db, activity, rules, new.parent), state="shown", key=None
    )
    return post_out(post, None, anonymous=activity.anonymous)


def moderate(db: Db, me: str, session_id: str, activity_id: str, post_id: str, changes: Mapping[str, Any]) -> PostOut:
    activity, _, _ = _moderated(db, me, session_id, activity_id)
    post = _post(db, activity, post_id)
    for name, value in changes.items():
        setattr(post, name, value)
    if changes.get("answer"):
        post.answered = True
    _changed(db, activity, post)
    return post_out(post, _nickname(db, post), anonymous=activity.anonymous)


def mute(db: Db, me: str, session_id: str, activity_id: str, post_id: str, *, muted: bool) -> None:
    """The author of this post may write no more in this activity, or may again; nobody needs to know who they are."""
    activity, _, _ = _moderated(db, me, session_id, activity_id)
    post = _post(db, activity, post_id)
    keys = set(activity.progress.get("muted", ()))
    changed = keys | {post.key} if muted else keys - {post.key}
    activity.progress = {**activity.progress, "muted": sorted(key for key in changed if key)}
    service.touched(db, activity)


def page(db: Db, running: Running[Any], *, limit: int, before: int | None, shown_only: bool) -> list[PostOut]:
    """The newest first, below the number `before`; one more than `limit` tells that there is another page."""
    here = (
        select(Post, Participant.nickname)
        .outerjoin(Participant, Participant.id == Post.participant_id)
        .where(Post.activity_id == running.id, Post.round == running.round, Post.state != "deleted")
    )
    if shown_only:
        here = here.where(Post.state == "shown")
    if before is not None:
        here = here.where(Post.number < before)
    rows = db.execute(here.order_by(Post.number.desc()).limit(limit + 1))
    return [post_out(row[0], row[1], anonymous=running.anonymous) for row in rows]


def post_kind(activity: Activity) -> tuple[PostKind[Any, Any], Running[Any]]:
    """Raises where the activity is of a kind that has no posts."""
    kind, running = registry.running(activity)
    if not isinstance(kind, PostKind):
        raise Problem(409, "activity_has_no_posts")
    return kind, running


def _for_writing(db: Db, activity_id: str, secret: str) -> tuple[Here, Rules]:
    here = find_open(db, activity_id, secret)
    kind, running = post_kind(here.activity)
    if here.key in running.progress.get("muted", ()):
        raise Problem(403, "muted")
    return here, kind.rules(running.config)


def _moderated(db: Db, me: str, session_id: str, activity_id: str) -> tuple[Activity, Running[Any], Rules]:
    activity, _ = service.with_role(db, me, session_id, activity_id, role="moderator", lock=True)
    kind, running = post_kind(activity)
    return activity, running, kind.rules(running.config)


def _check_text(rules: Rules, text: str) -> None:
    if len(text) > rules.longest:
        raise Problem(422, "post_too_long")
    if not rules.links and _LINK.search(text):
        raise Problem(422, "no_links")


def _check_author(db: Db, here: Here, rules: Rules) -> None:
    mine = (Post.activity_id == here.activity.id, Post.round == here.activity.round, Post.key == here.key)
    if rules.most_each is not None:
        open_ones = select(func.count()).where(*mine, Post.state.in_(("waiting", "shown")), Post.answered.is_(False))
        if (db.scalar(open_ones) or 0) >= rules.most_each:
            raise Problem(409, "enough_posts")
    if rules.every:
        last = db.scalar(select(func.max(Post.posted_at)).where(*mine))
        if last is not None and (wait := last + timedelta(seconds=rules.every) - clock(db)) > timedelta(0):
            raise Problem(429, "slow_mode", headers={"Retry-After": str(int(wait.total_seconds()) + 1)})


def _parent(db: Db, activity: Activity, rules: Rules, parent_id: str | None) -> str | None:
    if parent_id is None:
        return None
    if not rules.replies:
        raise Problem(409, "replies_are_off")
    parent = _post(db, activity, parent_id)
    if parent.state != "shown":
        raise Problem(404, "post_not_found")
    return parent.id


def _own_post(db: Db, here: Here, rules: Rules, post_id: str) -> Post:
    post = _post(db, here.activity, post_id)
    if post.key != here.key:
        raise Problem(404, "post_not_found")
    if not rules.editable or post.answered or post.state not in ("waiting", "shown"):
        raise Problem(409, "post_is_fixed")
    return post


def _post(db: Db, activity: Activity, post_id: str) -> Post:
    """A post of this round that was not deleted."""
    post = db.get(Post, post_id) if is_id(post_id) else None
    if post is None or post.activity_id != activity.id or post.round != activity.round or post.state == "deleted":
        raise Problem(404, "post_not_found")
    return post


def _nickname(db: Db, post: Post) -> str | None:
    author = db.get(Participant, post.participant_id) if post.participant_id else None
    return author.nickname if author else None


def _add(db: Db, activity: Activity, **fields: Any) -> Post:
    last = db.scalar(select(func.max(Post.number)).where(Post.activity_id == activity.id))
    revision = sessions.raise_revision(db, activity.session_id)
    moment = clock(db)
    post = Post(
        id=new_id(),
        activity_id=activity.id,
        round=activity.round,
        number=(last or 0) + 1,
        posted_at=moment.replace(second=0, microsecond=0) if activity.anonymous else moment,
        revision=revision,
        votes_revision=revision,
        seen=fields["state"] == "shown" and activity.results_shown,
        **fields,
    )
    db.add(post)
    announce_posts(db, activity, revision, counted=True)
    return post


def _changed(db: Db, activity: Activity, post: Post) -> None:
    if not db.is_modified(post):
        return
    post.seen = post.seen or (post.state == "shown" and activity.results_shown)
    post.revision = post.votes_revision = sessions.raise_revision(db, activity.session_id)
    announce_posts(db, activity, post.revision, counted=True)


def _insert_vote(db: Db, post_id: str, key: str, emoji: str) -> bool:
    return bool(insert_new(db, Vote, [{"post_id": post_id, "key": key, "emoji": emoji}], returning=Vote.post_id))
