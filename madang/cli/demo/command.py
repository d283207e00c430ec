"""The command: a server of its own, the example in it, and people who come and go until Ctrl+C."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx2
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from madang.cli.common import load_settings, out, refuse
from madang.cli.demo.audience import crowd
from madang.cli.demo.content import LIVE, OTHERS
from madang.cli.demo.director import Director
from madang.cli.demo.presenter import Presenter, sign_up

START_SECONDS = 60
# Its own data, one process, registration for its presenter, plain HTTP.
_NOT_FOR_A_DEMO = (
    "MADANG_DATABASE_URL",
    "MADANG_VALKEY_URL",
    "MADANG_REGISTRATION",
    "MADANG_TLS_CERT",
    "MADANG_TLS_KEY",
)


def demo(
    people: Annotated[int, typer.Option(min=0, max=500, help="How many simulated people come.")] = 40,
    data_dir: Annotated[
        Path | None, typer.Option(help="Keep the example in this folder; without one it is gone afterwards.")
    ] = None,
    by_hand: Annotated[
        bool,
        typer.Option("--by-hand", help="Open the activities yourself, on the console; people answer all the same."),
    ] = False,
) -> None:
    """Start a server with a filled example, and people who join, answer, leave and come back until Ctrl+C.

    Activities of all kinds come on the stage one after the other. It takes `MADANG_PORT` and `MADANG_BASE_URL` like
    `madang serve`, and never touches your own data.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.ExitStack() as stack:
        folder = data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="madang-demo-")))
        url = stack.enter_context(_served(folder))
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_play(url, people, by_hand=by_hand))
        out.print("Stopping…")


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A `madang serve` of its own, its log in the folder; stopped in good order at the end."""
    settings = load_settings()
    url = f"http://127.0.0.1:{settings.port}"
    if _answers(url):
        refuse(f"another server answers at {url}. MADANG_PORT sets another port.")
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_A_DEMO}
    folder.mkdir(parents=True, exist_ok=True)
    log_file = folder / "madang.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "madang", "serve"],
            env={"MADANG_BASE_URL": f"http://localhost:{settings.port}", **environment, "MADANG_DATA_DIR": str(folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl+C is for us; the server is stopped when the people have gone
        )
    try:
        _wait(process, url, log_file)
        yield url
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", url: str, log_file: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        if _answers(url):
            return
        time.sleep(0.1)
    refuse(f"the server did not start:\n{log_file.read_text(errors='replace').strip()}")


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/ready", timeout=2).is_success
    except httpx2.TransportError:
        return False


async def _play(url: str, people: int, *, by_hand: bool) -> None:
    async with httpx2.AsyncClient(base_url=url, timeout=30) as http:
        presenter = await sign_up(http)
        session, screen = await _fill(presenter)
        director = Director(presenter, session)
        await director.prepare()
        _tell(url, presenter, session["session_code"], screen, people)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(crowd(url, session["session_code"], people))
            if not by_hand:
                tasks.create_task(director.lead())


async def _fill(presenter: Presenter) -> tuple[dict[str, Any], str]:
    """The session that is live, and the path of its screen."""
    evenings = [*OTHERS, LIVE]
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*bar, console=out, transient=True) as progress:
        task = progress.add_task("Filling the example", total=sum(evening.guests + 1 for evening in evenings))
        for evening in evenings:
            session = await presenter.fill(evening, lambda: progress.advance(task))
    return session, await presenter.screen(session)


def _tell(url: str, presenter: Presenter, code: str, screen: str, people: int) -> None:
    out.print("[bold]The example is ready.[/]\n")
    for name, value in (
        ("Console", f"{url}/sign-in"),
        ("E-mail", presenter.email),
        ("Password", presenter.password),
        ("Screen", f"{url}{screen}"),
        ("Phone", f"{url}/join/{code}"),
    ):
        out.print(f"  {name:<10}[bold cyan]{value}[/]")
    out.print(f"\n{people} simulated people come, answer and go in “{LIVE.title}”. [dim]Ctrl+C stops.[/]")
