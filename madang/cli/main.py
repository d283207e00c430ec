import typer

from madang import __version__
from madang.cli import demo, doctor, serve, store, user
from madang.cli.common import out

app = typer.Typer(
    name="madang",
    help="Madang: a live-session server. Everybody in the room joins from a phone.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(serve.serve)
app.command()(demo.demo)
app.add_typer(user.app)
app.add_typer(store.app)
app.command()(store.backup)
app.command()(doctor.doctor)


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__)
