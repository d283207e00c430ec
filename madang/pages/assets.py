"""Built files: their names carry a digest, so that a browser never asks twice; compressed by the build."""

import mimetypes
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from madang.pages.documents import STATIC

_FOLDER: Final = STATIC / "assets"
_LONGEST_PATH: Final = 200
"""The system refuses to look for names that are much longer."""
_FOR_EVER: Final = "public, max-age=31536000, immutable"

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


def asset(request: Request, path: str) -> Response:
    if "\0" in path or len(path) > _LONGEST_PATH:
        raise HTTPException(404)
    file = (_FOLDER / path).resolve()
    if not file.is_relative_to(_FOLDER.resolve()) or not file.is_file() or file.suffix == ".gz":
        raise HTTPException(404)
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packed = file.with_name(file.name + ".gz")
    if accepts_gzip(request) and packed.is_file():
        return FileResponse(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=kind)
    return FileResponse(file, headers=headers, media_type=kind)


def accepts_gzip(request: Request) -> bool:
    parts = (part.replace(" ", "").partition(";") for part in request.headers.get("accept-encoding", "").split(","))
    return any(name == "gzip" and weight not in ("q=0", "q=0.0") for name, _, weight in parts)
