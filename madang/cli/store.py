"""`madang db …` and `madang backup`: the schema, and copies of the data."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from sqlalchemy import create_engine

from madang.cli.common import load_settings, out, refusals, refuse
from madang.database import migrate
from madang.database.engine import sqlite_file

app = typer.Typer(name="db", help="The database's schema.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database to this version's schema. The server does the same when it starts."""
    settings = load_settings()
    with refusals():
        ran = migrate.upgrade(settings.database)
    for revision in ran:
        out.print(f"ran {revision}  {migrate.scripts().get_revision(revision).doc}")
    out.print("The schema is that of this version." if ran else "Nothing to do: the schema is that of this version.")


@app.command()
def status() -> None:
    """Say which schema the database has, and which one this version needs."""
    settings = load_settings()
    file = sqlite_file(settings.database)
    with refusals():
        if file is not None and not file.exists():
            found = None
        else:
            engine = create_engine(settings.database)
            with engine.connect() as connection:
                found = migrate.revision_of(connection)
            engine.dispose()
    out.print(f"Database  {migrate.masked(settings.database)}")
    out.print(f"Schema    {found or 'none yet'}")
    out.print(f"Needed    {migrate.head()}")
    if found != migrate.head():
        out.print("`madang db upgrade` brings it there, as starting the server does.")


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to, a file or a folder; without one, beside the database.")
    ] = None,
) -> None:
    """Copy the SQLite database, also while it is served."""
    settings = load_settings()
    if sqlite_file(settings.database) is None:
        plain = migrate.masked(settings.database).replace("postgresql+psycopg", "postgresql")
        refuse(f"PostgreSQL has its own tool for that: pg_dump --format=custom --file=madang.dump '{plain}'")
    with refusals():
        copy = migrate.backup(settings.database, file)
    if copy is None:
        refuse("there is no database yet.")
    out.print(f"Copied to {escape(str(copy))} ({copy.stat().st_size / 1024:,.0f} KiB).")
