from typing import Annotated

from fastapi import APIRouter, Header, Response

from madang import __version__
from madang.accounts import service
from madang.accounts.current import CurrentPresenter, forget_in_browser, keep_in_browser
from madang.accounts.device import device_name
from madang.accounts.models import Presenter
from madang.accounts.passwords import hash_password, is_password
from madang.accounts.schemas import (
    About,
    Credentials,
    Device,
    NewToken,
    PasswordChange,
    PasswordReset,
    Registration,
    Renaming,
    SignedIn,
    SignInProvider,
    TokenInfo,
    TokenMade,
    User,
)
from madang.accounts.slowness import slow_down
from madang.database import Db
from madang.errors import Problem
from madang.web.context import Address, Ctx

router = APIRouter(prefix="/api", tags=["accounts"])

UserAgent = Annotated[str, Header(include_in_schema=False)]


def user_of(presenter: Presenter) -> User:
    return User(
        id=presenter.id,
        email=presenter.email,
        name=presenter.name,
        provider=presenter.provider,
        is_admin=presenter.is_admin,
        has_password=presenter.password_hash is not None,
    )


@router.get("/about")
async def about(ctx: Ctx) -> About:
    """What a page needs to know of this installation before anybody has signed in."""
    settings = ctx.settings
    return About(
        version=__version__,
        registration=settings.registration,
        first_account=not await ctx.database.read(service.has_accounts),
        sign_in=SignInProvider(name=settings.oidc_name) if settings.oidc_issuer else None,
        base_url=settings.base_url,
        base_url_is_local=settings.base_url_is_local,
    )


@router.post(
    "/auth/register",
    status_code=201,
    responses={
        403: {"description": "Registration is closed, or sent from another site"},
        409: {"description": "The e-mail address has an account already"},
    },
)
async def register(
    body: Registration, ctx: Ctx, response: Response, address: Address, user_agent: UserAgent = ""
) -> SignedIn:
    """A new account, signed in. With `browser` the token goes into an HttpOnly cookie and not into the answer."""
    if ctx.settings.registration == "closed":
        raise Problem(403, "registration_closed")
    await ctx.limits.spend("120/minute", "register", address)
    password_hash = await hash_password(body.password)

    def make(db: Db) -> tuple[User, str]:
        presenter = service.register(db, body.email, body.name, password_hash)
        return user_of(presenter), service.issue(db, presenter.id, "device", device_name(user_agent))[1]

    user, secret = await ctx.database.write(make)
    return _signed_in(ctx, response, user, secret, body.browser)


@router.post("/auth/login", responses={401: {"description": "Wrong e-mail address or password"}})
async def login(
    body: Credentials, ctx: Ctx, response: Response, address: Address, user_agent: UserAgent = ""
) -> SignedIn:
    """A token for the right e-mail address and password; whatever is wrong, the answer and its time are the same."""
    await slow_down(ctx.limits, service.email_key(body.email), address)
    presenter = await ctx.database.read(lambda db: service.find(db, body.email))
    if not await is_password(body.password, presenter.password_hash if presenter else None) or presenter is None:
        raise Problem(401, "wrong_credentials")
    presenter_id, user = presenter.id, user_of(presenter)
    _, secret = await ctx.database.write(lambda db: service.issue(db, presenter_id, "device", device_name(user_agent)))
    return _signed_in(ctx, response, user, secret, body.browser)


def _signed_in(ctx: Ctx, response: Response, user: User, secret: str, browser: bool) -> SignedIn:
    if browser:
        keep_in_browser(response, ctx, secret)
    return SignedIn(access_token=None if browser else secret, user=user)


@router.post("/auth/logout", status_code=204)
async def logout(me: CurrentPresenter, ctx: Ctx, response: Response) -> None:
    """Revokes the token that the request carries; its streams end."""
    await ctx.database.write(lambda db: service.revoke_by_id(db, me.token_id))
    forget_in_browser(response, ctx)


@router.get("/auth/me")
async def who_am_i(me: CurrentPresenter, ctx: Ctx) -> User:
    return await ctx.database.read(lambda db: user_of(service.presenter(db, me.id)))


@router.put("/auth/me")
async def rename(body: Renaming, me: CurrentPresenter, ctx: Ctx) -> User:
    return await ctx.database.write(lambda db: user_of(service.rename(db, me.id, body.name)))


@router.post(
    "/auth/password",
    status_code=204,
    responses={403: {"description": "The current password is wrong, or sent from another site"}},
)
async def change_password(body: PasswordChange, me: CurrentPresenter, ctx: Ctx, address: Address) -> None:
    """Needs the current password where there is one; all other devices are signed out."""
    presenter = await ctx.database.read(lambda db: service.presenter(db, me.id))
    await slow_down(ctx.limits, presenter.email_key, address)
    if presenter.password_hash and not await is_password(body.current_password or "", presenter.password_hash):
        raise Problem(403, "wrong_password")
    password_hash = await hash_password(body.new_password)
    await ctx.database.write(lambda db: service.set_password(db, me.id, password_hash, me.token_id))


@router.post("/auth/reset", status_code=204, responses={404: {"description": "The link was used, or has expired"}})
async def reset_password(body: PasswordReset, ctx: Ctx, address: Address) -> None:
    """By the single-use link that `madang user reset-password` prints."""
    await ctx.limits.spend("30/minute", "reset", address)
    password_hash = await hash_password(body.password)
    await ctx.database.write(lambda db: service.reset_password(db, body.token, password_hash))


@router.get("/auth/devices")
async def devices(me: CurrentPresenter, ctx: Ctx) -> list[Device]:
    rows = await ctx.database.read(lambda db: service.tokens(db, me.id, "device"))
    return [Device(**TokenInfo.model_validate(row).model_dump(), current=row.id == me.token_id) for row in rows]


@router.delete("/auth/devices", status_code=204)
async def sign_out_others(me: CurrentPresenter, ctx: Ctx) -> None:
    """Signs out every device but this one."""
    await ctx.database.write(lambda db: service.revoke_others(db, me.id, me.token_id))


@router.delete("/auth/devices/{token_id}", status_code=204)
async def sign_out_device(token_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    await ctx.database.write(lambda db: service.revoke(db, me.id, "device", token_id))


@router.get("/auth/tokens")
async def api_tokens(me: CurrentPresenter, ctx: Ctx) -> list[TokenInfo]:
    rows = await ctx.database.read(lambda db: service.tokens(db, me.id, "api"))
    return [TokenInfo.model_validate(row) for row in rows]


@router.post("/auth/tokens", status_code=201, responses={409: {"description": "As many as one may have"}})
async def make_api_token(body: NewToken, me: CurrentPresenter, ctx: Ctx) -> TokenMade:
    """A personal API token; its secret is in this answer and nowhere else."""
    token, secret = await ctx.database.write(lambda db: service.issue_api(db, me.id, body.name))
    return TokenMade(**TokenInfo.model_validate(token).model_dump(), token=secret)


@router.delete("/auth/tokens/{token_id}", status_code=204)
async def revoke_api_token(token_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    await ctx.database.write(lambda db: service.revoke(db, me.id, "api", token_id))
