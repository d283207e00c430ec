"""The tables as they lie in the database, past everything that Madang says of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import MetaData, create_engine, text


def everything(database_url: str) -> dict[str, list[dict[str, Any]]]:
    """Each table as it lies there, in the order in which the database gives the rows by itself."""
    engine = create_engine(database_url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in tables.sorted_tables
        }
    engine.dispose()
    return found


def written_together(database_url: str, table: str, column: str) -> list[set[str]]:
    """The rows that one transaction of PostgreSQL wrote, the newest first, by what stands in a column."""
    engine = create_engine(database_url)
    groups: dict[int, set[str]] = {}
    with engine.connect() as connection:
        rows = connection.execute(text(f"SELECT CAST(CAST(xmin AS text) AS bigint), {column} FROM {table}"))
        for transaction, value in rows:
            groups.setdefault(transaction, set()).add(value)
    engine.dispose()
    return [groups[transaction] for transaction in sorted(groups, reverse=True)]


def tuples(database_url: str, *tables: str) -> list[int]:
    """How many rows lie in the pages of a table in PostgreSQL, those that nobody sees any more included."""
    engine = create_engine(database_url)
    count = """SELECT count(t_data) FROM generate_series(0, pg_relation_size(CAST(:table AS text)) / 8192 - 1) AS page,
        heap_page_items(get_raw_page(CAST(:table AS text), CAST(page AS integer)))"""
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pageinspect"))
        found = [connection.scalar(text(count), {"table": table}) for table in tables]
    engine.dispose()
    return [number or 0 for number in found]


def paged(file: bytes) -> list[bytes]:
    size = int.from_bytes(file[16:18], "big")
    return [file[start : start + size] for start in range(0, len(file), size)]


def size(database_url: str, *tables: str) -> int:
    """Bytes of tables of PostgreSQL and of their indexes."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        count = text("SELECT pg_total_relation_size(CAST(:table AS text))")
        found = sum(connection.scalar(count, {"table": table}) or 0 for table in tables)
    engine.dispose()
    return found


@contextmanager
def reading(database_url: str) -> Iterator[None]:
    """Somebody reads all that there is at this moment, and takes their time."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.exec_driver_sql("SELECT count(*) FROM responses")
        yield
    engine.dispose()
