from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import Run
from tests.e2e.hall import Hall, hall


@pytest.fixture
def place(chromium: Browser, running: Run) -> Iterator[Hall]:
    """A hall with a fresh server."""
    with hall(chromium, running(limits="off")) as place:
        yield place
