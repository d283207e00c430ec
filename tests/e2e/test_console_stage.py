"""The presenter's side of a talk, by its pages alone: set up, lead through, clear, delete, and undo."""

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall, call, open_session
from tests.e2e.looks import check_axe
from tests.e2e.stage import Talk

STARS = "Which star is this?"
MILKY_WAY = "Have you seen the Milky Way?"


def _add(laptop: Page, title: str, *options: str, first: bool = False) -> None:
    laptop.get_by_role("button", name="Add your first activity" if first else "Add activity").click()
    laptop.get_by_role("dialog").get_by_role("button", name="Choice One answer").click()
    laptop.get_by_label("Title or question").fill(title)
    laptop.get_by_label("Option 1", exact=True).click()
    for place, option in enumerate(options):
        laptop.keyboard.type(option)
        if place < len(options) - 1:
            laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Add", exact=True).click()
    expect(laptop.get_by_role("dialog")).to_have_count(0)
    expect(laptop.get_by_role("heading", name=title)).to_be_visible()


def _order(laptop: Page) -> Locator:
    return laptop.get_by_role("list", name="Running order").get_by_role("listitem")


def _drag(laptop: Page, handle: Locator, onto: Locator) -> None:
    handle.hover()
    laptop.mouse.down()
    box = onto.bounding_box()
    assert box
    laptop.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    laptop.mouse.up()


def _on_stage(laptop: Page) -> dict[str, Any]:
    """The activity on the stage, by the API."""
    session = laptop.url.rsplit("/", 1)[1]
    staged = call(laptop, f"sessions/{session}/stage", "GET")["activity"]
    found: dict[str, Any] = call(laptop, f"sessions/{session}/activities/{staged}", "GET")
    return found


def _answer(laptop: Page, code: str, nickname: str, place: int) -> None:
    """A phone that joins and answers what is on the stage."""
    activity = _on_stage(laptop)
    token = call(laptop, f"join/{code}", nickname=nickname)["token"]
    answered = laptop.request.post(
        f"/api/activities/{activity['id']}/response",
        headers={"Authorization": f"Bearer {token}"},
        data={"answer": {"options": [activity["config"]["options"][place]["id"]]}},
    )
    assert answered.ok, answered.text()


def test_a_talk_is_led_by_pages_and_keys(shared: Hall) -> None:
    laptop = shared.presenter("en")
    session_id, code = open_session(laptop)
    laptop.goto(f"/sessions/{session_id}")

    # Set up: options by Enter, an error at its field, a title in the running order.
    _add(laptop, MILKY_WAY, "Yes", "No", first=True)
    _add(laptop, STARS, "Sirius", "Vega", "Deneb")
    expect(_order(laptop)).to_have_text([re.compile(MILKY_WAY.replace("?", r"\?")), re.compile("Which star")])

    # The running order, by the keyboard.
    laptop.get_by_role("button", name=f"Move {STARS}").focus()
    laptop.keyboard.press("ArrowUp")
    expect(_order(laptop).first).to_contain_text(STARS)
    expect(laptop.get_by_text(f"{STARS}: now 1 of 2")).to_be_attached()
    expect(laptop.get_by_role("button", name=f"Move {STARS}, 1 of 2")).to_be_focused()
    laptop.reload()
    expect(_order(laptop).first).to_contain_text(STARS)
    _drag(laptop, laptop.get_by_role("button", name=f"Move {STARS}"), _order(laptop).nth(1))
    expect(_order(laptop).first).to_contain_text(MILKY_WAY)
    _drag(laptop, laptop.get_by_role("button", name=f"Move {STARS}"), _order(laptop).first)
    expect(_order(laptop).first).to_contain_text(STARS)

    # One key puts the first on the stage and opens it; results come in.
    laptop.keyboard.press("n")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)
    expect(_order(laptop).first).to_contain_text("On stage")
    expect(_order(laptop).first).to_contain_text("Open")
    _answer(laptop, code, "Bob", 0)
    _answer(laptop, code, "Carol", 1)
    _answer(laptop, code, "Dora", 1)
    selected = laptop.get_by_role("region", name=STARS)
    expect(selected.get_by_text("3 responses", exact=True)).to_be_visible()
    expect(selected.get_by_role("group", name="Results as they come in")).to_contain_text("67%")

    # Hidden results leave the preview, not the presenter's picture.
    screen = laptop.get_by_role("figure").filter(has_text="Vega").first
    expect(screen).to_contain_text("67%")
    selected.get_by_role("button", name="Hide results").click()
    expect(screen).not_to_contain_text("67%")
    expect(selected.get_by_role("group", name="Results as they come in")).to_contain_text("67%")
    laptop.keyboard.press("r")
    expect(screen).to_contain_text("67%")

    # A timer, and no timer.
    selected.get_by_role("button", name="Timer").click()
    laptop.get_by_role("button", name="2 min").click()
    expect(selected.get_by_role("button", name=re.compile("Timer: 1:5. left"))).to_be_visible()
    selected.get_by_role("button", name=re.compile("Timer: ")).click()
    laptop.get_by_role("button", name="Another time…").click()
    laptop.get_by_label("Time", exact=True).fill("soon")
    laptop.get_by_role("button", name="Start the timer").click()
    expect(laptop.get_by_text("A time from 5 seconds")).to_be_visible()
    laptop.get_by_label("Time", exact=True).fill("1:30")
    laptop.keyboard.press("Enter")
    expect(selected.get_by_role("button", name=re.compile("Timer: 1:[12]. left"))).to_be_visible()
    selected.get_by_role("button", name=re.compile("Timer: ")).click()
    laptop.get_by_role("button", name="Take the timer away").click()
    expect(selected.get_by_role("button", name="Timer", exact=True)).to_be_visible()

    # Cleared, and back.
    more = selected.get_by_role("button", name="More for")
    more.click()
    laptop.get_by_role("button", name="Clear the responses").click()
    expect(selected.get_by_text("0 responses")).to_be_visible()
    laptop.get_by_role("button", name="Undo").click()
    expect(selected.get_by_text("3 responses", exact=True)).to_be_visible()
    more.click()
    laptop.get_by_role("button", name="Single responses").click()
    listed = laptop.get_by_role("dialog", name="Responses").get_by_role("row")
    expect(listed).to_have_count(4)
    expect(listed.filter(has_text="Vega")).to_have_count(2)
    laptop.keyboard.press("PageDown")  # reads on in the dialog, and leads nowhere
    laptop.keyboard.press("Escape")

    # The clicker leads on: the first closes, the second opens; and back.
    expect(_order(laptop).first).to_contain_text("Open")
    laptop.keyboard.press("PageDown")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(MILKY_WAY)
    expect(_order(laptop).first).to_contain_text("Closed")
    expect(_order(laptop).nth(1)).to_contain_text("Open")
    laptop.keyboard.press("PageUp")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)
    laptop.get_by_role("button", name="Clear the stage").first.click()
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text("Nothing")

    # Deleted, and back with what was answered.
    more.click()
    laptop.get_by_role("button", name="Delete").click()
    expect(_order(laptop)).to_have_count(1)
    laptop.get_by_role("button", name="Undo").last.click()
    expect(_order(laptop)).to_have_count(2)
    expect(selected.get_by_text("3 responses", exact=True)).to_be_visible()


def test_what_the_server_refuses_stands_at_its_field(shared: Hall) -> None:
    laptop = shared.presenter("ko")
    session_id, _ = open_session(laptop)
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("button", name="첫 활동 추가").click()
    laptop.get_by_role("dialog").get_by_role("button", name="선택 보기").click()
    laptop.get_by_label("제목이나 질문").fill("어느 별일까요?")
    laptop.get_by_label("보기 1", exact=True).fill("시리우스")
    laptop.get_by_role("button", name="추가", exact=True).click()
    wrong = laptop.get_by_label("보기 2", exact=True)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description("보기를 입력해 주세요.")

    # Several pasted lines are several options; what was typed and dropped comes back.
    laptop.evaluate(
        """() => {
            const data = new DataTransfer()
            data.setData('text', '- 직녀성\\n- 견우성\\n- 데네브')
            const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
            document.activeElement.dispatchEvent(pasted)
        }"""
    )
    expect(laptop.get_by_label("보기 4", exact=True)).to_have_value("데네브")
    laptop.keyboard.press("Alt+ArrowUp")
    expect(laptop.get_by_label("보기 3", exact=True)).to_have_value("데네브")
    laptop.keyboard.press("Escape")
    expect(laptop.get_by_role("dialog")).to_have_count(0)
    laptop.get_by_role("button", name="되돌리기").click()
    laptop.get_by_role("button", name="추가", exact=True).click()
    expect(laptop.get_by_role("dialog")).to_have_count(0)
    (made,) = call(laptop, f"sessions/{session_id}/activities", "GET")
    assert [option["text"] for option in made["config"]["options"]] == ["시리우스", "직녀성", "데네브", "견우성"]


def test_phones_cannot_answer_before_the_session_is_open(shared: Hall) -> None:
    laptop = shared.presenter("en")
    session = call(laptop, "sessions", title="Reading the night sky")
    laptop.goto(f"/sessions/{session['id']}")
    expect(laptop.get_by_text("Phones cannot answer yet")).to_be_visible()
    laptop.get_by_role("button", name="Open session").click()
    expect(laptop.get_by_text("Phones cannot answer yet")).to_have_count(0)


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing_and_a_narrow_page_does_not_scroll_sideways(shared: Hall, language: str, scheme: str) -> None:
    laptop = shared.presenter(language, color_scheme=scheme)
    session_id, code = open_session(laptop)
    for kind, title in (("choice", STARS * 8), ("choice", MILKY_WAY), ("reactions", "👏")):
        call(laptop, f"sessions/{session_id}/activities", kind=kind, title=title, notes="Wait", anonymous=False)
    call(laptop, f"sessions/{session_id}/stage/next")
    laptop.goto(f"/sessions/{session_id}")
    _answer(laptop, code, "Bob", 0)

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
        laptop.get_by_role("dialog").get_by_role("button", name=say("선택 보기", "Choice One answer")).click()
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


def test_keys_lead_on_every_part_and_scroll_a_chat(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, _ = open_session(laptop)
    activities = f"sessions/{session_id}/activities"
    for title in (STARS, MILKY_WAY):
        call(laptop, activities, kind="open_text", title=title, config={})
    chat = call(laptop, activities, kind="chat", title="Chat", config={})
    call(laptop, f"sessions/{session_id}/stage", "PUT", activity=chat["id"], open=True)

    laptop.goto(f"/sessions/{session_id}")
    now = laptop.get_by_role("group", name="Lead through the talk")
    laptop.get_by_role("log").first.focus()
    laptop.keyboard.press("PageDown")
    laptop.get_by_role("tab", name="People").click()
    laptop.evaluate("document.activeElement.blur()")
    with laptop.expect_response("**/stage/next"):
        laptop.keyboard.press("PageDown")
    laptop.get_by_role("tab", name="Stage").click()
    expect(now).to_contain_text(STARS)


def _paste(laptop: Page, *lines: str) -> None:
    laptop.evaluate(
        """text => {
            const data = new DataTransfer()
            data.setData('text', text)
            const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
            document.activeElement.dispatchEvent(pasted)
        }""",
        "\n".join(lines),
    )


def test_a_form_begins_at_its_first_field_and_objects_no_longer_than_it_must(shared: Hall) -> None:
    laptop = shared.presenter("en")
    laptop.goto("/")
    laptop.get_by_role("button", name="New session").first.click()
    laptop.keyboard.type("Reading the night sky")
    laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Add your first activity").click()
    expect(laptop.get_by_role("button", name="Choice One answer")).to_be_focused()
    laptop.keyboard.press("Enter")
    title = laptop.get_by_label("Title or question")
    expect(title).to_be_focused()
    laptop.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()
    laptop.keyboard.type("Which star?")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    laptop.keyboard.press("Enter")
    first, second = (laptop.get_by_label(f"Option {place}", exact=True) for place in (1, 2))
    expect(first).to_be_focused()
    laptop.keyboard.type("Vega")
    expect(first).not_to_have_attribute("aria-invalid", "true")
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(laptop.get_by_role("dialog").get_by_role("alert")).to_have_count(0)

    second.focus()
    _paste(laptop, *map(str, range(22)))
    expect(laptop.get_by_label("Option 20", exact=True)).to_have_value("18")
    expect(laptop.get_by_text("20 at most: 3 lines left out.")).to_be_visible()

    laptop.context.set_offline(True)
    laptop.get_by_role("button", name="Add", exact=True).click()
    expect(laptop.get_by_text("What you typed is still here")).to_be_visible()
    laptop.context.set_offline(False)
    laptop.get_by_role("button", name="Add", exact=True).click()
    expect(laptop.get_by_role("heading", name="Which star?")).to_be_visible()


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

    _add(laptop, STARS, "Sirius", "Vega", first=True)
    _is_somewhere(laptop)
    _add(laptop, MILKY_WAY, "Yes", "No")
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
    expect(_order(laptop)).to_have_count(2)
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
        laptop.get_by_role("button", name=f"All {kind}").first.click()
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


STARS_CONFIG = {"options": [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]}


def _in_view(laptop: Page, found: Locator) -> None:
    """Its upper edge is where somebody sees it."""
    expect(found).to_be_in_viewport()
    box, size = found.bounding_box(), laptop.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] < size["height"] - 40


def test_a_talk_starts_over_and_goes_back(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    for title in (STARS, MILKY_WAY):
        call(laptop, f"sessions/{session_id}/activities", kind="choice", title=title, config=STARS_CONFIG)
    laptop.goto(f"/sessions/{session_id}")
    now = laptop.get_by_role("group", name="Lead through the talk")
    now.wait_for()
    laptop.keyboard.press("n")
    expect(now).to_contain_text(STARS)
    _answer(laptop, code, "Bob", 0)
    laptop.keyboard.press("n")
    expect(now).to_contain_text(MILKY_WAY)
    laptop.keyboard.press("n")
    expect(now).to_contain_text("Nothing")
    expect(laptop.get_by_role("status").filter(has_text="That was the last.")).to_be_visible()

    # What was answered is shown as it was, and a word says how it opens.
    laptop.keyboard.press("p")
    expect(now).to_contain_text("Closed: O opens it again")
    laptop.keyboard.press("p")
    expect(now).to_contain_text(STARS)
    laptop.keyboard.press("n")  # nobody has answered this one: it opens
    expect(now).to_contain_text(MILKY_WAY)
    expect(_order(laptop).nth(1)).to_contain_text("Open")

    menu = laptop.get_by_role("button", name="Menu of the running order")
    menu.click()
    laptop.get_by_role("button", name="Start over").click()
    asked = laptop.get_by_role("dialog", name="Start over now?")
    check_axe(laptop)
    asked.get_by_role("button", name="Start over").click()
    expect(now).to_contain_text("Nothing")
    for place in (0, 1):
        expect(_order(laptop).nth(place)).to_contain_text("Draft")
    laptop.get_by_role("button", name="Undo").last.click()
    expect(now).to_contain_text(MILKY_WAY)
    expect(_order(laptop).first).to_contain_text("Closed")
    expect(_order(laptop).first).to_contain_text("1 response")

    menu.click()
    laptop.get_by_role("button", name="Start over").click()
    asked.get_by_role("button", name="Start over").click()
    expect(_order(laptop).first).to_contain_text("Draft")
    menu.click()
    laptop.get_by_role("button", name="Undo “Start over”").click()
    expect(_order(laptop).first).to_contain_text("Closed")
    menu.click()
    laptop.get_by_role("button", name="Start over").first.click()
    asked.get_by_role("button", name="Start over").click()
    expect(_order(laptop).first).to_contain_text("Draft")
    laptop.keyboard.press("n")
    expect(_order(laptop).first).to_contain_text("Open")
    _answer(laptop, code, "Carol", 1)
    expect(laptop.get_by_role("region", name=STARS).get_by_text("1 response", exact=True)).to_be_visible()


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
            laptop.get_by_role("button", name="다음").click()
            expect(heading(4)).to_be_visible()
            _in_view(laptop, row(4))
    title = now.get_by_text("4번째 별")
    box = title.bounding_box()
    assert box
    assert box["width"] > 250  # a line of its own


def test_what_was_deleted_long_ago_comes_back_by_the_keyboard(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, _ = open_session(laptop)
    activities = f"sessions/{session_id}/activities"
    for title in (STARS, MILKY_WAY):
        made = call(laptop, activities, kind="choice", title=title, config=STARS_CONFIG)
        call(laptop, f"{activities}/{made['id']}", "DELETE")
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("button", name="Deleted activities").press("Enter")
    dialog = laptop.get_by_role("dialog", name="Deleted activities")
    expect(dialog.get_by_role("listitem")).to_have_text([re.compile("Milky"), re.compile("Which star")])
    check_axe(laptop)
    dialog.get_by_role("button", name=f"Bring back “{MILKY_WAY}”").press("Enter")
    expect(dialog.get_by_role("button", name=f"Bring back “{STARS}”")).to_be_focused()
    laptop.keyboard.press("Enter")
    expect(dialog.get_by_text("Nothing is deleted.")).to_be_visible()
    laptop.keyboard.press("Escape")
    expect(_order(laptop)).to_have_count(2)
    laptop.get_by_role("button", name="Menu of the running order").press("Enter")
    laptop.get_by_role("button", name="Deleted activities").press("Enter")
    expect(dialog.get_by_text("Nothing is deleted.")).to_be_visible()


def test_many_that_were_deleted_come_in_pages_and_two_clicks_bring_back_one(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, _ = open_session(laptop)
    activities = f"sessions/{session_id}/activities"
    for number in range(51):
        made = call(laptop, activities, kind="choice", title=f"Number {number}", config=STARS_CONFIG)
        call(laptop, f"{activities}/{made['id']}", "DELETE")
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("button", name="Deleted activities").click()
    dialog = laptop.get_by_role("dialog", name="Deleted activities")
    expect(dialog.get_by_role("listitem")).to_have_count(50)
    dialog.get_by_role("button", name="Show more").click()
    expect(dialog.get_by_role("listitem")).to_have_count(51)
    sent: list[str] = []
    laptop.on("request", lambda request: sent.append(request.url) if request.url.endswith("/restore") else None)
    dialog.get_by_role("button", name="Bring back “Number 0”").evaluate("button => { button.click(); button.click() }")
    expect(dialog.get_by_role("listitem")).to_have_count(50)
    assert len(sent) == 1


def test_a_key_that_does_not_reach_the_server_says_that_nothing_moved(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, _ = open_session(laptop)
    call(laptop, f"sessions/{session_id}/activities", kind="choice", title=STARS, config=STARS_CONFIG)
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("region", name=STARS).wait_for()
    laptop.context.set_offline(True)
    laptop.keyboard.press("n")
    expect(laptop.get_by_text("The stage has not moved.")).to_be_visible()
    laptop.context.set_offline(False)
    laptop.keyboard.press("n")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)


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
    for shown in (*_order(laptop).all(), laptop.get_by_role("button", name="Skip this question")):
        expect(shown).to_be_in_viewport(ratio=1)
