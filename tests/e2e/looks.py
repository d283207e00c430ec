"""What is looked at on every page: that axe finds nothing once the page has come to rest."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
    page.evaluate(_AT_REST)
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))")
    violations = Axe().run(page).response["violations"]
    found = [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in violations]
    assert not found, f"{where}: {found}"
