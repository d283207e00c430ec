"""A whole talk with every kind of activity, led from the console by one key, with phones and a screen."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

SEND = {"ko": "보내기", "en": "Send"}
ANSWERED = {"ko": "답을 받았어요.", "en": "Your answer is in."}
ANSWERS = {"ko": "응답 2개", "en": "2 answers"}
SCREEN = {"ko": "스크린", "en": "Screen"}
LABELS = {"ko": ("질문", "채팅", "반응"), "en": ("Questions", "Chat", "Reactions")}
MESSAGE = {"ko": "메시지", "en": "Message"}
TAP = {"ko": "👏 보내기", "en": "React with 👏"}

ITEMS = [{"id": "a", "text": "Vega"}, {"id": "b", "text": "Deneb"}]
QUIZ = {"kind": "choice", "text": "1 + 1", "options": [{"text": "Two", "right": True}, {"text": "Three"}]}
ON_STAGE: dict[str, dict[str, Any]] = {
    "choice": {"options": ITEMS},
    "rating": {},
    "word_cloud": {"most": 1},
    "open_text": {},
    "ranking": {"items": ITEMS},
    "estimate": {"least": 0, "most": 10},
    "quiz": {"questions": [QUIZ]},
}
BESIDE = ("questions", "chat", "reactions")


class Person:
    """Somebody with a phone, who answers whatever comes."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language

    def answers(self, kind: str) -> None:
        match kind:
            case "choice":
                self.page.get_by_role("radio").first.check(force=True)
            case "rating":
                self.page.get_by_role("radio").nth(3).check(force=True)
            case "word_cloud" | "open_text":
                self.page.get_by_role("textbox").first.fill("Milky Way")
            case "estimate":
                self.page.get_by_role("textbox").first.fill("7")
            case "quiz":
                self.page.get_by_role("button", name="Two").click()
        if kind != "quiz":
            self.page.get_by_role("button", name=SEND[self.language], exact=True).first.click()
        if kind != "open_text":
            expect(self.page.get_by_text(ANSWERED[self.language])).to_be_visible()

    def turns_to(self, label: str) -> None:
        self.page.get_by_role("navigation").get_by_role("button", name=label).click()

    def writes(self, label: str, text: str) -> None:
        self.page.get_by_role("textbox", name=label).first.fill(text)
        self.page.get_by_role("button", name=SEND[self.language], exact=True).last.click()


def press_next(talk: Talk) -> None:
    """As a presenter's clicker does, and not before the page knows of the step before."""
    talk.laptop.locator("body").press("PageDown")


def on_stage(talk: Talk) -> dict[str, Any]:
    activity = talk.call("stage", "GET")["activity"]
    return next(one for one in talk.call("activities", "GET") if one["id"] == activity)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_talk_with_every_kind(shared: Hall, language: str) -> None:
    talk = Talk(shared, language)
    for kind, config in ON_STAGE.items():
        talk.add(kind, f"The {kind} of tonight", config=config)
    beside = {kind: talk.add(kind, f"The {kind} of tonight") for kind in BESIDE}
    screen = talk.screen()
    people = [Person(talk.phone(name), language) for name in ("Bob", "Carol")]
    talk.laptop.goto(f"/sessions/{talk.id}")
    expect(talk.laptop.get_by_text("The choice of tonight").first).to_be_visible()

    for kind in ON_STAGE:
        press_next(talk)
        title = f"The {kind} of tonight"
        expect(screen.get_by_role("heading", name=title)).to_be_visible()
        preview = talk.laptop.get_by_role("figure", name=SCREEN[language])
        expect(preview.get_by_role("heading", name=title)).to_be_visible()
        if kind == "quiz":
            press_next(talk)
        for person in people:
            expect(person.page.get_by_role("heading", name=title)).to_be_visible()
            person.answers(kind)
        expect(screen.get_by_text(ANSWERS[language], exact=True)).to_be_visible()
    for phase in ("locked", "revealed", "podium"):
        press_next(talk)
        expect(screen.get_by_role("heading", name="The quiz of tonight")).to_be_visible()
        expect(talk.laptop.locator(f".phase.{phase}")).to_be_visible()
        assert on_stage(talk)["progress"]["phase"] == phase
    expect(screen.get_by_text("Bob").first).to_be_visible()
    press_next(talk)
    expect(screen.get_by_text(talk.code[:3]).first).to_be_visible()

    for activity in beside.values():
        talk.act(activity, "open")
    questions, chat, reactions = LABELS[language]
    bob, carol = people
    bob.turns_to(questions)
    bob.page.get_by_role("textbox").first.fill("Why is the night dark?")
    bob.page.locator("form .button.primary").first.click()
    carol.turns_to(questions)
    expect(carol.page.get_by_text("Why is the night dark?")).to_be_visible()
    carol.turns_to(chat)
    carol.writes(MESSAGE[language], "Hello from the back")
    bob.turns_to(chat)
    expect(bob.page.get_by_text("Hello from the back")).to_be_visible()
    bob.turns_to(reactions)
    bob.page.get_by_role("button", name=TAP[language]).click()
    expect(screen.get_by_text("👏 1")).to_be_visible()
    for kind, n in (("questions", 1), ("chat", 1)):
        assert talk.results(beside[kind])["n"] == n
