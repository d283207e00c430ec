"""What is installed: a wheel with the front end in it, and dependencies that are locked by their hashes."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements/*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[set[str]]:
    """The names of the files in a wheel built here."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    with ZipFile(next(folder.glob("madang-*.whl"))) as file:
        yield set(file.namelist())


@pytest.mark.parametrize("name", ["join.html", "console.html", "screen.html", "docs.html", "csp.json"])
def test_the_wheel_contains_the_front_end(wheel: set[str], name: str) -> None:
    assert f"madang/static/{name}" in wheel


def test_the_wheel_contains_what_the_pages_load(wheel: set[str]) -> None:
    assert any(name.startswith("madang/static/assets/") and name.endswith(".js.gz") for name in wheel)


def test_the_wheel_contains_the_migrations(wheel: set[str]) -> None:
    sources = {str(file.relative_to(ROOT)) for file in ROOT.glob("madang/database/migrations/**/*.py")}
    assert sources <= wheel


def locked(lock: Path) -> dict[str, str]:
    """The requirements of a lock by their names, each with its hashes."""
    lines = re.sub(r"^\s*#.*\n", "", lock.read_text(), flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return {str(canonicalize_name(re.split(r"[=<>;\[ ]", line)[0])): line for line in lines}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_dependency_is_pinned_and_hashed(lock: Path) -> None:
    for line in locked(lock).values():
        assert re.match(r"[a-z0-9._-]+(\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_an_address(lock: Path) -> None:
    assert "://" not in lock.read_text()
    assert "--index" not in lock.read_text()


@pytest.mark.parametrize("lock", ["frontend/package-lock.json", "tests/e2e/package-lock.json"])
def test_no_lock_of_npm_names_where_it_came_from(lock: str) -> None:
    assert '"resolved"' not in (ROOT / lock).read_text()


def test_the_lock_holds_what_the_project_asks_for() -> None:
    versions = {name: re.split(r"==| ", line)[1] for name, line in locked(ROOT / "requirements/run.txt").items()}
    for requirement in map(Requirement, PROJECT["project"]["dependencies"]):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])


def test_the_tools_come_with_the_very_versions_that_run() -> None:
    tools = locked(ROOT / "requirements/dev.txt")
    for name, line in locked(ROOT / "requirements/run.txt").items():
        assert tools[name] == line
