"""Words that are counted together however they are spelled, and who is shown which."""

import asyncio
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from madang.activities.counting import Count
from madang.activities.kind import Running
from madang.activities.kinds.word_cloud import KIND
from madang.activities.kinds.word_cloud.kind import MOST_ON_PHONE, MOST_ON_SCREEN
from madang.activities.kinds.word_cloud.merging import key_of, merged
from madang.activities.kinds.word_cloud.schemas import WordCloudAnswer, WordCloudConfig
from tests.activities.talk import Talk
from tests.room.house import house

SECRET = "씨발"


def running(config: WordCloudConfig, **progress: Any) -> Running[WordCloudConfig]:
    return Running("a", "s", config, progress, round=1, state="open", anonymous=True, results_shown=True)


def test_the_same_word_is_counted_together(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("word_cloud", config={"most": 3})
            bob, carol, dora = [await talk.phone(name) for name in ("Bob", "Carol", "Dora")]
            screen, watching = await talk.screen(), bob.stream()
            await bob.answer(act, words=["Night sky", "별", "night  SKY"])
            await carol.answer(act, words=["ＮＩＧＨＴ ＳＫＹ", "별", "달"])
            await dora.answer(act, words=["Night sky"])
            found = {"n": 3, "words": [["Night sky", 3], ["별", 2], ["달", 1]], "more": 0}
            for stream in (screen, watching):
                await stream.shows("tally", "words", found["words"])
            assert await act.results() == {**found, "hidden": [], "filtered": []}
            await bob.answer(act, words=["달"])
            await screen.shows("tally", "words", [["Night sky", 2], ["달", 2], ["별", 1]])
            assert (await bob.mine())[act.id]["answers"] == {"": {"words": ["달"]}}

    asyncio.run(scenario())


def test_how_many_and_how_long(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("word_cloud", config={"most": 2})
            bob = await talk.phone("Bob")
            for words in ([], ["a", "b", "c"], ["x" * 31], ["\u200b"], ["a\nb"], [1], "ab"):
                await bob.answer(act, words=words, status=422)
            await bob.answer(act, words=["ﷺ" * 30, "x" * 30])  # one sign that becomes eighteen
            assert (await act.results())["n"] == 1
            assert (await act.call("PUT", config={"most": 1}, status=409))["code"] == "words_are_fixed"
            for config in ({"most": 0}, {"most": 11}, {"filtered": ["fr"]}, {"unknown": 1}):
                path = f"{talk.path}/activities"
                await served.call("POST", path, kind="word_cloud", title="?", config=config, status=422)

    asyncio.run(scenario())


def test_what_is_filtered_or_hidden_is_counted_and_not_shown(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("word_cloud")
            bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
            screen, watching, presenter = await talk.screen(), carol.stream(), talk.presenter()
            sent = await bob.answer(act, words=["Hidden-word", SECRET, "별"])
            assert sent["answer"]["words"][1] == SECRET  # its author is told nothing of lists
            await screen.shows("tally", "words", [["Hidden-word", 1], ["별", 1]])
            await act.call("PUT", "/word_cloud/words", word=" hidden-WORD", shown=False)
            for stream in (screen, watching):
                await stream.shows("tally", "words", [["별", 1]])
                assert stream.view.row("tally")["n"] == 1
                seen = len(stream.view.raw)
                await act.call("PUT", "", title="Another prompt")
                await stream.shows("activity", "title", "Another prompt")
                assert stream.view.row("activity")["progress"] == {}
                later = stream.view.raw[seen:].lower()
                assert b"hidden" not in later
                assert SECRET.encode() not in stream.view.raw
            await presenter.shows("tally", "hidden", [["Hidden-word", 1]])
            assert presenter.view.row("tally")["filtered"] == [[SECRET, 1]]
            await act.call("PUT", "/word_cloud/words", word=SECRET, shown=True)
            await act.call("PUT", "/word_cloud/words", word="Hidden-word", shown=True)
            await screen.shows("tally", "words", [["Hidden-word", 1], ["별", 1], [SECRET, 1]])

    asyncio.run(scenario())


def test_only_the_presenter_hides_words_and_only_here(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act, other = await talk.add("word_cloud"), await talk.add("reactions", opened=False)
            bob = await talk.phone("Bob")
            path = f"{act.path}/word_cloud/words"
            await served.call("PUT", path, token=bob.token, word="별", shown=False, status=401)
            await served.call("PUT", path, token=await served.register("Eve"), word="별", shown=False, status=404)
            await other.call("PUT", "/word_cloud/words", word="별", shown=False, status=404)
            await act.call("PUT", "/word_cloud/words", word="", shown=False, status=422)
            await act.call("PUT", "/word_cloud/words", word="별", shown=False)
            await act.call("POST", "/clear")
            await bob.answer(act, words=["별"])
            assert (await act.results())["words"] == []  # what was hidden stays hidden

    asyncio.run(scenario())


def test_the_lists_can_be_switched_off() -> None:
    counted = [Count(key_of(word), None, word, 1) for word in (SECRET, "shit")]
    found = {
        languages: KIND.tally(running(WordCloudConfig(filtered=languages)), counted, 1)["words"]
        for languages in ((), ("ko",), ("en",), ("ko", "en"))
    }
    assert found == {
        (): [["shit", 1], [SECRET, 1]],
        ("ko",): [["shit", 1]],
        ("en",): [[SECRET, 1]],
        ("ko", "en"): [],
    }


def test_a_hall_of_words_stays_small() -> None:
    counted = [Count(f"{number:04}", None, f"{number:04}", 1) for number in range(5000)]
    found = KIND.tally(running(WordCloudConfig()), counted, 5000)
    assert [text for text, _ in found["words"]] == [f"{number:04}" for number in range(MOST_ON_SCREEN)]
    assert found["more"] == 5000 - MOST_ON_SCREEN
    assert MOST_ON_PHONE < MOST_ON_SCREEN


words = st.sampled_from(["Sky", "sky", "SKY", "s k y", "별", "별 빛", "별빛", "Ｓky", "moon"])


@given(st.lists(st.lists(words, min_size=1, max_size=4)))
def test_the_tally_equals_a_recount(answers: list[list[str]]) -> None:
    config = running(WordCloudConfig(most=4))
    marks = [mark for given in answers for mark in KIND.marks(config, WordCloudAnswer(words=tuple(given)))]
    counted = [Count(*alike, n) for alike, n in Counter((m.part, m.value, m.label) for m in marks).items()]
    people = Counter(key for given in answers for key in {key_of(word) for word in given})
    spelled = Counter(mark.label for mark in marks)
    found = merged(counted)
    assert {word.key: word.n for word in found} == people
    for word in found:
        assert spelled[word.text] == max(n for text, n in spelled.items() if text and key_of(text) == word.key)
    assert found == merged(counted[::-1])
