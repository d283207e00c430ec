"""The log of a real server holds nothing of people: no password, token, address or name, on good ways and bad ones."""

import httpx

from tests.conftest import Run
from tests.helpers import bearer, post, sign_in, sign_up

EMAIL = "zebedee.quill@example.org"
NAME = "Zebedee Quill"
PASSWORD = "xylophone marmalade"
OTHER = "another xylophone"


def test_the_log_keeps_what_it_hears_to_itself(running: Run) -> None:
    server = running(log_level="debug")
    with httpx.Client(base_url=server.url, timeout=30) as client:
        token = sign_up(client, EMAIL, name=NAME, password=PASSWORD)
        sign_in(client, EMAIL, "wrong " + PASSWORD)
        second = sign_in(client, EMAIL, PASSWORD).json()["access_token"]
        client.headers.update(bearer(token))
        script = client.post("/api/auth/tokens", json={"name": NAME}).json()["token"]
        change = {"current_password": PASSWORD, "new_password": OTHER}
        assert client.post("/api/auth/password", json=change).status_code == 204
        post(client, "/api/auth/password", {"current_password": PASSWORD, "new_password": [OTHER]})
        post(client, "/api/auth/reset", {"token": script, "password": OTHER})
        post(client, "/api/auth/register", {"email": EMAIL + "\x00", "name": [NAME], "password": PASSWORD * 100})
        client.get("/api/auth/me", params={"token": token})
        client.get(f"/reset/{token}")
        client.get(f"/api/auth/{token}")
        client.delete(f"/api/auth/tokens/{script}")
        client.get("/api/auth/me", headers={"Authorization": f"Basic {token}"})
        assert client.post("/api/auth/logout").status_code == 204

    assert '"route": "/api/auth/register"' in server.log
    spoken = server.log.lower()
    for secret in (EMAIL, "zebedee", "quill", "xylophone", token, second, script, token[4:], script[4:]):
        assert secret.lower() not in spoken
