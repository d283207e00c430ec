"""Choosing one or several, on two phones and the screen."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

NAMES = ["서울", "부산", "대구", "인천", "광주", "대전", "울산", "제주"]
CITIES = [{"id": f"c{number}", "text": name} for number, name in enumerate(NAMES)]


def test_several_in_an_order_of_each_phone(place: Hall) -> None:
    talk = Talk(place, "ko")
    mina, jun, screen = talk.phone("민아"), talk.phone("준"), talk.screen()
    config = {"options": CITIES, "multiple": True, "least": 2, "most": 3, "shuffled": True, "picture": "donut"}
    cities = talk.add("choice", "가 보고 싶은 곳은?", config=config)
    talk.stage(cities)

    expect(mina.get_by_text("2개에서 3개까지 골라 주세요.")).to_be_visible()
    order = _order(mina)
    assert sorted(order) == sorted(NAMES)
    assert order != _order(jun) or order != NAMES
    mina.reload()
    expect(mina.get_by_role("checkbox")).to_have_count(8)
    assert _order(mina) == order

    send = mina.get_by_role("button", name="보내기", exact=True)
    mina.get_by_text("서울", exact=True).click()
    expect(send).to_have_attribute("aria-disabled", "true")  # two at least
    mina.get_by_text("제주", exact=True).click()
    mina.get_by_text("부산", exact=True).click()
    expect(mina.get_by_role("checkbox", name="대구")).to_be_disabled()  # three at most
    mina.get_by_text("서울", exact=True).click()
    send.click()
    expect(mina.get_by_text("답을 받았어요.")).to_be_visible()

    jun.get_by_text("제주", exact=True).click()
    jun.get_by_text("대구", exact=True).click()
    jun.get_by_role("button", name="보내기", exact=True).click()
    expect(screen.get_by_text("응답 2개", exact=True)).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="제주")).to_contain_text("2 100%")
    expect(screen.get_by_role("listitem").filter(has_text="부산")).to_contain_text("1 50%")
    assert talk.results(cities) == {"n": 2, "counts": [0, 1, 1, 0, 0, 0, 0, 2]}
    # Its slices have patterns as well as colours.
    looks = screen.locator("pattern").evaluate_all("(all) => all.map((one) => one.className.baseVal)")
    assert len(set(looks)) == 8
    assert all("pattern-" in look for look in looks)
    assert (
        screen.locator(".part").last.get_attribute("stroke")
        == f"url(#{screen.locator('pattern').last.get_attribute('id')})"
    )


def _order(phone: Page) -> list[str]:
    expect(phone.get_by_role("checkbox")).to_have_count(8)
    return phone.locator("label .text").all_inner_texts()


def test_one_that_stays_and_that_is_hidden_until_it_is_shown(place: Hall) -> None:
    talk = Talk(place)
    bob, screen = talk.phone("Bob"), talk.screen()
    options = [{"id": "tea", "text": "Tea", "emoji": "🍵"}, {"id": "no", "text": "Coffee"}]
    config = {"options": options, "changeable": False}
    drink = talk.add("choice", "Tea or coffee?", config=config, results_shown=False)
    talk.stage(drink)
    bob.get_by_role("radio", name="Tea").press(" ")
    bob.keyboard.press("Enter")
    expect(bob.get_by_text("Your answer is in.")).to_be_visible()
    expect(bob.get_by_role("radio", name="Coffee")).to_be_disabled()
    expect(bob.get_by_text("%")).to_have_count(0)
    expect(screen.get_by_text("1 answer", exact=True)).to_be_visible()
    expect(screen.get_by_text("%")).to_have_count(0)

    talk.act(drink, "results", "PUT", shown=True)
    expect(bob.get_by_text("100%")).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="Tea")).to_contain_text("1 100%")
