"""Taps from phones fly over the screen, and a mood is told and taken back."""

from playwright.sync_api import expect

from tests.e2e.hall import PROJECTOR, Hall, call, join, open_session


def test_taps_reach_the_screen(place: Hall) -> None:
    laptop = place.presenter()
    session_id, code = open_session(laptop)
    here = f"sessions/{session_id}"
    made = call(laptop, f"{here}/activities", kind="reactions", title="How is it?", config={"emoji": ["👏", "🎉"]})
    screen = place.page(PROJECTOR)
    screen.goto(f"/screen/{call(laptop, f'{here}/screens', name='Hall')['token']}")
    bob, carol = place.page(), place.page()
    join(bob, code, "Bob")
    join(carol, code, "Carol")
    call(laptop, f"{here}/activities/{made['id']}/open")

    for phone in (bob, carol):
        for _ in range(3):
            phone.get_by_role("button", name="React with 👏").click()
    # Nothing flies where nothing may move: the screen tells the numbers.
    expect(screen.get_by_text("👏 6")).to_be_visible()

    bob.get_by_role("button", name="I am lost").click()
    expect(bob.get_by_role("button", name="I am lost")).to_have_attribute("aria-pressed", "true")
    bob.reload()
    expect(bob.get_by_role("button", name="I am lost")).to_have_attribute("aria-pressed", "true")
    results = call(laptop, f"{here}/activities/{made['id']}/results", "GET")["results"]
    assert results["moods"]["lost"] == 1
    bob.get_by_role("button", name="I am lost").click()
    expect(bob.get_by_role("button", name="I am lost")).to_have_attribute("aria-pressed", "false")

    call(laptop, f"{here}/stage", "PUT", activity=made["id"])
    expect(screen.get_by_role("list", name="Reactions")).to_be_visible()
