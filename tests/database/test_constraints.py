"""What no service does, the database refuses too, whoever writes."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError

from madang.accounts import service as accounts
from madang.database import Database
from madang.database.engine import is_sqlite
from madang.participants.joining import Join, join_together
from madang.participants.schemas import JoinRequest
from madang.sessions import service
from madang.sessions.schemas import NewSession


@pytest.fixture
def raw(database_url: str) -> Iterator[Engine]:
    """A session with Dora and Emil, and a connection past everything of ours."""
    database = Database(database_url)
    owner = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)
    session = database.write_now(lambda db: service.create(db, owner, NewSession(title="A session")))
    database.write_now(lambda db: service.create(db, owner, NewSession(title="Another")))
    database.write_now(lambda db: service.transition(db, owner, session.id, service.activate))
    joins = [
        Join(session.code, JoinRequest(nickname=name, seat=f"phone-that-is-{name}"), "en") for name in ("Dora", "Emil")
    ]
    database.write_now(lambda db: join_together(db, joins))
    database.close()
    engine = create_engine(database_url)
    if is_sqlite(database_url):
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "wrong",
    [
        "sessions SET is_active = true, started_at = NULL",
        "sessions SET is_active = true, started_at = created_at, ended_at = created_at",
        "sessions SET is_active = false, started_at = NULL, ended_at = created_at",
        "sessions SET is_active = NULL",
        "sessions SET max_participants = 0",
        "sessions SET people_revision = revision + 1",
        "sessions SET session_revision = revision + 1",
        "sessions SET code = 'AAAAAA'",
        "sessions SET code = NULL",
        "sessions SET title = NULL",
        "sessions SET owner_id = 'nobody'",
        "participants SET state = 'elsewhere'",
        "participants SET state = NULL",
        "participants SET nickname = NULL",
        "participants SET nickname_key = 'dora'",
        "participants SET token_digest = 'the same'",
        "participants SET seat_digest = 'the same'",
        "participants SET session_id = 'none'",
        "participants SET revision = NULL",
    ],
)
def test_what_cannot_be_is_refused(raw: Engine, wrong: str) -> None:
    with pytest.raises(IntegrityError), raw.begin() as connection:
        connection.execute(text(f"UPDATE {wrong}"))


def test_a_name_may_be_that_of_somebody_who_left(raw: Engine) -> None:
    with raw.begin() as connection:
        connection.execute(text("UPDATE participants SET state = 'left' WHERE nickname = 'Dora'"))
        connection.execute(text("UPDATE participants SET nickname_key = 'dora'"))


def test_what_belongs_to_an_account_goes_with_it(raw: Engine) -> None:
    with raw.begin() as connection:
        connection.execute(text("DELETE FROM presenters"))
        for table in ("sessions", "participants"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
