"""What a phone could not send yet waits, survives and goes once; what was refused is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.answering import IN, PROMPT, STARS, pick
from tests.e2e.hall import Hall, network
from tests.e2e.stage import Talk


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


def test_an_answer_without_a_network_goes_once_when_it_is_back(shared: Hall) -> None:
    talk = Talk(shared)
    bob = talk.phone("Bob")
    stars = talk.add("choice", PROMPT, config=STARS)
    talk.stage(stars)
    expect(bob.get_by_role("radio", name="Vega")).to_be_enabled()
    with _responses(bob) as sent:
        network(bob, on=False)
        pick(bob, "Vega")
        expect(bob.get_by_text("goes by itself")).to_be_visible()
        assert bob.get_by_text("Reconnecting…").is_visible()  # the page does not say two things
        pick(bob, "Leo")
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
    pick(bob, "Vega")
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
            pick(bob, "Vega")
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

    bob.route("**/posts", hold)  # instead of the one before: no try goes through between them
    expect(edit).to_be_disabled()
    expect(edit).to_be_focused()
    edit.press("Enter")
    expect(bob.get_by_role("textbox", name="Your question")).to_have_value("")
    (on_its_way,) = held
    on_its_way.continue_()
    expect(edit).to_have_count(0)
    assert [post["text"] for post in talk.act(questions, "posts", "GET")] == ["This one"]


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
    pick(bob, "Vega")
    expect(bob.get_by_text("goes by itself")).to_be_visible()
    place.server.start()
    bob.reload()
    expect(bob.get_by_text(IN)).to_be_visible(timeout=15_000)
    expect(bob.get_by_role("radio", name="Vega")).to_be_checked()
    assert talk.results(stars) == {"n": 1, "counts": [0, 1, 0]}
