"""A talk as its people live it: a laptop, a projector and three phones."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Run
from tests.e2e.hall import PASSWORD, PROJECTOR, Hall, call, hall, join, open_session


def test_the_first_five_minutes(place: Hall) -> None:
    laptop = place.page({"width": 1280, "height": 800})
    laptop.goto("/")
    laptop.get_by_role("link", name="Create an account").first.click()
    laptop.get_by_label("Name").fill("Alice")
    laptop.get_by_label("E-mail").fill("alice@example.org")
    laptop.get_by_label("Password").fill(PASSWORD)
    laptop.get_by_role("button", name="Create account").click()

    laptop.get_by_role("button", name="New session").first.click()
    laptop.get_by_role("textbox", name="Title").fill("가")
    laptop.get_by_role("button", name="Create session").click()
    expect(laptop.get_by_text("The title must have at least 2 characters.")).to_be_visible()
    laptop.get_by_role("textbox", name="Title").fill("Reading the night sky")
    laptop.get_by_role("button", name="Create session").click()

    laptop.wait_for_url("**/sessions/*")
    session_id = laptop.url.rsplit("/", 1)[1]
    code = call(laptop, f"sessions/{session_id}", "GET")["session_code"]

    waiting = place.page()
    waiting.goto(f"/join/{code.lower()}")
    expect(waiting.get_by_role("strong").filter(has_text="has not started yet")).to_be_visible()
    waiting.get_by_role("textbox", name="Nickname").fill("Dora")
    waiting.get_by_role("button", name="Wait with this name").click()

    laptop.get_by_role("button", name="Open session").click()
    expect(waiting.get_by_text("You are in", exact=True)).to_be_visible(timeout=10_000)

    with laptop.expect_popup() as popup:
        laptop.get_by_role("button", name="Open screen").click()
    screen = popup.value
    screen.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    expect(screen.get_by_role("heading", name="Reading the night sky")).to_be_visible()
    screen.wait_for_timeout(300)
    assert _scan(screen) == f"{place.url}/join/{code}"

    for name in ("Bob", "Carol"):
        join(place.page(), code, name)
    laptop.get_by_role("tab", name="People").click()
    expect(laptop.get_by_text("Carol", exact=True)).to_be_visible()
    expect(screen.get_by_text("3 people have joined")).to_be_visible()


def _scan(page: Page) -> str:
    """What a phone's camera reads off the screen."""
    with Image.open(BytesIO(page.screenshot())) as picture:
        return zxingcpp.read_barcodes(picture)[0].text


def test_remove_undo_and_lock(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    bob, carol, dora = shared.page(), shared.page(), shared.page()
    join(bob, code, "Bob")
    join(carol, code, "Carol")

    dora.goto(f"/join/{code}")
    dora.get_by_role("textbox", name="Nickname").fill("BOB")
    dora.get_by_role("button", name="Join", exact=True).click()
    dora.get_by_role("button", name=re.compile("Use .*BOB 2")).click()
    expect(dora.get_by_text("You are in", exact=True)).to_be_visible()

    laptop.goto(f"/sessions/{session_id}?part=people")
    laptop.get_by_role("button", name="Remove Bob", exact=True).click()
    expect(bob.get_by_text("You were removed from this session", exact=True)).to_be_visible()
    laptop.get_by_role("button", name="Undo").click()
    expect(laptop.get_by_role("button", name="Remove Bob", exact=True)).to_be_visible()
    bob.reload()
    bob.get_by_role("button", name="Join", exact=True).click()  # the same phone: its own seat again
    expect(bob.get_by_text("You are in", exact=True)).to_be_visible()

    people = call(laptop, f"sessions/{session_id}/participants", "GET")
    assert [person["nickname"] for person in people] == ["Bob", "Carol", "BOB 2"]

    laptop.get_by_role("tab", name="Settings").click()
    with laptop.expect_response("**/settings"):
        laptop.get_by_role("switch", name="Locked").or_(laptop.get_by_role("checkbox", name="Locked")).first.click()
    late = shared.page()
    late.goto(f"/join/{code}")
    expect(late.get_by_text("The door is closed for now")).to_be_visible()


def test_pause_end_and_delete_are_told_to_everybody(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    phone = shared.page()
    join(phone, code, "Bob")
    screen = shared.page(PROJECTOR)
    screen.goto(f"/screen/{call(laptop, f'sessions/{session_id}/screens', name='Hall')['token']}")

    call(laptop, f"sessions/{session_id}/pause")
    expect(phone.get_by_text("Paused for a moment")).to_be_visible()
    expect(screen.get_by_text("Paused for a moment")).to_be_visible()
    call(laptop, f"sessions/{session_id}/end")
    expect(phone.get_by_text("The session has ended")).to_be_visible()
    call(laptop, f"sessions/{session_id}", "DELETE")
    expect(phone.get_by_text("This session is no longer there")).to_be_visible()
    expect(screen.get_by_text("This session is no longer there")).to_be_visible()


def test_delete_can_be_undone(shared: Hall) -> None:
    laptop = shared.presenter()
    open_session(laptop, "The winter stars")
    laptop.goto("/")
    laptop.get_by_role("button", name="More for “The winter stars”").click()
    laptop.get_by_text("Move to trash").click()
    expect(laptop.get_by_role("link", name="The winter stars")).to_have_count(0)
    laptop.get_by_role("button", name="Undo").click()
    expect(laptop.get_by_role("link", name="The winter stars")).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_plain_http_on_a_host_that_is_not_localhost(chromium: Browser, running: Run, language: str) -> None:
    """As in a hall without TLS: no clipboard, no wake lock, no randomUUID, and a cookie without Sec-Fetch-Site."""
    server = running(limits="off")
    with hall(chromium, server, server.url.replace("127.0.0.1", "hall.test")) as place:
        laptop = place.page({"width": 1280, "height": 800}, language)
        laptop.goto("/sign-up")
        assert laptop.evaluate("isSecureContext") is False
        laptop.get_by_label("이름" if language == "ko" else "Name").first.fill("Alice")
        laptop.locator("input[type=email]").fill("alice@example.org")
        laptop.locator("input[type=password]").fill(PASSWORD)
        laptop.keyboard.press("Enter")
        laptop.wait_for_url("**/")
        session = laptop.evaluate(
            """async () => {
                const post = (path, body) => fetch(`/api/${path}`, {method: 'POST', body: JSON.stringify(body ?? {}),
                    headers: {'Content-Type': 'application/json'}}).then((answer) => answer.json())
                const session = await post('sessions', {title: 'Night'})
                await post(`sessions/${session.id}/activate`)
                return session
            }"""
        )
        phone = place.page(language=language)
        phone.goto(f"/join/{session['session_code']}")
        phone.get_by_role("textbox").first.fill("민서")
        phone.keyboard.press("Enter")
        heading = "참여했어요" if language == "ko" else "You are in"
        expect(phone.get_by_text(heading)).to_be_visible()
        expect(phone.locator("html")).to_have_attribute("lang", language)


def test_the_api_docs_come_from_our_own_host(shared: Hall) -> None:
    page = shared.page(PROJECTOR)
    page.goto("/docs")
    expect(page.get_by_text("/api/join/{code}")).to_be_visible()
