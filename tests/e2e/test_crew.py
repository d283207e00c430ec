"""Running a session together: an invitation link, a second presenter, a moderator, and the end of both."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hall import LAPTOP, PASSWORD, PHONE, Hall, call, join, open_session
from tests.e2e.looks import check_axe

NOTES = "Tell the joke about the moon"


def invite(laptop: Page, session_id: str, role: str) -> str:
    """The path of a fresh invitation link."""
    made = call(laptop, f"sessions/{session_id}/invitations", role=role)
    return f"/invite/{made['token']}"


def accept(laptop: Page, path: str) -> None:
    call(laptop, f"{path.replace('/invite/', 'invitations/')}/accept")


def test_a_second_presenter_comes_by_a_link(shared: Hall) -> None:
    alice = shared.presenter()
    session_id, _ = open_session(alice)
    call(alice, f"sessions/{session_id}/activities", kind="choice", title="Which star?", notes=NOTES)
    alice.goto(f"/sessions/{session_id}")
    alice.get_by_role("tab", name="Team").click()
    alice.get_by_role("radio", name=re.compile("Presenter")).check()
    alice.get_by_role("button", name="Make a link").click()
    link = alice.get_by_label("Link for the role Presenter").input_value()
    assert link.startswith(f"{shared.url}/invite/mdi_")

    bob = shared.page(LAPTOP)
    bob.goto(link)
    expect(bob.get_by_text("Alice would like to run “Reading the night sky” with you.")).to_be_visible()
    bob.get_by_role("link", name="Create an account").click()
    bob.get_by_label("Name").fill("Bob")
    bob.get_by_label("E-mail").fill("bob@example.org")
    bob.get_by_label("Password").fill(PASSWORD)
    bob.get_by_role("button", name="Create account").click()
    bob.get_by_role("button", name="Accept").click()
    bob.wait_for_url(f"**/sessions/{session_id}")
    expect(bob.get_by_text(NOTES)).to_be_visible()
    expect(bob.get_by_role("tab", name="Team")).to_have_count(0)

    expect(alice.get_by_label("Role of Bob")).to_have_value("presenter")
    alice.get_by_role("tab", name="Stage").click()
    bob.get_by_role("button", name="Next").first.click()
    for page in (alice, bob):
        expect(page.get_by_text("On stage").first).to_be_visible()

    alice.get_by_role("tab", name="Team").click()
    alice.get_by_label("Role of Bob").select_option("moderator")
    expect(bob.get_by_role("tab", name="Questions and chat")).to_be_visible()
    expect(bob.get_by_text(NOTES)).to_have_count(0)

    alice.get_by_role("button", name="Remove Bob from the team").click()
    expect(bob.get_by_role("heading", name="There is nothing here")).to_be_visible()
    expect(bob.get_by_text("You are not in the team of this session any more.")).to_be_visible()
    bob.goto(link)
    bob.get_by_role("button", name="Accept").click()
    expect(bob.get_by_text("You were removed from this session's team.")).to_be_visible()
    alice.get_by_role("button", name="Undo").click()
    expect(alice.get_by_label("Role of Bob")).to_have_value("moderator")
    bob.goto("/")
    bob.get_by_role("link", name="Reading the night sky").click()
    expect(bob.get_by_role("tab", name="People")).to_be_visible()


def test_a_moderator_looks_after_people_and_what_they_write(shared: Hall) -> None:
    alice, carol = shared.presenter(), shared.presenter("ko", "Carol")
    session_id, code = open_session(alice)
    made = call(alice, f"sessions/{session_id}/activities", kind="choice", title="Which star?", notes=NOTES)
    call(alice, f"sessions/{session_id}/stage", "PUT", activity=made["id"], open=True)
    phone = shared.page()
    join(phone, code, "Dora")

    carol.goto(invite(alice, session_id, "moderator"))
    carol.get_by_role("button", name="수락").click()
    carol.wait_for_url(f"**/sessions/{session_id}")
    expect(carol.get_by_text("아직 관리할 글이 없습니다")).to_be_visible()
    assert carol.get_by_role("tab").all_inner_texts() == ["질문과 채팅", "참여자"]
    carol.get_by_role("tab", name="참여자").click()
    carol.get_by_role("button", name="Dora 내보내기").click()
    expect(phone.get_by_text("You were removed from this session", exact=True)).to_be_visible()
    carol.get_by_role("button", name="되돌리기").click()
    expect(carol.get_by_role("button", name="Dora 내보내기")).to_be_visible()

    wall = call(alice, f"sessions/{session_id}/activities", kind="open_text", title="Why?", config={"approve": True})
    call(alice, f"sessions/{session_id}/stage", "PUT", activity=wall["id"], open=True)
    carol.get_by_role("tab", name="질문과 채팅").click()
    expect(carol.get_by_role("heading", name="Why?")).to_be_visible()
    phone.reload()
    phone.get_by_role("button", name="Join", exact=True).click()
    phone.get_by_role("textbox", name="Your answer").fill("It twinkles")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(carol.get_by_text("승인 대기 1개")).to_be_visible()
    expect(carol.get_by_role("button", name="크게 보이기")).to_have_count(0)
    carol.get_by_role("button", name="승인: “It twinkles”").click()
    expect(carol.get_by_text("승인 대기")).to_have_count(0)
    (post,) = call(carol, f"sessions/{session_id}/activities/{wall['id']}/posts", "GET")
    assert (post["text"], post["state"]) == ("It twinkles", "shown")
    assert NOTES not in carol.content()

    carol.get_by_role("button", name="이 세션 메뉴").click()
    carol.get_by_role("button", name="팀에서 나가기").click()
    carol.get_by_role("dialog").get_by_role("button", name="팀에서 나가기").click()
    carol.wait_for_url("**/")
    expect(carol.get_by_role("link", name="Reading the night sky")).to_have_count(0)


def test_an_invitation_raises_a_role_and_lowers_none(shared: Hall) -> None:
    alice, bob = shared.presenter(), shared.presenter("ko", "Bob")
    session_id, _ = open_session(alice)
    accept(bob, invite(alice, session_id, "moderator"))
    bob.goto(invite(alice, session_id, "presenter"))
    bob.get_by_role("button", name="수락").click()
    bob.wait_for_url(f"**/sessions/{session_id}")
    expect(bob.get_by_role("tab", name="무대")).to_be_visible()
    bob.goto(invite(alice, session_id, "moderator"))
    bob.get_by_role("button", name="수락").click()
    expect(bob.get_by_role("heading", name="이미 팀에 있습니다. 역할: 진행자")).to_be_visible()
    expect(bob.get_by_role("link", name="세션으로 가기")).to_be_focused()
    bob.keyboard.press("Enter")
    expect(bob.get_by_role("tab", name="무대")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing(shared: Hall, language: str, scheme: str) -> None:
    alice = shared.presenter(language, color_scheme=scheme)
    bob = shared.presenter(language, "Bob", color_scheme=scheme)
    carol = shared.presenter(language, "Carol", color_scheme=scheme)
    session_id, _ = open_session(alice)
    paths = {role: invite(alice, session_id, role) for role in ("presenter", "moderator")}
    stranger = shared.page(PHONE, language, color_scheme=scheme)
    visits = [(stranger, paths["presenter"]), (stranger, "/invite/nonsense"), (bob, paths["presenter"])]
    accept(carol, paths["moderator"])
    wall = call(alice, f"sessions/{session_id}/activities", kind="open_text", title="Which star?")
    call(alice, f"sessions/{session_id}/stage", "PUT", activity=wall["id"], open=True)
    call(carol, f"sessions/{session_id}/activities/{wall['id']}/posts", text="Vega")
    visits += [(alice, f"/sessions/{session_id}?part=team"), (carol, f"/sessions/{session_id}"), (carol, "/")]
    for page, path in visits:
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        check_axe(page, path)
