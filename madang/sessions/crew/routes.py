from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.accounts.models import Presenter
from madang.database import Db
from madang.sessions.crew import service
from madang.sessions.crew.models import Invitation, Member
from madang.sessions.crew.schemas import InRole, InvitationMade, InvitationOut, InvitationShown, MemberOut
from madang.sessions.lookups import misses_counted
from madang.sessions.present import present
from madang.sessions.schemas import SessionOut
from madang.web.context import Address, Ctx

router = APIRouter(prefix="/api", tags=["crew"])

ONE = "/sessions/{session_id}"


@router.post(ONE + "/invitations", status_code=201, responses={409: {"description": "As many as there may be"}})
async def invite(session_id: str, body: InRole, me: CurrentPresenter, ctx: Ctx) -> InvitationMade:
    """A link that makes members; its address is in this answer and nowhere else."""
    invitation, secret = await ctx.database.write(
        lambda db: service.invite(db, me.id, session_id, body.role), lane=session_id
    )
    url = f"{ctx.settings.base_url}/invite/{secret}"
    return InvitationMade(**_invitation_out(invitation), token=secret, url=url)


@router.get(ONE + "/invitations")
async def invitations(session_id: str, me: CurrentPresenter, ctx: Ctx) -> list[InvitationOut]:
    """Those that can still be accepted, newest first."""
    rows = await ctx.database.read(lambda db: service.invitations(db, me.id, session_id))
    return [_invitation_out(row) for row in rows]


@router.delete(ONE + "/invitations/{invitation_id}", status_code=204)
async def revoke(session_id: str, invitation_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """The link stops working; those who came by it stay."""
    await ctx.database.write(lambda db: service.revoke(db, me.id, session_id, invitation_id), lane=session_id)


@router.get(ONE + "/members")
async def members(session_id: str, me: CurrentPresenter, ctx: Ctx) -> list[MemberOut]:
    rows = await ctx.database.read(lambda db: service.members(db, me.id, session_id))
    return [_member_out(*row) for row in rows]


@router.delete(ONE + "/members/me", status_code=204, responses={409: {"description": "The owner stays"}})
async def leave(session_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """Out of somebody else's session, on one's own; an invitation brings one back."""
    await ctx.database.write(lambda db: service.leave(db, me.id, session_id), lane=session_id)


@router.put(
    ONE + "/members/{member_id}", responses={409: {"description": "Somebody who was removed finds no room any more"}}
)
async def set_role(session_id: str, member_id: str, body: InRole, me: CurrentPresenter, ctx: Ctx) -> MemberOut:
    """Another role; somebody who was removed is back with it."""
    row = await ctx.database.write(
        lambda db: service.set_role(db, me.id, session_id, member_id, body.role), lane=session_id
    )
    return _member_out(*row)


@router.delete(ONE + "/members/{member_id}", status_code=204)
async def remove(session_id: str, member_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """Their streams end, and invitations made before do not bring them back."""
    await ctx.database.write(lambda db: service.remove(db, me.id, session_id, member_id), lane=session_id)


@router.get("/invitations/{token}")
async def show(token: str, ctx: Ctx, address: Address) -> InvitationShown:
    """What an invitation is for; public."""
    async with misses_counted(ctx, address):
        invitation, session, inviter = await ctx.database.read(lambda db: service.read(db, token))
    return InvitationShown(
        session_title=session.title, role=invitation.role, invited_by=inviter, expires_at=invitation.expires_at
    )


@router.post(
    "/invitations/{token}/accept",
    responses={
        403: {"description": "Older than one's removal, or sent from another site"},
        409: {"description": "There is no room for one more"},
    },
)
async def accept(token: str, me: CurrentPresenter, ctx: Ctx, address: Address) -> SessionOut:
    """Makes the presenter a member, or raises their role: who has this one or a higher one keeps it."""

    def write(db: Db) -> SessionOut:
        return present(db, service.accept(db, me.id, token), ctx.settings.base_url, me.id)

    async with misses_counted(ctx, address):
        return await ctx.database.write(write, lane=token)


def _invitation_out(row: Invitation) -> InvitationOut:
    return InvitationOut(id=row.id, role=row.role, created_at=row.created_at, expires_at=row.expires_at)


def _member_out(member: Member, presenter: Presenter) -> MemberOut:
    return MemberOut(
        id=member.id, name=presenter.name, email=presenter.email, role=member.role, joined_at=member.joined_at
    )
