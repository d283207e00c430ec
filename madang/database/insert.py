"""Insert and see: the unique constraint decides, nothing is checked first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Db

from madang.database.types import Base


def insert_new(db: Db, table: type[Base], rows: Sequence[dict[str, Any]]) -> set[str]:
    """Inserts the rows that no constraint forbids, in one statement; answers the ids of those that got in."""
    if not rows:
        return set()
    dialect = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing().returning(table.__table__.c.id)
    return set(db.connection().execute(statement, list(rows)).scalars())
