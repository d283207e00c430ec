"""QR codes, drawn when they are asked for: what they say follows the base URL, so no row holds one."""

import base64
import struct
import zlib
from functools import lru_cache
from math import isqrt
from typing import Any, Final

import zxingcpp

_QUIET: Final = 4
_DARK: Final = 0
_PNG: Final = b"\x89PNG\r\n\x1a\n"


def join_url(base_url: str, code: str) -> str:
    return f"{base_url}/join/{code}"


@lru_cache(maxsize=16_384)
def data_url(content: str) -> str:
    """The picture as `data:image/png;base64,…`, about 400 characters."""
    return "data:image/png;base64," + base64.b64encode(png(content)).decode()


def png(content: str, scale: int = 1) -> bytes:
    """One bit a pixel, 8 pixels a module times `scale`: a module's row is a whole byte, which makes it quick."""
    size, modules = _modules(content)
    rows = []
    for start in range(0, size * size, size):
        row = modules[start : start + size]
        line = row if scale == 1 else b"".join(row[x : x + 1] * scale for x in range(size))
        rows.append((b"\0" + line) * (8 * scale))
    side = size * 8 * scale
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(rows), 4)  # the least that sees that lines repeat: it costs 10 µs, and halves them
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def svg(content: str) -> str:
    """A path of unit squares that scales to any poster."""
    side, modules = _modules(content)
    squares = "".join(f"M{at % side} {at // side}h1v1h-1z" for at, value in enumerate(modules) if value == _DARK)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{squares}"/></svg>'
    )


def terminal(content: str) -> str:
    """In half blocks, two modules a character, to be printed black on white."""
    side, modules = _modules(content)
    blocks = {(0, 0): "█", (0, 255): "▀", (255, 0): "▄", (255, 255): " "}
    rows = [modules[start : start + side] for start in range(0, side * side, side)] + [b"\xff" * side]
    return "\n".join(
        "".join(blocks[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[:-1:2], rows[1::2], strict=True)
    )


def _modules(content: str) -> tuple[int, bytes]:
    """The side of the square and its modules row by row, 0 dark and 255 light, the quiet zone included."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    core = memoryview(image).tobytes()
    inner = isqrt(len(core))
    side = inner + 2 * _QUIET
    margin, edge = b"\xff" * _QUIET, b"\xff" * (side * _QUIET)
    rows = [margin + core[start : start + inner] + margin for start in range(0, inner * inner, inner)]
    return side, b"".join([edge, *rows, edge])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
