"""Whether the process lives, whether it can do its work, and what it has counted."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text
from starlette.responses import JSONResponse, Response

from madang import __version__
from madang.database import Db, migrate
from madang.errors import Problem
from madang.web.context import Context, Ctx

router = APIRouter(tags=["operation"])


class Health(BaseModel):
    status: str
    version: str


@router.get("/health")
async def health() -> Health:
    """The process answers."""
    return Health(status="ok", version=__version__)


@router.get(
    "/ready",
    response_model=dict[str, str],
    responses={503: {"model": dict[str, str], "description": "What does not say `ok` is away"}},
)
async def ready(ctx: Ctx) -> Response:
    """A write reaches the database, its schema is this program's, the bus delivers. Otherwise 503, and which."""
    checks = {"database": await _database(ctx), "bus": await _bus(ctx)}
    fine = all(answer == "ok" for answer in checks.values())
    return JSONResponse(checks, 200 if fine else 503, None if fine else {"Retry-After": "2"})


async def _database(ctx: Context) -> str:
    def write(db: Db) -> bool:
        # A real write of the row that says which schema this is.
        same = text("UPDATE alembic_version SET version_num = version_num WHERE version_num = :head")
        updated: int = db.execute(same, {"head": migrate.head()}).rowcount  # type: ignore[attr-defined]
        return updated == 1

    try:
        return "ok" if await ctx.database.write(write) else "the schema is not this program's"
    except Exception as failure:  # noqa: BLE001 - whatever it is, the answer is "not ready"
        return type(failure).__name__


async def _bus(ctx: Context) -> str:
    try:
        await ctx.bus.check()
    except Exception as failure:  # noqa: BLE001 - as above
        return type(failure).__name__
    return "ok"


@router.get("/metrics", response_class=Response, include_in_schema=False)
async def metrics(ctx: Ctx) -> Response:
    if ctx.settings.metrics == "off":
        raise Problem(404, "not_found")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
