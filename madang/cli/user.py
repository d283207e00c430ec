"""`madang user …`: accounts from the command line."""

import getpass
import json
import sys
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError
from rich.markup import escape
from rich.table import Table

from madang.accounts import service
from madang.accounts.models import Presenter
from madang.accounts.passwords import hash_now
from madang.accounts.schemas import Email, Password
from madang.cli.common import opened_database, out, refuse
from madang.database import Db
from madang.errors import Problem
from madang.messages import say
from madang.sessions.service import count_own
from madang.settings import Settings
from madang.text import Name

app = typer.Typer(name="user", help="Accounts: add, list, reset a password, remove.", no_args_is_help=True)

EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="The account's e-mail address.")]


@app.command()
def add(
    email: EmailArgument,
    name: Annotated[str, typer.Option(help="The presenter's name; without one, the part before the @.")] = "",
    admin: Annotated[bool, typer.Option("--admin", help="Make it an administrator, as the first account is.")] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    link: Annotated[bool, typer.Option("--link", help="Set no password; print a link by which to set one.")] = False,
) -> None:
    """Add an account, also where registration is closed."""
    email = _valid(Email, email)
    name = _valid(Name, name or email.partition("@")[0])
    password_hash = None if link else hash_now(_valid(Password, _ask_password(from_stdin=password_stdin)))
    with opened_database() as (settings, database):

        def make(db: Db) -> str:
            presenter = service.register(db, email, name, password_hash)
            presenter.is_admin = presenter.is_admin or admin
            return service.issue(db, presenter.id, "reset", "link")[1] if link else ""

        try:
            secret = database.write_now(make)
        except Problem as problem:
            refuse(say(problem.code, "en"))
        out.print(f"Added [bold]{email}[/].")
        if link:
            _print_link(settings, secret)


@app.command("list")
def list_all(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False) -> None:
    """List the accounts, the oldest first."""
    with opened_database() as (_, database):
        rows = database.read_now(service.all_presenters)
    if as_json:
        sys.stdout.write(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=2) + "\n")
        return
    if not rows:
        out.print("No accounts yet: the first one to sign up becomes the administrator.")
        return
    table = Table("E-mail", "Name", "Signs in by", "Since", "", box=None, header_style="dim")
    for row in rows:
        by = "password" if row.password_hash else "OpenID Connect" if row.provider == "oidc" else "nothing yet"
        table.add_row(
            escape(row.email),
            escape(row.name),
            by,
            f"{row.created_at:%Y-%m-%d}",
            "administrator" if row.is_admin else "",
        )
    out.print(table)


@app.command("reset-password")
def reset_password(email: EmailArgument) -> None:
    """Print a link by which the account's owner sets a new password; it works once, for a day."""
    with opened_database() as (settings, database):

        def make(db: Db) -> str:
            return service.issue(db, _find(db, email).id, "reset", "link")[1]

        _print_link(settings, database.write_now(make))


@app.command()
def remove(
    email: EmailArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove an account, with its sessions and everything in them."""
    with opened_database() as (_, database):
        presenter = database.read_now(lambda db: _find(db, email))
        sessions = database.read_now(lambda db: count_own(db, presenter.id))
        if not yes:
            typer.confirm(f"Remove {presenter.email} and its {sessions} sessions for good?", abort=True)
        database.write_now(lambda db: service.remove(db, presenter.id))
        out.print(f"Removed [bold]{presenter.email}[/] and {sessions} sessions.")


def _valid(kind: Any, value: str) -> str:
    try:
        valid: str = TypeAdapter(kind).validate_python(value)
    except ValidationError as failure:
        refuse(say(failure.errors()[0]["type"], "en"))
    return valid


def _ask_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        refuse("there is no terminal to ask for a password: use --password-stdin or --link.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        refuse("the two are not the same.")
    return password


def _find(db: Db, email: str) -> Presenter:
    found = service.find(db, email)
    if found is None:
        refuse(f"there is no account with the address {email}. `madang user list` shows them.")
    return found


def _print_link(settings: Settings, secret: str) -> None:
    out.print("Open this link to set the password. It works once, for 24 hours:")
    out.print(f"{settings.base_url}/reset/{secret}", style="bold cyan")


def _as_json(row: Presenter) -> dict[str, object]:
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "provider": row.provider,
        "is_admin": row.is_admin,
        "created_at": row.created_at.isoformat(),
    }
