"""A fault planted into a server, so that a test can show that it would notice: answers before the commit.

Python imports a module of this name by itself when this folder is on its path.
"""

import time
from typing import Any

from madang.database import door

BURST = 80
"""After so many joins the test kills the process: then the commit is late enough, however slow the machine is."""

commit = door.Door._commit
joined = 0


def commit_late(self: Any, jobs: list[Any]) -> None:
    """For joins only, so that the server can be made ready."""
    if getattr(jobs[0].together, "__name__", "") != "join_together":
        return commit(self, jobs)
    global joined  # noqa: PLW0603
    joined += len(jobs)
    with self._engine.connect() as connection, connection.begin():
        for group in door._groups(jobs):
            door._run_group(connection, group)
        jobs[0].future.get_loop().call_soon_threadsafe(self._deliver, jobs)
        time.sleep(5 if joined >= BURST else 0.01)


door.Door._commit = commit_late  # type: ignore[method-assign]
