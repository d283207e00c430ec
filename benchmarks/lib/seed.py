"""Fills our database before the server starts: through our own rules where there are few rows, directly where many."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from madang.accounts import service as accounts
from madang.database import Database, Db, migrate, now
from madang.messages import Language
from madang.participants.joining import Join, join_together
from madang.participants.models import Participant
from madang.participants.schemas import JoinRequest
from madang.security import digest, new_id, new_token
from madang.sessions import service as sessions
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession
from madang.settings import Settings

_LANGUAGE: Language = "en"


@dataclass(frozen=True)
class Hall:
    """An open session and who is in it."""

    session_id: str
    code: str
    tokens: list[str]


class Seed:
    """A new database with a presenter, whose API token it holds."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        url = Settings(data_dir=folder, database_url=None).database
        migrate.upgrade(url)
        self._database = Database(url)
        self.token = self._database.write_now(self._presenter)

    def __enter__(self) -> "Seed":
        return self

    def __exit__(self, *failure: object) -> None:
        self._database.close()

    def sessions(self, number: int, participants: int) -> None:
        """Closed sessions with so many participants each."""
        self._database.write_now(lambda db: self._fill(db, number, participants))

    def hall(self, participants: int = 0) -> Hall:
        """An open session with people who have joined it."""

        def fill(db: Db) -> Hall:
            session = sessions.create(db, self._owner, NewSession(title="A full hall"))
            sessions.activate(db, session)
            db.flush()
            requests = [JoinRequest(nickname=f"guest {number}") for number in range(participants)]
            joined = join_together(db, [Join(session.code, one, _LANGUAGE) for one in requests]) if requests else []
            return Hall(session.id, session.code, [_token(one) for one in joined])

        return self._database.write_now(fill)

    def _presenter(self, db: Db) -> str:
        self._owner = accounts.register(db, "alice@example.org", "Alice", None).id
        return accounts.issue(db, self._owner, "api", "benchmarks")[1]

    def _fill(self, db: Db, number: int, participants: int) -> None:
        for count in range(number):
            session = sessions.create(db, self._owner, NewSession(title=f"Session {count}", description="Seeded"))
            rows = [_participant(session, guest) for guest in range(participants)]
            db.execute(insert(Participant), rows)


def _token(outcome: object) -> str:
    if isinstance(outcome, Exception):
        raise outcome
    token = outcome["token"] if isinstance(outcome, dict) else outcome.token  # type: ignore[attr-defined]
    return str(token)


def _participant(session: Session, number: int) -> dict[str, object]:
    return {
        "id": new_id(),
        "session_id": session.id,
        "nickname": f"guest {number}",
        "nickname_key": f"guest{number}",
        "state": "joined",
        "token_digest": digest(new_token("participant")),
        "seat_digest": None,
        "joined_at": now(),
        "revision": session.revision,
    }
