"""What is looked at on pages: that axe finds nothing once they have come to rest, and that nothing moves from under a
finger."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

# Nothing has changed for a moment. What changes all the time, as a clock does, is not waited for any longer.
_AT_REST = """() => new Promise((done) => {
  let still
  const rest = () => {
    clearTimeout(still)
    still = setTimeout(done, 150)
  }
  new MutationObserver(rest).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  })
  setTimeout(done, 1000)
  rest()
})"""


def check_axe(page: Page, where: str = "") -> None:
    page.wait_for_load_state("load")
    page.get_by_role("heading", level=1).first.wait_for()  # what it asks for first has come
    page.evaluate(_AT_REST)
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))")
    violations = Axe().run(page).response["violations"]
    found = [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in violations]
    assert not found, f"{where}: {found}"


_WATCH_LIST = """(button) => {
  const list = button.closest('ul')
  list.addEventListener('pointerdown', () => (window.touchedAt = performance.now()))
  new MutationObserver(() => (window.movedAt = performance.now())).observe(list, { childList: true })
}"""


def watch_list(button: Locator) -> None:
    """Notes when the list that it stands in is touched, and when anything comes, goes or moves in it."""
    button.evaluate(_WATCH_LIST)


def seconds_still(page: Page) -> float:
    """From the last touch of the watched list to its last change, by the page's own clock."""
    seconds: float = page.evaluate("(window.movedAt - window.touchedAt) / 1000")
    return seconds
