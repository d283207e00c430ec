"""Insert and see: the unique constraint decides, nothing is checked first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as Db

from madang.database.types import Base


def insert_new(
    db: Db, table: type[Base], rows: Sequence[dict[str, Any]], *, returning: InstrumentedAttribute[str] | None = None
) -> set[str]:
    """Inserts the rows that no constraint forbids, in one statement; answers the ids of those that got in.

    `returning` names another column where the table has no `id`.
    """
    if not rows:
        return set()
    dialect = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    statement = (
        dialect.insert(table)
        .on_conflict_do_nothing()
        .returning(table.__table__.c.id if returning is None else returning)
    )
    return set(db.connection().execute(statement, list(rows)).scalars())
