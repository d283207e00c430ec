"""Pages of a long list: a bounded `limit`, an opaque cursor, the next one by a `Link` header."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from madang.errors import Problem
from madang.security import is_id

Row = TypeVar("Row")
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
After = Annotated[str | None, Query(max_length=100, description="Where the next page begins, from the Link header.")]


def cursor(moment: datetime, row_id: str) -> str:
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {row_id}".encode()).decode()


def read_cursor(after: str | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    try:
        moment, _, row_id = base64.urlsafe_b64decode(after.encode()).decode().partition(" ")
        parsed = datetime.fromisoformat(moment)
        if parsed.tzinfo is None or not is_id(row_id):
            raise ValueError(row_id)
        parsed = parsed.astimezone(UTC)  # raises for a moment before the first year or after the last
    except (ValueError, binascii.Error, OverflowError):
        raise Problem(422, "field_invalid") from None
    return parsed, row_id


def page(
    request: Request, items: TypeAdapter[Any], rows: Sequence[Any], more: str | Mapping[str, object] | None
) -> Response:
    """The rows as JSON; `more`, a cursor or the query that differs, makes the link to the next page.

    It is relative, so that no header of the request names a host.
    """
    headers = {}
    if more is not None:
        query = {**dict(request.query_params), **({"after": more} if isinstance(more, str) else more)}
        headers["Link"] = f'<{request.url.path}?{urlencode(query)}>; rel="next"'
    return Response(items.dump_json(rows), headers=headers, media_type="application/json")
