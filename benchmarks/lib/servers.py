"""Server processes on a core of their own, in a folder of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.lib.machine import SERVER_CORE, on_core

_START_SECONDS = 30
_STOP_SECONDS = 15
_CHECKOUT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def get(self, path: str, token: str | None = None) -> bytes:
        return self.call("GET", path, token=token)

    def call(self, method: str, path: str, body: object = None, *, token: str | None = None) -> bytes:
        """One request; anything but success is an error."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{method} {path}: {response.status} {content[:200]!r}")
        return content


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def madang(
    folder: Path,
    *,
    module: str = "madang",
    preload: str = "",
    environment: Mapping[str, str] = MappingProxyType({}),
    **settings: object,
) -> Iterator[Server]:
    """`madang serve` on a database below `folder`. `module` is another that wraps it: see benchmarks/servers."""
    port = free_port()
    given = {
        "host": "127.0.0.1",
        "port": port,
        "base_url": f"http://127.0.0.1:{port}",
        "data_dir": folder,
        "limits": "off",
        "log_level": "warning",
    } | settings
    environment = {**environment} | {f"MADANG_{name.upper()}": str(value) for name, value in given.items()}
    command = [sys.executable, "-m", module, *(["serve"] if module == "madang" else [])]
    with serving(command, port, folder, path="/ready", preload=preload, **environment) as server:
        yield server


@contextmanager
def reference(folder: Path, *, index: bool = False, preload: str = "") -> Iterator[Server]:
    """benchmarks/reference on a database that `seed_reference` has made in `folder`."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "uvicorn", "benchmarks.reference.app:app"),
        *("--port", str(port), "--no-access-log", "--timeout-keep-alive", "60", "--log-level", "warning"),
    ]
    environment = _reference_environment(folder, index=index)
    with serving(command, port, folder, path="/health", preload=preload, **environment) as server:
        yield server


def seed_reference(
    folder: Path,
    *,
    token: str = "-",
    code: str = "-",
    sessions: int = 0,
    participants: int = 0,
    voters: int = 0,
    index: bool = False,
) -> None:
    """In a process of its own, as the reference is set when it is imported."""
    numbers = [str(number) for number in (sessions, participants, voters)]
    command = [sys.executable, "-m", "benchmarks.reference.seed", token, code, *numbers]
    environment = _reference_environment(folder, index=index)
    subprocess.run(command, cwd=_CHECKOUT, env=os.environ | environment, check=True)


def _reference_environment(folder: Path, *, index: bool) -> dict[str, str]:
    return {"REFERENCE_DATABASE": str(folder / "reference.db"), "REFERENCE_INDEX": "yes" if index else ""}


@contextmanager
def serving(
    command: Sequence[str], port: int, folder: Path, *, path: str | None, preload: str = "", **environment: str
) -> Iterator[Server]:
    """Runs the command on the server's core until the block ends; it is up once it answers `path` with success."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("MADANG_")}
    if preload:
        environment["LD_PRELOAD"] = preload
    log_file = folder / f"server-{port}.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=_CHECKOUT,
            env=others | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=on_core(SERVER_CORE),  # noqa: PLW1509 - no thread runs yet that could hold a lock
        )
    try:
        server = Server(port, process.pid)
        _wait_for(server, process, path)
        yield server
    except Exception as failure:
        failure.add_note(f"{process.args!r} ({process.poll()}) said:\n{log_file.read_text(errors='replace')[-4000:]}")
        raise
    finally:
        _stop(process)


def _wait_for(server: Server, process: subprocess.Popen[bytes], path: str | None) -> None:
    until = time.monotonic() + _START_SECONDS
    while not _is_up(server, path):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the server is not up")
        time.sleep(0.05)


def _is_up(server: Server, path: str | None) -> bool:
    try:
        if path is None:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        else:
            server.get(path)
    except (OSError, RuntimeError, http.client.HTTPException):
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)  # it may have been stopped
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
