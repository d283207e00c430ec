"""Takes the pictures of README.md: a presenter, the projector and a phone, while people join."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from tests.servers import Madang, chromium

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LAPTOP = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}
WORDS = {
    "ko": ("별자리를 읽는 밤", "망원경 없이 찾는 여름 하늘", "민서"),
    "en": ("Reading the night sky", "The summer stars without a telescope", "Robin"),
}
NAMES = ["하늘", "은하", "지우", "도윤", "Ada", "Noor", "서연", "Mateo", "예준", "Yuki", "하린", "Lena"]


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for language in WORDS:
            place = Path(folder, language)
            place.mkdir()
            with Madang(place, limits="off", base_url="http://madang.example.org") as server:
                take(browser, server, language)


def take(browser: Browser, server: Madang, language: str) -> None:
    title, description, nickname = WORDS[language]
    with ExitStack() as stack:

        def page(size: Any, **options: Any) -> Page:
            context = browser.new_context(base_url=server.url, viewport=size, locale=language, **options)
            stack.callback(context.close)
            return context.new_page()

        console = page(LAPTOP)
        call(
            console, "auth/register", email="robin@example.org", name=nickname, password="a sky of stars", browser=True
        )
        session = call(console, "sessions", title=title, description=description)
        call(console, f"sessions/{session['id']}/activate")
        screen_token = call(console, f"sessions/{session['id']}/screens")["token"]
        for name in NAMES:
            stack.enter_context(joined(server.url, session["session_code"], name))

        phone = page(PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
        phone.goto(f"/join/{session['session_code']}")
        phone.get_by_role("textbox").first.fill(nickname)
        shoot(phone, "join", language)
        phone.keyboard.press("Enter")
        screen = page(PROJECTOR)
        screen.goto(f"/screen/{screen_token}")
        console.goto(f"/sessions/{session['id']}")
        time.sleep(2)  # presence is told about once a second
        shoot(phone, "waiting", language)
        shoot(screen, "screen", language)
        shoot(console, "session", language)
        console.goto("/")
        shoot(console, "sessions", language)


def call(page: Page, path: str, **body: object) -> Any:
    answer = page.request.post(f"/api/{path}", data=body, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json()


@contextmanager
def joined(url: str, code: str, nickname: str) -> Iterator[None]:
    """Somebody who joined and whose phone is on."""
    token = httpx.post(f"{url}/api/join/{code}", json={"nickname": nickname}).raise_for_status().json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.stream("GET", f"{url}/api/stream", headers=headers, timeout=None) as stream:
        chunks = stream.iter_raw()  # the stream ends when nobody holds this
        next(chunks)
        yield
        del chunks


def shoot(page: Page, name: str, language: str) -> None:
    page.wait_for_load_state()
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}-{language}.png")
    print(PICTURES / f"{name}-{language}.png")


if __name__ == "__main__":
    main()
