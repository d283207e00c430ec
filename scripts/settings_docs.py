"""Writes docs/settings.md from the descriptions in madang/settings.py."""

from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from madang.settings import Settings

FILE = Path(__file__).parent.parent / "docs" / "settings.md"

_HEAD = """# Settings

Environment variables. `make run`, `madang serve` and every other command honour them all.
This page is made by `python -m scripts.settings_docs`.

| setting | default | |
| --- | --- | --- |
"""


def settings_docs() -> str:
    return _HEAD + "".join(_row(name, field) for name, field in Settings.model_fields.items())


def _row(name: str, field: FieldInfo) -> str:
    choices = ""
    if get_origin(field.annotation) is Literal:
        choices = " One of " + ", ".join(f"`{choice}`" for choice in get_args(field.annotation)) + "."
    default = "none" if field.default is None else f"`{field.default}`"
    return f"| `MADANG_{name.upper()}` | {default} | {field.description}{choices} |\n"


if __name__ == "__main__":
    FILE.write_text(settings_docs(), encoding="utf-8")
