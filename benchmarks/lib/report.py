"""Tables of figures with their bounds; a missed one makes the command fail."""

import sys
from collections.abc import Callable

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.lib import machine


class Report:
    def __init__(self, title: str) -> None:
        self._table = Table("figure", "ours", "beside it", "ratio", "bound", "", title=title, box=box.MARKDOWN)
        self._missed: list[str] = []

    def show(self, figure: str, ours: str, beside: str = "", ratio: str = "") -> None:
        """A figure that nothing is asked of."""
        self._table.add_row(figure, ours, beside, ratio)

    def hold(self, figure: str, ours: str, bound: str, kept: bool, *, beside: str = "", ratio: str = "") -> None:
        self._table.add_row(figure, ours, beside, ratio, bound, "ok" if kept else "MISSED")
        if not kept:
            self._missed.append(figure)

    def finish(self) -> bool:
        """Prints the table; whether every bound was kept."""
        console = Console(width=150, highlight=False)
        console.print(machine.described())
        if machine.disturbed_by:
            console.print(f"other programs used up to {max(machine.disturbed_by):.2f} cores meanwhile")
        console.print(self._table)
        for figure in self._missed:
            console.print(f"missed: {figure}")
        return not self._missed


def progress(text: str) -> None:
    """What a long run does at the moment."""
    print(f"… {text}", file=sys.stderr, flush=True)


def main(measure: Callable[[], Report]) -> None:
    """Runs a benchmark as a command: it fails where a bound is missed."""
    machine.prepare()
    sys.exit(not measure().finish())
