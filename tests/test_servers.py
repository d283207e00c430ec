"""The tools of the tests work: each server is the real one."""

import valkey
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from tests.servers import PostgreSQL


def test_postgresql_answers(postgresql: PostgreSQL) -> None:
    engine = create_engine(postgresql.url())
    with engine.connect() as connection:
        assert str(connection.scalar(text("SELECT version()"))).startswith("PostgreSQL 18.")
        assert connection.scalar(text("SHOW timezone")) == "Asia/Seoul"
    engine.dispose()


def test_a_database_is_fresh(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id INTEGER)"))
    engine.dispose()


def test_a_database_is_fresh_again(database_url: str) -> None:
    test_a_database_is_fresh(database_url)


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
