"""The form of an activity: where it begins, what it refuses, what is pasted into it."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall, call, network, open_session


def test_what_the_server_refuses_stands_at_its_field(shared: Hall) -> None:
    laptop = shared.presenter("ko")
    session_id, _ = open_session(laptop)
    laptop.goto(f"/sessions/{session_id}")
    laptop.get_by_role("button", name="첫 활동 추가").click()
    laptop.get_by_role("dialog").get_by_role("button", name="객관식 보기").click()
    laptop.get_by_label("제목이나 질문").fill("어느 별일까요?")
    laptop.get_by_label("보기 1", exact=True).fill("시리우스")
    laptop.get_by_role("button", name="추가", exact=True).click()
    wrong = laptop.get_by_label("보기 2", exact=True)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description("보기를 입력해 주세요.")

    # Several pasted lines are several options; what was typed and dropped comes back.
    laptop.evaluate(
        """() => {
            const data = new DataTransfer()
            data.setData('text', '- 직녀성\\n- 견우성\\n- 데네브')
            const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
            document.activeElement.dispatchEvent(pasted)
        }"""
    )
    expect(laptop.get_by_label("보기 4", exact=True)).to_have_value("데네브")
    laptop.keyboard.press("Alt+ArrowUp")
    expect(laptop.get_by_label("보기 3", exact=True)).to_have_value("데네브")
    laptop.keyboard.press("Escape")
    expect(laptop.get_by_role("dialog")).to_have_count(0)
    laptop.get_by_role("button", name="되돌리기").click()
    laptop.get_by_role("button", name="추가", exact=True).click()
    expect(laptop.get_by_role("dialog")).to_have_count(0)
    (made,) = call(laptop, f"sessions/{session_id}/activities", "GET")
    assert [option["text"] for option in made["config"]["options"]] == ["시리우스", "직녀성", "데네브", "견우성"]


def _paste(laptop: Page, *lines: str) -> None:
    laptop.evaluate(
        """text => {
            const data = new DataTransfer()
            data.setData('text', text)
            const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
            document.activeElement.dispatchEvent(pasted)
        }""",
        "\n".join(lines),
    )


def test_a_form_begins_at_its_first_field_and_objects_no_longer_than_it_must(shared: Hall) -> None:
    laptop = shared.presenter("en")
    laptop.goto("/")
    laptop.get_by_role("button", name="New session").first.click()
    laptop.keyboard.type("Reading the night sky")
    laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Add your first activity").click()
    expect(laptop.get_by_role("button", name="Choice One answer")).to_be_focused()
    laptop.keyboard.press("Enter")
    title = laptop.get_by_label("Title or question")
    expect(title).to_be_focused()
    laptop.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()
    laptop.keyboard.type("Which star?")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    laptop.keyboard.press("Enter")
    first, second = (laptop.get_by_label(f"Option {place}", exact=True) for place in (1, 2))
    expect(first).to_be_focused()
    laptop.keyboard.type("Vega")
    expect(first).not_to_have_attribute("aria-invalid", "true")
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(laptop.get_by_role("dialog").get_by_role("alert")).to_have_count(0)

    second.focus()
    _paste(laptop, *map(str, range(22)))
    expect(laptop.get_by_label("Option 20", exact=True)).to_have_value("18")
    expect(laptop.get_by_text("20 at most: 3 lines left out.")).to_be_visible()

    network(laptop, on=False)
    laptop.get_by_role("button", name="Add", exact=True).click()
    expect(laptop.get_by_text("What you typed is still here")).to_be_visible()
    network(laptop, on=True)
    laptop.get_by_role("button", name="Add", exact=True).click()
    expect(laptop.get_by_role("heading", name="Which star?")).to_be_visible()
