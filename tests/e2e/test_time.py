"""The time that is left, on every page, and while it stands."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.answering import PROMPT, STARS, pick
from tests.e2e.hall import Hall
from tests.e2e.stage import Talk


def test_the_time_is_counted_down_and_a_late_answer_is_told(shared: Hall) -> None:
    talk = Talk(shared)
    bob, screen = talk.phone("Bob"), talk.screen()
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    talk.act(stars, "timer", "PUT", seconds=5)
    for page in (bob, screen):
        expect(page.get_by_role("timer")).to_have_text(re.compile("^0:0[1-4]$"))
    _sleep(bob)  # it does not hear that it is over
    expect(screen.get_by_text("Closed", exact=True)).to_be_visible(timeout=10_000)
    expect(bob.get_by_role("timer")).to_have_text("0:00")
    pick(bob, "Vega")
    expect(bob.get_by_role("status").filter(has_text="This takes no more answers.")).to_be_visible()
    assert talk.results(stars)["n"] == 0


def _sleep(phone: Page) -> None:
    phone.evaluate(
        """() => {
            Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => 'hidden'})
            document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )


def test_in_a_pause_time_stands(place: Hall) -> None:
    talk = Talk(place)
    question = {"kind": "true_false", "text": "The sun is a star.", "holds": True, "seconds": 60}
    quiz = talk.add("quiz", "Stars", config={"questions": [question]})
    talk.stage(quiz)
    bob, screen, laptop = talk.phone("Bob"), talk.screen(), talk.laptop
    screen.emulate_media(reduced_motion="no-preference")
    talk.act(quiz, "quiz/next")
    laptop.goto(f"/sessions/{talk.id}")
    clocks = [page.get_by_role("timer").first for page in (screen, laptop)]
    nearly_a_minute = re.compile("0:[3-5]")
    for clock in clocks:
        expect(clock).to_contain_text(nearly_a_minute)
    screen.wait_for_timeout(2500)
    talk.act(quiz, "", "PUT", notes="It is told again, and the same time is left")
    screen.wait_for_timeout(500)
    talk.call("pause")
    expect(screen.get_by_text("Paused for a moment")).to_be_visible()
    expect(bob.get_by_role("timer")).to_have_count(0)
    expect(laptop.get_by_role("button", name="Resume")).to_be_visible()
    standing = [clock.text_content() for clock in clocks]
    bar = "document.getAnimations().filter(one => one.animationName?.includes('run')).map(one => one.playState)"
    assert screen.evaluate(bar) == ["paused"]
    ran = "document.getAnimations().find(one => one.animationName?.includes('run')).effect.getComputedTiming().progress"
    left = 60 * (1 - screen.evaluate(ran))
    assert -1.5 < left - int(str(standing[0])[-2:]) < 1.5  # frames are late on a busy machine
    screen.wait_for_timeout(2100)
    assert [clock.text_content() for clock in clocks] == standing
    screen.reload()
    expect(clocks[0]).to_have_text(str(standing[0]))
    talk.call("activate")
    expect(bob.get_by_role("timer")).to_contain_text(nearly_a_minute)
    bob.get_by_text("True", exact=True).click()
    expect(clocks[0]).not_to_have_text(str(standing[0]))
    expect(clocks[0]).to_contain_text(nearly_a_minute)  # the pause took none of its minute
    assert screen.evaluate(bar) == ["running"]
