"""Copies of a SQLite database: whole or not there, and none of them takes the place of another."""

import sqlite3
from pathlib import Path

import pytest

from madang.database import migrate
from madang.errors import Refused


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data" / "madang.db"
    copy.parent.mkdir()
    copy.write_bytes(sqlite_template.read_bytes())
    return copy


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def is_whole(copy: Path | None) -> bool:
    assert copy
    connection = sqlite3.connect(copy)
    (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return bool(found == migrate.head())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_newest_few_are_kept(file: Path) -> None:
    folder = file.parent / "backups"
    folder.mkdir()
    for day in range(1, 8):
        (folder / f"madang-2026010{day}-120000.db").touch()
    assert is_whole(copy := migrate.backup(url(file)))
    kept = names(folder)
    assert len(kept) == migrate.BACKUPS_KEPT
    assert copy == folder / kept[-1]


def test_a_copy_somewhere_else_touches_none_of_them(file: Path, tmp_path: Path) -> None:
    for day in range(5):
        assert is_whole(migrate.backup(url(file), tmp_path / f"copy-{day}.db"))
    assert is_whole(migrate.backup(url(file), tmp_path / "copy-0.db"))
    assert names(file.parent) == ["madang.db"]


def test_a_folder_gets_one_with_a_name(file: Path, tmp_path: Path) -> None:
    copy = migrate.backup(url(file), tmp_path)
    assert is_whole(copy)
    assert str(copy).startswith(f"{tmp_path}/madang-")


def test_the_database_is_no_place_for_its_copy(file: Path, tmp_path: Path) -> None:
    """Whoever has it open would go on writing to a file that nobody finds again."""
    (tmp_path / "link.db").symlink_to(file)
    was = file.stat()
    for to in (file, tmp_path / "link.db"):
        with pytest.raises(Refused, match="the database itself"):
            migrate.backup(url(file), to)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (was.st_ino, was.st_mtime_ns)


def test_a_copy_that_fails_leaves_nothing_behind(file: Path) -> None:
    """A server that cannot start is started again and again: what is left of its tries drives no good copy out."""
    migrate.backup(url(file))
    before = names(file.parent / "backups")
    content = bytearray(file.read_bytes())
    content[20 * 4096 : 60 * 4096] = bytes(40 * 4096)
    file.write_bytes(content)
    with pytest.raises(Refused, match="cannot be copied"):
        migrate.backup(url(file))
    assert names(file.parent / "backups") == before


def test_where_nothing_can_be_written(file: Path) -> None:
    (file.parent / "backups").touch()
    with pytest.raises(Refused, match="cannot be copied"):
        migrate.backup(url(file))
    with pytest.raises(Refused, match="cannot be copied"):
        migrate.backup(url(file), file.parent / "nowhere" / "copy.db")
