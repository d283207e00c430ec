"""Rows are taken out and put back, so that where they lie says nothing of when they came."""

from functools import cache

from sqlalchemy import ColumnElement, Table, TableClause, TextClause, column, delete, insert, select, table, text
from sqlalchemy.orm import Session as Db


def rewrite(db: Db, *rows: tuple[Table, ColumnElement[bool]]) -> None:
    """Takes them out, and puts them back in the order of their keys: rows before those that refer to them."""
    for source, which in rows:
        db.execute(_holder(source, until_commit=db.get_bind().dialect.name != "sqlite"))
        db.execute(insert(_held(source)).from_select(_names(source), select(source).where(which)))
    for source, which in reversed(rows):
        db.execute(delete(source).where(which))
    for source, _ in rows:
        held = _held(source)
        ordered = select(held).order_by(*(held.c[key.name] for key in source.primary_key))
        db.execute(insert(source).from_select(_names(source), ordered, include_defaults=False))
        db.execute(delete(held))


def _names(source: Table) -> list[str]:
    return [each.name for each in source.columns]


@cache
def _held(source: Table) -> TableClause:
    return table(f"held_{source.name}", *(column(name) for name in _names(source)))


@cache
def _holder(source: Table, *, until_commit: bool) -> TextClause:
    """Makes the table of this connection in which rows are held, unless it is there."""
    emptied = "ON COMMIT DELETE ROWS" if until_commit else ""
    copy = f"SELECT * FROM {source.name} WHERE false"  # noqa: S608 - a name of ours
    return text(f"CREATE TEMPORARY TABLE IF NOT EXISTS held_{source.name} {emptied} AS {copy}")
