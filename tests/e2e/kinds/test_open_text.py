"""Answers from two phones on a wall, let through, voted for and shown alone, in English."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.hall import PROJECTOR, Hall, call, open_session
from tests.e2e.looks import seconds_still, watch_list
from tests.e2e.stage import Talk

PROMPT = "What will you remember?"


def enter(place: Hall, code: str, nickname: str) -> Page:
    phone = place.page()
    phone.goto(f"/join/{code}")
    phone.get_by_role("textbox", name="Nickname").fill(nickname)
    phone.get_by_role("button", name="Join", exact=True).click()
    expect(phone.get_by_role("heading", name=PROMPT)).to_be_visible()
    return phone


def write(phone: Page, text: str) -> None:
    phone.get_by_role("textbox", name="Your answer").fill(text)
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.get_by_role("button", name=f"Delete: {text}")).to_be_visible()


def test_a_wall_of_answers(place: Hall) -> None:
    laptop = place.presenter()
    session, code = open_session(laptop)
    config = {"approve": True, "most": 2}
    made = call(laptop, f"sessions/{session}/activities", kind="open_text", title=PROMPT, config=config)
    call(laptop, f"sessions/{session}/stage", "PUT", activity=made["id"], open=True)
    screen = place.page(PROJECTOR)
    screen.goto(f"/screen/{call(laptop, f'sessions/{session}/screens', name='Hall')['token']}")
    expect(screen.get_by_text("The first answer is still to come.")).to_be_visible()

    bob, carol = enter(place, code, "Bob"), enter(place, code, "Carol")
    write(bob, "The rings of Saturn")
    expect(bob.get_by_text("Waits for the presenter")).to_be_visible()
    bob.get_by_role("button", name="Change “The rings of Saturn”").click()
    bob.get_by_role("textbox", name="Change your answer").fill("Saturn’s rings")
    bob.get_by_role("button", name="Change", exact=True).click()
    expect(bob.get_by_role("button", name="Delete: Saturn’s rings")).to_be_visible()
    write(carol, "The silence")

    laptop.goto(f"/sessions/{session}")
    expect(screen.get_by_role("listitem")).to_have_count(0)
    laptop.get_by_role("button", name="Approve all").click()
    for text in ("Saturn’s rings", "The silence"):
        expect(screen.get_by_role("listitem").filter(has_text=text)).to_be_visible()
    # They are as large as they fit, whichever the fonts are.
    cards = screen.get_by_role("listitem")
    expect(cards.first).to_have_css("font-size", re.compile(r"^(?:[6-9]\d|1\d\d)(?:\.\d+)?px$"))
    assert cards.evaluate_all("(all) => all.every((one) => one.getBoundingClientRect().right <= innerWidth)")
    expect(bob.get_by_text("✓ Sent")).to_be_visible()

    carol.get_by_role("button", name="Vote for “Saturn’s rings”").click()
    expect(screen.get_by_role("listitem").filter(has_text="Saturn’s rings")).to_contain_text("1 vote")
    laptop.get_by_role("combobox", name="Group of “The silence”").fill("Sounds")
    laptop.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name="Sounds")).to_be_visible()

    laptop.get_by_role("button", name="Show large: “Saturn’s rings”").click()
    expect(screen.get_by_role("figure")).to_contain_text("Saturn’s rings")
    laptop.get_by_role("button", name="Hide: “Saturn’s rings”").click()
    expect(screen.get_by_role("figure")).to_have_count(0)
    expect(carol.get_by_text("Saturn’s rings")).to_have_count(0)

    send = carol.get_by_role("button", name="Send", exact=True)
    send.focus()
    call(laptop, f"sessions/{session}/activities/{made['id']}/close")
    expect(send).to_have_count(0)
    expect(carol.get_by_role("heading", name=PROMPT)).to_be_focused()


def test_nothing_moves_from_under_a_finger(place: Hall) -> None:
    talk = Talk(place)
    wall = talk.add("open_text", PROMPT)
    talk.stage(wall)
    bob, carol = talk.phone("Bob"), talk.phone("Carol")
    dora = {"Authorization": f"Bearer {call(talk.laptop, f'join/{talk.code}', nickname='Dora')['token']}"}
    write(bob, "The rings of Saturn")
    vote = carol.get_by_role("button", name="Vote for “The rings of Saturn”")
    watch_list(vote)
    vote.tap()
    expect(vote).to_have_attribute("aria-pressed", "true")
    bob.request.post(f"/api/activities/{wall}/posts", data={"text": "The silence"}, headers=dora)
    expect(carol.get_by_text("The silence")).to_be_visible()
    assert seconds_still(carol) > 2.9
