"""Where passwords are hashed and verified."""

import asyncio
import threading

import pytest

from madang.accounts import passwords


def test_what_is_verified_for_nobody_is_made_by_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by: list[threading.Thread] = []

    def nobody() -> str:
        made_by.append(threading.current_thread())
        return passwords.hash_now("nobody")

    monkeypatch.setattr(passwords, "_nobody", nobody)
    assert not asyncio.run(passwords.is_password("nobody", None))
    assert [thread.name.startswith("madang-password") for thread in made_by] == [True]
