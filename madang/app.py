"""Wires everything together: settings in, an ASGI application out. Nobody imports this module."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from madang import __version__
from madang.accounts import passwords
from madang.accounts import routes as accounts
from madang.accounts.current import PRESENTER
from madang.accounts.oidc_routes import oidc_router
from madang.activities import phone_routes, stage_routes
from madang.activities import routes as activities
from madang.activities.posts import routes as posts
from madang.database import Database, migrate
from madang.duties import DUTIES
from madang.live import Bus, MemoryBus, MemoryPresence, Presence
from madang.live.valkey import ValkeyBus, ValkeyPresence
from madang.pages.routes import page_router
from madang.participants import routes as participants
from madang.participants.current import PARTICIPANT
from madang.participants.judging import judge
from madang.room import documented
from madang.room.hub import Hub
from madang.room.stream import stream_endpoint
from madang.sessions import routes as sessions
from madang.sessions.crew import routes as crew
from madang.settings import Settings
from madang.web import answers, health, openapi
from madang.web.context import Context
from madang.web.limits import Limits
from madang.web.middleware import BodyLimit, Envelope, Head, SameOrigin, TrailingSlash
from madang.web.short_way import HotRoutes, ShortWay


def create() -> ASGIApp:
    """For `uvicorn --factory madang.app:create`: settings from the environment."""
    return create_app(Settings())


def create_app(settings: Settings) -> ASGIApp:
    bus, presence = _live(settings)
    migrate.prepare_folder(settings.database)
    database = Database(settings.database)
    context = Context(settings, database, bus, presence, Limits(settings))
    hub = Hub(settings, database, bus, presence)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        with migrate.serving(settings.database):
            await asyncio.to_thread(migrate.upgrade, settings.database)
            passwords.prepare()
            await hub.start()
            tasks = [asyncio.create_task(duty(database)) for duty in DUTIES]
            yield {"drain": hub.drain}
            for task in tasks:
                task.cancel()
            await hub.stop()
            await context.limits.close()
            await asyncio.to_thread(database.close)

    hot = [sessions.hot, participants.hot, *phone_routes.hot_routes(), posts.hot, _streams(hub)]
    app = FastAPI(
        title="Madang",
        summary="A live-session server: polls, questions and quizzes for everybody in the room.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        routes=_routes(settings, hot),
    )
    app.state.context = context
    answers.register(app, judge)
    openapi.describe(app, (PRESENTER, PARTICIPANT, documented.SCREEN), documented.router.routes)
    return _surround(app, context, hot)


def _routes(settings: Settings, hot: list[HotRoutes]) -> list[BaseRoute]:
    """The very routes of the features: FastAPI makes those of an included router again, while the first phones wait."""
    routers = (
        health.router,
        accounts.router,
        oidc_router(settings),
        sessions.router,
        crew.router,
        participants.router,
        activities.with_kinds(),
        stage_routes.router,
        phone_routes.router,
        posts.router,
        page_router(),
        *(routes.documented for routes in hot),
    )
    return [route for router in routers for route in router.routes]


def _surround(app: FastAPI, context: Context, hot: list[HotRoutes]) -> ASGIApp:
    """The layers around the framework, the outermost last."""
    layers: ASGIApp = BodyLimit(app)
    layers = ShortWay(layers, context, hot)
    layers = SameOrigin(layers, context.settings.base_url)
    layers = TrailingSlash(layers)
    return Head(Envelope(layers))


def _live(settings: Settings) -> tuple[Bus, Presence]:
    if settings.valkey_url:
        return ValkeyBus(settings.valkey_url), ValkeyPresence(settings.valkey_url)
    return MemoryBus(), MemoryPresence()


def _streams(hub: Hub) -> HotRoutes:
    routes = HotRoutes()
    routes.stream("/api/stream", stream_endpoint(hub))
    return routes
