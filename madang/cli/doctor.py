"""`madang doctor`: looks at everything that a server needs, and says what to do."""

import asyncio
import os
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.markup import escape
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from valkey.exceptions import ValkeyError

from madang.cli.banner import lan_address, program
from madang.cli.common import load_settings, out
from madang.database import migrate
from madang.database.engine import sqlite_file
from madang.live.valkey import ValkeyBus
from madang.pages.documents import STATIC
from madang.settings import Settings

FILES_FOR_A_HALL = 8192


@dataclass(frozen=True)
class Finding:
    """`advice` says what to do where something is not as it should be; `fatal` keeps a server from working."""

    what: str
    said: str
    advice: str = ""
    fatal: bool = False


def doctor() -> None:
    """Check the settings, the database, the bus and this computer."""
    settings = load_settings()
    findings = list(_examine(settings))
    for finding in findings:
        mark = "[green]ok[/]  " if not finding.advice else "[red]no[/]  " if finding.fatal else "[yellow]look[/]"
        out.print(f"{mark}  {finding.what:<10} {escape(finding.said)}")
        if finding.advice:
            out.print(f"                  {escape(finding.advice)}")
    if any(finding.fatal for finding in findings):
        sys.exit(1)


def _examine(settings: Settings) -> Iterator[Finding]:
    checks: list[Callable[[Settings], Finding]] = [_pages, _folder, _database, _bus, _address, _files]
    for check in checks:
        yield check(settings)


def _pages(settings: Settings) -> Finding:
    if (STATIC / "join.html").exists():
        return Finding("pages", "the front end is built")
    return Finding("pages", "the front end is not built", "`make run` builds it.", fatal=True)


def _folder(settings: Settings) -> Finding:
    file = sqlite_file(settings.database)
    folder = (file.parent if file else settings.data_dir).absolute()
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    if os.access(existing, os.W_OK):
        return Finding("folder", f"{folder} can be written")
    advice = "Give its user the right to write, or set MADANG_DATA_DIR."
    return Finding("folder", f"{folder} cannot be written", advice, fatal=True)


def _database(settings: Settings) -> Finding:
    name = migrate.masked(settings.database)
    file = sqlite_file(settings.database)
    if file is not None and not file.exists():
        return Finding("database", f"{name} will be made when the server starts")
    engine = create_engine(settings.database)
    try:
        with engine.connect() as connection:
            found = migrate.revision_of(connection)
    except SQLAlchemyError as failure:
        said = str(getattr(failure, "orig", None) or failure).strip().splitlines()[0]
        return Finding("database", f"{name}: {said}", "Is it running? MADANG_DATABASE_URL names it.", fatal=True)
    finally:
        engine.dispose()
    if found == migrate.head():
        return Finding("database", f"{name} has the schema {found}")
    return Finding("database", f"{name} has the schema {found}", "The server upgrades it when it starts.")


def _bus(settings: Settings) -> Finding:
    if settings.valkey_url is None:
        return Finding("bus", "in memory, for one process")
    try:
        asyncio.run(_ping(settings.valkey_url))
    except (ValkeyError, OSError, TimeoutError) as failure:
        advice = "Is it running? MADANG_VALKEY_URL names it."
        return Finding("bus", f"Valkey does not answer: {failure}", advice, fatal=True)
    return Finding("bus", "Valkey answers")


async def _ping(url: str) -> None:
    bus = ValkeyBus(url)
    try:
        await bus.check()
    finally:
        await bus.close()


def _address(settings: Settings) -> Finding:
    if not settings.base_url_is_local:
        return Finding("address", f"QR codes lead to {settings.base_url}")
    lan = f"http://{lan_address()}:{settings.port}"
    advice = f"For phones: `{program()} serve --lan`, or MADANG_BASE_URL={lan}"
    return Finding("address", f"QR codes lead to {settings.base_url}, which only this computer reaches", advice)


def _files(settings: Settings) -> Finding:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most == resource.RLIM_INFINITY or most >= FILES_FOR_A_HALL:
        return Finding("files", "enough for a hall")
    return Finding("files", f"at most {most} phones at once", "Raise the limit of open files (ulimit -Hn).")
