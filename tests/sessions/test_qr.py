"""QR codes: pictures that a reader reads, in every form, for the base URL of now."""

import base64
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
import zxingcpp
from PIL import Image

from madang.sessions import qr
from tests.conftest import Run
from tests.helpers import sign_in, sign_up

CONTENTS = ["http://localhost:3000/join/ACDEFG", "https://example.org/" + "long/" * 30 + "join/ACDEFG"]


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image.convert("L"))
    assert len(found) == 1
    return found[0].text


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("scale", [1, 3])
def test_a_png(content: str, scale: int) -> None:
    image = picture(qr.png(content, scale))
    image.verify()
    image = picture(qr.png(content, scale))
    assert (image.mode, image.format, image.width) == ("1", "PNG", image.height)
    assert read(image) == content
    quiet = image.crop((0, 0, 4 * 8 * scale, image.height))
    assert quiet.getextrema() == (255, 255)


@pytest.mark.parametrize("content", CONTENTS)
def test_an_svg(content: str) -> None:
    """Drawn from its squares, it says the same."""
    root = ElementTree.fromstring(qr.svg(content))
    side = int(root.attrib["viewBox"].split()[-1])
    image = Image.new("L", (side, side), 255)
    squares = root[1].attrib["d"].removeprefix("M").removesuffix("h1v1h-1z").split("h1v1h-1zM")
    for square in squares:
        x, y = square.split()
        image.putpixel((int(x), int(y)), 0)
    assert read(image.resize((side * 8, side * 8), Image.Resampling.NEAREST)) == content


@pytest.mark.parametrize("content", CONTENTS)
def test_half_blocks_in_a_terminal(content: str) -> None:
    lines = qr.terminal(content).splitlines()
    image = Image.new("L", (len(lines[0]), 2 * len(lines)), 255)
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            for half, dark in enumerate((block in "█▀", block in "█▄")):
                image.putpixel((x, 2 * y + half), 0 if dark else 255)
    assert read(image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST)) == content


def test_they_follow_the_base_url_over_a_restart(running: Run, tmp_path: Path) -> None:
    """Nothing of it is in the database: a server on the same data with another setting shows another address."""
    session: dict[str, Any] = {}
    for base_url in ("http://first.example.org", "https://second.example.org:8443"):
        server = running(base_url=base_url, data_dir=tmp_path / "data", limits="off")
        with httpx.Client(base_url=server.url, timeout=30) as client:
            token = sign_in(client).json()["access_token"] if session else sign_up(client)
            client.headers["Authorization"] = f"Bearer {token}"
            session = session or client.post("/api/sessions", json={"title": "A session"}).json()
            link = f"{base_url}/join/{session['session_code']}"
            path = f"/api/sessions/{session['id']}"
            for shown in (client.get(path).json(), client.get("/api/sessions").json()[0]):
                data = shown["qr_code_url"].removeprefix("data:image/png;base64,")
                assert read(picture(base64.b64decode(data, validate=True))) == shown["join_url"] == link
            assert read(picture(client.get(f"{path}/qr.png").content)) == link
            _check_downloads(client, path, session["session_code"])
        server.stop()


def _check_downloads(client: httpx.Client, path: str, code: str) -> None:
    for ending, media_type in (("png", "image/png"), ("svg", "image/svg+xml")):
        shown, saved = client.get(f"{path}/qr.{ending}"), client.get(f"{path}/qr.{ending}?download=1")
        assert shown.headers["content-type"] == saved.headers["content-type"] == media_type
        assert "content-disposition" not in shown.headers
        assert saved.headers["content-disposition"] == f'attachment; filename="madang-{code}.{ending}"'
        assert saved.content == shown.content
        assert client.get(f"{path}/qr.{ending}", headers={"Authorization": ""}).status_code == 401
        other = client.get(f"/api/sessions/{'x' * 22}/qr.{ending}")
        assert (other.status_code, other.content) == (404, b'{"detail":"Session not found"}')
