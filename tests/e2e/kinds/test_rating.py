"""Statements are rated on two phones, and the table on the screen follows."""

from playwright.sync_api import expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk

STATEMENTS = [{"id": "a", "text": "설명이 쉬웠다"}, {"id": "b", "text": "속도가 알맞았다"}]


def test_a_table_of_statements(place: Hall) -> None:
    talk = Talk(place, "ko")
    screen, bob, carol = talk.screen(), talk.phone("Bob"), talk.phone("Carol")
    config = {"statements": STATEMENTS, "high": "매우 그렇다", "skippable": True}
    talk.stage(talk.add("rating", "어떠셨나요?", config=config))

    easy = bob.get_by_role("group", name="설명이 쉬웠다")
    easy.get_by_role("radio", name="5점 중 4점").check()
    easy.get_by_role("radio", name="5점 중 4점").press("ArrowRight")
    expect(easy.get_by_role("radio", name="5점 중 5점")).to_be_checked()
    bob.get_by_role("button", name="보내기").click()
    expect(bob.get_by_text("답을 받았어요.")).to_be_visible()
    expect(easy.get_by_text("평균 5.00점")).to_be_visible()
    expect(bob.get_by_text("1명이 답했어요.")).to_be_visible()

    row = screen.get_by_role("row").filter(has_text="설명이 쉬웠다")
    expect(row.get_by_role("cell")).to_have_text(["0", "0", "0", "0", "1", "5.00", "5", "0.00"])

    for statement in STATEMENTS:
        carol.get_by_role("group", name=statement["text"]).get_by_role("radio", name="5점 중 2점").check()
    carol.get_by_role("button", name="보내기").click()
    expect(row.get_by_role("cell")).to_have_text(["0", "1", "0", "0", "1", "3.50", "3.5", "1.50"])

    # Skipped again, and sent once more.
    carol.get_by_role("group", name="속도가 알맞았다").get_by_role("button", name="건너뛰기").click()
    carol.get_by_role("button", name="답 바꾸기").click()
    other = screen.get_by_role("row").filter(has_text="속도가 알맞았다")
    expect(other.get_by_role("cell").nth(5)).to_have_text("–")
    bob.reload()
    expect(easy.get_by_role("radio", name="5점 중 5점")).to_be_checked()
