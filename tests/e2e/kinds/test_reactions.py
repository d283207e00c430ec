"""Taps from phones fly over the screen, and a mood is told and taken back."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import PROJECTOR, Hall, call, join, open_session
from tests.e2e.stage import Talk

# They stay as they are 1.5 s after their tap, and never land.
MID_FLIGHT = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('.flying { animation-play-state: paused !important; animation-delay: -1.5s !important }')
  document.adoptedStyleSheets.push(sheet)
}"""


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


def test_taps_fly_and_leave_the_code_to_be_scanned(place: Hall) -> None:
    talk = Talk(place, "ko")
    taps = talk.add("reactions", "반응", config={"emoji": ["👏"]})
    talk.act(taps, "open")
    screen, still, bob = talk.screen(reduced_motion="no-preference"), talk.screen(), talk.phone("Bob")
    code = screen.get_by_role("img", name="QR 코드")
    expect(code).to_be_visible()
    before = _middle(screen)

    screen.evaluate(MID_FLIGHT)
    for _ in range(12):
        bob.get_by_role("button", name="👏 보내기").click()
    flying = screen.locator(".flying")
    expect(flying).to_have_count(12)
    # One of them where the code is: it passes behind it.
    flying.first.evaluate("(one) => { one.style.left = '20%' }")
    assert _overlap(flying.first, code)
    assert _middle(screen) == before

    # Where nothing may move there are the numbers, and they stand in nobody's way.
    numbers = still.get_by_role("list", name="반응")
    expect(numbers).to_have_text("👏 12")
    heading = still.get_by_role("heading", level=1)
    _stand_clear(still, numbers, heading)
    talk.stage(talk.add("choice", "맨눈으로 볼 수 있는 별자리 가운데 어느 것이 가장 밝아 보이나요?"))
    expect(heading).to_contain_text("별자리")
    _stand_clear(still, numbers, heading)
    expect(still.locator(".flying")).to_have_count(0)


def _stand_clear(still: Page, numbers: Locator, heading: Locator) -> None:
    for part in (still.get_by_role("img", name="QR 코드"), heading):
        assert not _overlap(numbers, part)


def _middle(screen: Page) -> bytes:
    box = screen.get_by_role("img", name="QR 코드").bounding_box()
    assert box
    side = box["width"] * 0.8
    return screen.screenshot(clip={"x": box["x"] + side / 8, "y": box["y"] + side / 8, "width": side, "height": side})


def _overlap(one: Locator, other: Locator) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a
    assert b
    return (
        a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    )
