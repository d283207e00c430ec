from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from madang.sessions.crew.models import Role
from madang.sessions.models import Phase
from madang.text import Description, Name, Title, written

Passcode = Annotated[str, *written("passcode", 4, 32)]
Limit = Annotated[int, Field(ge=1, le=1000)]


class NewSession(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title
    description: Description | None = None


class SessionEdit(BaseModel):
    """Only what was sent changes; other fields never change anything."""

    model_config = ConfigDict(extra="ignore")

    title: Title = ""
    description: Description | None = None
    is_active: Annotated[bool, Field(strict=True)] = False


class SessionSettings(BaseModel):
    """Only what was sent changes."""

    model_config = ConfigDict(extra="forbid")

    anonymous: Annotated[bool, Field(strict=True)] = False
    passcode: Passcode | None = None
    max_participants: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None
    locked: Annotated[bool, Field(strict=True)] = False


class SessionOut(TypedDict):
    """A session as those see it who run it: a plain dict, which a list of a thousand makes three times faster.

    `role` is that of whoever asks; a moderator is not told the passcode.
    """

    id: str
    title: str
    description: str | None
    session_code: str
    qr_code_url: str | None
    is_active: bool
    participant_count: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    paused_at: datetime | None
    phase: Phase
    join_url: str
    anonymous: bool
    passcode: str | None
    max_participants: int | None
    locked: bool
    peak_online: int
    trashed_at: datetime | None
    role: Role


class PublicSession(TypedDict):
    """What a phone needs before it joins, and nothing about the presenter."""

    session_code: str
    title: str
    description: str | None
    is_active: bool
    phase: Phase
    anonymous: bool
    passcode_required: bool
    locked: bool


class NewScreen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = None


class ScreenInfo(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    created_at: datetime
    last_seen_at: datetime | None


class ScreenMade(ScreenInfo):
    token: str
    url: str
