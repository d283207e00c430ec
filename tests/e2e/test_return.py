"""A phone comes back into its seat: after a reload, a sleep, a dead network, a restart of the server."""

from playwright.sync_api import APIResponse, Page, Route, expect

from tests.e2e.hall import Hall, call, join, open_session


def _people(laptop: Page, session_id: str) -> list[str]:
    return [row["nickname"] for row in call(laptop, f"sessions/{session_id}/participants", "GET")]


def test_reload_and_typing_the_code_again(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    phone = shared.page()
    join(phone, code, "Bob")
    phone.reload()
    expect(phone.get_by_text("You are in", exact=True)).to_be_visible()
    phone.goto("/join")
    phone.get_by_role("textbox").fill(f" {code[:3].lower()}-{code[3:]} ")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("You are in", exact=True)).to_be_visible()
    assert _people(laptop, session_id) == ["Bob"]


def test_a_phone_without_its_token_gets_its_seat_by_the_seat_key(shared: Hall) -> None:
    """The answer to a join was lost on the way: the same phone joins again and there is still one of it."""
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    phone = shared.page()
    phone.goto(f"/join/{code}")
    lost: list[APIResponse] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    phone.route("**/api/join/*", lose)
    phone.get_by_role("textbox", name="Nickname").fill("Bob")
    button = phone.get_by_role("button", name="Join", exact=True)
    button.click()
    expect(button).to_be_enabled()
    button.click()
    expect(phone.get_by_text("You are in", exact=True)).to_be_visible()
    assert lost
    assert _people(laptop, session_id) == ["Bob"]


def test_sleep_and_return(shared: Hall) -> None:
    laptop = shared.presenter()
    session_id, code = open_session(laptop)
    phone = shared.page()
    join(phone, code, "Bob")
    _visibility(phone, "hidden")
    phone.wait_for_timeout(500)
    call(laptop, f"sessions/{session_id}/pause")
    phone.wait_for_timeout(700)
    expect(phone.get_by_text("Paused for a moment")).to_have_count(0)  # it sleeps
    _visibility(phone, "visible")
    expect(phone.get_by_text("Paused for a moment")).to_be_visible(timeout=10_000)


def _visibility(page: Page, state: str) -> None:
    page.evaluate(
        """(state) => {
            Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => state})
            Object.defineProperty(document, 'hidden', {configurable: true, get: () => state === 'hidden'})
            document.dispatchEvent(new Event('visibilitychange'))
        }""",
        state,
    )


def test_a_restart_of_the_server(place: Hall) -> None:
    laptop = place.presenter()
    session_id, code = open_session(laptop)
    phone = place.page()
    join(phone, code, "Bob")
    place.server.kill()
    expect(phone.get_by_text("Reconnecting…")).to_be_visible()
    place.server.start()
    expect(phone.get_by_text("Connected")).to_be_visible(timeout=30_000)
    call(laptop, f"sessions/{session_id}/pause")
    expect(phone.get_by_text("Paused for a moment")).to_be_visible()
    assert _people(laptop, session_id) == ["Bob"]
