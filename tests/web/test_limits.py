"""Rate limits: counted for each, in memory and on Valkey; off where they are off, and where Valkey is away."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import valkey

from madang.errors import TooMany
from madang.settings import Settings
from madang.web.limits import AT_ONCE, Limits
from tests.servers import free_port

Made = Callable[..., AbstractAsyncContextManager[Limits]]
LIMIT = "3/hour"
"""Long enough that hardly a run meets its turn, at which something is given back."""
ADDRESS = "203.0.113.7"


@pytest.fixture(params=["memory", "valkey"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    """Each call makes the limits of one more process."""
    url = request.getfixturevalue("valkey_url") if request.param == "valkey" else None

    def make(**settings: Any) -> AbstractAsyncContextManager[Limits]:
        return opened(data_dir=tmp_path, valkey_url=url, **settings)

    return make


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Limits]:
    limits = Limits(Settings(**settings))
    yield limits
    await limits.close()


async def spend(limits: Limits, times: int, *who: str) -> None:
    for _ in range(times):
        await limits.spend(LIMIT, *(who or ("sign-in", ADDRESS)))


async def is_refused(question: Awaitable[None]) -> int:
    """The seconds to wait."""
    with pytest.raises(TooMany) as refused:
        await question
    return int(refused.value.headers["Retry-After"])


def test_one_too_many(made: Made) -> None:
    async def run() -> None:
        async with made() as limits:
            await spend(limits, 3)
            assert 1 <= await is_refused(spend(limits, 1)) <= 3600
            await spend(limits, 3, "sign-in", "203.0.113.8")
            await spend(limits, 3, "register", ADDRESS)

    asyncio.run(run())


def test_failures_are_counted_apart_from_looking(made: Made) -> None:
    async def run() -> None:
        async with made() as limits:
            for _ in range(3):
                await limits.check(LIMIT, "miss", ADDRESS)
                await limits.count(LIMIT, "miss", ADDRESS)
            assert await is_refused(limits.check(LIMIT, "miss", ADDRESS)) >= 1
            await limits.count(LIMIT, "miss", ADDRESS)  # counts and raises nothing
            await limits.check(LIMIT, "miss", "203.0.113.8")

    asyncio.run(run())


def test_guesses_of_one_moment_are_limited_too(made: Made) -> None:
    """All of them fail, after a while: none has failed yet when the last one comes."""
    tried = 0

    async def guess(limits: Limits) -> None:
        nonlocal tried
        async with limits.in_turn(LIMIT, "guess", ADDRESS):
            tried += 1
            await asyncio.sleep(0.01)
            await limits.count(LIMIT, "guess", ADDRESS)

    async def run() -> None:
        async with made() as limits:
            outcomes = await asyncio.gather(*(guess(limits) for _ in range(200)), return_exceptions=True)
            assert tried <= AT_ONCE
            assert [type(outcome) for outcome in outcomes if outcome] == [TooMany] * (200 - tried)
            assert await asyncio.wait_for(is_refused(guess(limits)), 5) >= 1

    asyncio.run(run())


def test_an_ipv6_customer_is_one(made: Made) -> None:
    async def run() -> None:
        async with made() as limits:
            await spend(limits, 2, "sign-in", "2001:db8:0:1::1")
            await spend(limits, 1, "sign-in", "2001:db8:0:1:ffff::2")
            await is_refused(spend(limits, 1, "sign-in", "2001:db8:0:1::3"))
            await spend(limits, 1, "sign-in", "2001:db8:0:2::1")

    asyncio.run(run())


@pytest.mark.parametrize("name", ["", "\x00", "\ud800", "a b\n", "x" * 5000, "/", "%", "fe80::1%eth0"])
def test_anything_is_somebody(made: Made, name: str) -> None:
    async def run() -> None:
        async with made() as limits:
            await spend(limits, 3, "sign-in", name)
            await is_refused(spend(limits, 1, "sign-in", name))

    asyncio.run(run())


def test_off_is_off(made: Made) -> None:
    async def run() -> None:
        async with made(limits="off") as limits:
            await spend(limits, 20)
            await limits.count(LIMIT, "miss", ADDRESS)
            await limits.check(LIMIT, "miss", ADDRESS)

    asyncio.run(run())


def test_processes_count_together_on_valkey(valkey_url: str, tmp_path: Path) -> None:
    async def run() -> None:
        shared = {"data_dir": tmp_path, "valkey_url": valkey_url}
        async with opened(**shared) as one, opened(**shared) as other:
            await spend(one, 2)
            await spend(other, 1)
            await is_refused(spend(one, 1))

    asyncio.run(run())


def test_no_address_is_stored(valkey_url: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(data_dir=tmp_path, valkey_url=valkey_url) as limits:
            await limits.spend("3/minute", "sign-in", ADDRESS)

    asyncio.run(run())
    with valkey.Valkey.from_url(valkey_url, decode_responses=True) as client:
        keys: Any = client.keys("*")
        assert keys
        assert not [key for key in keys if ADDRESS in key]
        assert all(0 < client.ttl(key) <= 180 for key in keys)


def test_while_valkey_is_away_nobody_is_limited(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with opened(data_dir=tmp_path, valkey_url=f"valkey://127.0.0.1:{free_port()}/0") as limits:
            await spend(limits, 5)
            await limits.count(LIMIT, "miss", ADDRESS)
            await limits.check(LIMIT, "miss", ADDRESS)

    asyncio.run(run())
    assert "limits are off while Valkey is away" in caplog.text
    assert ADDRESS not in caplog.text
