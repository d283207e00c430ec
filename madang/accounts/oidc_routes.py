"""To the provider and back. Whatever goes wrong ends on the sign-in page, which says it in words."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from madang.accounts import oidc_service, service
from madang.accounts.current import keep_in_browser
from madang.accounts.device import device_name
from madang.accounts.oidc import CALLBACK, Person, Provider, ProviderFailed
from madang.database import Db
from madang.errors import Problem
from madang.settings import Settings
from madang.web.context import Address, Ctx

COOKIE = "madang_oidc"
_FAILED = "/sign-in?error=oidc"
_ERRORS = {"registration_closed": "/sign-in?error=closed", "email_taken": "/sign-in?error=email"}


def oidc_router(settings: Settings) -> APIRouter:
    """No routes at all where no provider is set."""
    router = APIRouter(tags=["accounts"])
    if settings.oidc_issuer is None:
        return router
    provider = Provider(settings)

    @router.get("/api/auth/oidc/start", status_code=302, response_class=RedirectResponse)
    async def start(ctx: Ctx, address: Address, next_path: Annotated[str, Query(alias="next")] = "/") -> Response:
        """To the provider; `next` is the path to come back to."""
        await ctx.limits.spend("60/minute", "oidc", address)
        secret, begun = await ctx.database.write(lambda db: oidc_service.begin(db, next_path))
        try:
            url = await provider.authorization_url(state=secret, nonce=begun.nonce, verifier=begun.verifier)
        except ProviderFailed:
            return RedirectResponse(_FAILED, 302)
        response = RedirectResponse(url, 302)
        age = int(oidc_service.AGE.total_seconds())
        response.set_cookie(
            COOKIE, secret, max_age=age, path=CALLBACK, httponly=True, samesite="lax", secure=settings.secure
        )
        return response

    @router.get(CALLBACK, status_code=302, response_class=RedirectResponse)
    async def callback(
        request: Request,
        ctx: Ctx,
        state: str = "",
        code: str = "",
        user_agent: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """Back from the provider: signs in and goes on to where it began."""
        response = await _finish(ctx, provider, request.cookies.get(COOKIE, ""), state, code, device_name(user_agent))
        response.delete_cookie(COOKIE, path=CALLBACK, httponly=True, samesite="lax", secure=settings.secure)
        return response

    return router


async def _finish(ctx: Ctx, provider: Provider, kept: str, state: str, code: str, device: str) -> Response:
    same = hmac.compare_digest(kept.encode("utf-8", "replace"), state.encode("utf-8", "replace"))
    begun = await ctx.database.write(lambda db: oidc_service.take(db, state)) if kept and same else None
    if begun is None or not code:
        return RedirectResponse(_FAILED, 302)
    try:
        person = await provider.person(code=code, nonce=begun.nonce, verifier=begun.verifier)
        secret = await _sign_in(ctx, person, device)
    except ProviderFailed:
        return RedirectResponse(_FAILED, 302)
    except Problem as problem:
        return RedirectResponse(_ERRORS.get(problem.code, _FAILED), 302)
    response = RedirectResponse(begun.next_path, 302)
    keep_in_browser(response, ctx, secret)
    return response


async def _sign_in(ctx: Ctx, person: Person, device: str) -> str:
    registration_open = ctx.settings.registration == "open"

    def write(db: Db) -> str:
        account = oidc_service.account_of(db, person, registration_open=registration_open)
        return service.issue(db, account.id, "device", device)[1]

    return await ctx.database.write(write)
