"""Leads the example's live session: through its running order, again and again."""

import asyncio
from typing import Any, Final

import httpx2

from madang.cli.demo.presenter import Presenter
from madang.cli.demo.talk import BESIDE, ON_STAGE, Item

BREAK_SECONDS: Final = 8.0
QUIZ_STEP_SECONDS: Final = 7.0
MOST_QUIZ_STEPS: Final = 60


class Director:
    def __init__(self, presenter: Presenter, session: dict[str, Any]) -> None:
        self._presenter = presenter
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
                await self._once()
            except httpx2.HTTPError:  # somebody deleted what comes next, or the server restarts
                await asyncio.sleep(BREAK_SECONDS)

    async def _once(self) -> None:
        await asyncio.sleep(BREAK_SECONDS)
        for item in ON_STAGE:
            await self._presenter.call("PUT", f"{self._path}/stage", activity=self._ids[item.title], open=True)
            await (self._quiz(item) if item.kind == "quiz" else asyncio.sleep(item.seconds))
            if item.kind == "estimate":
                await self._act(item, "PUT", "truth", shown=True)
                await asyncio.sleep(BREAK_SECONDS)
            await self._act(item, "POST", "close")
        await self._presenter.call("PUT", f"{self._path}/stage", activity=None)
        for item in ON_STAGE:
            await self._act(item, "POST", "clear")

    async def _quiz(self, item: Item) -> None:
        """One step after the other; a question gets the time that it has."""
        await asyncio.sleep(QUIZ_STEP_SECONDS)
        for _ in range(MOST_QUIZ_STEPS):
            now = await self._act(item, "POST", "next")
            phase, place = now["progress"]["phase"], now["progress"]["question"]
            if phase == "podium":
                break
            asking = phase == "asking"
            await asyncio.sleep(item.config["questions"][place]["seconds"] if asking else QUIZ_STEP_SECONDS)
        await asyncio.sleep(2 * QUIZ_STEP_SECONDS)

    async def _act(self, item: Item, method: str, step: str, **body: object) -> Any:
        return await self._presenter.call(method, f"{self._path}/activities/{self._ids[item.title]}/{step}", **body)
