"""A real OpenID Connect provider, as a process of its own."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import Served
from tests.servers import free_port

PROVIDER = Path(__file__).parent / "provider"
CLIENT = {"oidc_client_id": "madang", "oidc_client_secret": "a secret of the tests", "oidc_name": "Courtyard"}


class OpenId:
    """Madang and the provider that it trusts; `sign_in` walks a browser through both."""

    def __init__(self, server: Served, issuer: str) -> None:
        self.server = server
        self.issuer = issuer

    def start(self, browser: httpx.Client, next_path: str = "/account") -> str:
        """The address at the provider to which somebody is sent."""
        answer = browser.get("/api/auth/oidc/start", params={"next": next_path})
        assert answer.status_code == 302
        return answer.headers["location"]

    def consent(self, address: str, login: str) -> str:
        """Signs in at the provider and agrees; answers the address that leads back to us."""
        with httpx.Client(timeout=10) as there:
            answer = there.get(address)
            while not answer.headers.get("location", "").startswith(self.server.url):
                if answer.is_redirect:
                    answer = there.get(urljoin(str(answer.url), answer.headers["location"]))
                    continue
                assert answer.status_code == 200, answer.text
                prompt = "login" if 'value="login"' in answer.text else "consent"
                answer = there.post(str(answer.url), data={"prompt": prompt, "login": login, "password": "any"})
            return answer.headers["location"]

    def sign_in(self, browser: httpx.Client, login: str, next_path: str = "/account") -> httpx.Response:
        return browser.get(self.consent(self.start(browser, next_path), login))


Trusting = Callable[..., OpenId]


@pytest.fixture(scope="session")
def installed() -> None:
    modules, lock = PROVIDER / "node_modules" / ".package-lock.json", PROVIDER / "package-lock.json"
    if not modules.exists() or modules.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(["npm", "--prefix", PROVIDER, "ci", "--ignore-scripts", "--silent"], check=True)


@pytest.fixture(scope="session")
def provider(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The provider's issuer, and the port at which it expects us."""
    port, ours = free_port(), free_port()
    back = f"http://127.0.0.1:{ours}/api/auth/oidc/callback"
    log_file = tmp_path_factory.mktemp("provider") / "log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(["node", PROVIDER / "provider.js", str(port), back], stdout=log, stderr=log)
    issuer = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _answers(issuer):
            assert time.monotonic() < until, log_file.read_text()
            time.sleep(0.05)
        yield issuer, ours
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def trusting(serve: Serve, provider: tuple[str, int]) -> Trusting:
    """`trusting(registration="closed")`: one at a time, at the port that the provider knows."""
    issuer, port = provider
    return lambda **settings: OpenId(serve(limits="off", port=port, oidc_issuer=issuer, **CLIENT, **settings), issuer)


@pytest.fixture
def openid(trusting: Trusting) -> OpenId:
    return trusting()


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@pytest.fixture
def browser(openid: OpenId) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=openid.server.url, timeout=20) as client:
        yield client
