"""What the commands share: settings, an open database, and refusals without a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from sqlalchemy.exc import SQLAlchemyError

from madang.database import Database, migrate
from madang.errors import Refused
from madang.settings import Settings

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def refuse(sentence: str) -> NoReturn:
    """Ends the command: a sentence for whoever typed it, and a status for whatever ran it."""
    err.print(f"[bold red]madang:[/] {escape(sentence)}", markup=True)
    sys.exit(1)


def load_settings() -> Settings:
    """The settings of the environment; refuses with a line for each that is wrong."""
    try:
        return Settings()
    except ValidationError as failure:
        wrong = [
            f"MADANG_{str(error['loc'][0]).upper()}: {error['msg']}" if error["loc"] else error["msg"]
            for error in failure.errors()
        ]
        refuse("a setting is wrong.\n  " + "\n  ".join(wrong))


@contextmanager
def opened_database() -> Iterator[tuple[Settings, Database]]:
    """The database with the newest schema. A command may run beside a server: its streams see what changes."""
    settings = load_settings()
    with refusals():
        migrate.upgrade(settings.database)
        database = Database(settings.database)
        try:
            yield settings, database
        finally:
            database.close()


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        refuse(str(refused))
    except SQLAlchemyError as failure:
        refuse(f"the database does not answer: {getattr(failure, 'orig', None) or failure}")
