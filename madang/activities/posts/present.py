from collections.abc import Mapping
from typing import Any

from madang.activities.posts.models import Post
from madang.activities.posts.schemas import PostFields, PostOut
from madang.activities.present import iso
from madang.live.rows import STAFF, Audience


def post_fields(post: Post, audience: Audience = "participant", *, names: bool = True) -> PostFields:
    """Only the staff learn which participant wrote it, and in an anonymous activity nobody does."""
    fields = PostFields(
        number=post.number,
        seen=post.seen,
        round=post.round,
        text=post.text,
        state=post.state,
        author=post.author if names or audience in STAFF else None,
        presenter=post.key is None,
        parent=post.parent_id,
        pinned=post.pinned,
        answered=post.answered,
        answer=post.answer,
        group=post.group,
        edited=post.edited,
        posted_at=iso(post.posted_at),
    )
    if audience in STAFF:
        fields["author_id"] = post.participant_id
    return fields


def counts_of(votes: Mapping[str, int]) -> dict[str, Any]:
    """`n` plain votes, and the reactions that there are."""
    emoji = {name: count for name, count in votes.items() if name}
    return {"n": votes.get("", 0), **({"emoji": emoji} if emoji else {})}


def post_out(
    post: Post, votes: Mapping[str, int], audience: Audience = "participant", *, names: bool = True
) -> PostOut:
    counted = counts_of(votes)
    return {
        **post_fields(post, audience, names=names),
        "id": post.id,
        "activity": post.activity_id,
        "rev": max(post.revision, post.votes_revision),
        "votes": counted["n"],
        "emoji": counted.get("emoji", {}),
    }
