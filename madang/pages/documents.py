"""Documents with their Content-Security-Policy, compressed once.

The join page carries its state at its end: the compressor's state after everything before it is kept, and a request
copies it and adds a few hundred bytes, which takes microseconds where compressing the whole takes milliseconds.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from starlette.responses import Response

from madang.errors import Refused
from madang.messages import Language

STATIC: Final = Path(__file__).parent.parent / "static"
_GZIP: Final = 16 + zlib.MAX_WBITS
_STATE: Final = "<!--state-->"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'{script}; style-src 'self'{style}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Our own pages make markup from Svelte's templates and from nothing else; Swagger UI knows no trusted types.
_TRUSTED_TYPES: Final = "; require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
_WITHOUT_TRUSTED_TYPES: Final = {"docs.html"}
# The join page loads the stage, which brings a Svelte of its own.
_SVELTE_TWICE: Final = {"join.html"}


@dataclass(frozen=True)
class Document:
    """`before` and `after` surround the state."""

    before: bytes
    after: bytes
    policy: str

    @classmethod
    def read(cls, name: str, language: Language = "ko") -> "Document":
        try:
            text = (STATIC / name).read_text(encoding="utf-8")
            hashes = json.loads((STATIC / "csp.json").read_text(encoding="utf-8"))[name]
        except FileNotFoundError as failure:
            raise Refused(
                "The front end is not built: madang/static is missing. Run `make run`, or "
                "`npm --prefix frontend ci && npm --prefix frontend run build`."
            ) from failure
        before, _, after = text.replace('<html lang="ko"', f'<html lang="{language}"', 1).partition(_STATE)
        policy = _policy(hashes) + ("" if name in _WITHOUT_TRUSTED_TYPES else _TRUSTED_TYPES)
        if name in _SVELTE_TWICE:
            policy += " 'allow-duplicates'"
        return cls(before.encode(), after.encode(), policy)

    def response(self, state: object = None, *, status: int = 200, gzip: bool = False) -> Response:
        script = b"" if state is None else _script(state)
        headers = {
            "Content-Security-Policy": self.policy,
            "Cache-Control": "no-store" if script else "no-cache",
            "Vary": "Accept-Encoding, Accept-Language",
        }
        if not gzip:
            return Response(self.before + script + self.after, status, headers, "text/html")
        compressor = self._compressed_before[1].copy()
        rest = compressor.compress(script + self.after) + compressor.flush()
        headers["Content-Encoding"] = "gzip"
        return Response(self._compressed_before[0] + rest, status, headers, "text/html")

    @cached_property
    def _compressed_before(self) -> "tuple[bytes, zlib._Compress]":
        compressor = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
        return compressor.compress(self.before) + compressor.flush(zlib.Z_SYNC_FLUSH), compressor


def _script(state: object) -> bytes:
    """JSON that cannot close its element: `<` is written as an escape."""
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="state">{text}</script>'.encode()


def _policy(hashes: Mapping[str, list[str]]) -> str:
    lists = {kind: "".join(f" '{value}'" for value in hashes.get(kind, [])) for kind in ("script", "style")}
    return _POLICY.format(**lists)
