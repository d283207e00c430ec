"""Two phones talk beside the stage; the presenter replies, hides and mutes; older messages come by scrolling."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import LAPTOP, Hall, network
from tests.e2e.stage import JOIN, Talk
from tests.helpers import until

WORDS = {"ko": ("메시지", "보내기"), "en": ("Message", "Send")}
CARDS = "performance.getEntriesByType('resource').filter(({ name }) => /Card-.*js$/.test(name)).length"


def write(page: Page | Locator, text: str, language: str = "en") -> None:
    label, send = WORDS[language]
    page.get_by_role("textbox", name=label, exact=True).fill(text)
    page.get_by_role("button", name=send, exact=True).click()


def test_a_conversation(place: Hall) -> None:
    talk = Talk(place, "ko")
    screen, minji, jun, laptop = talk.screen(), talk.phone("민지"), talk.phone("준"), talk.laptop
    chat = talk.add("chat", "함께 이야기해요")
    talk.stage(chat)
    expect(screen.get_by_text("아직 메시지가 없습니다.")).to_be_visible()

    write(minji, "토성에도 바다가 있나요?", "ko")
    for page in (minji, jun, screen):
        expect(page.get_by_role("listitem").filter(has_text="토성에도 바다가 있나요?")).to_be_visible()
    jun.get_by_role("button", name="반응하거나 답장하기: 민지").click()
    jun.get_by_role("button", name="답장", exact=True).click()
    write(jun, "위성에는 있대요", "ko")
    answer = minji.get_by_role("listitem").filter(has_text="위성에는 있대요")
    expect(answer.get_by_role("blockquote")).to_contain_text("토성에도 바다가 있나요?")

    minji.get_by_role("button", name="반응하거나 답장하기: 준").click()
    minji.get_by_role("button", name="👏 보내기").click()
    expect(screen.get_by_role("listitem").filter(has_text="위성에는 있대요")).to_contain_text("👏 1")
    expect(minji.get_by_role("button", name="👏 1개")).to_have_attribute("aria-pressed", "true")
    expect(jun.get_by_role("button", name="👏 1개")).to_have_attribute("aria-pressed", "false")

    laptop.goto(f"/sessions/{talk.id}")
    control = laptop.get_by_role("region", name="함께 이야기해요")
    control.get_by_role("button", name="답장: “위성에는 있대요”").click()
    write(control, "엔셀라두스가 그래요", "ko")
    expect(minji.get_by_role("listitem").filter(has_text="엔셀라두스가 그래요")).to_contain_text("진행자")

    laptop.get_by_role("button", name="숨기기: “토성에도 바다가 있나요?”").click()
    for page in (minji, jun, screen):
        expect(page.get_by_role("listitem").filter(has_text="민지")).to_have_count(0)
    expect(answer.first.get_by_role("blockquote")).to_have_text("이전 메시지")
    laptop.get_by_role("button", name="글쓰기 막기: 준").click()
    expect(laptop.get_by_role("button", name="글쓰기 허용: 준")).to_be_visible()
    write(jun, "왜요?", "ko")
    refused = jun.get_by_role("list", name="아직 보내지 못한 글").get_by_role("listitem")
    expect(refused).to_contain_text("보내지 못했어요. 진행자가 글쓰기를 막았습니다.")
    refused.get_by_role("button", name="고치기").click()
    expect(refused).to_have_count(0)
    expect(jun.get_by_role("textbox", name="메시지", exact=True)).to_have_value("왜요?")

    control.get_by_role("radio", name="60초").check()
    expect(minji.get_by_text("뒤에 보낼 수 있어요.")).to_be_visible()


def test_what_is_written_without_a_network_waits_and_goes_once(place: Hall) -> None:
    talk = Talk(place)
    bob, carol = talk.phone("Bob"), talk.phone("Carol")
    chat, questions = talk.add("chat", "Talk here"), talk.add("questions", "Ask here", config={"most_each": 1})
    talk.stage(chat)
    talk.act(questions, "open")
    old = talk.act(chat, "posts", text="Who is there?")
    question = bob.get_by_role("textbox", name="Your question")
    expect(bob.get_by_text("Who is there?")).to_be_visible()
    until(lambda: bob.evaluate(CARDS) == 2)  # that of the questions too, which nobody has turned to yet

    network(bob, on=False)
    on_their_way = bob.get_by_role("list", name="On its way").filter(visible=True).get_by_role("listitem")
    for n, text in enumerate(("I am", "And Vega", "Not this one"), 1):
        write(bob, text)
        expect(on_their_way).to_have_count(n)
        expect(on_their_way.last).to_contain_text("Waiting for the network. It goes by itself.")
        expect(bob.get_by_role("textbox", name="Message")).to_have_value("")
    bob.get_by_role("button", name="Don’t send: Not this one").click()
    expect(on_their_way).to_have_count(2)
    bob.get_by_role("button", name="React or reply: Presenter").click()
    bob.get_by_role("button", name="React with 👏").click()
    bob.get_by_role("button", name="Questions").click()
    question.fill("Why is the night dark?")
    bob.get_by_role("button", name="Ask", exact=True).click()
    expect(on_their_way).to_contain_text("Waiting for the network.")
    expect(question).to_have_count(0)

    network(bob, on=True)
    expect(bob.get_by_text("Your question is in.")).to_be_visible()
    expect(on_their_way).to_have_count(0)
    seen = carol.get_by_role("log").get_by_role("listitem")
    expect(seen).to_contain_text(["Who is there?", "I am", "And Vega"])
    expect(seen.first).to_contain_text("👏 1")
    posts = talk.act(chat, "posts", "GET")
    assert [post["text"] for post in reversed(posts)] == ["Who is there?", "I am", "And Vega"]
    assert posts[-1]["id"] == old["id"]
    assert posts[-1]["emoji"] == {"👏": 1}
    assert [post["text"] for post in talk.act(questions, "posts", "GET")] == ["Why is the night dark?"]

    bob.get_by_role("button", name="On stage").click()
    network(bob, on=False)
    write(bob, "Good night")
    expect(on_their_way).to_have_count(1)
    talk.call("deactivate")
    network(bob, on=True)
    expect(bob.get_by_role("heading", name="What you wrote before")).to_be_visible()
    expect(on_their_way).to_contain_text("Good night")
    bob.get_by_role("button", name=re.compile("Good night")).click()  # Dismiss, or where it was not tried: Don't send
    expect(on_their_way).to_have_count(0)


def test_a_long_log(place: Hall) -> None:
    talk = Talk(place)
    chat = talk.add("chat", "Talk here")
    talk.act(chat, "open")
    for number in range(1, 71):
        talk.act(chat, "posts", text=f"Star {number}.")
    bob = place.page(LAPTOP)
    bob.goto(f"/join/{talk.code}")
    bob.get_by_role("textbox").first.fill("Bob")
    bob.get_by_role("button", name=JOIN["en"], exact=True).click()
    log = bob.get_by_role("log")
    expect(log.get_by_text("Star 70.")).to_be_in_viewport()
    expect(log.get_by_role("listitem")).to_have_count(50)

    log.evaluate("log => (log.scrollTop = 0)")
    expect(log.get_by_role("listitem")).to_have_count(70)
    expect(log.get_by_text("Star 21.")).to_be_in_viewport()
    expect(bob.get_by_role("button", name="Earlier messages")).to_have_count(0)
    posts = talk.act(chat, "posts?limit=100", "GET")
    old = next(post for post in posts if post["text"] == "Star 5.")
    talk.act(chat, f"posts/{old['id']}", "PUT", state="hidden")
    expect(log.get_by_text("Star 5.", exact=True)).to_have_count(0)

    talk.act(chat, "posts", text="A new star")
    bob.get_by_role("button", name="1 new message").click()
    expect(log.get_by_text("A new star")).to_be_in_viewport()
    expect(bob.get_by_role("button", name="1 new message")).to_have_count(0)

    box = bob.get_by_role("textbox", name="Message", exact=True)
    box.fill("Half a word")
    composed = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true})"
    box.evaluate(f"box => box.dispatchEvent({composed})")
    expect(box).to_have_value("Half a word")
    box.press("Enter")
    expect(box).to_have_value("")
    expect(log.get_by_role("listitem").filter(has_text="Half a word")).to_have_count(1)
    assert sum(post["text"] == "Half a word" for post in talk.act(chat, "posts", "GET")) == 1

    laptop = talk.laptop
    laptop.goto(f"/sessions/{talk.id}")
    console = laptop.get_by_role("log").first  # the others are in the previews
    expect(console.get_by_text("Half a word")).to_be_visible()
    expect(console.get_by_role("listitem")).to_have_count(50)
    # Where it comes into view it is pressed by itself: a real click may find it gone.
    console.get_by_role("button", name="Earlier messages").dispatch_event("click")
    expect(console.get_by_role("listitem")).to_have_count(72)
    console.get_by_role("button", name="Hide: “Star 7.”").click()
    expect(log.get_by_text("Star 7.", exact=True)).to_have_count(0)
    expect(console.get_by_role("listitem").filter(has_text="Star 7.")).to_contain_text("Hidden")
    talk.act(chat, "clear")
    for page in (console, log):
        expect(page.get_by_role("listitem")).to_have_count(0)
    talk.act(chat, "unclear")
    console.get_by_role("button", name="Show: “Star 7.”").click()
    expect(console.get_by_role("button", name="Hide: “Star 7.”")).to_be_visible()
