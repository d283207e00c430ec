"""What somebody has begun on a phone is there again after a reload, until it was sent."""

from playwright.sync_api import expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

HALF = "절반쯤 쓴 글"


def test_what_is_typed_survives_a_reload_and_neither_a_new_round_nor_leaving(shared: Hall) -> None:
    talk = Talk(shared, "ko")
    wall, chat = talk.add("open_text", "무엇을 배웠나요?"), talk.add("chat", "이야기해요")
    talk.act(chat, "open")
    talk.stage(wall)
    bob = talk.phone("Bob")
    answer = bob.get_by_role("textbox", name="내 답")
    message = bob.get_by_role("textbox", name="메시지")

    answer.fill(HALF)
    bob.get_by_role("button", name="채팅").click()
    message.fill(HALF)
    bob.reload()
    expect(answer).to_have_value(HALF)
    bob.get_by_role("button", name="채팅").click()
    expect(message).to_have_value(HALF)
    bob.get_by_role("button", name="보내기").click()
    expect(bob.get_by_role("log").get_by_text(HALF)).to_be_visible()
    bob.reload()
    expect(answer).to_have_value(HALF)
    bob.get_by_role("button", name="채팅").click()
    expect(message).to_have_value("")

    bob.get_by_role("button", name="지금 순서").click()
    talk.act(wall, "clear")
    expect(answer).to_have_value("")
    bob.reload()
    expect(answer).to_have_value("")

    answer.fill(HALF)
    bob.get_by_role("button", name="나가기").click()
    bob.get_by_role("dialog").get_by_role("button", name="나가기").click()
    bob.get_by_role("button", name="다시 참여하기").click()
    bob.get_by_role("button", name="참여하기", exact=True).click()
    expect(answer).to_have_value("")


def test_what_is_picked_survives_a_reload(shared: Hall) -> None:
    talk = Talk(shared, "en")
    bob = talk.phone("Bob")
    words = talk.add("word_cloud", "What comes to mind?")
    talk.stage(words)
    bob.get_by_role("textbox").nth(1).fill("Vega")
    bob.reload()
    expect(bob.get_by_role("textbox").nth(1)).to_have_value("Vega")
    bob.get_by_role("button", name="Send", exact=True).click()
    expect(bob.get_by_text("Your answer is in.")).to_be_visible()
    bob.reload()
    expect(bob.get_by_role("textbox").first).to_have_value("Vega")

    stars = [{"id": name, "text": name} for name in ("Orion", "Vega", "Leo")]
    talk.stage(talk.add("choice", "Which ones?", config={"options": stars, "multiple": True}))
    for name in ("Leo", "Vega"):
        bob.get_by_text(name, exact=True).click()
    bob.reload()
    expect(bob.get_by_role("checkbox", name="Vega")).to_be_checked()
    expect(bob.get_by_role("checkbox", name="Leo")).to_be_checked()

    asked = {"kind": "text", "text": "The brightest one?", "accepted": ["Sirius"]}
    quiz = talk.add("quiz", "Stars", config={"questions": [asked]})
    talk.stage(quiz)
    talk.call("stage/next")
    bob.get_by_role("textbox", name="Your answer").fill("Siri")
    bob.reload()
    expect(bob.get_by_role("textbox", name="Your answer")).to_have_value("Siri")
