"""Alice's session, and those whom she may invite."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.conftest import Serve
from tests.helpers import bearer, sign_up
from tests.sessions.team import Team

NAMES = ("Alice", "Bob", "Carol", "Dave")


@pytest.fixture
def team(serve: Serve) -> Iterator[Team]:
    server = serve(limits="off")
    with ExitStack() as stack:
        clients = [stack.enter_context(server.client()) for _ in NAMES]
        for name, client in zip(NAMES, clients, strict=True):
            client.headers.update(bearer(sign_up(client, f"{name.lower()}@example.org", name=name)))
        yield Team(server, clients)
