"""Words from two phones grow into a cloud, in Korean."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.hall import PROJECTOR, Hall, call, open_session
from tests.e2e.stage import Talk

PROMPT = "오늘을 한 단어로?"
LAID_OUT = """() => {
    const room = document.querySelector('svg').getBoundingClientRect()
    const words = [...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect())
    return words.every((word) =>
        word.width > 0 && word.left >= room.left - 1 && word.right <= room.right + 1
    )
}"""

PLACES = """() => Object.fromEntries([...document.querySelectorAll('svg text')].map((text) =>
    [text.textContent, text.style.transform.split(' scale')[0]]))"""


def enter(place: Hall, code: str, nickname: str) -> Page:
    phone = place.page(language="ko")
    phone.goto(f"/join/{code}")
    phone.get_by_role("textbox", name="닉네임").fill(nickname)
    phone.get_by_role("button", name="참여하기", exact=True).click()
    expect(phone.get_by_role("heading", name=PROMPT)).to_be_visible()
    return phone


def cloud(screen: Page) -> Any:
    return screen.locator("svg text")


def test_words_grow_into_a_cloud(place: Hall) -> None:
    laptop = place.presenter("ko")
    session, code = open_session(laptop)
    made = call(laptop, f"sessions/{session}/activities", kind="word_cloud", title=PROMPT, config={"most": 2})
    call(laptop, f"sessions/{session}/stage", "PUT", activity=made["id"], open=True)
    screen = place.page(PROJECTOR, "ko")
    screen.goto(f"/screen/{call(laptop, f'sessions/{session}/screens', name='Hall')['token']}")
    expect(screen.get_by_text("아직 단어가 없습니다.")).to_be_visible()

    bob, carol = enter(place, code, "Bob"), enter(place, code, "Carol")
    bob.get_by_role("textbox", name="단어 1").fill("별 빛")
    bob.keyboard.press("Enter")
    expect(bob.get_by_role("textbox", name="단어 2")).to_be_focused()
    bob.keyboard.type("씨발")
    bob.keyboard.press("Enter")
    expect(bob.get_by_text("답을 받았어요.")).to_be_visible()
    carol.get_by_role("textbox", name="단어 1").fill("별빛")
    carol.get_by_role("textbox", name="단어 2").fill("커피")
    carol.get_by_role("button", name="보내기").click()

    expect(screen.get_by_role("listitem")).to_have_text(["별 빛: 2", "커피: 1"])
    expect(cloud(screen)).to_have_text(["별 빛", "커피"])
    assert screen.evaluate(LAID_OUT)
    sizes = [box["height"] for word in cloud(screen).all() if (box := word.bounding_box())]
    assert sizes[0] > sizes[1]
    expect(bob.get_by_role("listitem").filter(has_text="별 빛")).to_contain_text("2명")

    laptop.goto(f"/sessions/{session}")
    laptop.get_by_text("걸러진 단어").click()
    expect(laptop.get_by_role("button", name="씨발 보이기")).to_be_visible()
    laptop.get_by_role("button", name="커피 숨기기").click()
    expect(cloud(screen)).to_have_text(["별 빛"])
    expect(laptop.get_by_role("button", name="커피 보이기")).to_be_visible()


def test_words_that_do_not_grow_stay_where_they_are(place: Hall) -> None:
    talk = Talk(place)
    words = talk.add("word_cloud", "Today in one word?", config={"most": 10})
    talk.stage(words)
    screen, bob, carol = talk.screen(), talk.phone("Bob"), talk.phone("Carol")

    def send(phone: Page, *texts: str) -> None:
        for number, text in enumerate(texts, 1):
            phone.get_by_role("textbox", name=f"Word {number}", exact=True).fill(text)
            phone.keyboard.press("Enter")
        phone.get_by_role("button", name="Send").click()

    send(bob, "stars", "night", "silence", "wonder", "telescope", "comet")
    expect(cloud(screen)).to_have_count(6)
    before = screen.evaluate(PLACES)
    send(carol, "stars", "galaxy")
    expect(cloud(screen)).to_have_count(7)
    moved = [word for word, where in screen.evaluate(PLACES).items() if before.get(word, where) != where]
    assert len(moved) <= 2, moved
    assert "stars" not in moved
