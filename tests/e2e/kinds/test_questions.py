"""Questions from two phones: let through, voted for, answered while the screen shows them large."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looks import check_axe, seconds_still, watch_list
from tests.e2e.stage import Talk

SKY, RAIN = "밤하늘은 왜 어두울까요?", "내일도 비가 올까요?"


def ask(phone: Page, text: str) -> None:
    phone.get_by_role("textbox", name="내 질문").fill(text)
    phone.get_by_role("button", name="질문하기").click()
    expect(phone.get_by_role("textbox", name="내 질문")).to_have_value("")


def test_questions_are_let_through_voted_for_and_answered(place: Hall) -> None:
    talk = Talk(place, "ko")
    bob, carol, screen = talk.phone("밥"), talk.phone("캐럴"), talk.screen()
    questions = talk.add("questions", "무엇이 궁금한가요?", config={"approve": True, "most_each": 2})
    talk.stage(questions)
    ask(bob, SKY)
    expect(bob.get_by_text("진행자가 확인하면 모두에게 보여요.")).to_be_visible()
    ask(carol, RAIN)
    bob.get_by_role("button", name="내 질문 1").click()
    expect(bob.get_by_role("listitem")).to_contain_text("진행자의 확인을 기다려요")
    bob.get_by_role("button", name=f"고치기: {SKY}").click()
    bob.get_by_role("textbox", name="고치기").fill(f"{SKY} 정말로요.")
    bob.get_by_role("button", name="고치기", exact=True).click()
    expect(bob.get_by_role("listitem")).to_contain_text("정말로요")
    expect(screen.get_by_text("휴대폰으로 질문을 남겨 주세요.")).to_be_visible()

    laptop = talk.laptop
    laptop.goto(f"/sessions/{talk.id}")
    row = laptop.get_by_role("list", name="무대 옆").get_by_role("listitem")
    expect(row).to_contain_text("승인 대기 2개")
    panel = laptop.get_by_role("region", name="무엇이 궁금한가요?")
    expect(panel.get_by_text("승인 대기 2개")).to_be_visible()
    waiting = panel.get_by_role("region", name="승인을 기다리는 글")
    picture = panel.get_by_role("group", name="들어오는 결과")
    above, below = waiting.bounding_box(), picture.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    waiting.get_by_role("button", name="모두 승인").click()
    expect(waiting).to_have_count(0)
    expect(screen.get_by_role("listitem")).to_have_count(2)
    carol.get_by_role("button", name=f"“{SKY} 정말로요.”에 투표하기 (0표)").click()
    expect(screen.get_by_role("listitem").first).to_contain_text(SKY)
    expect(screen.get_by_role("listitem").first).to_contain_text("1표")
    expect(carol.get_by_role("listitem").filter(has_text=SKY)).to_contain_text("고친 글")
    expect(bob.get_by_role("button", name=f"고치기: {SKY}")).to_be_enabled()  # also after somebody's vote
    bob.get_by_role("button", name="인기").click()
    expect(bob.get_by_role("listitem").filter(has_text=RAIN)).to_contain_text("캐럴")

    laptop.get_by_role("tab", name="열린 질문 2").click()
    laptop.get_by_role("searchbox", name="질문 찾기").fill("비가")
    laptop.get_by_role("button", name=re.compile("지금 답하기: .*비가")).press("Enter")
    expect(screen.get_by_role("figure")).to_contain_text(RAIN)
    expect(bob.get_by_role("listitem").first).to_contain_text("지금 답하는 중")
    for page in (bob, screen, laptop):
        check_axe(page)
    laptop.get_by_role("button", name=re.compile("글로 답하기: .*비가")).click()
    laptop.get_by_role("textbox", name=re.compile("답변: .*비가")).fill("오후에는 갤 것입니다.")
    laptop.keyboard.press("Control+Enter")
    expect(screen.get_by_role("figure")).to_have_count(0)
    expect(screen.get_by_text("질문 2개 · 답변 완료 1개")).to_be_visible()
    expect(carol.get_by_role("listitem").filter(has_text=RAIN)).to_contain_text("오후에는 갤 것입니다.")

    laptop.get_by_role("searchbox", name="질문 찾기").fill("")
    laptop.get_by_role("button", name=re.compile("숨기기: .*정말로요")).press("Enter")
    expect(carol.get_by_text("정말로요")).to_have_count(0)
    laptop.get_by_role("button", name="되돌리기").click()
    expect(carol.get_by_text("정말로요")).to_be_visible()


def test_what_is_answered_beside_another_activity_is_on_the_screen(place: Hall) -> None:
    """Below what is on the stage, and below the code that people join with."""
    talk = Talk(place)
    bob, screen, laptop = talk.phone("Bob"), talk.screen(), talk.laptop
    questions = talk.add("questions", "What would you like to know?", config={"approve": True})
    talk.act(questions, "open")
    poll = talk.add("choice", "Which star?", config={"options": [{"id": name, "text": name * 4} for name in "ab"]})
    talk.stage(poll)
    laptop.goto(f"/sessions/{talk.id}")
    bob.get_by_role("navigation").get_by_role("button", name="Questions").click()
    bob.get_by_role("textbox", name="Your question").fill("Why is the sky dark?")
    bob.get_by_role("button", name="Ask").click()
    beside = laptop.get_by_role("list", name="Beside the stage")
    expect(beside).to_contain_text("1 waits for you")
    beside.get_by_role("button", name=re.compile("^What would")).click()
    laptop.get_by_role("button", name="Approve: “Why is the sky dark?”").press("Enter")
    expect(laptop.get_by_role("heading", name="What would you like to know?")).to_be_focused()
    laptop.get_by_role("button", name="Answer now: “Why is the sky dark?”").click()

    now = screen.get_by_role("figure").filter(has_text="Being answered now")
    expect(now).to_contain_text("Why is the sky dark?")
    expect(screen.get_by_text("aaaa")).to_be_visible()
    expect(laptop.get_by_role("figure").filter(has_text="Being answered now").first).to_be_attached()
    check_axe(screen)
    talk.stage(None)
    expect(screen.get_by_alt_text("QR code")).to_be_in_viewport(ratio=1)
    expect(now).to_be_in_viewport(ratio=1)
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")
    talk.stage(questions)
    expect(screen.get_by_role("figure").filter(has_text="Being answered now")).to_have_count(1)
    talk.stage(poll)
    laptop.get_by_role("button", name="Mark answered: “Why is the sky dark?”").click()
    expect(now).to_have_count(0)


def test_ones_own_is_taken_back_and_so_many_are_enough(place: Hall) -> None:
    talk = Talk(place)
    bob, screen = talk.phone("Bob"), talk.screen()
    questions = talk.add("questions", "What would you like to know?", anonymous=True, config={"most_each": 1})
    talk.stage(questions)
    expect(bob.get_by_text("Nobody learns who asked.")).to_be_visible()
    box = bob.get_by_role("textbox", name="Your question")
    box.fill("Why is the sky dark at night?")
    bob.get_by_role("button", name="Ask").click()
    expect(bob.get_by_text("You have 1 open")).to_be_visible()
    expect(box).to_have_count(0)
    expect(screen.get_by_role("listitem")).to_contain_text("Why is the sky dark at night?")
    expect(screen.get_by_text("Bob")).to_have_count(0)
    bob.get_by_role("button", name="Mine 1").click()
    bob.get_by_role("button", name="Delete: Why is the sky dark at night?").click()
    bob.get_by_role("button", name="Popular").focus()  # thought better of it
    bob.get_by_role("button", name="Delete: Why is the sky dark at night?").click()
    expect(screen.get_by_role("listitem")).to_have_count(1)
    bob.get_by_role("button", name="Really delete? Why is the sky dark at night?").click()
    expect(box).to_be_visible()
    expect(screen.get_by_text("Ask your question on your phone.")).to_be_visible()


def test_nothing_moves_from_under_a_finger(place: Hall) -> None:
    talk = Talk(place, "ko")
    talk.stage(talk.add("questions", "무엇이 궁금한가요?"))
    bob, carol = talk.phone("밥"), talk.phone("캐럴")
    ask(bob, SKY)
    carol.get_by_role("button", name="최신").click()
    vote = carol.get_by_role("button", name=f"“{SKY}”에 투표하기")
    watch_list(vote)
    vote.tap()
    ask(bob, RAIN)
    expect(carol.get_by_role("listitem").first).to_contain_text(RAIN)
    assert seconds_still(carol) > 2.9
