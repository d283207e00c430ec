"""Rules of posts for those who write them: plain functions that take `db`."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from madang.activities.audience import Here, check_takes, find
from madang.activities.kind import Running
from madang.activities.posts import store
from madang.activities.posts.kind import Rules
from madang.activities.posts.links import has_link
from madang.activities.posts.live import votes_for
from madang.activities.posts.models import Mute, Post
from madang.activities.posts.present import post_out
from madang.activities.posts.schemas import NewPost, PostOut
from madang.database import Db, clock
from madang.errors import Problem
from madang.live.rows import STAFF, Audience


def write(db: Db, activity_id: str, secret: str, new: NewPost) -> PostOut:
    """A post of a participant; raises the Problem of one that the rules do not take.

    A retry is answered as before, also after the close.
    """
    here = find(db, activity_id, secret, lock=True)
    kind, running = store.post_kind(here.activity)
    rules = kind.rules(running.config)
    post = store.sent_before(db, running, here.key, new)
    if post is None:
        _check_writing(db, here)
        _check_text(rules, new.text)
        _check_author(db, here, rules)
        post = store.add(
            db,
            here.activity,
            here.running,
            rules,
            new,
            state="waiting" if rules.approve else "shown",
            key=here.key,
            participant_id=None if here.activity.anonymous else here.participant.id,
            author=None if here.activity.anonymous else here.participant.nickname,
        )
    return _out(db, post)


def edit(db: Db, activity_id: str, post_id: str, secret: str, text: str) -> PostOut:
    """One's own, while nobody has answered. Its votes stay, and everybody sees that it was edited.

    Where posts are approved, it waits again.
    """
    here, rules = _for_writing(db, activity_id, secret)
    post = _own_post(db, here, rules, post_id)
    _check_text(rules, text)
    if post.text != text:
        state = "waiting" if rules.approve else post.state
        store.change(db, here.activity, here.running, post, text=text, edited=True, state=state)
    return _out(db, post)


def delete_own(db: Db, activity_id: str, post_id: str, secret: str) -> None:
    """Also where others have voted: what somebody wrote is theirs to take back until it is answered."""
    here, rules = _for_writing(db, activity_id, secret)
    post = _own_post(db, here, rules, post_id)
    store.change(db, here.activity, here.running, post, state="deleted")


def page(
    db: Db, running: Running[Any], rules: Rules, audience: Audience, *, limit: int, before: int | None
) -> list[PostOut]:
    """The newest first, below the number `before`; one more than `limit` tells that there is another page."""
    here = select(Post).where(Post.activity_id == running.id, Post.round == running.round, Post.state != "deleted")
    if audience not in STAFF:
        here = here.where(Post.state == "shown")
    if before is not None:
        here = here.where(Post.number < before)
    posts = db.scalars(here.order_by(Post.number.desc()).limit(limit + 1)).all()
    votes = votes_for(db, [post.id for post in posts])
    return [post_out(post, votes.get(post.id, {}), audience, names=rules.names) for post in posts]


def _out(db: Db, post: Post) -> PostOut:
    votes = votes_for(db, [post.id]) if post.votes_revision else {}
    return post_out(post, votes.get(post.id, {}))


def _for_writing(db: Db, activity_id: str, secret: str) -> tuple[Here, Rules]:
    here = find(db, activity_id, secret, lock=True)
    kind, running = store.post_kind(here.activity)
    _check_writing(db, here)
    return here, kind.rules(running.config)


def _check_writing(db: Db, here: Here) -> None:
    check_takes(db, here)
    if db.get(Mute, (here.activity.id, here.key)) is not None:
        raise Problem(403, "muted")


def _check_text(rules: Rules, text: str) -> None:
    if len(text) > rules.longest:
        raise Problem(422, "post_too_long")
    if not rules.links and has_link(text):
        raise Problem(422, "no_links")


def _check_author(db: Db, here: Here, rules: Rules) -> None:
    there = (Post.activity_id == here.activity.id, Post.round == here.activity.round)
    mine = (*there, Post.key == here.key)
    if rules.most is not None:
        all_of_them = select(func.count()).where(*there, Post.state.in_(("waiting", "shown")))
        if (db.scalar(all_of_them) or 0) >= rules.most:
            raise Problem(409, "posts_are_full")
    if rules.most_each is not None:
        open_ones = select(func.count()).where(*mine, Post.state.in_(("waiting", "shown")), Post.answered.is_(False))
        if (db.scalar(open_ones) or 0) >= rules.most_each:
            raise Problem(409, "enough_posts")
    if rules.every:
        last = db.scalar(select(func.max(Post.posted_at)).where(*mine))
        if last is not None and (wait := last + timedelta(seconds=rules.every) - clock(db)) > timedelta(0):
            raise Problem(429, "slow_mode", headers={"Retry-After": str(int(wait.total_seconds()) + 1)})


def _own_post(db: Db, here: Here, rules: Rules, post_id: str) -> Post:
    post = store.find(db, here.running, post_id)
    if post.key != here.key:
        raise Problem(404, "post_not_found")
    if not rules.editable or post.answered or post.state not in ("waiting", "shown"):
        raise Problem(409, "post_is_fixed")
    return post
