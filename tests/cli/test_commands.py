"""The commands as somebody types them: their effect, and what they refuse."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import format_exception

import httpx
import pytest
from typer.testing import CliRunner

from madang.cli import app
from tests.conftest import Run
from tests.servers import free_port

PASSWORD = "correct horse"


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: str
    stderr: str


Madang = Callable[..., Ended]


@pytest.fixture
def madang(tmp_path: Path) -> Madang:
    """`madang("user", "list", database_url=…)` runs the command with these settings, in this process: a second each."""

    def run(*words: str, typed: str = "", **settings: object) -> Ended:
        ended = CliRunner().invoke(app, words, input=typed, env=_environment(tmp_path, settings))
        raised = ended.exception
        said = "" if raised is None or isinstance(raised, SystemExit) else "".join(format_exception(raised))
        return Ended(ended.exit_code, ended.stdout, ended.stderr + said)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Madang:
    """The same in a process of its own."""

    def run(*words: str, **settings: object) -> Ended:
        environment = {**os.environ, **_environment(tmp_path, settings)}
        ended = subprocess.run(
            [sys.executable, "-m", "madang", *words],
            env={name: value for name, value in environment.items() if value is not None},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


def _environment(folder: Path, settings: dict[str, object]) -> dict[str, str | None]:
    """These settings and no others."""
    unset: dict[str, str | None] = {name: None for name in os.environ if name.startswith("MADANG_")}
    set_here = {"data_dir": folder / "data", **settings}
    return unset | {f"MADANG_{name.upper()}": str(value) for name, value in set_here.items()} | {"COLUMNS": "200"}


def test_users(madang: Madang, database_url: str) -> None:
    assert "No accounts yet" in madang("user", "list", database_url=database_url).stdout
    added = madang("user", "add", "alice@example.org", "--password-stdin", typed=PASSWORD, database_url=database_url)
    assert added.returncode == 0, added.stderr
    linked = madang("user", "add", "bob@example.org", "--name", "Bob [/x]", "--link", database_url=database_url)
    assert "http://localhost:3000/reset/mdr_" in linked.stdout

    listed = json.loads(madang("user", "list", "--json", database_url=database_url).stdout)
    assert [(row["email"], row["name"], row["is_admin"]) for row in listed] == [
        ("alice@example.org", "alice", True),
        ("bob@example.org", "Bob [/x]", False),
    ]
    assert "Bob" in madang("user", "list", database_url=database_url).stdout
    removed = madang("user", "remove", "bob@example.org", "--yes", database_url=database_url)
    assert "Removed bob@example.org and 0 sessions" in removed.stdout
    assert len(json.loads(madang("user", "list", "--json", database_url=database_url).stdout)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "add", "nonsense", "--link"), "This is not an e-mail address."),
        (("user", "reset-password", "nobody@example.org"), "there is no account"),
        (("user", "reset-password", "[/bold]@example.org"), "the address [/bold]@example.org"),
        (("user", "add", "alice@example.org"), "no terminal to ask for a password"),
        (("backup",), "there is no database yet"),
    ],
)
def test_refusals_are_sentences(madang: Madang, words: tuple[str, ...], said: str) -> None:
    refused = madang(*words)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_short_password_is_refused(madang: Madang) -> None:
    refused = madang("user", "add", "alice@example.org", "--password-stdin", typed="short")
    assert refused.returncode == 1
    assert "at least 8 characters" in refused.stderr


def test_a_link_sets_the_password_once(madang: Madang, running: Run) -> None:
    server = running(limits="off")
    settings = server.settings
    linked = madang("user", "add", "alice@example.org", "--link", **settings)
    token = linked.stdout.rsplit("/reset/", 1)[1].strip()
    reset = {"token": token, "password": PASSWORD}
    assert httpx.post(f"{server.url}/api/auth/reset", json=reset).status_code == 204
    assert httpx.post(f"{server.url}/api/auth/reset", json=reset).status_code == 404
    credentials = {"email": "alice@example.org", "password": PASSWORD}
    assert httpx.post(f"{server.url}/api/auth/login", json=credentials).status_code == 200


def test_the_schema(madang: Madang, empty_database_url: str) -> None:
    assert "none yet" in madang("db", "status", database_url=empty_database_url).stdout
    upgraded = madang("db", "upgrade", database_url=empty_database_url)
    assert "ran 0001" in upgraded.stdout, upgraded.stderr
    assert "Nothing to do" in madang("db", "upgrade", database_url=empty_database_url).stdout


def test_backup_while_it_is_served(madang: Madang, running: Run, tmp_path: Path) -> None:
    server = running()
    copied = madang("backup", str(tmp_path / "copy.db"), **server.settings)
    assert copied.returncode == 0, copied.stderr
    assert (tmp_path / "copy.db").read_bytes().startswith(b"SQLite format 3")


def test_doctor(madang: Madang) -> None:
    well = madang("doctor")
    assert well.returncode == 0
    assert "only this computer reaches" in well.stdout
    ill = madang("doctor", database_url=f"postgresql://madang:secret@127.0.0.1:{free_port()}/madang")
    assert ill.returncode == 1
    assert "MADANG_DATABASE_URL" in ill.stdout
    assert "secret" not in ill.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"port": "many"}, "MADANG_PORT"),
        ({"base_url": "madang.example.org"}, "MADANG_BASE_URL"),
        ({"oidc_issuer": "https://example.org"}, "MADANG_OIDC_CLIENT_ID"),
        ({"tls_cert": __file__, "tls_key": __file__}, "MADANG_TLS_CERT"),
    ],
)
def test_a_wrong_setting_is_named(process: Madang, settings: dict[str, str], said: str) -> None:
    refused = process("serve", **settings)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_port_is_taken(process: Madang, running: Run) -> None:
    refused = process("serve", **running().settings)
    assert refused.returncode == 1
    assert "Another process serves" in refused.stderr or "cannot listen" in refused.stderr


def test_a_second_process_on_the_same_file(process: Madang, running: Run) -> None:
    refused = process("serve", **(running().settings | {"port": free_port()}))
    assert refused.returncode == 1
    assert "Another process serves" in refused.stderr


@pytest.mark.parametrize(
    "command", [[], ["serve"], ["demo"], ["user"], ["user", "add"], ["db"], ["backup"], ["doctor"]]
)
def test_help(madang: Madang, command: list[str]) -> None:
    shown = madang(*command, "--help")
    assert shown.returncode == 0
    assert "Usage" in shown.stdout


def test_a_command_is_a_process_as_well(process: Madang) -> None:
    assert "No accounts yet" in process("user", "list").stdout
    refused = process("user", "add", "nonsense", "--link")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "This is not an e-mail address." in refused.stderr
