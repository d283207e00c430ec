from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from madang.participants.models import Participant, State
from madang.sessions.schemas import PublicSession
from madang.text import Nickname

Seat = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


class JoinRequest(BaseModel):
    """`seat` is a random word that a phone makes once and keeps: with it a retry, or the same phone typing the code
    again, gets its own seat back instead of a second one."""

    model_config = ConfigDict(extra="forbid")

    nickname: Nickname | None = None
    passcode: Annotated[str, Field(max_length=200)] | None = None
    seat: Seat | None = None


class ParticipantOut(TypedDict):
    id: str
    nickname: str
    state: State
    joined_at: datetime


class ParticipantRow(ParticipantOut):
    """As the presenter sees them."""

    online: bool


class InTheRoom(TypedDict):
    """A participant's own view: who they are, the session, and the revision at which this was true."""

    participant: ParticipantOut
    session: PublicSession
    revision: int


class Joined(InTheRoom):
    token: str


def participant_out(row: Participant) -> ParticipantOut:
    return ParticipantOut(id=row.id, nickname=row.nickname, state=row.state, joined_at=row.joined_at)
