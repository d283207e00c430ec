"""What every request can reach: made once by the app, handed to routes."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from madang.database import Database
from madang.live import Bus, Presence
from madang.messages import Language, preferred_language
from madang.settings import Settings
from madang.web.limits import Limits


@dataclass(frozen=True)
class Context:
    settings: Settings
    database: Database
    bus: Bus
    presence: Presence
    limits: Limits


def context_of(connection: HTTPConnection) -> Context:
    context: Context = connection.app.state.context
    return context


def language_of(connection: HTTPConnection) -> Language:
    return preferred_language(connection.headers.get("accept-language", ""))


def language_of_scope(scope: Any) -> Language:
    return preferred_language(Headers(scope=scope).get("accept-language", ""))


def address_of(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


Ctx = Annotated[Context, Depends(context_of)]
Speaks = Annotated[Language, Depends(language_of)]
Address = Annotated[str, Depends(address_of)]
