from typing import Any, Final

from madang.activities.kind import Running, Strict
from madang.activities.kinds.chat.schemas import ChatConfig
from madang.activities.posts.kind import PostKind, Rules
from madang.live.rows import Audience

EMOJI: Final = ("👍", "❤️", "😂", "👏", "🤔")


class Chat(PostKind[ChatConfig, Strict]):
    name = "chat"
    config = ChatConfig
    beside = True
    named = True
    anonymous = False
    window = 50
    staff_window = 50

    def rules(self, config: ChatConfig) -> Rules:
        return Rules(
            longest=config.longest,
            every=config.slow,
            links=config.links,
            replies=True,
            votes=False,
            emoji=EMOJI,
            editable=False,
        )

    def public_config(self, running: Running[ChatConfig], audience: Audience) -> dict[str, Any]:
        """With the reactions that there are."""
        return {**super().public_config(running, audience), "emoji": list(EMOJI)}


KIND = Chat()
