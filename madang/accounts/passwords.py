"""Argon2id by pwdlib, off the event loop, two at a time: a burst of sign-ins costs seconds and not memory."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash

_hasher = PasswordHash.recommended()
_workers = ThreadPoolExecutor(2, thread_name_prefix="madang-password")


@cache
def _nobody() -> str:
    """Verified where there is no account, so that both take the same time."""
    return _hasher.hash("an unknown account costs the same time")


def composed(password: str) -> str:
    """As one device and another type the same Korean syllables (NFC, as RFC 8265 says)."""
    return unicodedata.normalize("NFC", password)


def prepare() -> None:
    """Before the first sign-in: what is verified for nobody is made in the background, and not inside of it."""
    _workers.submit(_nobody)


def hash_now(password: str) -> str:
    return _hasher.hash(composed(password))


async def hash_password(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(_workers, hash_now, password)


async def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the right one; without a hash the answer is no, and comes as late."""
    if not _can_be_hashed(password):
        password, hashed = "", None
    return await asyncio.get_running_loop().run_in_executor(_workers, _verify, password, hashed)


def _verify(password: str, hashed: str | None) -> bool:
    known = hashed or _nobody()
    # As it came, too: hashes from before passwords were composed.
    ways = dict.fromkeys((composed(password), password))
    return any(_hasher.verify(way, known) for way in ways) and hashed is not None


def _can_be_hashed(password: str) -> bool:
    try:
        password.encode()
    except UnicodeEncodeError:  # a lone surrogate: no password of ours
        return False
    return len(password) <= 1024
