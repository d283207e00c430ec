"""Leads the example's live session: through its running order, again and again."""

import asyncio
import logging
from typing import Any, Final

import httpx2

from madang.cli.demo.presenter import Presenter
from madang.cli.demo.talk import BESIDE, ON_STAGE, Item

log = logging.getLogger(__name__)

BREAK_SECONDS: Final = 8.0
QUIZ_STEP_SECONDS: Final = 7.0
MOST_QUIZ_STEPS: Final = 60


class Director:
    """At the pace of people, or at `pace` times that."""

    def __init__(self, presenter: Presenter, session: dict[str, Any], *, pace: float = 1) -> None:
        self._presenter = presenter
        self._pace = pace
        self._path = f"/api/sessions/{session['id']}"
        self._ids: dict[str, str] = {}  # by title

    async def prepare(self) -> None:
        """Makes all activities, and opens those beside the stage."""
        for item in (*ON_STAGE, *BESIDE):
            shown = {} if item.results_shown is None else {"results_shown": item.results_shown}
            made = await self._presenter.call(
                "POST",
                f"{self._path}/activities",
                kind=item.kind,
                title=item.title,
                config=item.config,
                notes=item.notes,
                **shown,
            )
            self._ids[item.title] = made["id"]
        for item in BESIDE:
            await self._act(item, "POST", "open")

    async def lead(self) -> None:
        """Until it is cancelled. What its presenter does on the console meanwhile is not undone."""
        while True:
            try:
                await self.once()
            except httpx2.HTTPError as failure:  # somebody deleted what comes next, or the server restarts
                log.warning("the talk begins again: %s", failure)
                await self._rest(BREAK_SECONDS)

    async def once(self) -> None:
        """From the first activity to the last one, and all is cleared for the next time."""
        await self._rest(BREAK_SECONDS)
        for item in ON_STAGE:
            await self._presenter.call("PUT", f"{self._path}/stage", activity=self._ids[item.title], open=True)
            await (self._quiz(item) if item.kind == "quiz" else self._rest(item.seconds))
            if item.kind == "estimate":
                await self._act(item, "PUT", "estimate/truth", shown=True)
                await self._rest(BREAK_SECONDS)
            await self._act(item, "POST", "close")
        await self._presenter.call("PUT", f"{self._path}/stage", activity=None)
        for item in ON_STAGE:
            await self._act(item, "POST", "clear")

    async def _quiz(self, item: Item) -> None:
        """One step after the other; a question gets the time that it has."""
        await self._rest(QUIZ_STEP_SECONDS)
        for _ in range(MOST_QUIZ_STEPS):
            now = await self._act(item, "POST", "quiz/next")
            phase, place = now["progress"]["phase"], now["progress"]["question"]
            if phase == "podium":
                break
            asking = phase == "asking"
            await self._rest(item.config["questions"][place]["seconds"] if asking else QUIZ_STEP_SECONDS)
        await self._rest(2 * QUIZ_STEP_SECONDS)

    async def _rest(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._pace)

    async def _act(self, item: Item, method: str, step: str, **body: object) -> Any:
        return await self._presenter.call(method, f"{self._path}/activities/{self._ids[item.title]}/{step}", **body)
