"""Two phones guess, the console reveals, and everybody sees who was nearest."""

from playwright.sync_api import expect

from tests.e2e.hall import Hall
from tests.e2e.stage import Talk


def test_a_guess_and_its_truth(place: Hall) -> None:
    talk = Talk(place)
    screen, bob, carol, laptop = talk.screen(), talk.phone("Bob"), talk.phone("Carol"), talk.laptop
    config = {"least": -10, "most": 20_000, "unit": "m", "truth": 8849}
    talk.stage(talk.add("estimate", "How high?", config=config, anonymous=False))

    guess = bob.get_by_label("Your guess")
    guess.fill("30,000")
    guess.press("Enter")
    expect(bob.get_by_text("From -10 m to 20,000 m")).to_be_visible()
    expect(guess).to_have_attribute("aria-invalid", "true")
    guess.fill("9,000")
    guess.press("Enter")
    expect(bob.get_by_text("Your answer is in.")).to_be_visible()
    carol.get_by_label("Your guess").fill("5")
    carol.get_by_role("button", name="Change the sign").click()
    carol.get_by_role("button", name="Send").click()
    expect(screen.get_by_text("2 answers")).to_be_visible()
    assert "8849" not in bob.content() + screen.content()
    expect(screen.get_by_text("Median")).to_have_count(0)

    laptop.goto(f"/sessions/{talk.id}")
    laptop.get_by_role("button", name="Reveal the true value").click()
    nearest = screen.get_by_role("listitem").filter(has_text="off by 151")
    expect(nearest).to_contain_text("Bob")
    expect(screen.get_by_text("8,849").first).to_be_visible()
    expect(screen.get_by_text("Mean 4,497.5")).to_be_visible()
    expect(bob.get_by_text("Your guess is off by 151 m.")).to_be_visible()
    expect(bob.get_by_label("Your guess")).not_to_be_editable()

    laptop.get_by_role("button", name="Hide the true value again").click()
    expect(screen.get_by_text("8,849")).to_have_count(0)
    expect(bob.get_by_text("True value")).to_have_count(0)
