"""Some people who run a session together."""

from typing import Any

import httpx

from tests.helpers import Served


class Team:
    """Alice owns a session; Bob, Carol and Dave have accounts."""

    def __init__(self, server: Served, clients: list[httpx.Client]) -> None:
        self.server = server
        self.alice, self.bob, self.carol, self.dave = clients
        self.session: dict[str, Any] = self.alice.post("/api/sessions", json={"title": "A session"}).json()
        self.path = f"/api/sessions/{self.session['id']}"

    def invite(self, role: str = "presenter") -> dict[str, Any]:
        answer = self.alice.post(f"{self.path}/invitations", json={"role": role})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def join(self, client: httpx.Client, role: str = "presenter") -> dict[str, Any]:
        """Accepts a fresh invitation; the member as Alice sees them."""
        accept(client, self.invite(role)).raise_for_status()
        joined: dict[str, Any] = self.members()[-1]
        return joined

    def members(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.alice.get(f"{self.path}/members").json()
        return listed

    def crew(self) -> list[tuple[str, str]]:
        return [(member["name"], member["role"]) for member in self.members()]

    def role(self, client: httpx.Client) -> str | None:
        answer = client.get(self.path)
        return answer.json()["role"] if answer.status_code == 200 else None


def accept(client: httpx.Client, invitation: dict[str, Any]) -> httpx.Response:
    return client.post(f"/api/invitations/{invitation['token']}/accept")
