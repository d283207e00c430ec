"""The OpenAPI document: FastAPI's own tells what goes well, and this adds what else the server answers.

FastAPI would have every error declared by hand on each route, and describes a 422 that this server never sends. Most
answers follow from what a route is: 401 from the token that it asks for, 404 from a name in its path, 413 from a body,
429 from its limit, 503 from the store. What follows from nothing, above all 409, routes declare as `responses`, with a
description; its body is filled in here. The schemas are written out: a model's fields would count as names that
`madang.web.answers` may repeat.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast, get_args

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute

from madang.web.context import Address, Ctx
from madang.web.short_way import HotRoute

Json = dict[str, Any]

_DETAIL: Final[Json] = {
    "type": "string",
    "description": "A sentence, in Korean or English as `Accept-Language` prefers.",
}
_CODE: Final[Json] = {"type": "string", "description": "A word for programs, the same in every language."}
_FIELD: Final[Json] = {
    "type": "object",
    "required": ["field", "detail"],
    "properties": {
        "field": {"type": "string", "description": "Its place, such as `config.options.1.text`; empty for the whole."},
        "detail": _DETAIL,
    },
}
_SCHEMAS: Final[Json] = {
    "Problem": {
        "title": "Problem",
        "description": "Some codes bring further properties, such as `suggestion`.",
        "type": "object",
        "required": ["detail", "code"],
        "properties": {"detail": _DETAIL, "code": _CODE},
    },
    "NotFound": {
        "title": "NotFound",
        "description": "A session that is not there, or not one's own, has no `code`.",
        "type": "object",
        "required": ["detail"],
        "properties": {"detail": _DETAIL, "code": _CODE},
    },
    "Invalid": {
        "title": "Invalid",
        "description": "`errors` are there where it is the request that has not the shape it should have.",
        "type": "object",
        "required": ["detail", "code"],
        "properties": {"detail": _DETAIL, "code": _CODE, "errors": {"type": "array", "items": _FIELD}},
    },
}
_SCHEMA_OF: Final = {404: "NotFound", 422: "Invalid"}
_RETRY_AFTER: Final[Json] = {"description": "Seconds until it is worth another try.", "schema": {"type": "integer"}}
_FASTAPIS: Final = ("HTTPValidationError", "ValidationError")

_ANSWERS: Final[dict[int, tuple[str, str]]] = {
    400: ("Unreadable", "The body is no UTF-8"),
    401: ("NotSignedIn", "The token is missing, or not valid any more"),
    403: ("OtherOrigin", "Sent from another site, with the browser's cookie alone"),
    404: ("NotFound", "Nothing of this name, or not for whoever asks"),
    413: ("TooLarge", "The body is larger than 64 KiB"),
    422: ("Invalid", "Something in the request does not fit"),
    429: ("TooMany", "Too often"),
    503: ("Busy", "The store is away, or has too much to do"),
}
"""What follows from what a route is: its name among the document's responses, and what it says."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A kind of token, and the routes that ask for it."""

    name: str
    description: str
    asked_by: Callable[[APIRoute], bool]


def asks(route: APIRoute, wanted: object) -> bool:
    """Whether a route's function takes this annotation, `Annotated[…, Depends(…)]`, or what it depends on does."""
    return get_args(wanted)[1].dependency in _calls(route.dependant)


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for further in dependant.dependencies:
        yield from _calls(further)


def describe(app: FastAPI, bearers: Sequence[Bearer], besides: Sequence[BaseRoute]) -> None:
    """Lets the app answer with the whole document; `besides` are routes that it does not answer itself."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, bearers, [*app.routes, *besides])
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _document(app: FastAPI, bearers: Sequence[Bearer], routes: Sequence[BaseRoute]) -> Json:
    whole = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=routes)
    parts = whole["components"]
    for name in _FASTAPIS:
        parts["schemas"].pop(name, None)
    parts["schemas"] |= _SCHEMAS
    parts["responses"] = {name: _response(status, text) for status, (name, text) in _ANSWERS.items()}
    parts["securitySchemes"] = {
        bearer.name: {"type": "http", "scheme": "bearer", "description": bearer.description} for bearer in bearers
    }
    for found in iter_route_contexts(routes):
        if isinstance(found.original_route, APIRoute) and found.original_route.include_in_schema:
            route = cast("APIRoute", found)  # with the path and the tags that it has where it is included
            for method in route.methods or ():
                _complete(whole["paths"][route.path_format][method.lower()], route, method, bearers)
    return whole


def _complete(operation: Json, route: APIRoute, method: str, bearers: Sequence[Bearer]) -> None:
    """Adds who may, and what else is answered."""
    asked: list[Json] = [{bearer.name: []} for bearer in bearers if bearer.asked_by(route)]
    if asked:
        operation["security"] = asked
    told: Json = operation["responses"]
    if 422 not in route.responses:
        told.pop("422", None)
    for status, response in told.items():
        if status >= "400":
            told[status] = {**_response(int(status), response["description"]), **response}
    for number in _follows(operation, route, method):
        told.setdefault(str(number), {"$ref": f"#/components/responses/{_ANSWERS[number][0]}"})
    operation["responses"] = dict(sorted(told.items()))


def _follows(operation: Json, route: APIRoute, method: str) -> Iterator[int]:
    is_hot = isinstance(getattr(route, "original_route", route), HotRoute)
    has_body = "requestBody" in operation
    if "security" in operation:
        yield 401
    if method != "GET":
        yield 403
    if "{" in route.path_format:
        yield 404
    if has_body:
        yield 413
        if not is_hot:
            yield 400
    if has_body or any(_may_be_wrong(parameter["schema"]) for parameter in operation.get("parameters", ())):
        yield 422
    if is_hot or asks(route, Address):  # nothing but a limit wants to know it
        yield 429
    if is_hot or "security" in operation or asks(route, Ctx):
        yield 503


def _may_be_wrong(schema: Json) -> bool:
    """Whatever is in a path or a query is text, and a plain string takes any."""
    return not any(
        kind.get("type") == "string" and kind.keys() <= {"type", "title", "default"}
        for kind in schema.get("anyOf", [schema])
    )


def _response(status: int, description: str) -> Json:
    schema = {"$ref": f"#/components/schemas/{_SCHEMA_OF.get(status, 'Problem')}"}
    response: Json = {"description": description, "content": {"application/json": {"schema": schema}}}
    if status in (429, 503):
        response["headers"] = {"Retry-After": _RETRY_AFTER}
    return response
