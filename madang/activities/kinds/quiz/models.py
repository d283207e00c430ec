from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base


class QuizSums(Base):
    """What everybody had after so many questions of a round: noted, so that a server that starts need not count it all.

    It is never believed without `of`, the digest of the questions that it was counted with.
    """

    __tablename__ = "quiz_sums"

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    questions: Mapped[int]
    of: Mapped[str] = mapped_column(String(64))
    standings: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
