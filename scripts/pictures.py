"""Takes the pictures of README.md: a presenter, the projector and a phone, while people join and answer."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from scripts.picture_talk import NAMES, TALKS, Words
from tests.servers import Madang, chromium

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LAPTOP = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}
ANSWERED = {"ko": "답을 받았어요.", "en": "Your answer is in."}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for language, words in TALKS.items():
            place = Path(folder, language)
            place.mkdir()
            with Madang(place, limits="off", base_url="http://madang.example.org") as server, ExitStack() as stack:
                Evening(browser, server, language, words, stack).play()


class Evening:
    """One talk in one language: a laptop, a projector, one phone with a face and a room of others."""

    def __init__(self, browser: Browser, server: Madang, language: str, words: Words, stack: ExitStack) -> None:
        self.browser, self.server, self.language, self.words, self.stack = browser, server, language, words, stack
        self.random = random.Random(7)  # the same pictures each time
        self.laptop = self.page(LAPTOP)
        name, password = words.nickname, "a sky of stars"
        self.call("auth/register", email="robin@example.org", name=name, password=password, browser=True)
        self.session = self.call("sessions", title=words.title, description=words.description)
        self.path = f"sessions/{self.session['id']}"
        self.call(f"{self.path}/activate")
        self.tokens = [stack.enter_context(self.joined(name)) for name in NAMES]
        self.phone = self.page(PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
        self.screen = self.page(PROJECTOR)

    def play(self) -> None:
        self.arrive()
        ids = {name: self.add(kind, title, config) for name, (kind, title, config) in self.words.activities.items()}
        for beside in ("questions", "chat", "reactions"):
            self.call(f"{self.path}/activities/{ids[beside]}/open")
        self.poll(ids["poll"])
        self.cloud(ids["cloud"])
        self.quiz(ids["quiz"])

    def arrive(self) -> None:
        self.phone.goto(f"/join/{self.session['session_code']}")
        self.phone.get_by_role("textbox").first.fill(self.words.nickname)
        self.shoot(self.phone, "join")
        self.phone.keyboard.press("Enter")
        self.screen.goto(f"/screen/{self.call(f'{self.path}/screens')['token']}")
        self.screen.wait_for_timeout(2000)  # presence is told about once a second
        self.shoot(self.phone, "waiting")
        self.shoot(self.screen, "screen")
        self.laptop.goto("/")
        self.shoot(self.laptop, "sessions")

    def poll(self, activity: str) -> None:
        self.on_stage(activity)
        for token, option in zip(self.tokens, "aabcabdacbab", strict=True):
            self.answer(token, activity, options=[option])
        self.phone.get_by_text(self.words.chosen, exact=True).click()
        self.phone.locator("form .button.primary:visible").first.click()
        self.phone.get_by_text(ANSWERED[self.language]).wait_for()
        self.shoot(self.phone, "poll-phone")
        self.shoot(self.screen, "poll-screen")
        self.laptop.goto(f"/{self.path}")
        self.shoot(self.laptop, "session")

    def cloud(self, activity: str) -> None:
        self.on_stage(activity)
        weights = [1 / (place + 1) for place in range(len(self.words.cloud))]
        for token in self.tokens:
            words = list(dict.fromkeys(self.random.choices(self.words.cloud, weights, k=3)))
            self.answer(token, activity, words=words)
        self.screen.wait_for_timeout(2500)  # the words find their places
        self.shoot(self.screen, "cloud-screen")

    def quiz(self, activity: str) -> None:
        self.on_stage(activity)
        self.call(f"{self.path}/activities/{activity}/quiz/next", phase="lobby", question=None)
        for token in self.tokens[:7]:
            self.answer(token, activity, picks=[self.random.randrange(4)])
        self.screen.wait_for_timeout(1000)
        self.shoot(self.screen, "quiz-screen")
        self.shoot(self.phone, "quiz-phone")

    def on_stage(self, activity: str) -> None:
        self.call(f"{self.path}/stage", "PUT", activity=activity, open=True)

    def add(self, kind: str, title: str, config: dict[str, Any]) -> str:
        made = self.call(f"{self.path}/activities", kind=kind, title=title, config=config)
        return str(made["id"])

    def answer(self, token: str, activity: str, **answer: object) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self.server.url}/api/activities/{activity}/response"
        httpx.post(url, json={"answer": answer}, headers=headers).raise_for_status()

    def page(self, size: Any, **options: Any) -> Page:
        context = self.browser.new_context(base_url=self.server.url, viewport=size, locale=self.language, **options)
        self.stack.callback(context.close)
        return context.new_page()

    def call(self, path: str, method: str = "POST", **body: object) -> Any:
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = self.laptop.request.fetch(f"/api/{path}", method=method, data=body, headers=headers)
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()

    @contextmanager
    def joined(self, nickname: str) -> Iterator[str]:
        """The token of somebody who joined and whose phone is on."""
        url = self.server.url
        seat = httpx.post(f"{url}/api/join/{self.session['session_code']}", json={"nickname": nickname})
        token = str(seat.raise_for_status().json()["token"])
        with httpx.stream(
            "GET", f"{url}/api/stream", headers={"Authorization": f"Bearer {token}"}, timeout=None
        ) as stream:
            chunks = stream.iter_raw()  # the stream ends when nobody holds this
            next(chunks)
            yield token
            del chunks

    def shoot(self, page: Page, name: str) -> None:
        page.wait_for_load_state()
        page.wait_for_timeout(1000)
        file = PICTURES / f"{name}-{self.language}.png"
        page.screenshot(path=file)
        print(file)


if __name__ == "__main__":
    main()
