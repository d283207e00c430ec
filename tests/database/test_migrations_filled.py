"""Every migration down, and up again, with something in the database."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from madang.accounts import service as accounts
from madang.activities.kinds.reactions.models import TapCount
from madang.activities.models import Activity, Mark, Response, Stage
from madang.activities.posts.models import Post, Vote
from madang.database import Database, Db, migrate, now
from madang.participants.joining import Join, join_together
from madang.participants.models import Participant
from madang.participants.schemas import JoinRequest
from madang.sessions import service
from madang.sessions.crew.models import Member
from madang.sessions.schemas import NewSession

Rows = dict[str, list[dict[str, Any]]]

FILLED = {
    *("presenters", "sessions", "participants", "members", "stages", "activities"),
    *("responses", "marks", "posts", "votes", "tap_counts"),
}
WRONG = {
    "sessions": ("max_participants = 0", "code = NULL"),
    "participants": ("state = 'elsewhere'",),
    "activities": ("state = 'elsewhere'", "state = 'open', opened_at = NULL", "round = 0", "title = NULL"),
    "posts": ("state = 'hidden', pinned = true",),
    "members": ("role = 'owner'", "joined_at = NULL"),
}


@pytest.fixture
def filled(database_url: str) -> Iterator[Engine]:
    """A session in which somebody has answered, written, voted and tapped."""
    database = Database(database_url)
    database.write_now(_fill)
    database.close()
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def test_what_is_there_outlives_every_step_down_and_up(filled: Engine, database_url: str) -> None:
    before = _rows(filled)
    assert {table for table, rows in before.items() if rows} == FILLED
    for script in list(migrate.scripts().walk_revisions())[1:]:
        migrate.downgrade(database_url, script.revision)
        below = _rows(filled)
        assert below == _part(before, below)
        _check_that_what_is_wrong_is_refused(filled)
        migrate.upgrade(database_url)
        before = _rows(filled)
        assert _part(before, below) == below
        assert not [table for table, rows in before.items() if rows and table not in below]
        _check_that_what_is_wrong_is_refused(filled)


def test_months_become_weeks_on_the_way_down(filled: Engine, database_url: str) -> None:
    with filled.begin() as connection:
        connection.execute(text("UPDATE activities SET stood = 3000000000"))
        connection.execute(text("UPDATE responses SET elapsed = 3000000000"))
    migrate.downgrade(database_url, "0013")
    rows = _rows(filled)
    assert {row["stood"] for row in rows["activities"]} == {2**31 - 1}
    assert {row["elapsed"] for row in rows["responses"]} == {2**31 - 1}


def _fill(db: Db) -> None:
    owner, moderator = (accounts.register(db, f"{name}@example.org", name, None).id for name in ("alice", "bob"))
    session = service.create(db, owner, NewSession(title="A session"))
    service.transition(db, owner, session.id, service.activate)
    join_together(db, [Join(session.code, JoinRequest(nickname=name), "en") for name in ("Dora", "Emil")])
    moment = now()
    numbers = {"revision": 3, "tally_revision": 3}
    poll = Activity(session_id=session.id, kind="choice", title="?", position=1, shown_at_start=True, **numbers)
    talk = Activity(session_id=session.id, kind="chat", title="!", position=2, **numbers)
    for activity in (poll, talk):
        activity.state, activity.opened_at = "open", moment
    db.add_all([poll, talk, Member(session_id=session.id, presenter_id=moderator, role="moderator", chosen_at=moment)])
    db.flush()
    db.add(Stage(session_id=session.id, activity_id=poll.id, revision=3))
    db.add(TapCount(activity_id=talk.id, round=1, minute=moment, emoji="👏", n=3))
    here = db.query(Participant.id).where(Participant.session_id == session.id).all()
    of_poll = {"activity_id": poll.id, "round": 1, "slot": ""}
    for number, (participant,) in enumerate(here):
        fields = {"key": participant, "participant_id": participant}
        response = Response(**of_poll, **fields, answer={"options": ["a"]}, answered_at=moment)
        post = Post(
            activity_id=talk.id, round=1, number=number, text="!", state="shown", posted_at=moment, revision=3, **fields
        )
        db.add_all([response, post])
        db.flush()
        db.add_all(
            [Mark(response_id=response.id, part="a", **of_poll), Vote(post_id=post.id, emoji="👏", key="somebody")]
        )


def _rows(engine: Engine) -> Rows:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        found = {table: connection.execute(text(f'SELECT * FROM "{table}"')).mappings() for table in tables}
        return {table: sorted((dict(row) for row in rows), key=repr) for table, rows in found.items()}


def _part(rows: Rows, of: Rows) -> Rows:
    """Of the tables and columns that are in `of`."""
    return {table: _columns(rows[table], there[0]) if there else rows[table] for table, there in of.items()}


def _columns(rows: list[dict[str, Any]], names: Iterable[str]) -> list[dict[str, Any]]:
    return sorted(({name: row[name] for name in names} for row in rows), key=repr)


def _check_that_what_is_wrong_is_refused(engine: Engine) -> None:
    for table in [table for table, rows in _rows(engine).items() if rows]:
        for wrong in WRONG.get(table, ()):
            with pytest.raises(IntegrityError), engine.begin() as connection:
                connection.execute(text(f"UPDATE {table} SET {wrong}"))
