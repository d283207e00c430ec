"""Guessing a password is slow, for each account and for each address; nobody is locked out.

It counts attempts and not failures, and knows nothing of whether the account exists: neither an answer nor a
delay tells.
"""

import asyncio
from typing import Final

from madang.errors import TooMany
from madang.web.limits import Limits

FROM_ADDRESS: Final = "120/minute"
FOR_ACCOUNT: Final = "30/5minute"
DELAY_SECONDS: Final = 2.0


async def slow_down(limits: Limits, email_key: str, address: str) -> None:
    await limits.spend(FROM_ADDRESS, "sign-in", address)
    try:
        await limits.spend(FOR_ACCOUNT, "sign-in", email_key)
    except TooMany:
        await asyncio.sleep(DELAY_SECONDS)
