from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Run
from tests.e2e.hall import Hall, hall
from tests.servers import Madang

expect.set_options(timeout=15_000)  # a busy machine takes its time


@pytest.fixture
def place(chromium: Browser, running: Run) -> Iterator[Hall]:
    """A hall with a fresh server."""
    with hall(chromium, running(limits="off")) as place:
        yield place


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Madang]:
    with Madang(tmp_path_factory.mktemp("standing"), limits="off") as server:
        yield server


@pytest.fixture
def shared(chromium: Browser, standing: Madang) -> Iterator[Hall]:
    """A hall with a server of several tests: each has presenters and sessions of its own."""
    with hall(chromium, standing) as place:
        yield place
    print(standing.log)
