"""Sign-in through a provider that lies, fails or takes its time: nobody is signed in, and no answer is a 5xx."""

import base64
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey, OctKey

from madang.accounts import oidc
from tests.accounts.rogue import CLIENT_ID, SECRET, Rogue, rogue
from tests.helpers import Served, served, sign_up

FAILED = "/sign-in?error=oidc"


@pytest.fixture
def provider() -> Iterator[Rogue]:
    with rogue() as provider:
        yield provider


@pytest.fixture
def server(provider: Rogue, sqlite_template: Path, tmp_path: Path) -> Iterator[Served]:
    """What is tried here happens before any database: SQLite is enough."""
    database = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'madang.db')}"
    client = {"oidc_client_id": CLIENT_ID, "oidc_client_secret": SECRET}
    with served(database_url=database, oidc_issuer=provider.issuer, limits="off", **client) as server:
        yield server


@pytest.fixture
def browser(server: Served) -> Iterator[httpx.Client]:
    with server.client() as browser:
        yield browser


def is_nobody(browser: httpx.Client) -> bool:
    return browser.get("/api/auth/me").status_code == 401


def test_the_truth_signs_in(provider: Rogue, browser: httpx.Client) -> None:
    """What all the lies below differ from."""
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce))
    assert provider.finish(browser, state) == "/account"
    assert browser.get("/api/auth/me").json()["name"] == "Alice"


def test_the_verifier_belongs_to_the_challenge(provider: Rogue, browser: httpx.Client) -> None:
    sent = browser.get("/api/auth/oidc/start").headers["location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent).query).items()}
    provider.finish(browser, asked["state"])
    [posted] = provider.posted
    hashed = base64.urlsafe_b64encode(hashlib.sha256(posted["code_verifier"][0].encode()).digest()).rstrip(b"=")
    assert hashed.decode() == asked["code_challenge"]
    assert posted["redirect_uri"] == [asked["redirect_uri"]]
    assert "client_secret" not in posted  # it is in the Authorization header


def test_a_provider_that_wants_the_secret_in_the_body(provider: Rogue, browser: httpx.Client) -> None:
    provider.discovery["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    provider.finish(browser, provider.begin(browser)[0])
    assert provider.posted[0]["client_secret"] == [SECRET]


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another's"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": [CLIENT_ID, "another client"], "azp": "another client"},
        {"aud": []},
        {"azp": "another client"},
        {"exp": 1},
        {"exp": "tomorrow"},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"at_hash": "another's"},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
        {"email": None},
        {"email": "nobody"},
        {"email": ["alice@example.org"]},
        {"email": "alice\x00@example.org"},
    ],
    ids=str,
)
def test_a_lie_in_the_token(provider: Rogue, browser: httpx.Client, lie: dict[str, Any]) -> None:
    state, nonce = provider.begin(browser)
    claims = provider.claims(nonce, **lie)
    provider.says({name: value for name, value in claims.items() if value is not None})
    assert provider.finish(browser, state) == FAILED
    assert is_nobody(browser)


def test_a_token_that_another_key_signed(provider: Rogue, browser: httpx.Client) -> None:
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce), ECKey.generate_key("P-256", {"kid": "one"}))
    assert provider.finish(browser, state) == FAILED
    assert is_nobody(browser)


def test_a_token_that_the_clients_secret_signed(provider: Rogue, browser: httpx.Client) -> None:
    """A symmetric signature proves nothing where the keys are public."""
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce), OctKey.import_key(SECRET * 2), "HS256")
    assert provider.finish(browser, state) == FAILED
    assert is_nobody(browser)


def test_a_token_that_nobody_signed(provider: Rogue, browser: httpx.Client) -> None:
    state, nonce = provider.begin(browser)
    parts = [{"alg": "none"}, provider.claims(nonce)]
    unsigned = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    provider.answers["/token"] = {"id_token": unsigned + ".", "access_token": "x", "token_type": "Bearer"}
    assert provider.finish(browser, state) == FAILED
    assert is_nobody(browser)


@pytest.mark.parametrize("said", [False, None, "true", "false", 1, [True]], ids=repr)
def test_an_address_is_verified_by_true_alone(
    provider: Rogue, server: Served, browser: httpx.Client, said: object
) -> None:
    """Else whoever types Alice's address at a careless provider would be Alice."""
    with server.client() as alice:
        sign_up(alice)
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce, email_verified=said))
    assert provider.finish(browser, state) == "/sign-in?error=email"
    assert is_nobody(browser)


NONSENSE = [
    b"",
    b"<html>",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"[" * 50_000,
    b"\xff\xfe",
    b'{"keys": 7}',
    b'{"keys": [7]}',
]


@pytest.mark.parametrize("said", NONSENSE, ids=lambda said: repr(said[:12]))
def test_nonsense_is_a_failure(provider: Rogue, browser: httpx.Client, said: bytes) -> None:
    good = dict(provider.answers)
    for path in ("/token", "/keys", "/me"):
        state, nonce = provider.begin(browser)
        claims = provider.claims(nonce)
        provider.answers = dict(good)
        provider.says({name: claims[name] for name in claims if path != "/me" or name != "email"})
        provider.answers[path] = said
        assert provider.finish(browser, state) == FAILED, path
    assert is_nobody(browser)


@pytest.mark.parametrize("said", NONSENSE, ids=lambda said: repr(said[:12]))
def test_a_nonsense_discovery(provider: Rogue, browser: httpx.Client, said: bytes) -> None:
    provider.answers["/.well-known/openid-configuration"] = said
    assert browser.get("/api/auth/oidc/start").headers["location"] == FAILED


@pytest.mark.parametrize(
    "token", [{"id_token": 7}, {"id_token": []}, {"id_token": "a.b.c"}, {"expires_in": [1]}, {"expires_in": 1e999}]
)
def test_a_nonsense_token(provider: Rogue, browser: httpx.Client, token: dict[str, Any]) -> None:
    state, _ = provider.begin(browser)
    provider.answers["/token"] = {"access_token": "x", "token_type": "Bearer", "id_token": "x"} | token
    assert provider.finish(browser, state) == FAILED


@pytest.mark.parametrize("url", ["http://[", "not an address", "file:///etc/passwd", "", "http://127.0.0.1:1/"])
def test_endpoints_that_lead_nowhere(provider: Rogue, browser: httpx.Client, url: str) -> None:
    provider.discovery |= {"token_endpoint": url, "jwks_uri": url}
    assert provider.finish(browser, provider.begin(browser)[0]) == FAILED


def test_the_discovery_of_another_issuer(provider: Rogue, browser: httpx.Client) -> None:
    provider.discovery["issuer"] = "https://evil.example"
    assert browser.get("/api/auth/oidc/start").headers["location"] == FAILED


def test_a_provider_that_fails_and_is_well_again(provider: Rogue, browser: httpx.Client) -> None:
    provider.status = 500
    assert browser.get("/api/auth/oidc/start").headers["location"] == FAILED
    provider.status = 200
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce))
    assert provider.finish(browser, state) == "/account"


def test_a_provider_that_answers_a_byte_at_a_time(
    provider: Rogue, browser: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time; the whole must, too."""
    monkeypatch.setattr(oidc, "SECONDS", 0.4)
    provider.drip_seconds = 0.05
    started = time.perf_counter()
    assert browser.get("/api/auth/oidc/start").headers["location"] == FAILED
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize("name", [None, "", "\u200b", "x" * 61, 7, ["Alice"], "\x00", "\u202eecila"])
def test_a_name_that_is_none(provider: Rogue, browser: httpx.Client, name: object) -> None:
    state, nonce = provider.begin(browser)
    provider.says(provider.claims(nonce, name=name))
    assert provider.finish(browser, state) == "/account"
    assert browser.get("/api/auth/me").json()["name"] == "alice"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "account",
        "/a\nb",
        "/" + "a" * 9000,
    ],
)
def test_only_a_path_of_ours_comes_next(provider: Rogue, browser: httpx.Client, path: str) -> None:
    sent = browser.get("/api/auth/oidc/start", params={"next": path}).headers["location"]
    asked = parse_qs(urlsplit(sent).query)
    provider.says(provider.claims(asked["nonce"][0]))
    assert provider.finish(browser, asked["state"][0]) == "/"


def test_no_header_makes_the_way_back(provider: Rogue, browser: httpx.Client, server: Served) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    sent = browser.get("/api/auth/oidc/start", headers=headers).headers["location"]
    assert parse_qs(urlsplit(sent).query)["redirect_uri"] == [f"{server.url}/api/auth/oidc/callback"]
