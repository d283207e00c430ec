"""The presenter's side of a talk, by its pages alone: set up, lead through, clear, delete, and undo."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall, call, network, open_session
from tests.e2e.running_order import MILKY_WAY, STARS, STARS_CONFIG, add, answer, order


def _drag(laptop: Page, handle: Locator, onto: Locator) -> None:
    handle.hover()
    laptop.mouse.down()
    box = onto.bounding_box()
    assert box
    laptop.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    laptop.mouse.up()


def test_a_talk_is_led_by_pages_and_keys(shared: Hall) -> None:
    laptop = shared.presenter("en")
    session_id, code = open_session(laptop)
    laptop.goto(f"/sessions/{session_id}")

    # Set up: options by Enter, an error at its field, a title in the running order.
    add(laptop, MILKY_WAY, "Yes", "No", first=True)
    add(laptop, STARS, "Sirius", "Vega", "Deneb")
    expect(order(laptop)).to_have_text([re.compile(MILKY_WAY.replace("?", r"\?")), re.compile("Which star")])

    # The running order, by the keyboard.
    laptop.get_by_role("button", name=f"Move {STARS}").focus()
    laptop.keyboard.press("ArrowUp")
    expect(order(laptop).first).to_contain_text(STARS)
    expect(laptop.get_by_text(f"{STARS}: now 1 of 2")).to_be_attached()
    expect(laptop.get_by_role("button", name=f"Move {STARS}, 1 of 2")).to_be_focused()
    laptop.reload()
    expect(order(laptop).first).to_contain_text(STARS)
    _drag(laptop, laptop.get_by_role("button", name=f"Move {STARS}"), order(laptop).nth(1))
    expect(order(laptop).first).to_contain_text(MILKY_WAY)
    _drag(laptop, laptop.get_by_role("button", name=f"Move {STARS}"), order(laptop).first)
    expect(order(laptop).first).to_contain_text(STARS)

    # One key puts the first on the stage and opens it; results come in.
    laptop.keyboard.press("n")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)
    expect(order(laptop).first).to_contain_text("On stage")
    expect(order(laptop).first).to_contain_text("Open")
    answer(laptop, code, "Bob", 0)
    answer(laptop, code, "Carol", 1)
    answer(laptop, code, "Dora", 1)
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
    expect(order(laptop).first).to_contain_text("Open")
    laptop.keyboard.press("PageDown")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(MILKY_WAY)
    expect(order(laptop).first).to_contain_text("Closed")
    expect(order(laptop).nth(1)).to_contain_text("Open")
    laptop.keyboard.press("PageUp")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)
    laptop.get_by_role("button", name="Clear the stage").first.click()
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text("Nothing")

    # Deleted, and back with what was answered.
    more.click()
    laptop.get_by_role("button", name="Delete").click()
    expect(order(laptop)).to_have_count(1)
    laptop.get_by_role("button", name="Undo").last.click()
    expect(order(laptop)).to_have_count(2)
    expect(selected.get_by_text("3 responses", exact=True)).to_be_visible()


def test_phones_cannot_answer_before_the_session_is_open(shared: Hall) -> None:
    laptop = shared.presenter("en")
    session = call(laptop, "sessions", title="Reading the night sky")
    laptop.goto(f"/sessions/{session['id']}")
    expect(laptop.get_by_text("Phones cannot answer yet")).to_be_visible()
    laptop.get_by_role("button", name="Open session").click()
    expect(laptop.get_by_text("Phones cannot answer yet")).to_have_count(0)


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


def test_a_key_that_does_not_reach_the_server_says_that_nothing_moved(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, _ = open_session(laptop)
    call(laptop, f"sessions/{session_id}/activities", kind="choice", title=STARS, config=STARS_CONFIG)
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("region", name=STARS).wait_for()
    network(laptop, on=False)
    laptop.keyboard.press("n")
    expect(laptop.get_by_text("The stage has not moved.")).to_be_visible()
    network(laptop, on=True)
    laptop.keyboard.press("n")
    expect(laptop.get_by_role("group", name="Lead through the talk")).to_contain_text(STARS)
