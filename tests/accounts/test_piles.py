"""What is made again and again does not pile up without end."""

from datetime import timedelta

import httpx
from sqlalchemy import insert, select, update

from madang.accounts.models import Token
from madang.accounts.service import MOST_TOKENS
from madang.database import Db, now
from madang.security import new_id
from madang.sessions.models import Screen
from madang.sessions.screens import MOST_SCREENS
from tests.conftest import Serve
from tests.helpers import Served, bearer, sign_in, sign_up


def ids(client: httpx.Client, path: str) -> list[str]:
    return [row["id"] for row in client.get(path).raise_for_status().json()]


def fill_tokens(server: Served, purpose: str) -> None:
    """As many as there may be with the one that is there, which was used before all of them."""

    def fill(db: Db) -> None:
        first = db.scalars(select(Token)).first()
        assert first
        early, moment = now() - timedelta(days=2), now()
        db.execute(update(Token).values(last_used_at=early))
        row = {"presenter_id": first.presenter_id, "purpose": purpose, "name": "", "expires_at": moment + timedelta(1)}
        rows = [{**row, "id": new_id(), "digest": f"{n:064}", "last_used_at": moment} for n in range(MOST_TOKENS - 1)]
        db.execute(insert(Token), rows)

    server.write(fill)


def test_a_sign_in_more_drives_out_the_device_that_was_used_longest_ago(serve: Serve) -> None:
    server = serve(limits="off")
    with server.client() as client:
        first = sign_up(client)
        fill_tokens(server, "device")
        token = sign_in(client).json()["access_token"]
        assert client.get("/api/auth/me", headers=bearer(first)).status_code == 401
        client.headers.update(bearer(token))
        assert len(ids(client, "/api/auth/devices")) == MOST_TOKENS


def test_scripts_keep_their_tokens(serve: Serve) -> None:
    server = serve(limits="off")
    with server.client() as client:
        client.headers.update(bearer(sign_up(client)))
        script = client.post("/api/auth/tokens", json={"name": "script"}).json()["token"]
        fill_tokens(server, "api")
        refused = client.post("/api/auth/tokens", json={"name": "one more"}, headers=bearer(script))
        assert (refused.status_code, refused.json()["code"]) == (409, "too_many_tokens")
        client.delete(f"/api/auth/tokens/{ids(client, '/api/auth/tokens')[-1]}").raise_for_status()
        assert client.post("/api/auth/tokens", json={"name": "one more"}).status_code == 201


def test_a_screen_more_drives_out_the_one_that_was_seen_longest_ago(serve: Serve) -> None:
    server = serve(limits="off")
    with server.client() as client:
        client.headers.update(bearer(sign_up(client)))
        path = f"/api/sessions/{client.post('/api/sessions', json={'title': 'A session'}).json()['id']}/screens"
        first, second = (client.post(path, json={}).json()["id"] for _ in range(2))

        def fill(db: Db) -> None:
            session_id = db.scalars(select(Screen.session_id)).first()
            db.execute(update(Screen).values(created_at=now() - timedelta(days=2)))
            db.execute(update(Screen).where(Screen.id == first).values(last_seen_at=now()))
            row = {"session_id": session_id, "name": "Screen"}
            rows = [{**row, "id": new_id(), "digest": f"{number:064}"} for number in range(MOST_SCREENS - 2)]
            db.execute(insert(Screen), rows)

        server.write(fill)
        third = client.post(path, json={}).json()["id"]
        left = ids(client, path)
        assert len(left) == MOST_SCREENS
        assert {first, third} <= set(left)
        assert second not in left
