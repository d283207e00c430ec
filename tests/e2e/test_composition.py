"""The Enter that ends a Korean composition is the input method's: it sends nothing and leads nowhere."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

QUESTION = {"kind": "text", "text": "수도는 어디일까요?", "accepted": ["서울"], "seconds": 120}


class Place(NamedTuple):
    page: Page
    box: Locator
    went: Locator
    """It is there once the next Enter has done what Enter does."""


def nickname(talk: Talk) -> Place:
    page = talk.place.page(language="ko")
    page.goto(f"/join/{talk.code}")
    return Place(page, page.get_by_role("textbox", name="닉네임"), page.get_by_text("참여했어요"))


def on_stage(talk: Talk, activity: str) -> Page:
    talk.stage(activity)
    return talk.phone("밥")


def word(talk: Talk) -> Place:
    page = on_stage(talk, talk.add("word_cloud", "한 단어로?", config={"most": 1}))
    return Place(page, page.get_by_role("textbox"), page.get_by_text("답을 받았어요."))


def typed_answer(talk: Talk) -> Place:
    quiz = talk.add("quiz", "지리", config={"questions": [QUESTION]})
    page = on_stage(talk, quiz)
    talk.act(quiz, "quiz/next")
    return Place(page, page.get_by_role("textbox"), page.get_by_text("답을 받았어요."))


def option(talk: Talk) -> Place:
    """Enter leads to another option."""
    page = talk.laptop
    talk.add("choice", "무엇을 볼까요?")
    page.goto(f"/sessions/{talk.id}")
    page.get_by_role("region", name="무엇을 볼까요?").get_by_role("button", name="수정").click()
    options = page.get_by_role("group", name="보기").get_by_role("textbox")
    return Place(page, options.nth(1), options.nth(2))


def compose(page: Page, box: Locator, text: str, *, safari: bool) -> None:
    """As a browser does, and Safari, in which the Enter comes when the composition has ended already."""
    box.fill("")
    box.focus()
    keys = page.context.new_cdp_session(page)
    place = {"selectionStart": len(text), "selectionEnd": len(text)}
    keys.send("Input.imeSetComposition", {"text": text, **place})
    if safari:
        keys.send("Input.insertText", {"text": text})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229 if safari else 13}
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **enter})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    if not safari:
        keys.send("Input.insertText", {"text": text})
    keys.detach()


@pytest.mark.parametrize("find", [nickname, word, typed_answer, option])
def test_the_enter_that_ends_a_composition(shared: Hall, find: Callable[[Talk], Place]) -> None:
    page, box, went = find(Talk(shared, "ko"))
    for safari in (False, True):
        compose(page, box, "서울", safari=safari)
        page.wait_for_timeout(300)
        expect(box).to_have_value("서울")
        expect(went).to_have_count(0)
    box.press("Enter")
    expect(went).to_be_visible()


def test_a_question_is_sent_by_its_button_alone(shared: Hall) -> None:
    talk = Talk(shared, "ko")
    questions = talk.add("questions", "무엇이 궁금한가요?")
    page = on_stage(talk, questions)
    box = page.get_by_role("textbox", name="내 질문")
    compose(page, box, "왜요", safari=False)
    box.press("Enter")
    page.wait_for_timeout(300)
    expect(box).to_have_value(re.compile("왜요"))
    assert talk.act(questions, "posts", "GET") == []
    page.get_by_role("button", name="질문하기").click()
    expect(page.get_by_role("listitem").filter(has_text="왜요")).to_be_visible()
