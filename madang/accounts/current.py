"""Who asks: the presenter behind a bearer token or the browser's cookie."""

from typing import Annotated

from fastapi import Depends, Response
from starlette.requests import HTTPConnection

from madang.accounts import service
from madang.accounts.service import DEVICE_AGE, SignedPresenter
from madang.errors import NotSignedIn
from madang.security import purpose_of
from madang.web.context import Context, context_of
from madang.web.middleware import COOKIE
from madang.web.openapi import Bearer, asks


def secret_of(connection: HTTPConnection) -> str | None:
    """The token that a request carries. A header that is there counts, right or wrong; then the cookie."""
    header = connection.headers.get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""
    return connection.cookies.get(COOKIE)


def presenter_secret(connection: HTTPConnection) -> str:
    """The presenter's token that a request carries; raises NotSignedIn for one that cannot be."""
    secret = secret_of(connection)
    if not secret or purpose_of(secret) not in ("device", "api"):
        raise NotSignedIn
    return secret


async def signed_presenter(connection: HTTPConnection) -> SignedPresenter:
    context, secret = context_of(connection), presenter_secret(connection)
    signed = await context.database.read(lambda db: service.authenticate(db, secret))
    if signed.token_is_stale:
        context.database.write_later(lambda db: service.touch(db, signed.token_id))
    return signed


def keep_in_browser(response: Response, context: Context, secret: str) -> None:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(DEVICE_AGE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=context.settings.secure,
    )


def forget_in_browser(response: Response, context: Context) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=context.settings.secure)


CurrentPresenter = Annotated[SignedPresenter, Depends(signed_presenter)]

PRESENTER = Bearer(
    "presenter",
    "`access_token` of `POST /api/auth/login`, or a personal API token. Pages send a cookie instead.",
    lambda route: asks(route, CurrentPresenter),
)
