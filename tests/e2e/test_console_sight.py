"""What of the console is in view, has the focus, and holds before axe."""

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall, call, open_session
from tests.e2e.looks import check_axe
from tests.e2e.running_order import MILKY_WAY, STARS, STARS_CONFIG, add, answer, order
from tests.e2e.stage import Talk


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing_and_a_narrow_page_does_not_scroll_sideways(shared: Hall, language: str, scheme: str) -> None:
    laptop = shared.presenter(language, color_scheme=scheme)
    session_id, code = open_session(laptop)
    for kind, title in (("choice", STARS * 8), ("choice", MILKY_WAY), ("reactions", "👏")):
        call(laptop, f"sessions/{session_id}/activities", kind=kind, title=title, notes="Wait", anonymous=False)
    call(laptop, f"sessions/{session_id}/stage/next")
    laptop.goto(f"/sessions/{session_id}")
    answer(laptop, code, "Bob", 0)

    def check(where: str) -> None:
        check_axe(laptop, where)
        assert laptop.evaluate("document.documentElement.scrollWidth <= innerWidth"), where

    def say(ko: str, en: str) -> str:
        return ko if language == "ko" else en

    for width, height in ((1280, 800), (390, 844)):
        laptop.set_viewport_size({"width": width, "height": height})
        selected = laptop.get_by_role("region", name=STARS)
        expect(selected.get_by_text(say("응답 1개", "1 response"))).to_be_visible()
        check(f"the stage at {width}")
        notes = selected.get_by_role("complementary", name=say("진행자 메모", "Notes for presenters")).bounding_box()
        results = selected.get_by_role("group", name=say("들어오는 결과", "Results as they come in")).bounding_box()
        assert notes
        assert results
        assert notes["y"] < results["y"]
        laptop.get_by_role("button", name=say("단축키", "Keys")).click()
        check("keys")
        laptop.keyboard.press("Escape")
        laptop.get_by_role("button", name=say("활동 추가", "Add activity")).click()
        laptop.get_by_role("dialog").get_by_role("button").nth(1).wait_for()
        check("kinds")
        laptop.get_by_role("dialog").get_by_role("button", name=say("객관식 보기", "Choice One answer")).click()
        laptop.get_by_role("radio", name=say("여러 개", "Several")).check()
        laptop.get_by_role("button", name=say("보기 1의 이모지와 색", "Emoji and colour of Option 1")).click()
        check("editor")
        laptop.keyboard.press("Escape")
        laptop.keyboard.press("Escape")
        selected.get_by_role("button", name=say("메뉴", "More for")).click()
        laptop.get_by_role("button", name=say("응답 하나씩 보기", "Single responses")).click()
        laptop.get_by_role("cell", name="Bob").wait_for()
        check("responses")
        laptop.keyboard.press("Escape")


def _is_somewhere(laptop: Page) -> None:
    """The focus is at something, and stays there."""
    focused = laptop.locator(":focus:not(body)")
    expect(focused).to_have_count(1)
    laptop.wait_for_timeout(120)
    expect(focused).to_have_count(1)


def test_the_focus_is_somewhere_after_every_action(shared: Hall) -> None:
    laptop = shared.presenter("en")
    session_id, code = open_session(laptop)
    path = f"sessions/{session_id}"
    laptop.goto(f"/sessions/{session_id}")
    dialog = laptop.get_by_role("dialog")

    def press(name: str, **options: Any) -> None:
        laptop.get_by_role("button", name=name, **options).first.focus()
        laptop.keyboard.press("Enter")

    add(laptop, STARS, "Sirius", "Vega", first=True)
    _is_somewhere(laptop)
    add(laptop, MILKY_WAY, "Yes", "No")
    expect(laptop.get_by_role("button", name="Add activity")).to_be_focused()
    laptop.get_by_role("region", name=MILKY_WAY).get_by_role("button", name="Edit", exact=True).click()
    expect(laptop.get_by_label("Title or question")).to_be_focused()
    laptop.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    _is_somewhere(laptop)
    press("Edit", exact=True)
    laptop.get_by_label("Title", exact=True).fill("Moons")
    laptop.keyboard.press("Enter")
    expect(laptop.get_by_role("heading", name="Moons").first).to_be_visible()
    expect(dialog).to_have_count(0)
    _is_somewhere(laptop)

    press("Start on stage")
    expect(laptop.get_by_role("button", name="Start on stage")).to_have_count(0)
    _is_somewhere(laptop)
    press("Clear the stage")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text("Nothing")
    _is_somewhere(laptop)
    laptop.get_by_role("region").get_by_role("button", name="More for").click()
    laptop.get_by_role("button", name="Delete").click()
    laptop.get_by_role("button", name="Undo").focus()
    laptop.keyboard.press("Enter")
    expect(order(laptop)).to_have_count(2)
    _is_somewhere(laptop)

    kinds: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("questions", "Approve: “Second?”", {}),
        ("open_text", "Approve all", {"most": 3}),
    )
    for kind, approve, more in kinds:
        made = call(laptop, f"{path}/activities", kind=kind, title=f"All {kind}", config={"approve": True, **more})
        call(laptop, f"{path}/stage", "PUT", activity=made["id"], open=True)
        token = call(laptop, f"join/{code}", nickname=f"Bob {kind}")["token"]
        for text in ("First?", "Second?", "Third?"):
            headers = {"Authorization": f"Bearer {token}"}
            body = {"text": text, "once": uuid4().hex[:16]}
            written = laptop.request.post(f"/api/activities/{made['id']}/posts", headers=headers, data=body)
            assert written.ok, written.text()
        laptop.get_by_role("button", name=re.compile(rf"^(\d+\. )?All {kind}")).click()
        expect(laptop.get_by_role("region", name=f"All {kind}").get_by_text("Third?")).to_be_visible()
        press(approve)
        expect(laptop.get_by_role("button", name=approve, exact=True)).to_have_count(0)
        _is_somewhere(laptop)

    laptop.get_by_role("tab", name="People").click()
    press("Remove Bob questions")
    expect(laptop.get_by_role("button", name="Remove Bob questions")).to_have_count(0)
    expect(laptop.get_by_role("button", name="Remove Bob open_text")).to_be_focused()
    laptop.get_by_role("tab", name="Stage").click()
    press("End session")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="End session").click()
    expect(laptop.get_by_role("button", name="Open again")).to_be_visible()
    _is_somewhere(laptop)


def _in_view(laptop: Page, found: Locator) -> None:
    """Its upper edge is where somebody sees it."""
    expect(found).to_be_in_viewport()
    box, size = found.bounding_box(), laptop.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] < size["height"] - 40


def test_the_panel_follows_the_stage_in_a_long_order(shared: Hall) -> None:
    laptop = shared.presenter("ko")
    session_id, code = open_session(laptop)
    activities = f"sessions/{session_id}/activities"
    for number in range(1, 31):
        call(laptop, activities, kind="choice", title=f"{number}번째 별", config=STARS_CONFIG)
    call(laptop, activities, kind="reactions", title="박수")
    laptop.goto(f"/sessions/{session_id}")
    now = laptop.get_by_role("group", name="진행", exact=True)

    def heading(number: int) -> Locator:
        name = f"{number}번째 별"
        return laptop.get_by_role("region", name=name).get_by_role("heading", name=name, exact=True)

    def row(number: int) -> Locator:
        return laptop.get_by_role("button", name=re.compile(rf"{number}\. {number}번째 별"))

    # Chosen beside the stage; one key, and the panel is that of the stage. Hidden results are said.
    laptop.get_by_role("list", name="무대 옆").get_by_role("button", name="박수").last.click()
    expect(laptop.get_by_role("heading", name="박수")).to_be_visible()
    laptop.evaluate("document.activeElement.blur()")
    laptop.keyboard.press("n")
    expect(heading(1)).to_be_visible()
    expect(now).to_contain_text("1번째 별")
    laptop.keyboard.press("r")
    expect(now.get_by_role("status")).to_contain_text("결과 숨김")

    # The preview counts as the screen does.
    call(laptop, f"join/{code}", nickname="Bob")
    call(laptop, f"sessions/{session_id}/stage", "PUT", activity=None)
    expect(laptop.get_by_role("figure").filter(has_text="모두 1명 참여").first).to_be_visible()

    for width, height in ((1280, 800), (900, 700), (360, 740)):
        laptop.set_viewport_size({"width": width, "height": height})
        row(28).click()
        expect(heading(28)).to_be_visible()
        _in_view(laptop, heading(28))
        if width > 360:
            _in_view(laptop, row(28))
            rows = call(laptop, activities, "GET")
            call(laptop, f"sessions/{session_id}/stage", "PUT", activity=rows[2]["id"])
            expect(now).to_contain_text("3번째 별")
            laptop.get_by_role("button", name="다음").click()
            expect(heading(4)).to_be_visible()
            _in_view(laptop, row(4))
    title = now.get_by_text("4번째 별")
    box = title.bounding_box()
    assert box
    assert box["width"] > 250  # a line of its own


def test_a_laptop_shows_the_running_order_and_what_leads_the_stage_at_once(shared: Hall) -> None:
    talk = Talk(shared)
    for number in range(6):
        talk.add("choice", f"A rather long question for everybody in the hall, number {number}")
    question = {"kind": "true_false", "text": "The sun is a star", "holds": True}
    quiz = talk.add("quiz", "The night sky", config={"questions": [question]}, notes="Wait for the back row.")
    for kind in ("questions", "chat", "reactions"):
        talk.act(talk.add(kind, kind), "open")
    talk.stage(quiz)
    talk.act(quiz, "quiz/next")
    laptop = talk.laptop
    laptop.goto(f"/sessions/{talk.id}")
    laptop.locator(".choose", has_text="The night sky").click()
    for shown in (*order(laptop).all(), laptop.get_by_role("button", name="Skip this question")):
        expect(shown).to_be_in_viewport(ratio=1)
