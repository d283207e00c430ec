"""A provider that answers whatever a test makes it answer. The real one never lies; this one can."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

CLIENT_ID = "madang"
SECRET = "a secret of the tests"


class Rogue:
    """`answers[path]` is what it says there: JSON, or bytes as they are."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256", {"kid": "one", "alg": "ES256", "use": "sig"})
        self.status = 200
        self.drip_seconds = 0.0
        self.posted: list[dict[str, list[str]]] = []
        self.discovery: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            "userinfo_endpoint": f"{issuer}/me",
        }
        self.answers: dict[str, Any] = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": {"keys": [self.key.as_dict(private=False)]},
        }

    def claims(self, nonce: str, /, **other: object) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "sub": "248289761001",
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "nonce": nonce,
            "email": "alice@example.org",
            "email_verified": True,
            "name": "Alice",
        } | other

    def says(self, claims: dict[str, Any], key: Any = None, alg: str = "ES256", **token: object) -> None:
        """Lets the token endpoint answer this ID token."""
        header = {"alg": alg, "kid": "one"}
        signed = jwt.encode(header, claims, key or self.key, algorithms=[alg])
        self.answers["/token"] = {"id_token": signed, "access_token": "x", "token_type": "Bearer"} | token

    def begin(self, browser: httpx.Client) -> tuple[str, str]:
        """Starts a sign-in; answers its state and its nonce."""
        sent = browser.get("/api/auth/oidc/start", params={"next": "/account"})
        assert sent.headers["location"].startswith(f"{self.issuer}/authorize?"), sent.headers["location"]
        asked = parse_qs(urlsplit(sent.headers["location"]).query)
        return asked["state"][0], asked["nonce"][0]

    def finish(self, browser: httpx.Client, state: str) -> str:
        """Comes back; answers where to."""
        back = browser.get("/api/auth/oidc/callback", params={"state": state, "code": "c0de"})
        assert back.status_code == 302
        return back.headers["location"]


@contextmanager
def rogue() -> Iterator[Rogue]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = provider.answers.get(urlsplit(self.path).path, {})
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for byte in body if provider.drip_seconds else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(provider.drip_seconds)
                if not provider.drip_seconds:
                    self.wfile.write(body)
            except OSError:
                self.close_connection = True  # nobody waits for it any more

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            provider.posted.append(parse_qs(body.decode()))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Rogue(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
