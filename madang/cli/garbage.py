"""The collector of garbage rests while a process starts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def none_yet() -> Iterator[None]:
    """What is imported and made meanwhile stays for good.

    To look for garbage in it takes a fifth of a start, and each full collection would stop a hall to do it again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
