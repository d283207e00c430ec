"""axe finds nothing on any page, in either language, in the light and in the dark."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import LAPTOP, PHONE, PROJECTOR, Hall, call, open_session
from tests.e2e.looks import check_axe
from tests.e2e.running_order import STARS_CONFIG
from tests.e2e.stage import Talk


@pytest.mark.parametrize(("language", "scheme", "size"), [("ko", "light", LAPTOP), ("en", "dark", PHONE)])
def test_axe_finds_nothing(shared: Hall, language: str, scheme: str, size: dict[str, int]) -> None:
    stranger = shared.page(PHONE, language, color_scheme=scheme)
    for path in ("/", "/sign-in", "/sign-up", "/reset/unknown", "/join", "/join/ZZZZZZ"):
        stranger.goto(path)
        check_axe(stranger, path)

    laptop = shared.presenter(language, color_scheme=scheme)
    laptop.goto("/")
    check_axe(laptop, "no sessions yet")
    session_id, code = open_session(laptop)
    other = call(laptop, "sessions", title="Not started")

    phone = shared.page(PHONE, language, color_scheme=scheme)
    phone.goto(f"/join/{other['session_code']}")
    check_axe(phone, "waiting")
    phone.goto(f"/join/{code}")
    check_axe(phone, "nickname")
    phone.get_by_role("textbox").first.fill("민서")
    phone.keyboard.press("Enter")
    phone.locator("input").first.wait_for(state="detached")
    check_axe(phone, "in the room")

    token = call(laptop, f"sessions/{session_id}/screens", name="Hall")["token"]
    screen = shared.page(PROJECTOR, language, color_scheme=scheme)
    screen.goto(f"/screen/{token}")
    check_axe(screen, "screen")

    laptop.set_viewport_size(size)  # type: ignore[arg-type]
    for path in (
        "/",
        f"/sessions/{session_id}",
        f"/sessions/{session_id}?part=people",
        f"/sessions/{session_id}?part=invite",
        f"/sessions/{session_id}?part=settings",
        f"/sessions/{session_id}/poster",
        "/account",
        "/sessions/none",
    ):
        laptop.goto(path)
        check_axe(laptop, path)


def test_what_is_chosen_is_seen_where_the_system_chooses_the_colours(shared: Hall) -> None:
    talk = Talk(shared)
    activity = talk.add("choice", "Which star?", config=STARS_CONFIG)
    talk.stage(activity)
    phone = talk.phone("Bob", forced_colors="active")
    phone.get_by_role("radio").first.check(force=True)
    chosen, other = phone.locator("label").nth(0), phone.locator("label").nth(1)
    expect(chosen).to_have_css("outline-style", "solid")
    expect(other).to_have_css("outline-style", "none")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".fill").first).to_have_css("forced-color-adjust", "none")
