"""axe finds nothing on any page, in either language, in the light and in the dark."""

import pytest

from tests.e2e.hall import LAPTOP, PHONE, PROJECTOR, Hall, call, open_session
from tests.e2e.looks import check_axe


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
