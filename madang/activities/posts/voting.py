"""Voting, for all the phones that vote at one moment in a few statements; as responding, the sessions locked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, tuple_

from madang.activities.posts import store
from madang.activities.posts.live import announce_posts, is_shown
from madang.activities.posts.models import Mute, Post, Vote
from madang.activities.posts.schemas import VoteIn, VoteOut
from madang.activities.responding import check_open, key_of
from madang.activities.scattering import hide_votes
from madang.activities.together import Known, Person, admitted, known_activities, known_people
from madang.database import Db, clock, insert_new
from madang.errors import Problem
from madang.security import is_id
from madang.sessions import service as sessions


@dataclass(frozen=True, slots=True)
class Voting:
    """One phone's vote, and the token that says whose."""

    activity_id: str
    post_id: str
    secret: str
    body: VoteIn


@dataclass(frozen=True, slots=True)
class _Hall:
    """What was read for all of them."""

    activities: dict[str, Known]
    people: dict[str, Person]
    posts: dict[str, Post]
    muted: set[tuple[str, str]]
    moment: datetime


Place = tuple[str, str, str]
"""Post, emoji and voter: where there is one vote or none."""


def vote_together(db: Db, items: Sequence[Voting]) -> list[VoteOut | Exception]:
    """Each counts once, however often it is sent; taken back, it counts no more. What one phone sent last holds."""
    hall = _hall(db, items)
    outcomes: list[VoteOut | Exception] = []
    wanted: dict[Place, bool] = {}
    for item in items:
        try:
            wanted[_judge(hall, item)] = item.body.on
        except Problem as problem:
            outcomes.append(problem)
        else:
            outcomes.append(VoteOut(post=item.post_id, emoji=item.body.emoji, on=item.body.on))
    changed = _store(db, wanted)
    _hide(db, hall, [place for place, on in wanted.items() if on and place[0] in changed])
    _announce(db, hall, [hall.posts[post_id] for post_id in sorted(changed)])
    return outcomes


def _hall(db: Db, items: Sequence[Voting]) -> _Hall:
    activities = known_activities(db, (item.activity_id for item in items))
    people = known_people(db, (item.secret for item in items))
    posts = select(Post).where(Post.id.in_({item.post_id for item in items if is_id(item.post_id)}))
    muted = select(Mute.activity_id, Mute.key).where(Mute.activity_id.in_(activities))
    return _Hall(
        activities,
        people,
        posts={post.id: post for post in db.scalars(posts)},
        muted={(row.activity_id, row.key) for row in db.execute(muted)},
        moment=clock(db),
    )


def _judge(hall: _Hall, item: Voting) -> Place:
    known, person = admitted(hall.activities.get(item.activity_id), hall.people.get(item.secret))
    check_open(known.activity, hall.moment)
    rules = store.post_kind_of(known.kind).rules(known.running.config)
    key = key_of(known.running, person.id, item.secret)
    if (known.activity.id, key) in hall.muted:
        raise Problem(403, "muted")
    if item.body.emoji not in rules.emoji if item.body.emoji else not rules.votes:
        raise Problem(409, "votes_are_off")
    post = hall.posts.get(item.post_id)
    if post is None or post.activity_id != known.activity.id or not is_shown(known.running, post):
        raise Problem(404, "post_not_found")
    return post.id, item.body.emoji, key


def _store(db: Db, wanted: dict[Place, bool]) -> set[str]:
    """The posts whose votes changed."""
    votes = [{"post_id": post, "emoji": emoji, "key": key} for (post, emoji, key), on in wanted.items() if on]
    changed = insert_new(db, Vote, votes, returning=Vote.post_id)
    back = [place for place, on in wanted.items() if not on]
    if back:
        gone = delete(Vote).where(tuple_(Vote.post_id, Vote.emoji, Vote.key).in_(back))
        unloaded = {"synchronize_session": False}
        changed |= set(db.scalars(gone.returning(Vote.post_id), execution_options=unloaded))
    return changed


def _hide(db: Db, hall: _Hall, votes: Sequence[Place]) -> None:
    by_activity: dict[str, list[Place]] = {}
    for vote in votes:
        by_activity.setdefault(hall.posts[vote[0]].activity_id, []).append(vote)
    for activity_id, some in by_activity.items():
        if hall.activities[activity_id].activity.anonymous:
            hide_votes(db, activity_id, some)


def _announce(db: Db, hall: _Hall, posts: Sequence[Post]) -> None:
    """One revision for each session, however many voted."""
    revisions: dict[str, int] = {}
    for post in posts:
        activity = hall.activities[post.activity_id].activity
        if activity.session_id not in revisions:
            revisions[activity.session_id] = sessions.raise_revision(db, activity.session_id)
        post.votes_revision = revisions[activity.session_id]
    for activity in {hall.activities[post.activity_id].activity for post in posts}:
        announce_posts(db, activity, revisions[activity.session_id], counted=False)
