"""What is open beside the stage, on a phone."""

from playwright.sync_api import expect

from tests.e2e.answering import PROMPT, STARS
from tests.e2e.hall import Hall
from tests.e2e.stage import Talk


def test_what_is_open_beside_the_stage_is_one_tap_away(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    reactions = talk.add("reactions", "Tell us how it goes")
    talk.act(reactions, "open")
    expect(bob.get_by_role("heading", name="Tell us how it goes")).to_be_visible()
    expect(bob.get_by_text("Look at the screen.")).to_be_visible()

    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("heading", name=PROMPT)).to_be_visible()
    expect(bob.get_by_role("heading", name="Tell us how it goes")).to_be_hidden()
    bob.get_by_text("Vega", exact=True).click()
    bob.get_by_role("button", name="Reactions", exact=True).click()
    expect(bob.get_by_role("heading", name="Tell us how it goes")).to_be_visible()
    bob.get_by_role("button", name="On stage", exact=True).click()
    expect(bob.get_by_role("radio", name="Vega")).to_be_checked()  # what was begun is still there

    bob.get_by_role("button", name="Reactions", exact=True).click()
    talk.stage(talk.add("choice", "And then?", config=STARS))
    expect(bob.get_by_role("heading", name="And then?")).to_be_visible()
    talk.act(reactions, "close")
    expect(bob.get_by_role("button", name="Reactions", exact=True)).to_have_count(0)


def test_a_low_page_shows_where_one_writes(shared: Hall) -> None:
    talk = Talk(shared, "ko")
    chat, questions = talk.add("chat", "이야기해요"), talk.add("questions", "무엇이든 물어보세요")
    for beside in (chat, questions):
        talk.act(beside, "open")
    bob = talk.phone("Bob")
    message, question = bob.get_by_role("textbox", name="메시지"), bob.get_by_role("textbox", name="내 질문")
    for on_stage in (None, talk.add("choice", PROMPT, config=STARS), chat):
        talk.stage(on_stage)
        for width, height in ((740, 360), (660, 300), (360, 570)):
            bob.set_viewport_size({"width": width, "height": height})
            bob.get_by_role("button", name="지금 순서" if on_stage == chat else "채팅").click()
            expect(message).to_be_in_viewport(ratio=1)
            bob.get_by_role("button", name="질문", exact=True).click()
            expect(question).to_be_in_viewport(ratio=1)


def test_what_is_beside_the_stage_stands_in_one_row(shared: Hall) -> None:
    talk = Talk(shared)
    for kind in ("questions", "chat", "reactions"):
        talk.act(talk.add(kind, kind), "open")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob, carol = talk.phone("Bob"), talk.phone("Carol")
    carol.get_by_role("button", name="Chat").click()
    for text in ("Hello", "It is dark"):
        carol.get_by_role("textbox", name="Message").fill(text)
        carol.get_by_role("button", name="Send", exact=True).click()
        expect(carol.get_by_text(text)).to_be_visible()
    tabs = bob.get_by_role("navigation").get_by_role("button")
    expect(tabs.filter(has_text="Chat")).to_contain_text("2 new")
    assert len(set(tabs.evaluate_all("(all) => all.map((one) => one.offsetTop)"))) == 1
    assert bob.evaluate("document.documentElement.scrollWidth") == 360
