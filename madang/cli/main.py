import sys

import typer

from madang import __version__
from madang.cli import serve

app = typer.Typer(
    name="madang",
    help="Madang: a live-session server. Everybody in the room joins from a phone.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)


@app.command()
def version() -> None:
    """Print the version."""
    sys.stdout.write(f"{__version__}\n")
