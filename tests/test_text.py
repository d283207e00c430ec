"""What people write: strict, stored in one form, compared by one rule."""

import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from madang.text import Description, Name, Nickname, TextNotAllowed, Title, clean, clean_search, sameness

ZWJ = "\u200d"
FAMILY = f"👩{ZWJ}👩{ZWJ}👧{ZWJ}👦"
WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
# Characters of category Cf that are drawn.
DRAWN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | {
    chr(code) for code in range(0x13430, 0x13440)
}
WITHOUT_WIDTH = "\u200b\u200c\u2060\ufeff\u00ad\u034f\u180e\u3164\u115f\ufe0e\U000e0001\U0001bca0\ufff0"

# All of Unicode, and more often what is joined, hidden, composed or turned.
_COMPOSED = "\u2329\u2adc←\u0338e\u0301한\u1112\u1161"
awkward = st.sampled_from(
    f"{WITHOUT_WIDTH}{ZWJ}\ufe0f👩🏴🏻\U000e0067\U000e007f#1\u20e3{_COMPOSED} \n\t\r\x00\ud800\u202e"
)
anything = st.lists(st.one_of(awkward, st.characters())).map("".join)
letters = st.text("aBcÉ한글ẞ 漢字ｶﾅ１é", min_size=1)


def cleaned(text: str, *, lines: bool = False) -> str | None:
    try:
        return clean(text, lines=lines)
    except TextNotAllowed:
        return None


def is_allowed(character: str) -> bool:
    """By the Unicode database, not by the tables of the code under test."""
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return False
    if unicodedata.bidirectional(character) in BIDI_CONTROLS:
        return False
    is_tag = "\U000e0020" <= character <= "\U000e007f"
    return unicodedata.category(character) != "Cf" or character in DRAWN or character == ZWJ or is_tag


@given(text=anything, lines=st.booleans())
@example(text=f"\u2329{ZWJ}👩", lines=False)
@example(text=f"\u2adc{ZWJ}👩", lines=False)
def test_clean_text_is_clean(text: str, lines: bool) -> None:
    once = cleaned(text, lines=lines)
    if once is not None:
        assert clean(once, lines=lines) == once


@given(anything, st.booleans())
def test_what_gets_out_is_fit_to_store_and_to_show(text: str, lines: bool) -> None:
    out = cleaned(text, lines=lines)
    if out is None:
        return
    assert unicodedata.is_normalized("NFC", out)
    assert out == out.strip()
    out.encode()
    assert all(is_allowed(character) or (lines and character == "\n") for character in out)


@given(st.characters(categories=["Cc", "Cs", "Zl", "Zp"]))
def test_what_breaks_a_database_or_a_terminal_is_refused(character: str) -> None:
    with pytest.raises(TextNotAllowed):
        clean(f"a{character}b")


@pytest.mark.parametrize("turn", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_nothing_turns_the_direction(turn: str) -> None:
    with pytest.raises(TextNotAllowed):
        clean(f"invoice{turn}gpj.exe", lines=True)


@pytest.mark.parametrize(
    "emoji",
    [
        FAMILY,
        WALES,
        "❤️",
        f"❤️{ZWJ}🔥",
        "1️⃣",
        "#️⃣",
        "👍🏽",
        f"🧑🏽{ZWJ}🚀",
        f"🏳️{ZWJ}🌈",
        "🇰🇷",
        f"👩{ZWJ}❤️{ZWJ}👨",
        "©️",
        "㊗️",
    ],
)
def test_an_emoji_stays_whole(emoji: str) -> None:
    assert clean(f"a {emoji} b") == f"a {emoji} b"
    assert clean(emoji) == emoji


@pytest.mark.parametrize(
    "hidden", [*WITHOUT_WIDTH, ZWJ, "\ufe0f", "\ufe0f\ufe0f", "\U000e0067\U000e007f", f"{ZWJ}{ZWJ}\u200b"]
)
def test_what_is_drawn_as_nothing_is_nothing(hidden: str) -> None:
    assert clean(hidden) == ""
    assert clean(f"ma{hidden}dang") == "madang"
    with pytest.raises(ValidationError):
        TypeAdapter[str](Nickname).validate_python(hidden)
    with pytest.raises(ValidationError):
        TypeAdapter[str](Title).validate_python(f" {hidden}x{hidden} ")


def test_lines_stay_where_lines_are_written() -> None:
    assert clean("one\r\ntwo\rthree\tfour\n", lines=True) == "one\ntwo\nthree four"
    with pytest.raises(TextNotAllowed):
        clean("one\ntwo")


@given(letters, st.sampled_from(WITHOUT_WIDTH + ZWJ + "\ufe0f"), st.integers(0, 20))
def test_nobody_hides_behind_a_hidden_character(text: str, hidden: str, place: int) -> None:
    assert sameness(clean(text[:place] + hidden + text[place:])) == sameness(clean(text))


@given(letters)
def test_case_width_and_form_do_not_count(text: str) -> None:
    key = sameness(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert sameness(unicodedata.normalize(form, text)) == key
    assert sameness(text.upper()) == sameness(text.lower()) == key
    assert sameness(f" {text} ".replace(" ", "  ")) == key
    assert sameness(key) == key


@given(anything)
def test_sameness_judges_anything(text: str) -> None:
    assert sameness(text) == sameness(text)


def test_same_and_not_the_same() -> None:
    assert sameness("Ｍａｄａｎｇ") == sameness("madang") == sameness("MADANG")
    assert sameness("가") == sameness("\u1100\u1161")
    assert sameness("STRASSE") == sameness("straße")
    assert sameness("❤️") == sameness("❤")
    assert sameness("민수1") != sameness("민수2")
    assert sameness("a b") != sameness("ab")
    assert sameness("") == sameness("  ")


@pytest.mark.parametrize(
    ("field", "least", "most", "code"),
    [
        (Title, 2, 100, "title"),
        (Nickname, 1, 20, "nickname"),
        (Name, 1, 60, "name"),
        (Description, 0, 2000, "description"),
    ],
)
def test_length_is_counted_in_characters(field: Any, least: int, most: int, code: str) -> None:
    adapter: TypeAdapter[str] = TypeAdapter(field)
    for length in {max(least, 1), most}:
        assert adapter.validate_python("🔥" * length) == "🔥" * length
        assert adapter.validate_python(f"  {'가' * length}\u200b ") == "가" * length
    with pytest.raises(ValidationError) as long:
        adapter.validate_python("가" * (most + 1))
    assert long.value.errors()[0]["type"] == f"{code}_too_long"
    if least:
        with pytest.raises(ValidationError) as short:
            adapter.validate_python(" " + "가" * (least - 1))
        assert short.value.errors()[0]["type"] == f"{code}_too_short"


@pytest.mark.parametrize("value", [None, 1, True, 1.5, [], {}, b"bytes"])
def test_only_text_is_text(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[str](Title).validate_python(value, strict=True)


@given(anything)
def test_anything_can_be_looked_for(text: str) -> None:
    clean_search(text).encode()


@given(
    st.text(st.sampled_from("a #\u00ad\u3000\u205f\ufe0f\u200d\u200b\U0001f600\U0001f3f4\U000e0067\u0301ㄱ가\u3030"))
)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    """What is stored is read again, by the same rule: nothing may become empty or another text by that."""
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, lines=True), lines=True) == clean(text, lines=True)
