from madang.activities.posts.models import Post
from madang.activities.posts.schemas import PostOut
from madang.activities.present import iso


def post_out(post: Post, nickname: str | None, *, anonymous: bool) -> PostOut:
    return PostOut(
        id=post.id,
        activity=post.activity_id,
        number=post.number,
        text=post.text,
        state=post.state,
        author=None if anonymous else nickname,
        presenter=post.key is None,
        parent=post.parent_id,
        pinned=post.pinned,
        answered=post.answered,
        answer=post.answer,
        group=post.group,
        edited=post.edited,
        posted_at=iso(post.posted_at),
    )
