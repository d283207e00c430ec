"""Moments are in UTC and say so, whatever the database and its clock think."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, create_engine, insert, literal, select, text
from sqlalchemy.exc import StatementError

from madang.accounts.models import Presenter
from madang.database import Database, Db, UtcDateTime, now

SEOUL = timezone(timedelta(hours=9))
MOMENT = datetime(2026, 3, 1, 8, 30, 15, 123456, SEOUL)


def store(db: Db, moment: datetime) -> None:
    values = {"id": "x", "email": "a@b.c", "email_key": "a@b.c", "name": "Alice", "provider": "local"}
    db.execute(insert(Presenter).values(values | {"created_at": moment}))


def test_a_moment_comes_back_in_utc_to_the_microsecond(database_url: str) -> None:
    database = Database(database_url)
    database.write_now(lambda db: store(db, MOMENT))
    found = database.read_now(lambda db: db.scalars(select(Presenter.created_at)).one())
    database.close()
    assert found == MOMENT
    assert found.tzinfo is UTC
    assert found.isoformat() == "2026-02-28T23:30:15.123456+00:00"


def test_moments_are_compared_as_moments(database_url: str) -> None:
    database = Database(database_url)
    database.write_now(lambda db: store(db, MOMENT))

    def those_before(moment: datetime) -> int:
        earlier = select(Presenter.id).where(Presenter.created_at < literal(moment, UtcDateTime()))
        return len(database.read_now(lambda db: list(db.scalars(earlier))))

    assert those_before(MOMENT) == 0
    assert those_before(MOMENT.astimezone(timezone(timedelta(hours=-5))) + timedelta(microseconds=1)) == 1
    database.close()


def test_a_moment_without_a_zone_is_refused(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(StatementError, match="a time needs a zone"):
        database.write_now(lambda db: store(db, MOMENT.replace(tzinfo=None)))
    database.close()


def test_no_moment_stays_none(database_url: str) -> None:
    engine: Engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(select(literal(None, UtcDateTime()))).scalar() is None
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_the_clock_says_where_it_is() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(SEOUL)) < timedelta(seconds=1)
