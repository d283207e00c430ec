"""A part of the page that could not be loaded is there in the end."""

from playwright.sync_api import Page, Route, expect

from tests.e2e.answering import PROMPT, STARS
from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

STAGE = "**/assets/stage-*.js"


def test_a_page_of_another_build_is_loaded_again_but_not_over_and_over(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.clock.install()
    bob.route(STAGE, lambda route: route.fulfill(status=404))
    with bob.expect_response(STAGE):
        bob.reload()
    bob.wait_for_timeout(300)
    loads: list[str] = []
    bob.on("load", lambda page: loads.append(page.url))
    with bob.expect_event("load"):
        bob.clock.run_for(10_000)
    bob.wait_for_timeout(300)
    bob.clock.run_for(6000)
    expect(bob.get_by_text("Still loading…")).to_be_visible()
    bob.clock.run_for(50_000)
    bob.wait_for_timeout(300)
    assert len(loads) == 1
    with bob.expect_event("load"):
        bob.clock.run_for(65_000)
    bob.wait_for_timeout(300)
    bob.unroute(STAGE)
    bob.clock.run_for(120_000)
    expect(bob.get_by_role("radio", name="Vega")).to_be_visible()


def test_what_could_not_be_loaded_is_there_in_the_end(shared: Hall) -> None:
    """Once an import has failed, Chromium does not try it again."""
    talk = Talk(shared)
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    for part in ("stage-*.js", "main-*.css", "Card-*.js"):
        bob = shared.page()
        lost = _lose_once(bob, f"**/assets/{part}")
        bob.goto(f"/join/{talk.code}")
        bob.get_by_role("textbox").first.fill(f"Bob who lost {part[:5]}")
        bob.keyboard.press("Enter")
        expect(bob.get_by_role("radio", name="Vega")).to_be_visible(timeout=30_000)
        assert lost


def _lose_once(page: Page, address: str) -> list[str]:
    lost: list[str] = []

    def answer(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    page.route(address, answer)
    return lost
