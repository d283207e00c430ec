from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import TypeAdapter
from starlette.requests import Request

from madang.accounts.current import CurrentPresenter, presenter_secret
from madang.database import Db
from madang.sessions import listing, qr, removing, screens, service
from madang.sessions.creating import Create, create_together
from madang.sessions.listing import Rows, Wanted
from madang.sessions.lookups import find_by_code
from madang.sessions.models import Phase, Session
from madang.sessions.present import listed_out, present, public_session, session_out
from madang.sessions.schemas import (
    NewScreen,
    NewSession,
    PublicSession,
    ScreenInfo,
    ScreenMade,
    SessionEdit,
    SessionOut,
    SessionSettings,
)
from madang.text import clean_search
from madang.web.context import Address, Ctx
from madang.web.pages import After, Limit, cursor, page, read_cursor
from madang.web.short_way import Call, HotRoutes

router = APIRouter(prefix="/api/sessions", tags=["sessions"])
hot = HotRoutes()

Search = Annotated[str, Query(max_length=100, description="Part of a title, or of a code.")]
_sessions = TypeAdapter(list[SessionOut])


async def _write(ctx: Ctx, me: str, session_id: str, change: Callable[[Db], Session]) -> SessionOut:
    return await ctx.database.write(lambda db: present(db, change(db), ctx.settings.base_url, me), lane=session_id)


@router.post("", status_code=201)
async def create(body: NewSession, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """A new session, not started yet, with a code and a QR code of its own."""
    return await _write(ctx, me.id, me.id, lambda db: service.create(db, me.id, body))


@hot.shortcut("/api/sessions", NewSession, SessionOut, status=201)
async def create_at_once(call: Call, body: NewSession) -> SessionOut:
    wanted = Create(presenter_secret(call.connection), body)
    made = await call.context.database.write_together(create_together, wanted, lane="sessions")
    return session_out(made, 0, call.context.settings.base_url, "owner")


async def _wanted(limit: Limit = 100, after: After = None, q: Search = "", phase: Phase | None = None) -> Wanted:
    return Wanted(limit, read_cursor(after), clean_search(q), phase)


Asked = Annotated[Wanted, Depends(_wanted)]


@router.get("", response_model=list[SessionOut])
async def list_own(request: Request, me: CurrentPresenter, ctx: Ctx, asked: Asked, trash: bool = False) -> Response:
    """One's own sessions, newest first; the next page by the Link header."""
    return await _page(request, ctx, asked.limit, lambda db: listing.list_own(db, me.id, asked, trashed=trash))


@router.get("/shared", response_model=list[SessionOut])
async def list_shared(request: Request, me: CurrentPresenter, ctx: Ctx, asked: Asked) -> Response:
    """Sessions of others that one helps to run, newest first, each with one's role in it."""
    return await _page(request, ctx, asked.limit, lambda db: listing.list_shared(db, me.id, asked))


async def _page(request: Request, ctx: Ctx, limit: int, query: Callable[[Db], Rows]) -> Response:
    def read(db: Db) -> tuple[list[SessionOut], bool]:
        rows = query(db)
        return [listed_out(ctx.settings.base_url, *row) for row in rows[:limit]], len(rows) > limit

    shown, more = await ctx.database.read(read)
    return page(request, _sessions, shown, cursor(shown[-1]["created_at"], shown[-1]["id"]) if more else None)


@router.get("/code/{code}")
async def by_code(code: str, ctx: Ctx, address: Address) -> PublicSession:
    """What a phone needs before it joins; public. Codes are taken in any case, with spaces and dashes."""
    return public_session(await find_by_code(ctx, code, address))


@router.get("/{session_id}")
async def get(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    def read(db: Db) -> SessionOut:
        session = service.own(db, me.id, session_id, role="moderator")
        return present(db, session, ctx.settings.base_url, me.id)

    return await ctx.database.read(read)


@router.put("/{session_id}")
async def edit(session_id: str, body: SessionEdit, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Only the fields that were sent change; `is_active` opens or closes like the two calls below."""
    changes = body.model_dump(exclude_unset=True)
    return await _write(ctx, me.id, session_id, lambda db: service.edit(db, me.id, session_id, changes))


@router.delete("/{session_id}", status_code=204)
async def delete(session_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """For good, with everything that belongs to it. The trash is the way that can be undone."""
    await removing.remove(ctx.database, me.id, session_id)


@router.post("/{session_id}/activate")
async def activate(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Opens it for everybody who has the code; on an open session it changes nothing."""
    return await _write(ctx, me.id, session_id, lambda db: service.transition(db, me.id, session_id, service.activate))


@router.post("/{session_id}/deactivate")
async def deactivate(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Ends an open session; on one that is not open it changes nothing."""
    return await _write(
        ctx, me.id, session_id, lambda db: service.transition(db, me.id, session_id, service.deactivate)
    )


@router.post("/{session_id}/pause")
async def pause(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Closes an open session for a while: people are told that it goes on."""
    return await _write(ctx, me.id, session_id, lambda db: service.transition(db, me.id, session_id, service.pause))


@router.post("/{session_id}/end")
async def end(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Ends an open or a paused session."""
    return await _write(ctx, me.id, session_id, lambda db: service.transition(db, me.id, session_id, service.end))


@router.put("/{session_id}/settings")
async def set_settings(session_id: str, body: SessionSettings, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Anonymous or named, passcode, most participants, lock; only what was sent changes."""
    changes = body.model_dump(exclude_unset=True)
    return await _write(ctx, me.id, session_id, lambda db: service.set_settings(db, me.id, session_id, changes))


@router.post("/{session_id}/trash", status_code=204)
async def trash(session_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """Out of the list, its code without effect, its streams ended; kept for a week."""
    await ctx.database.write(lambda db: service.trash(db, me.id, session_id), lane=session_id)


@router.post("/{session_id}/restore")
async def restore(session_id: str, me: CurrentPresenter, ctx: Ctx) -> SessionOut:
    """Back from the trash."""
    return await _write(ctx, me.id, session_id, lambda db: service.restore(db, me.id, session_id))


@router.get("/{session_id}/qr.png", response_class=Response, responses={200: {"content": {"image/png": {}}}})
async def qr_png(session_id: str, me: CurrentPresenter, ctx: Ctx, download: bool = False) -> Response:
    """The QR code as a large PNG."""
    session = await ctx.database.read(lambda db: service.own(db, me.id, session_id, role="moderator"))
    picture = qr.png(qr.join_url(ctx.settings.base_url, session.code), scale=4)
    return Response(picture, media_type="image/png", headers=_attachment(session, "png") if download else None)


@router.get("/{session_id}/qr.svg", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}})
async def qr_svg(session_id: str, me: CurrentPresenter, ctx: Ctx, download: bool = False) -> Response:
    """The QR code as an SVG that scales to any poster."""
    session = await ctx.database.read(lambda db: service.own(db, me.id, session_id, role="moderator"))
    picture = qr.svg(qr.join_url(ctx.settings.base_url, session.code))
    return Response(picture, media_type="image/svg+xml", headers=_attachment(session, "svg") if download else None)


def _attachment(session: Session, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="madang-{session.code}.{ending}"'}


@router.post("/{session_id}/screens", status_code=201)
async def add_screen(session_id: str, body: NewScreen, me: CurrentPresenter, ctx: Ctx) -> ScreenMade:
    """A read-only token for a projector; its address is in this answer and nowhere else."""
    screen, secret = await ctx.database.write(
        lambda db: screens.add(db, me.id, session_id, body.name or "Screen"), lane=session_id
    )
    url = f"{ctx.settings.base_url}/screen/{secret}"
    return ScreenMade(**ScreenInfo.model_validate(screen).model_dump(), token=secret, url=url)


@router.get("/{session_id}/screens")
async def list_screens(session_id: str, me: CurrentPresenter, ctx: Ctx) -> list[ScreenInfo]:
    rows = await ctx.database.read(lambda db: screens.list_own(db, me.id, session_id))
    return [ScreenInfo.model_validate(row) for row in rows]


@router.delete("/{session_id}/screens/{screen_id}", status_code=204)
async def revoke_screen(session_id: str, screen_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """Its token stops working and its streams end."""
    await ctx.database.write(lambda db: screens.revoke(db, me.id, session_id, screen_id), lane=session_id)
