"""What is on the stage, as phones and the screen show it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.hall import Hall, network
from tests.e2e.looks import check_axe
from tests.e2e.stage import Talk

STARS = {"options": [{"id": name.lower(), "text": name} for name in ("Orion", "Vega", "Leo")]}
PROMPT = "What do you find first?"
IN = "Your answer is in."
STAGE = "**/assets/stage-*.js"


def _pick(phone: Page, option: str, button: str = "Send") -> None:
    phone.get_by_text(option, exact=True).click()
    phone.get_by_role("button", name=button, exact=True).click()


@contextmanager
def _responses(phone: Page) -> Iterator[list[str]]:
    """The answers that the phone sends meanwhile and that get through."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/response"):
            sent.append(request.post_data or "")

    phone.on("requestfinished", note)
    yield sent
    phone.remove_listener("requestfinished", note)


def test_a_phone_answers_changes_its_answer_and_keeps_it(shared: Hall) -> None:
    talk = Talk(shared)
    bob, screen = talk.phone("Bob"), talk.screen()
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars, opened=False)
    expect(bob.get_by_role("heading", name=PROMPT)).to_be_visible()
    expect(bob.get_by_text("Not open yet", exact=True)).to_be_visible()
    expect(bob.get_by_role("radio", name="Vega")).to_be_disabled()
    expect(screen.get_by_role("heading", name=PROMPT)).to_be_visible()
    expect(screen.get_by_text(talk.code[:3], exact=True)).to_be_visible()
    expect(screen.get_by_role("img", name="QR code")).to_be_visible()

    talk.act(stars, "open")
    expect(bob.get_by_text("0%")).to_have_count(0)  # nobody is led by the others
    _pick(bob, "Vega")
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="Vega")).to_contain_text("1 100%")
    expect(screen.get_by_text("1 answer", exact=True)).to_be_visible()

    _pick(bob, "Leo", "Change my answer")
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="Leo")).to_contain_text("1 100%")
    assert talk.results(stars) == {"n": 1, "counts": [0, 0, 1]}

    bob.reload()
    expect(bob.get_by_text(IN)).to_be_visible()
    expect(bob.get_by_role("radio", name="Leo")).to_be_checked()

    talk.act(stars, "close")
    expect(bob.get_by_text("Closed · Results", exact=True)).to_be_visible()
    expect(bob.get_by_role("radio", name="Orion")).to_be_disabled()
    talk.act(stars, "clear")
    talk.act(stars, "open")
    expect(bob.get_by_text(IN)).to_have_count(0)
    expect(bob.get_by_role("radio", name="Leo")).not_to_be_checked()

    talk.stage(None)
    expect(bob.get_by_text("You are in", exact=True)).to_be_visible()
    expect(screen.get_by_text("people have joined").or_(screen.get_by_text("person has joined"))).to_be_visible()


def test_an_answer_without_a_network_goes_once_when_it_is_back(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    with _responses(bob) as sent:
        network(bob, on=False)
        _pick(bob, "Vega")
        expect(bob.get_by_text("goes by itself")).to_be_visible()
        assert bob.get_by_text("Reconnecting…").is_visible()  # the page does not say two things
        _pick(bob, "Leo")
        expect(bob.get_by_text("goes by itself")).to_be_visible()
        assert not sent
        network(bob, on=True)
        expect(bob.get_by_text(IN)).to_be_visible(timeout=15_000)
        bob.wait_for_timeout(1500)
        assert len(sent) == 1
    assert talk.results(stars) == {"n": 1, "counts": [0, 0, 1]}


def test_a_pause_keeps_an_answer_until_it_is_over(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    refused = {"title": "Conflict", "status": 409, "detail": "This session is paused.", "code": "session_paused"}
    bob.route("**/response", lambda route: route.fulfill(status=409, json=refused))
    _pick(bob, "Vega")
    expect(bob.get_by_text("This session is paused. Your answer is kept")).to_be_visible()
    bob.unroute("**/response")
    bob.reload()
    expect(bob.get_by_text(IN)).to_be_visible()
    assert talk.results(stars) == {"n": 1, "counts": [0, 1, 0]}


@pytest.mark.parametrize(
    ("kind", "config", "words", "button"),
    [
        ("questions", {"most_each": 1}, "Your question", "Ask"),
        ("open_text", {"most": 1}, "Your answer", "Send"),
    ],
)
def test_what_was_refused_leaves_room_for_another(
    shared: Hall, kind: str, config: dict[str, Any], words: str, button: str
) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add(kind, PROMPT, config=config))
    written, send = bob.get_by_role("textbox", name=words), bob.get_by_role("button", name=button, exact=True)
    bob.route("**/posts", lambda route: route.fulfill(status=422, json={"detail": "Not this.", "code": "no_links"}))
    written.fill("This one")
    send.click()
    refused = bob.get_by_role("list", name="On its way").get_by_role("listitem")
    expect(refused).to_contain_text("Not sent. Not this.")
    bob.unroute("**/posts")
    written.fill("Another")
    send.click()
    expect(written).to_have_count(0)
    expect(refused).to_contain_text("This one")
    expect(refused.get_by_role("button")).to_have_text(["Dismiss"])


def test_a_retry_is_not_heard(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    bob.evaluate(
        """() => {
            Math.random = () => 0 // the shortest waits
            window.heard = ['']
            new MutationObserver(() => {
                const live = document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')
                const said = [...live].map((one) => one.innerText).join(' ')
                const [news] = /Waiting for the network|It was sent|No connection|answer is in/.exec(said) ?? ['']
                if (window.heard.at(-1) !== news) window.heard.push(news)
            }).observe(document.body, { childList: true, subtree: true, characterData: true })
        }"""
    )
    tried: list[str] = []

    def away(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    for kind, path in (("open_text", "posts"), ("choice", "response")):
        tried.clear()
        bob.route(f"**/{path}", away)
        talk.stage(talk.add(kind, f"{PROMPT} ({kind})", **({"config": STARS} if kind == "choice" else {})))
        expect(bob.get_by_role("heading", name=kind)).to_be_visible()
        if kind == "choice":
            _pick(bob, "Vega")
        else:
            bob.get_by_role("textbox").fill("A blue one")
            bob.get_by_role("button", name="Send", exact=True).click()
        while len(tried) < 2:
            bob.wait_for_timeout(50)
        bob.unroute(f"**/{path}")
        expect(bob.get_by_text(IN if kind == "choice" else "Your answers")).to_be_visible()
    of_posts, of_answers = ["Waiting for the network", "It was sent"], ["No connection", "answer is in"]
    assert bob.evaluate("window.heard") == ["", *of_posts, "", *of_answers]


def test_what_goes_again_is_not_changed_on_its_way(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    questions = talk.add("questions", PROMPT)
    talk.stage(questions)
    bob.route("**/posts", lambda route: route.abort())
    bob.get_by_role("textbox", name="Your question").fill("This one")
    bob.get_by_role("button", name="Ask", exact=True).click()
    edit = bob.get_by_role("button", name="Edit: This one")
    edit.focus()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bob.unroute("**/posts")
    bob.route("**/posts", hold)
    expect(edit).to_be_disabled()
    expect(edit).to_be_focused()
    edit.press("Enter")
    expect(bob.get_by_role("textbox", name="Your question")).to_have_value("")
    (on_its_way,) = held
    on_its_way.continue_()
    expect(edit).to_have_count(0)
    assert [post["text"] for post in talk.act(questions, "posts", "GET")] == ["This one"]


def test_the_focus_follows_what_happens(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.get_by_role("radio", name="Vega").press("Space")
    bob.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(bob.get_by_role("status").filter(has_text=IN)).to_be_focused()
    talk.stage(talk.add("choice", "And then?", config=STARS))
    expect(bob.get_by_role("heading", name="And then?")).to_be_focused()
    expect(bob.get_by_role("status").filter(has_text="And then? · Open")).to_have_count(1)


def test_a_page_of_another_build_is_loaded_again_but_not_over_and_over(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.clock.install()
    bob.route(STAGE, lambda route: route.fulfill(status=404))
    with bob.expect_response(STAGE):
        bob.reload()
    bob.wait_for_timeout(300)
    loads: list[str] = []
    bob.on("load", lambda page: loads.append(page.url))
    with bob.expect_event("load"):
        bob.clock.run_for(10_000)
    bob.wait_for_timeout(300)
    bob.clock.run_for(6000)
    expect(bob.get_by_text("Still loading…")).to_be_visible()
    bob.clock.run_for(50_000)
    bob.wait_for_timeout(300)
    assert len(loads) == 1
    with bob.expect_event("load"):
        bob.clock.run_for(65_000)
    bob.wait_for_timeout(300)
    bob.unroute(STAGE)
    bob.clock.run_for(120_000)
    expect(bob.get_by_role("radio", name="Vega")).to_be_visible()


def test_what_was_written_and_did_not_get_through_survives_a_reload_and_goes_once(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    wall = talk.add("open_text", PROMPT)
    talk.stage(wall)
    bob.route("**/posts", lambda route: route.abort())
    bob.get_by_role("textbox").fill("A blue one")
    bob.get_by_role("button", name="Send", exact=True).click()
    waits = bob.get_by_role("listitem").filter(has_text="Waiting for the network.")
    expect(waits).to_contain_text("A blue one")
    bob.reload()
    expect(waits).to_contain_text("A blue one")
    bob.unroute("**/posts")
    expect(bob.get_by_role("heading", name="Your answers")).to_be_visible()
    expect(waits).to_have_count(0)
    bob.reload()
    expect(bob.get_by_role("heading", name="Your answers")).to_be_visible()
    assert [post["text"] for post in talk.act(wall, "posts", "GET")] == ["A blue one"]


def test_an_answer_that_the_server_could_not_take_survives_a_reload_and_a_restart(place: Hall) -> None:
    talk = Talk(place)
    bob = talk.phone("Bob")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    place.server.kill()
    _pick(bob, "Vega")
    expect(bob.get_by_text("goes by itself")).to_be_visible()
    place.server.start()
    bob.reload()
    expect(bob.get_by_text(IN)).to_be_visible(timeout=15_000)
    expect(bob.get_by_role("radio", name="Vega")).to_be_checked()
    assert talk.results(stars) == {"n": 1, "counts": [0, 1, 0]}


def test_the_time_is_counted_down_and_a_late_answer_is_told(shared: Hall) -> None:
    talk = Talk(shared)
    bob, screen = talk.phone("Bob"), talk.screen()
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    talk.act(stars, "timer", "PUT", seconds=5)
    for page in (bob, screen):
        expect(page.get_by_role("timer")).to_have_text("0:04")
    _sleep(bob)  # it does not hear that it is over
    expect(screen.get_by_text("Closed", exact=True)).to_be_visible(timeout=10_000)
    expect(bob.get_by_role("timer")).to_have_text("0:00")
    _pick(bob, "Vega")
    expect(bob.get_by_role("status").filter(has_text="This takes no more answers.")).to_be_visible()
    assert talk.results(stars)["n"] == 0


def _sleep(phone: Page) -> None:
    phone.evaluate(
        """() => {
            Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => 'hidden'})
            document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )


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


def test_the_language_of_the_page_is_that_of_the_stage(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    expect(bob.get_by_role("button", name="Send", exact=True)).to_be_visible()
    bob.get_by_role("button", name="한국어").click()
    expect(bob.get_by_role("button", name="보내기", exact=True)).to_be_visible()
    bob.reload()
    expect(bob.get_by_role("button", name="보내기", exact=True)).to_be_visible()


def test_a_pause_hides_the_stage_and_keeps_what_was_begun(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    bob.get_by_text("Vega", exact=True).click()
    talk.call("pause")
    expect(bob.get_by_text("Paused for a moment", exact=True)).to_be_visible()
    expect(bob.get_by_role("heading", name=PROMPT)).to_be_hidden()
    talk.call("activate")
    expect(bob.get_by_role("radio", name="Vega")).to_be_checked()


def test_what_could_not_be_loaded_is_there_in_the_end(shared: Hall) -> None:
    """Once an import has failed, Chromium does not try it again."""
    talk = Talk(shared)
    talk.stage(talk.add("choice", PROMPT, config=STARS))
    for part in ("stage-*.js", "main-*.css", "Card-*.js"):
        bob = shared.page()
        lost = _lose_once(bob, f"**/assets/{part}")
        bob.goto(f"/join/{talk.code}")
        bob.get_by_role("textbox").first.fill(f"Bob who lost {part[:5]}")
        bob.keyboard.press("Enter")
        expect(bob.get_by_role("radio", name="Vega")).to_be_visible(timeout=30_000)
        assert lost


def _lose_once(page: Page, address: str) -> list[str]:
    lost: list[str] = []

    def answer(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    page.route(address, answer)
    return lost


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_axe_finds_nothing_on_the_stage(shared: Hall, language: str, scheme: str) -> None:
    talk = Talk(shared, language)
    bob, screen = talk.phone("Bob", color_scheme=scheme), talk.screen(color_scheme=scheme)
    reactions = talk.add("reactions", "Tell us how it goes")
    talk.act(reactions, "open")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    talk.act(stars, "timer", "PUT", seconds=600)
    radio = bob.get_by_role("radio", name="Vega")
    expect(radio).to_be_enabled()
    expect(screen.get_by_role("listitem")).to_have_count(3)
    check_axe(bob, "asked")
    check_axe(screen, "screen")
    radio.press(" ")
    radio.press("Enter")
    expect(bob.get_by_role("status").filter(has_text="답을 받았어요" if language == "ko" else IN)).to_be_visible()
    check_axe(bob, "answered")
    talk.act(stars, "close")
    expect(bob.get_by_role("radio", name="Vega")).to_be_disabled()
    check_axe(bob, "closed")


def test_in_a_pause_time_stands(place: Hall) -> None:
    talk = Talk(place)
    question = {"kind": "true_false", "text": "The sun is a star.", "holds": True, "seconds": 60}
    quiz = talk.add("quiz", "Stars", config={"questions": [question]})
    talk.stage(quiz)
    bob, screen, laptop = talk.phone("Bob"), talk.screen(), talk.laptop
    talk.act(quiz, "quiz/next")
    laptop.goto(f"/sessions/{talk.id}")
    screen.emulate_media(reduced_motion="no-preference")
    clocks = [page.get_by_role("timer").first for page in (screen, laptop)]
    nearly_a_minute = re.compile("0:[3-5]")
    for clock in clocks:
        expect(clock).to_contain_text(nearly_a_minute)
    screen.wait_for_timeout(2500)
    talk.act(quiz, "", "PUT", notes="It is told again, and the same time is left")
    screen.wait_for_timeout(500)
    talk.call("pause")
    expect(screen.get_by_text("Paused for a moment")).to_be_visible()
    expect(bob.get_by_role("timer")).to_have_count(0)
    expect(laptop.get_by_role("button", name="Resume")).to_be_visible()
    standing = [clock.text_content() for clock in clocks]
    bar = "document.getAnimations().filter(one => one.animationName?.includes('run')).map(one => one.playState)"
    assert screen.evaluate(bar) == ["paused"]
    ran = "document.getAnimations().find(one => one.animationName?.includes('run')).effect.getComputedTiming().progress"
    left = 60 * (1 - screen.evaluate(ran))
    assert -1.5 < left - int(str(standing[0])[-2:]) < 1.5  # frames are late on a busy machine
    screen.wait_for_timeout(2100)
    assert [clock.text_content() for clock in clocks] == standing
    screen.reload()
    expect(clocks[0]).to_have_text(str(standing[0]))
    talk.call("activate")
    expect(bob.get_by_role("timer")).to_contain_text(nearly_a_minute)
    bob.get_by_text("True", exact=True).click()
    expect(clocks[0]).not_to_have_text(str(standing[0]))
    expect(clocks[0]).to_contain_text(nearly_a_minute)  # the pause took none of its minute
    assert screen.evaluate(bar) == ["running"]


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
