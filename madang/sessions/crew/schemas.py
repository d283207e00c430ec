from datetime import datetime

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from madang.sessions.crew.models import MemberRole


class InRole(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: MemberRole


class InvitationOut(TypedDict):
    id: str
    role: MemberRole
    created_at: datetime
    expires_at: datetime


class InvitationMade(InvitationOut):
    token: str
    url: str


class InvitationShown(TypedDict):
    """What somebody who opens the link is told before they accept."""

    session_title: str
    role: MemberRole
    invited_by: str
    expires_at: datetime


class MemberOut(TypedDict):
    id: str
    name: str
    email: str
    role: MemberRole
    joined_at: datetime
