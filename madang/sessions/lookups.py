"""Finding a session by its code, or by an invitation. Nobody tries them all: misses are limited.

A whole hall shares one address and mistypes a lot, so that an address may miss often; where all addresses together
miss too much, only those that took part in it are refused.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from madang.errors import Problem, SessionNotFound, TooMany
from madang.sessions import service
from madang.sessions.models import Session
from madang.web.context import Context

OF_ADDRESS: Final = "600/minute"
OVERALL: Final = "6000/minute"
OF_ADDRESS_IN_A_STORM: Final = "10/minute"


async def may_miss(context: Context, address: str) -> None:
    """Raises for an address with too many misses behind it."""
    await context.limits.check(OF_ADDRESS, "code-miss", address)
    try:
        await context.limits.check(OVERALL, "code-miss-overall")
    except TooMany:
        await context.limits.check(OF_ADDRESS_IN_A_STORM, "code-miss", address)


async def missed(context: Context, address: str) -> None:
    await context.limits.count(OF_ADDRESS, "code-miss", address)
    await context.limits.count(OF_ADDRESS_IN_A_STORM, "code-miss", address)
    await context.limits.count(OVERALL, "code-miss-overall")


@asynccontextmanager
async def misses_counted(context: Context, address: str) -> AsyncIterator[None]:
    """Around a look-up that ends in a 404 where it finds nothing."""
    await may_miss(context, address)
    try:
        yield
    except (SessionNotFound, Problem) as failure:
        if not isinstance(failure, Problem) or failure.status == 404:
            await missed(context, address)
        raise


async def find_by_code(context: Context, code: str, address: str) -> Session:
    async with misses_counted(context, address):
        return await context.database.read(lambda db: service.by_code(db, code))
