"""Codes: drawn from what nobody confuses, unique by the constraint, read as people type them."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.accounts import service as accounts
from madang.database import Database, Db
from madang.errors import Problem
from madang.sessions import service
from madang.sessions.code import ALPHABET, new_code, read_code
from madang.sessions.schemas import NewSession


def test_the_alphabet_holds_no_two_that_look_alike() -> None:
    assert re.fullmatch("[A-Z0-9]+", ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) >= 20
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1, alike


def test_new_codes_use_all_of_it_and_nothing_else() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) > 490
    assert all(len(code) == 6 for code in codes)
    assert set("".join(codes)) == set(ALPHABET)


@given(st.data())
def test_whatever_stands_between(data: st.DataObject) -> None:
    code = new_code()
    between = st.text(alphabet=" \t\u3000\u00a0-\u2010\u2013\u2014\u2212._·", max_size=3)
    typed = "".join(data.draw(between) + (letter.lower() if data.draw(st.booleans()) else letter) for letter in code)
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in typed)
    assert read_code(typed) == read_code(wide) == code


@given(st.text(max_size=60))
def test_whatever_people_type_is_a_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or re.fullmatch("[A-Z0-9]{6}", code)


@pytest.mark.parametrize("typed", ["", "ACDEF", "ACDEFGH", "ACD/FG", "가나다라마바", "ACDEF\x00", "A" * 5000, "АСDEFG"])
def test_what_cannot_be_one(typed: str) -> None:
    assert read_code(typed) is None


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets chance draw these letters, again and again."""

    def fix(letters: str) -> None:
        endless = iter(letters * 100)
        monkeypatch.setattr(secrets, "choice", lambda _: next(endless))

    return fix


def test_a_code_that_is_taken_is_drawn_again(database_url: str, drawn: Callable[[str], None]) -> None:
    database = Database(database_url)
    owner = database.write_now(lambda db: accounts.register(db, "alice@example.org", "Alice", None).id)

    def create(db: Db) -> Any:
        return service.create(db, owner, NewSession(title="A session")).code

    drawn("AAAAAA")
    assert database.write_now(create) == "AAAAAA"
    drawn("AAAAAACCCCCC")
    assert database.write_now(create) == "CCCCCC"
    drawn("AAAAAA")
    with pytest.raises(Problem) as refused:
        database.write_now(create)
    assert refused.value.status == 503
    database.close()
