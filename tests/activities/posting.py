"""Writing for others to read, in short."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import httpx

from tests.activities.talk import Act, Phone
from tests.room.house import House, Open


async def ask(phone: Phone, act: Act, text: str = "Why is the sky dark at night?", **more: Any) -> str:
    post_id: str = (await phone.call(act, "POST", "/posts", text=text, **more))["id"]
    return post_id


async def statuses(*calls: Awaitable[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in await asyncio.gather(*calls))


def request(
    served: House, method: str, path: str, token: str = "", body: dict[str, Any] | None = None
) -> Awaitable[httpx.Response]:
    """For races: whatever it answers is an answer."""
    headers = {"Authorization": f"Bearer {token or served.token}"}
    return served.client.request(method, f"/api/{path}", headers=headers, json=body)


async def settled(*streams: Open) -> None:
    """What was committed by now has reached them."""
    for stream in streams:
        await stream.caught_up()
    await asyncio.sleep(0.3)
