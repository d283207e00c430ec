"""A quiz on two phones and the screen, led by the presenter's one key; and how a presenter writes one."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

QUESTIONS = [
    {
        "kind": "choice",
        "text": "어느 행성에 대적점이 있을까요?",
        "options": [{"text": "화성"}, {"text": "목성", "right": True}, {"text": "금성"}],
    },
    {
        "kind": "order",
        "text": "태양에서 가까운 순서대로",
        "points": "double",
        "items": [{"text": "수성"}, {"text": "지구"}, {"text": "해왕성"}],
    },
    {"kind": "text", "text": "토성의 위성은?", "accepted": ["타이탄"], "points": "none"},
]


def test_two_phones_play_and_the_screen_shows_who_leads(place: Hall) -> None:
    talk = Talk(place, "ko")
    screen, bob, carol, laptop = talk.screen(), talk.phone("Bob"), talk.phone("Carol"), talk.laptop
    teams = [{"id": "sun", "name": "해"}, {"id": "moon", "name": "달"}]
    quiz = talk.add("quiz", "밤하늘 퀴즈", config={"questions": QUESTIONS, "teams": teams})
    talk.stage(quiz)
    bob.get_by_role("button", name="해", exact=True).click()
    expect(screen.get_by_role("listitem").filter(has_text="해")).to_contain_text("1명")

    laptop.goto(f"/sessions/{talk.id}")
    laptop.get_by_role("button", name="첫 문제 내기").click()
    bob.get_by_role("button", name="목성").click()
    expect(bob.get_by_text("답을 받았어요.")).to_be_visible()
    expect(carol.get_by_text("달", exact=True)).to_be_visible()  # the team that she was given
    carol.get_by_role("button", name="화성").click()
    expect(screen.get_by_text("응답 2개")).to_be_visible()
    expect(screen.get_by_text("%")).to_have_count(0)
    bob.reload()
    expect(bob.get_by_role("button", name="목성", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(bob.get_by_role("button", name="금성")).to_have_attribute("aria-disabled", "true")

    for step in ("답 그만 받기", "정답 공개하기"):
        laptop.get_by_role("button", name=step).click()
    expect(screen.get_by_role("listitem").filter(has_text="목성")).to_contain_text("1 50%")
    expect(screen.get_by_text("2명 중 1명이 맞혔습니다")).to_be_visible()
    expect(screen.get_by_role("img", name="정답")).to_be_visible()
    expect(bob.get_by_text("맞혔어요!")).to_be_visible()
    expect(bob.get_by_role("button", name="목성 정답 1", exact=True)).to_be_visible()
    expect(carol.get_by_text("틀렸어요")).to_be_visible()
    laptop.get_by_role("button", name="순위 보기").click()
    assert _ranks(screen) == ["Bob", "Carol", "해", "달"]

    laptop.get_by_role("button", name="다음 문제 내기").click()
    for name in ("수성", "지구", "해왕성"):
        carol.get_by_role("button", name=name).click()
    carol.get_by_role("button", name="보내기").click()
    expect(carol.get_by_text("답을 받았어요.")).to_be_visible()
    laptop.locator("body").press("ArrowRight")  # the key that leads through the whole talk
    expect(bob.get_by_text("시간이 끝났어요.")).to_be_visible()
    laptop.locator("body").press("ArrowRight")
    expect(bob.get_by_text("답하지 않았어요")).to_be_visible()
    laptop.locator("body").press("ArrowRight")
    expect(screen.get_by_text("▲1")).to_have_count(2)
    assert _ranks(screen) == ["Carol", "Bob", "달", "해"]
    expect(carol.get_by_text("2명 중 1위")).to_be_visible()

    laptop.get_by_role("button", name="다음 문제 내기").click()
    bob.get_by_label("내 답").fill("타이탄")
    bob.get_by_label("내 답").press("Enter")
    expect(bob.get_by_text("답을 받았어요.")).to_be_visible()
    for step in ("답 그만 받기", "정답 공개하기", "시상대 보기"):
        laptop.get_by_role("button", name=step).click()
    expect(screen.get_by_role("listitem").filter(has_text="Carol")).to_contain_text("1")
    expect(carol.get_by_text("1등이에요!")).to_be_visible()
    expect(laptop.get_by_role("row").filter(has_text="Bob")).to_contain_text("해")


def _ranks(screen: Page) -> list[str]:
    expect(screen.get_by_role("heading", name="팀 순위")).to_be_visible()
    return screen.get_by_role("listitem").locator(".name").all_inner_texts()


def test_a_presenter_writes_a_quiz(place: Hall) -> None:
    talk = Talk(place)
    laptop = talk.laptop
    laptop.goto(f"/sessions/{talk.id}")
    laptop.get_by_role("button", name="Add your first activity").click()
    laptop.get_by_role("button", name="Quiz").click()
    dialog = laptop.get_by_role("dialog")
    dialog.get_by_label("Title or question").fill("The night sky")
    dialog.get_by_label("Question", exact=True).fill("Which planet?")
    for place_, name in enumerate(("Mars", "Jupiter", "Venus", "Earth"), 1):
        dialog.get_by_label(f"Option {place_}", exact=True).fill(name)
    dialog.get_by_role("button", name="Typed answer", exact=True).click()
    dialog.get_by_label("Question", exact=True).fill("A moon of Saturn?")
    dialog.get_by_label("Accepted answers, one a line").fill("Titan\nRhea\n")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text("Please mark the right answer.").first).to_be_visible()
    expect(dialog.get_by_label("Option 1", exact=True)).to_be_focused()
    # Whoever turns to another question meanwhile stays there, and what is mended is not wrong any more.
    dialog.get_by_role("button", name="Edit A moon of Saturn?").click()
    dialog.get_by_label("Question", exact=True).press_sequentially("?")
    expect(dialog.get_by_label("Question", exact=True)).to_have_value("A moon of Saturn??")
    expect(dialog.get_by_text("Please mark the right answer.").first).to_be_visible()
    dialog.get_by_role("button", name="Edit Which planet?").click()
    dialog.get_by_role("radio", name="Jupiter is right").check(force=True)
    expect(dialog.get_by_text("Please mark the right answer.")).to_have_count(0)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)
    (made,) = talk.call("activities", "GET")
    first, second = made["config"]["questions"]
    assert [option["right"] for option in first["options"]] == [False, True, False, False]
    assert second["accepted"] == ["Titan", "Rhea"]


def test_long_names_fit_and_who_are_level_stand_level(place: Hall) -> None:
    talk = Talk(place, "ko")
    screen = talk.screen()
    names = ["가나다라마바사아자차카타파하가나다라마바", "WWWWWWWWWWWWWWWWWWWW", "별 헤는 밤의 시인", "Zoe"]
    phones = [talk.phone(name) for name in names]
    question = {"kind": "true_false", "text": "1 + 1 = 2", "holds": True, "points": "none"}
    teams = [{"name": f"{number}번 이름이 아주아주 긴 우리들의 팀"} for number in range(8)]
    quiz = talk.add("quiz", "밤하늘 퀴즈", config={"questions": [question], "teams": teams, "teams_by": "deal"})
    talk.stage(quiz)
    tiles = screen.get_by_role("listitem")
    expect(tiles).to_have_count(8)
    expect(screen.get_by_text("응답 0개")).to_have_count(0)
    for tile in tiles.all():
        assert _fits(tile, screen.locator(".picture"))

    talk.act(quiz, "quiz/next")
    for phone in phones:
        phone.get_by_role("button", name="맞다").click()
    expect(screen.get_by_text("응답 4개")).to_be_visible()
    for _ in range(3):
        talk.act(quiz, "quiz/next")
    steps = screen.locator(".steps li")
    expect(steps).to_have_count(3)
    expect(screen.get_by_text("응답", exact=False)).to_have_count(0)
    assert {step.locator("b").inner_text() for step in steps.all()} == {"1"}
    assert len(set(screen.locator(".step").evaluate_all("(all) => all.map((one) => one.offsetHeight)"))) == 1
    for step in steps.all():
        assert _fits(step.locator(".name"), screen.locator(".picture"))


def _fits(one: Locator, room: Locator) -> bool:
    """It is in the room, and what is written in it is in it."""
    inner, outer = one.bounding_box(), room.bounding_box()
    assert inner
    assert outer
    cut = one.evaluate("(one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1")
    return (
        not cut
        and inner["y"] >= outer["y"] - 1
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1
        and inner["x"] >= outer["x"] - 1
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
    )
