"""A hall for the browser tests: the presenter's laptop, phones and a projector, each a browser of its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import Browser, Page

from tests.helpers import until
from tests.servers import Madang

LAPTOP = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 360, "height": 740}
PASSWORD = "a sky of stars"


@dataclass
class Hall:
    """Opens pages and remembers what no page may do: ask another host, break the policy, fail."""

    browser: Browser
    server: Madang
    url: str
    open: ExitStack
    faults: list[str]

    def page(self, size: Any = PHONE, language: str = "en", **options: Any) -> Page:
        phone: dict[str, Any] = {"is_mobile": True, "has_touch": True} if size is PHONE else {}
        options = {"reduced_motion": "reduce"} | phone | options
        context = self.browser.new_context(base_url=self.url, viewport=size, locale=language, **options)
        self.open.callback(context.close)
        page = context.new_page()
        page.on("request", lambda request: self._own_host(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self._policy(message.text))
        return page

    def _own_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.url).netloc:
            self.faults.append(f"another host: {url}")

    def _policy(self, message: str) -> None:
        if "Content Security Policy" in message or "Content-Security-Policy" in message:
            self.faults.append(message)

    def presenter(self, language: str = "en", name: str = "Alice", **options: Any) -> Page:
        """A laptop on which somebody has signed up."""
        page = self.page(LAPTOP, language, **options)
        email = f"{name}-{uuid4().hex[:8]}@example.org"
        call(page, "auth/register", email=email, name=name, password=PASSWORD, browser=True)
        return page


@contextmanager
def hall(browser: Browser, server: Madang, url: str | None = None) -> Iterator[Hall]:
    with ExitStack() as stack:
        place = Hall(browser, server, url or server.url, stack, [])
        yield place
        assert not place.faults


def call(page: Page, path: str, method: str = "POST", **body: object) -> Any:
    """A call of the API with the page's cookie, as the page itself makes it."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = page.request.fetch(f"/api/{path}", method=method, data=body or None, headers=headers)
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json() if answer.body() else None


def open_session(page: Page, title: str = "Reading the night sky") -> tuple[str, str]:
    """A session that is open: its id and its code."""
    session = call(page, "sessions", title=title)
    call(page, f"sessions/{session['id']}/activate")
    return session["id"], session["session_code"]


def join(phone: Page, code: str, nickname: str) -> None:
    phone.goto(f"/join/{code}")
    phone.get_by_role("textbox", name="Nickname").fill(nickname)
    phone.get_by_role("button", name="Join", exact=True).click()
    phone.get_by_role("button", name="Leave").wait_for()  # whatever is on the stage


def network(page: Page, *, on: bool) -> None:
    """Takes the network from a page or gives it back; the browser itself takes its time with it."""
    page.context.set_offline(not on)
    until(lambda: page.evaluate("fetch('/ready').then(() => true, () => false)") is on)
