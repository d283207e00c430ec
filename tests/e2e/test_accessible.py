"""axe finds nothing on any page, in either language, in the light and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.hall import LAPTOP, PHONE, PROJECTOR, Hall, call, open_session


def _check(page: Page, where: str) -> None:
    page.wait_for_load_state("load")
    page.wait_for_timeout(400)
    results = Axe().run(page)
    found = [
        f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in results.response["violations"]
    ]
    assert not found, f"{where}: {found}"


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing(place: Hall, language: str, scheme: str) -> None:
    stranger = place.page(PHONE, language, color_scheme=scheme)
    for path in ("/", "/sign-in", "/sign-up", "/reset/unknown", "/join", "/join/ZZZZZZ"):
        stranger.goto(path)
        _check(stranger, path)

    laptop = place.presenter(language, color_scheme=scheme)
    laptop.goto("/")
    _check(laptop, "no sessions yet")
    session_id, code = open_session(laptop)
    other = call(laptop, "sessions", title="Not started")

    phone = place.page(PHONE, language, color_scheme=scheme)
    phone.goto(f"/join/{other['session_code']}")
    _check(phone, "waiting")
    phone.goto(f"/join/{code}")
    _check(phone, "nickname")
    phone.get_by_role("textbox").first.fill("민서")
    phone.keyboard.press("Enter")
    phone.locator("input").first.wait_for(state="detached")
    _check(phone, "in the room")

    token = call(laptop, f"sessions/{session_id}/screens", name="Hall")["token"]
    screen = place.page(PROJECTOR, language, color_scheme=scheme)
    screen.goto(f"/screen/{token}")
    _check(screen, "screen")

    for size in (LAPTOP, PHONE):
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
            _check(laptop, path)
