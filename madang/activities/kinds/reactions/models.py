from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base


class TapCount(Base):
    """How often an emoji was tapped within a minute, by all together: nobody's taps are kept."""

    __tablename__ = "tap_counts"

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(primary_key=True)
    emoji: Mapped[str] = mapped_column(String(16), primary_key=True)
    n: Mapped[int]
