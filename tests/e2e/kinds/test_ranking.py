"""Items are put in order by a finger, by keys and by buttons, and the screen shows the room's order."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

ITEMS = ["Sirius", "Vega", "Deneb", "Altair", "Rigel", "Capella", "Spica", "Antares", "Pollux", "Mira"]


def texts(phone: Page) -> list[str]:
    return phone.locator("li .text").all_inner_texts()


def handle(phone: Page, item: str) -> Locator:
    return phone.get_by_role("button", name=f"Move {item}")


def drag(phone: Page, grip: Locator, onto: Locator) -> None:
    """As a finger does it, which scrolls the page where nothing holds it back."""
    fingers = phone.context.new_cdp_session(phone)
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    way = end["y"] + end["height"] / 2 - y

    def touch(kind: str, *points: tuple[float, float]) -> None:
        found = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y + way * step / 8))
    touch("touchEnd")


def test_an_order_by_finger_keys_and_buttons(place: Hall) -> None:
    talk = Talk(place)
    screen, bob, carol = talk.screen(), talk.phone("Bob"), talk.phone("Carol")
    items = [{"id": f"i{at}", "text": text} for at, text in enumerate(ITEMS)]
    stars = talk.add("ranking", "Which star first?", config={"items": items, "places": 2})
    talk.stage(stars, opened=False)
    expect(bob.get_by_role("listitem").filter(has_text="Vega")).to_be_visible()
    talk.act(stars, "open")

    expect(bob.locator("li .text")).to_have_count(len(ITEMS))
    order = texts(bob)
    assert sorted(order) == sorted(ITEMS)
    bob.reload()
    expect(bob.locator("li .text")).to_have_text(order)

    drag(bob, handle(bob, order[2]), handle(bob, order[0]))
    order = [order[2], *order[:2], *order[3:]]
    expect(bob.locator("li .text")).to_have_text(order)
    assert bob.evaluate("scrollY") == 0

    handle(bob, order[1]).press("ArrowDown")
    order = [order[0], order[2], order[1], *order[3:]]
    expect(bob.locator("li .text")).to_have_text(order)
    expect(handle(bob, order[2])).to_be_focused()
    expect(bob.get_by_text(f"{order[2]}: now 3 of {len(ITEMS)}")).to_be_attached()

    bob.get_by_role("button", name="Vega", exact=True).click()
    bob.get_by_role("button", name="To the top").click()
    order = ["Vega", *(item for item in order if item != "Vega")]
    expect(bob.locator("li .text")).to_have_text(order)

    bob.get_by_role("button", name="Send").click()
    expect(bob.get_by_text("Your answer is in.")).to_be_visible()
    rows = screen.locator("li")
    expect(rows.filter(has_text="Vega")).to_contain_text("2 points")
    expect(rows.filter(has_text=order[1])).to_contain_text("1 point")

    for item in (order[1], "Vega"):
        handle(carol, item).press("Home")
    carol.get_by_role("button", name="Send").click()
    expect(rows.filter(has_text="Vega")).to_contain_text("4 points")
    expect(
        screen.get_by_text("Points (Borda): 2 for a first place, 1 for a second. Nothing without a place.")
    ).to_be_visible()
    bob.reload()
    expect(bob.locator("li .text").first).to_have_text("Vega")
    talk.act(stars, "close")
    expect(bob.get_by_role("listitem").filter(has_text="Vega").first).to_have_text("1 Vega")
    expect(handle(bob, "Vega")).to_have_count(0)
