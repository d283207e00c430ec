"""Databases for the tests: emptied and used again, which takes a fraction of making one."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Connection, NullPool, create_engine, text

from tests.servers import PostgreSQL

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename != 'alembic_version'"
_SCHEMA = """
    SELECT version_num, (
        SELECT string_agg(format('%s.%s', attrelid::regclass, attname), ',' ORDER BY attrelid::regclass::text, attnum)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
    )
    FROM alembic_version
"""


class Databases:
    """On one PostgreSQL, with the tables of a template and nothing in them."""

    def __init__(self, server: PostgreSQL, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        with self._connected(template) as db:
            self._schema = self._schema_of(db)

    @contextmanager
    def one(self) -> Iterator[str]:
        name = self._free.pop() if self._free else self._make()
        yield self._server.url(name)
        self._server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        with self._connected(name) as db:
            if good := self._schema_of(db) == self._schema:
                db.execute(text("SET session_replication_role = replica"))  # whatever refers to what: in any order
                for table in db.scalars(text(_TABLES)).all():
                    db.execute(text(f"DELETE FROM {table}"))
        if good:
            self._free.append(name)

    def _make(self) -> str:
        name = f"test-{uuid4().hex}"
        self._server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        return name

    @contextmanager
    def _connected(self, name: str) -> Iterator[Connection]:
        with create_engine(self._server.url(name), poolclass=NullPool).begin() as db:
            yield db

    def _schema_of(self, db: Connection) -> object:
        """None where a test has taken the table of its version away: then it is not used again."""
        there = db.scalar(text("SELECT to_regclass('alembic_version')"))
        return db.execute(text(_SCHEMA)).all() if there else None
