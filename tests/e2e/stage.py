"""What the browser tests of activities start from: an open session, its screen, and what a presenter does with it."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.hall import PROJECTOR, Hall, call, open_session

JOIN = {"ko": "참여하기", "en": "Join"}


class Talk:
    """One open session on a presenter's laptop."""

    def __init__(self, place: Hall, language: str = "en") -> None:
        self.place = place
        self.language = language
        self.laptop = place.presenter(language)
        self.id, self.code = open_session(self.laptop)

    def call(self, path: str, method: str = "POST", **body: Any) -> Any:
        """`path` is below the session."""
        return call(self.laptop, f"sessions/{self.id}/{path}", method, **body)

    def add(self, kind: str, title: str, **more: Any) -> str:
        made: str = self.call("activities", kind=kind, title=title, **more)["id"]
        return made

    def stage(self, activity: str | None, *, opened: bool = True) -> None:
        self.call("stage", "PUT", activity=activity, open=opened)

    def act(self, activity: str, path: str, method: str = "POST", **body: Any) -> Any:
        """`path` is below the activity."""
        return self.call(f"activities/{activity}/{path}", method, **body)

    def results(self, activity: str) -> dict[str, Any]:
        found: dict[str, Any] = self.act(activity, "results", "GET")["results"]
        return found

    def phone(self, nickname: str, **options: Any) -> Page:
        """A phone in the room."""
        page = self.place.page(language=self.language, **options)
        page.goto(f"/join/{self.code}")
        page.get_by_role("textbox").first.fill(nickname)
        page.get_by_role("button", name=JOIN[self.language], exact=True).click()
        page.get_by_text(nickname, exact=True).wait_for()
        return page

    def screen(self, **options: Any) -> Page:
        page = self.place.page(PROJECTOR, self.language, **options)
        page.goto(f"/screen/{self.call('screens', name='Hall')['token']}")
        return page
