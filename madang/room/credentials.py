"""Whether those who watch by a credential may still: their token, their role in the session, their screen."""

from collections.abc import Sequence
from typing import Final

from madang.accounts import service as accounts
from madang.database import Db
from madang.live.rows import STAFF, Audience
from madang.room.broadcast import Stream
from madang.sessions import screens
from madang.sessions.crew.roles import audience_of, roles

BY_CREDENTIAL: Final[tuple[Audience, ...]] = (*STAFF, "screen")


def lost(db: Db, held: Sequence[tuple[str, Stream]]) -> list[tuple[Stream, str]]:
    """Of streams of staff and screens by session, those that are to end, and why."""
    if not held:
        return []
    by_staff = {stream.credential_id or "" for _, stream in held if stream.audience in STAFF}
    by_screens = {stream.credential_id or "" for _, stream in held if stream.audience == "screen"}
    valid = accounts.valid_tokens(db, by_staff) | screens.valid(db, by_screens)
    known = roles(db, {session_id for session_id, stream in held if stream.audience in STAFF})
    ended = []
    for session_id, stream in held:
        role = known.get((session_id, stream.presenter_id or ""))
        if stream.credential_id not in valid or (stream.audience in STAFF and role is None):
            ended.append((stream, "revoked"))
        elif role is not None and audience_of(role) != stream.audience:
            ended.append((stream, "role"))
    return ended
