"""What a terminal shows when the server starts: where to go, and a QR code for the phone."""

import socket
import sys
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from madang import __version__
from madang.database.migrate import masked
from madang.sessions.qr import terminal
from madang.settings import Settings


def lan_address() -> str:
    """This computer's address on the local network; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of documentation: only the routing table is asked
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def program() -> str:
    """How this program is called from here: that of a checkout is on nobody's PATH."""
    started, here = Path(sys.argv[0]).absolute(), Path.cwd()
    if started.name != "madang":
        return "python -m madang"
    return str(started.relative_to(here)) if started.is_relative_to(here) else "madang"


def print_banner(settings: Settings, port: int) -> None:
    scheme = "https" if settings.tls_cert else "http"
    phones = f"{scheme}://{lan_address()}:{port}" if settings.base_url_is_local else settings.base_url
    lines = Table.grid(padding=(0, 2))
    lines.add_column(style="dim")
    lines.add_column()
    lines.add_row("Here", Text(f"{scheme}://localhost:{port}", style="bold cyan"))
    lines.add_row("Phones on this network", Text(phones, style="bold cyan"))
    lines.add_row("Database", masked(settings.database))
    console = Console(stderr=True, highlight=False)
    console.print(Panel(lines, title=f"Madang {__version__}", title_align="left", border_style="cyan", expand=False))
    if console.is_terminal:
        console.print(terminal(phones), style="black on white", markup=False)
    if settings.base_url_is_local:
        console.print(
            f"QR codes of sessions lead to [bold]{settings.base_url}[/bold], which only this computer reaches.\n"
            f"For phones: [bold]{program()} serve --lan[/bold], or set [bold]MADANG_BASE_URL={phones}[/bold]."
        )
    console.print("[dim]Ctrl+C stops the server.[/dim]")
