"""The front end's types are made from the server's OpenAPI, and are those of this server."""

import json
import subprocess
from pathlib import Path

from scripts.openapi import FILE, openapi

FRONTEND = FILE.parent
HOW = "run `make api` and commit what it changes"


def test_the_file_is_this_servers() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(openapi()), HOW


def test_the_types_are_made_from_the_file(tmp_path: Path) -> None:
    made = tmp_path / "api-types.ts"
    program = FRONTEND / "node_modules" / ".bin" / "openapi-typescript"
    subprocess.run([program, FILE, "-o", made], check=True, capture_output=True)
    assert made.read_text() == (FRONTEND / "src" / "lib" / "api-types.ts").read_text(), HOW
