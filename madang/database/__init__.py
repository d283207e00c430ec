"""The database: `Database` to read and write, `Db` the handle that functions get, `Base` for tables."""

from sqlalchemy.orm import Session as Db

from madang.database.clock import clock, clock_reading
from madang.database.database import Database
from madang.database.door import announce
from madang.database.insert import insert_new
from madang.database.rewriting import rewrite
from madang.database.tidying import Tidy
from madang.database.types import Base, Id, Milliseconds, UtcDateTime, now

__all__ = [
    "Base",
    "Database",
    "Db",
    "Id",
    "Milliseconds",
    "Tidy",
    "UtcDateTime",
    "announce",
    "clock",
    "clock_reading",
    "insert_new",
    "now",
    "rewrite",
]
