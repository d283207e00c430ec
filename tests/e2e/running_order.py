"""The running order on the console, and a phone that answers what is on the stage."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import call

STARS = "Which star is this?"
MILKY_WAY = "Have you seen the Milky Way?"
STARS_CONFIG = {"options": [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]}


def add(laptop: Page, title: str, *options: str, first: bool = False) -> None:
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


def order(laptop: Page) -> Locator:
    return laptop.get_by_role("list", name="Running order").get_by_role("listitem")


def on_stage(laptop: Page) -> dict[str, Any]:
    """The activity on the stage, by the API."""
    session = laptop.url.rsplit("/", 1)[1]
    staged = call(laptop, f"sessions/{session}/stage", "GET")["activity"]
    found: dict[str, Any] = call(laptop, f"sessions/{session}/activities/{staged}", "GET")
    return found


def answer(laptop: Page, code: str, nickname: str, place: int) -> None:
    """A phone that joins and answers what is on the stage."""
    activity = on_stage(laptop)
    token = call(laptop, f"join/{code}", nickname=nickname)["token"]
    answered = laptop.request.post(
        f"/api/activities/{activity['id']}/response",
        headers={"Authorization": f"Bearer {token}"},
        data={"answer": {"options": [activity["config"]["options"][place]["id"]]}},
    )
    assert answered.ok, answered.text()
