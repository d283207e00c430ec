from typing import Any, ClassVar

from madang.activities.kind import Running, Strict
from madang.activities.kinds.open_text.routes import router
from madang.activities.kinds.open_text.schemas import OpenTextConfig
from madang.activities.posts.kind import PostKind, Rules


class OpenText(PostKind[OpenTextConfig, Strict]):
    name = "open_text"
    config = OpenTextConfig
    router = router
    # What fits on a wall. Who comes late to a full hall is spared a thousand answers.
    window: ClassVar[int | None] = 200

    def rules(self, config: OpenTextConfig) -> Rules:
        return Rules(
            longest=config.longest,
            approve=config.approve,
            most_each=config.most,
            votes=config.votes,
            names=config.names,
        )

    def withdrawn(self, running: Running[OpenTextConfig], post_id: str) -> dict[str, Any]:
        """The answer that stands alone on the screen leaves it."""
        return self.cleared(running) if running.progress.get("highlight") == post_id else dict(running.progress)

    def cleared(self, running: Running[OpenTextConfig]) -> dict[str, Any]:
        return {name: value for name, value in running.progress.items() if name != "highlight"}

    def uncleared(self, running: Running[OpenTextConfig]) -> dict[str, Any]:
        return self.cleared(running)


KIND = OpenText()
