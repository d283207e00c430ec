"""Creating sessions, for all presenters who do so at one moment in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from madang.accounts import service as accounts
from madang.database import Db
from madang.errors import NotSignedIn
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession
from madang.sessions.service import create_all


@dataclass(frozen=True, slots=True)
class Create:
    """What somebody wants to make, and the token that says who."""

    secret: str
    new: NewSession


def create_together(db: Db, items: Sequence[Create]) -> list[Session | NotSignedIn]:
    signed = accounts.authenticate_all(db, {item.secret for item in items})
    for one in signed.values():
        if one.token_is_stale:
            accounts.touch(db, one.token_id)
    made = iter(create_all(db, [(signed[item.secret].id, item.new) for item in items if item.secret in signed]))
    return [next(made) if item.secret in signed else NotSignedIn() for item in items]
