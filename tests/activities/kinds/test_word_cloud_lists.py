"""The lists of refused words: what they hold back, and what they must let pass."""

import pytest

from madang.activities.kinds.word_cloud.profanity import is_profane

BOTH = ("ko", "en")

REFUSED = """씨발|씨 발|씨-발|ㅅㅂ|ㅅㅣ발|그 새끼 진짜|병신|븅신|좆같다|지랄하네|쌍놈|존나 좋다|tlqkf|
fuck|FUCKING|ｆｕｃｋ|fuuuuck|f.u.c.k|sh1t|bullshit|asshole|a55hole|motherfucker|slut"""

LET_PASS = """소통|배려와 존중|새끼손가락|새끼 고양이|동시발생|도시발전|시발점|다시 발견|가치발견|하루 세끼|새까만 밤|
노른자위|자위대|후보지|왜 보지|알아보지|혼자 자지 않기|감자|혼자|18살|8시 발표|3개년 계획|게놈|애널리스트|개발자|
무지개색|
ㅋㅋㅋㅋ|ㅠㅠ|^^|동아리|팔등신|매국노|구조까지|가벼운지|도시바람|push it|Scunthorpe|class assessment|Essex|analysis|
cocktail|ABO blood type|Montenegro|pachinko|great tit|FK|2024|455|🎉"""


@pytest.mark.parametrize("word", [word.strip() for word in REFUSED.split("|")])
def test_what_stays_off_the_screen(word: str) -> None:
    assert is_profane(word, BOTH)


@pytest.mark.parametrize("word", [word.strip() for word in LET_PASS.split("|")])
def test_what_is_harmless(word: str) -> None:
    assert not is_profane(word, BOTH)


def test_each_list_is_of_its_language() -> None:
    assert is_profane("씨발", ("ko",))
    assert not is_profane("씨발", ("en",))
    assert is_profane("shit", ("en",))
    assert not is_profane("shit", ("ko",))
    assert not is_profane("shit", ())
