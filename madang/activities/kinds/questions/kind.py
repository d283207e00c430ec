from typing import Any, Final

from sqlalchemy import func, select

from madang.activities.kind import Running, Strict
from madang.activities.kinds.questions.schemas import QuestionsConfig
from madang.activities.posts.kind import PostKind, Rules
from madang.activities.posts.models import Post
from madang.database import Db
from madang.live.rows import Audience
from madang.messages import register

MOST: Final = 500
"""Every phone holds all of them, and can vote for the first as for the last."""

register(
    {
        "posts_are_full": (
            "질문이 가득 찼습니다. 진행자가 정리하면 다시 쓸 수 있습니다.",
            "There are as many questions as fit. The presenter makes room by archiving or hiding some.",
        ),
    }
)


class Questions(PostKind[QuestionsConfig, Strict]):
    """The pinned question is the one that is being answered now."""

    name = "questions"
    config = QuestionsConfig
    beside = True
    anonymous = False

    def rules(self, config: QuestionsConfig) -> Rules:
        return Rules(longest=config.longest, approve=config.approve, most_each=config.most_each, most=MOST)

    def results(self, db: Db, running: Running[QuestionsConfig], audience: Audience) -> dict[str, Any]:
        """And `answered`: how many of those that are shown have been answered."""
        here = (Post.activity_id == running.id, Post.round == running.round, Post.state == "shown", Post.answered)
        answered = db.scalar(select(func.count()).where(*here)) or 0
        return {**super().results(db, running, audience), "answered": answered}


KIND = Questions()
