"""Ids and tokens: unguessable, of one form, and never stored."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from madang.security import PREFIXES, Purpose, digest, is_id, new_id, new_token, purpose_of

MANY = 2000


def test_ids_have_128_bits_and_no_two_are_the_same() -> None:
    ids = {new_id() for _ in range(MANY)}
    assert len(ids) == MANY
    assert all(is_id(value) and len(value) == 22 for value in ids)
    # Every place of the id varies: none of it is a clock or a counter.
    assert all(len({value[place] for value in ids}) > 3 for place in range(22))


@given(st.text())
def test_only_an_id_looks_like_one(text: str) -> None:
    if is_id(text):
        assert len(text) == 22
        assert text.isascii()


def test_what_is_no_id() -> None:
    good = new_id()
    for text in ("", good[:-1], good + "A", good + "\n", good[:-1] + "\x00", good[:-1] + "é", good[:-1] + "１"):
        assert not is_id(text)


def test_every_purpose_has_a_prefix_of_its_own() -> None:
    purposes = get_args(Purpose)
    assert set(PREFIXES) == set(purposes)
    assert len(set(PREFIXES.values())) == len(purposes)
    for purpose in purposes:
        token = new_token(purpose)
        assert purpose_of(token) == purpose
        assert len(token) == 4 + 32  # 192 random bits
        assert new_token(purpose) != token


@given(st.text())
def test_other_text_has_no_purpose(text: str) -> None:
    assert purpose_of("x" + text) is None


@given(st.text(), st.text())
def test_a_digest_tells_tokens_apart_and_takes_anything(one: str, other: str) -> None:
    assert len(digest(one)) == 64
    assert (digest(one) == digest(other)) == (one == other)


def test_a_digest_takes_a_lone_surrogate() -> None:
    assert digest("\ud800") != digest("\ud801")
