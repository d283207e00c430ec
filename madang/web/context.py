"""What every request can reach: made once by the app, handed to routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from madang.database import Database
from madang.live import Bus, Presence
from madang.messages import Language, preferred_language
from madang.settings import Settings
from madang.web.limits import Limits

Value = TypeVar("Value")


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


def _at_once(function: Callable[[HTTPConnection], Value]) -> Any:
    """As a dependency: the framework runs plain functions in a thread, which costs far more than these do."""

    async def dependency(connection: HTTPConnection) -> Value:
        return function(connection)

    return Depends(dependency)


Ctx = Annotated[Context, _at_once(context_of)]
Speaks = Annotated[Language, _at_once(language_of)]
Address = Annotated[str, _at_once(address_of)]
