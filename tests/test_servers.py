"""The tools of the tests work: each server is the real one."""

import valkey
from playwright.sync_api import Browser
from sqlalchemy import NullPool, create_engine, inspect, text

from tests.databases import Databases
from tests.servers import PostgreSQL


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_postgresql_answers(postgresql: PostgreSQL) -> None:
    engine = create_engine(postgresql.url())
    with engine.connect() as connection:
        assert str(connection.scalar(text("SELECT version()"))).startswith("PostgreSQL 18.")
        assert connection.scalar(text("SHOW timezone")) == "Asia/Seoul"
    engine.dispose()


def test_an_empty_database_is_empty(empty_database_url: str) -> None:
    assert tables(empty_database_url) == set()


def test_a_database_has_the_schema(database_url: str) -> None:
    assert "alembic_version" in tables(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id INTEGER)"))
    engine.dispose()


def test_the_next_database_is_a_fresh_one(database_url: str) -> None:
    assert "only_here" not in tables(database_url)


def test_valkey_answers(valkey_url: str) -> None:
    with valkey.Valkey.from_url(valkey_url, decode_responses=True) as client:
        assert client.ping()
        assert client.info("server")["server_name"] == "valkey"


def test_chromium_draws_korean(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<html lang=ko><body style='font-size: 40px'><span>마</span><span>당</span>")
    pictures = {page.locator("span").nth(n).screenshot() for n in (0, 1)}
    widths = [page.locator("span").nth(n).bounding_box() for n in (0, 1)]
    assert len(pictures) == 2, "two characters look the same: boxes, not a font"
    assert all(widths)
    page.close()


def scalar(url: str, statement: str) -> object:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        return found.scalar() if found.returns_rows else None


def test_a_database_is_used_again_as_if_it_were_new(databases: Databases) -> None:
    with databases.one() as url:
        scalar(url, "INSERT INTO sign_ins VALUES ('a', 'b', 'c', '/', now())")
    with databases.one() as again:
        assert again == url
        assert scalar(again, "SELECT count(*) FROM sign_ins") == 0
        scalar(again, "ALTER TABLE sign_ins ADD COLUMN more text")
    with databases.one() as other:
        assert other != url
