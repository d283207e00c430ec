"""Where passwords are hashed and verified."""

import asyncio
import threading
import unicodedata

import pytest
from pwdlib import PasswordHash

from madang.accounts import passwords


def test_a_hash_from_before_passwords_were_composed_still_opens() -> None:
    apart = unicodedata.normalize("NFD", "별이 빛나는 밤")
    hashed = PasswordHash.recommended().hash(apart)
    assert asyncio.run(passwords.is_password(apart, hashed))
    assert not asyncio.run(passwords.is_password("별이 빛나는 밤에", hashed))


def test_what_is_verified_for_nobody_is_made_by_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by: list[threading.Thread] = []

    def nobody() -> str:
        made_by.append(threading.current_thread())
        return passwords.hash_now("nobody")

    monkeypatch.setattr(passwords, "_nobody", nobody)
    assert not asyncio.run(passwords.is_password("nobody", None))
    assert [thread.name.startswith("madang-password") for thread in made_by] == [True]
