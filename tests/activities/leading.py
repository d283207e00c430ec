"""What a presenter does on the way through a talk, in short."""

from tests.activities.talk import Act, Talk


async def order(talk: Talk) -> list[str]:
    return [row["id"] for row in await talk.house.call("GET", f"{talk.path}/activities")]


async def press(act: Act, way: str = "next") -> str | None:
    found: str | None = (await act.call("POST", f"../../stage/{way}"))["activity"]
    return found


async def state(act: Act) -> str:
    found: str = (await act.call("GET"))["state"]
    return found
