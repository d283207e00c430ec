"""Every sentence in both languages, and the reader's choice between them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import madang
from madang.activities.registry import all_kinds
from madang.messages import MESSAGES, preferred_language, say

PROBLEM = re.compile(r"(?:Problem\(\s*\d+,\s*|invalid\(\s*)\"(\w+)\"")


def test_sentences_are_whole_and_in_their_language() -> None:
    for code, (korean, english) in MESSAGES.items():
        assert re.search("[가-힣]", korean), code
        assert english.isascii(), code
        assert korean[-1] in ".!?", code
        assert english[-1] in ".!?", code


def test_the_two_fixed_sentences() -> None:
    assert say("title_too_short", "ko") == "제목은 2글자 이상이어야 합니다."
    assert say("title_too_long", "ko") == "제목은 100글자 이하여야 합니다."


def test_every_problem_has_its_sentence() -> None:
    all_kinds()  # they bring sentences along
    folder = Path(madang.__file__).parent
    codes = {code for file in folder.rglob("*.py") for code in PROBLEM.findall(file.read_text(encoding="utf-8"))}
    assert len(codes) > 15
    assert codes <= set(MESSAGES)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ko"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("en", "en"),
        ("EN-us", "en"),
        ("en;q=0.5, ko;q=0.5", "ko"),
        ("ko;q=0, en;q=0.1", "en"),
        ("fr-FR, de", "ko"),
        ("fr, en;q=0.1", "en"),
        ("*", "ko"),
        ("english", "ko"),
        ("en;q=nan", "ko"),
        ("en;q=-1", "ko"),
        ("en;q=nonsense, ko;q=0.1", "ko"),
    ],
)
def test_korean_unless_english_is_preferred(header: str, language: str) -> None:
    assert preferred_language(header) == language


@given(st.text())
def test_any_header_has_an_answer(header: str) -> None:
    assert preferred_language(header) in ("ko", "en")
