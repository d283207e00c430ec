from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Run
from tests.e2e.hall import Hall, hall

expect.set_options(timeout=15_000)  # a busy machine takes its time


@pytest.fixture
def place(chromium: Browser, running: Run) -> Iterator[Hall]:
    """A hall with a fresh server."""
    with hall(chromium, running(limits="off")) as place:
        yield place
