"""A choice on the stage, and what a phone does with it."""

from playwright.sync_api import Page

STARS = {"options": [{"id": name.lower(), "text": name} for name in ("Orion", "Vega", "Leo")]}
PROMPT = "What do you find first?"
IN = "Your answer is in."


def pick(phone: Page, option: str, button: str = "Send") -> None:
    phone.get_by_text(option, exact=True).click()
    phone.get_by_role("button", name=button, exact=True).click()
