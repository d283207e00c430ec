"""Who asks: the participant behind a bearer token."""

from starlette.requests import HTTPConnection

from madang.accounts.current import secret_of
from madang.errors import NotSignedIn
from madang.participants import service
from madang.web.context import Context
from madang.web.openapi import Bearer
from madang.web.short_way import Call


def participant_secret(connection: HTTPConnection) -> str:
    """The participant token that a request carries; raises NotSignedIn without one."""
    secret = secret_of(connection)
    if not secret:
        raise NotSignedIn("not_joined")
    return secret


async def know(context: Context, connection: HTTPConnection) -> None:
    """Raises where no participant asks."""
    secret = participant_secret(connection)
    await context.database.read(lambda db: service.by_token(db, secret))


async def somebody(call: Call) -> None:
    """`know`, as the short way asks it."""
    await know(call.context, call.connection)


PARTICIPANT = Bearer(
    "participant",
    "`token` of `POST /api/join/{code}`.",
    lambda route: route.path_format.startswith(("/api/activities/", "/api/participants/me")),
)
"""Who presents reaches the same things below a session."""
