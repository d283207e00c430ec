"""One handle for everything that reads and writes."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from sqlalchemy.orm import Session as Db

from madang.database.door import Door, Together
from madang.database.engine import is_sqlite, reading_engine, writing_engine
from madang.database.tidying import Tidy, tidying

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Listener = Callable[[Sequence[object]], None]

READERS = 4
POSTGRESQL_WRITERS = 4


class Database:
    """`write` and `read` take plain functions of `db`: they run in threads, the loop stays free.

    What they answer must be plain data or loaded rows: the transaction is over when it arrives.
    """

    def __init__(self, url: str) -> None:
        writers = 1 if is_sqlite(url) else POSTGRESQL_WRITERS
        self.url = url
        self._listeners: list[Listener] = []
        self._writing = writing_engine(url, writers + 1)
        self._reading = reading_engine(url, READERS)
        self._door = Door(self._writing, writers, self._tell)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="madang-read")
        self._unawaited: set[asyncio.Task[object]] = set()

    def on_commit(self, listener: Listener) -> None:
        """`listener(changes)` is called in the loop after each commit that announced any."""
        self._listeners.append(listener)

    async def write(self, fn: Callable[[Db], Answer], *, lane: str = "") -> Answer:
        return await self._door.write(fn, lane)

    def write_later(self, fn: Callable[[Db], object]) -> None:
        """For a note that nobody waits for: where it cannot be written now, it is not."""
        task = asyncio.create_task(self._door.write(fn))
        self._unawaited.add(task)
        task.add_done_callback(self._written)

    async def write_together(self, fn: Together[Item, Answer], item: Item, *, lane: str = "") -> Answer:
        return await self._door.write_together(fn, item, lane)

    async def read(self, fn: Callable[[Db], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, fn)

    def read_now(self, fn: Callable[[Db], Answer]) -> Answer:
        with Db(self._reading, expire_on_commit=False) as db:
            return fn(db)

    def write_now(self, fn: Callable[[Db], Answer]) -> Answer:
        """For the command line, where no loop runs. Streams notice within a look of their rooms."""
        with Db(self._writing, expire_on_commit=False) as db, db.begin():
            return fn(db)

    def tidying(self) -> AbstractAsyncContextManager[Tidy | None]:
        return tidying(self.url)

    def close(self) -> None:
        self._door.close()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()

    def _written(self, task: "asyncio.Task[object]") -> None:
        self._unawaited.discard(task)
        if not task.cancelled():
            task.exception()  # or the loop would complain that nobody has looked at it

    def _tell(self, changes: Sequence[object]) -> None:
        for listener in self._listeners:
            listener(changes)
