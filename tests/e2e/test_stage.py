"""What is on the stage, as phones and the screen show it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.answering import IN, PROMPT, STARS, pick
from tests.e2e.hall import Hall
from tests.e2e.looks import check_axe
from tests.e2e.stage import Talk


def test_a_phone_answers_changes_its_answer_and_keeps_it(shared: Hall) -> None:
    talk = Talk(shared)
    bob, screen = talk.phone("Bob"), talk.screen()
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars, opened=False)
    expect(bob.get_by_role("heading", name=PROMPT)).to_be_visible()
    expect(bob.get_by_text("Not open yet", exact=True)).to_be_visible()
    expect(bob.get_by_role("radio", name="Vega")).to_be_disabled()
    expect(screen.get_by_role("heading", name=PROMPT)).to_be_visible()
    expect(screen.get_by_text(talk.code[:3], exact=True)).to_be_visible()
    expect(screen.get_by_role("img", name="QR code")).to_be_visible()

    talk.act(stars, "open")
    expect(bob.get_by_text("0%")).to_have_count(0)  # nobody is led by the others
    pick(bob, "Vega")
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="Vega")).to_contain_text("1 100%")
    expect(screen.get_by_text("1 answer", exact=True)).to_be_visible()

    pick(bob, "Leo", "Change my answer")
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="Leo")).to_contain_text("1 100%")
    assert talk.results(stars) == {"n": 1, "counts": [0, 0, 1]}

    bob.reload()
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(bob.get_by_role("radio", name="Leo")).to_be_checked()

    talk.act(stars, "close")
    expect(bob.get_by_text("Closed · Results", exact=True)).to_be_visible()
    expect(bob.get_by_role("radio", name="Orion")).to_be_disabled()
    talk.act(stars, "clear")
    talk.act(stars, "open")
    expect(bob.get_by_text(IN)).to_have_count(0)
    expect(bob.get_by_role("radio", name="Leo")).not_to_be_checked()

    talk.stage(None)
    expect(bob.get_by_text("You are in", exact=True)).to_be_visible()
    expect(screen.get_by_text("people have joined").or_(screen.get_by_text("person has joined"))).to_be_visible()


def test_the_focus_follows_what_happens(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.get_by_role("radio", name="Vega").press("Space")
    bob.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(bob.get_by_role("status").filter(has_text=IN)).to_be_focused()
    talk.stage(talk.add("choice", "And then?", config=STARS))
    expect(bob.get_by_role("heading", name="And then?")).to_be_focused()
    expect(bob.get_by_role("status").filter(has_text="And then? · Open")).to_have_count(1)


def test_the_language_of_the_page_is_that_of_the_stage(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    expect(bob.get_by_role("button", name="Send", exact=True)).to_be_visible()
    bob.get_by_role("button", name="한국어").click()
    expect(bob.get_by_role("button", name="보내기", exact=True)).to_be_visible()
    bob.reload()
    expect(bob.get_by_role("button", name="보내기", exact=True)).to_be_visible()


def test_a_pause_hides_the_stage_and_keeps_what_was_begun(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.get_by_text("Vega", exact=True).click()
    talk.call("pause")
    expect(bob.get_by_text("Paused for a moment", exact=True)).to_be_visible()
    expect(bob.get_by_role("heading", name=PROMPT)).to_be_hidden()
    talk.call("activate")
    expect(bob.get_by_role("radio", name="Vega")).to_be_checked()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing_on_the_stage(shared: Hall, language: str, scheme: str) -> None:
    talk = Talk(shared, language)
    bob, screen = talk.phone("Bob", color_scheme=scheme), talk.screen(color_scheme=scheme)
    reactions = talk.add("reactions", "Tell us how it goes")
    talk.act(reactions, "open")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    talk.act(stars, "timer", "PUT", seconds=600)
    radio = bob.get_by_role("radio", name="Vega")
    expect(radio).to_be_enabled()
    expect(screen.get_by_role("listitem")).to_have_count(3)
    check_axe(bob, "asked")
    check_axe(screen, "screen")
    radio.press(" ")
    radio.press("Enter")
    expect(bob.get_by_role("status").filter(has_text="답을 받았어요" if language == "ko" else IN)).to_be_visible()
    check_axe(bob, "answered")
    talk.act(stars, "close")
    expect(bob.get_by_role("radio", name="Vega")).to_be_disabled()
    check_axe(bob, "closed")
