"""Writes the server's OpenAPI to frontend/openapi.json, from which `npm run api` makes the front end's types."""

import asyncio
import json
import tempfile
from pathlib import Path

import httpx

from madang.app import create_app
from madang.settings import Settings

FILE = Path(__file__).parent.parent / "frontend" / "openapi.json"


def openapi() -> str:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=f"sqlite:///{folder}/madang.db")
        return json.dumps(asyncio.run(_ask(settings)), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


async def _ask(settings: Settings) -> object:
    transport = httpx.ASGITransport(create_app(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://madang") as client:
        return (await client.get("/openapi.json")).raise_for_status().json()


if __name__ == "__main__":
    FILE.write_text(openapi(), encoding="utf-8")
