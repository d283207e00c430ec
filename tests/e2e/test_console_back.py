"""What brings back: starting over and its undo, and the activities that were deleted."""

import re

from playwright.sync_api import expect

from tests.e2e.hall import Hall, call, open_session
from tests.e2e.looks import check_axe
from tests.e2e.running_order import MILKY_WAY, STARS, STARS_CONFIG, answer, order


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
    answer(laptop, code, "Bob", 0)
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
    expect(order(laptop).nth(1)).to_contain_text("Open")

    menu = laptop.get_by_role("button", name="Menu of the running order")
    menu.click()
    laptop.get_by_role("button", name="Start over").click()
    asked = laptop.get_by_role("dialog", name="Start over now?")
    check_axe(laptop)
    asked.get_by_role("button", name="Start over").click()
    expect(now).to_contain_text("Nothing")
    for place in (0, 1):
        expect(order(laptop).nth(place)).to_contain_text("Draft")
    laptop.get_by_role("button", name="Undo").last.click()
    expect(now).to_contain_text(MILKY_WAY)
    expect(order(laptop).first).to_contain_text("Closed")
    expect(order(laptop).first).to_contain_text("1 response")

    menu.click()
    laptop.get_by_role("button", name="Start over").click()
    asked.get_by_role("button", name="Start over").click()
    expect(order(laptop).first).to_contain_text("Draft")
    menu.click()
    laptop.get_by_role("button", name="Undo “Start over”").click()
    expect(order(laptop).first).to_contain_text("Closed")
    menu.click()
    laptop.get_by_role("button", name="Start over").first.click()
    asked.get_by_role("button", name="Start over").click()
    expect(order(laptop).first).to_contain_text("Draft")
    expect(asked).to_have_count(0)
    laptop.keyboard.press("n")
    expect(order(laptop).first).to_contain_text("Open")
    answer(laptop, code, "Carol", 1)
    expect(laptop.get_by_role("region", name=STARS).get_by_text("1 response", exact=True)).to_be_visible()


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
    expect(order(laptop)).to_have_count(2)
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
