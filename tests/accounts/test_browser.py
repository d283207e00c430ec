"""The browser's cookie: what it looks like, what it may do, and who may not use it."""

from http.cookies import SimpleCookie

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import PASSWORD, Served, bearer, sign_up

OURS = {"Sec-Fetch-Site": "same-origin"}
NAME = {"name": "Somebody else"}


def sign_up_in_browser(client: httpx.Client) -> httpx.Response:
    body = {"email": "alice@example.org", "name": "Alice", "password": PASSWORD, "browser": True}
    answer = client.post("/api/auth/register", json=body)
    assert answer.status_code == 201
    return answer


def cookie_of(answer: httpx.Response) -> tuple[str, str]:
    """Its value, and everything else that the header says, in lower case."""
    parsed = SimpleCookie(answer.headers["set-cookie"])
    return parsed["madang"].value, answer.headers["set-cookie"].partition(";")[2].lower()


def test_the_token_is_in_the_cookie_and_nowhere_else(client: httpx.Client) -> None:
    answer = sign_up_in_browser(client)
    value, attributes = cookie_of(answer)

    assert answer.json()["access_token"] is None
    assert value.startswith("mdd_")
    assert value not in answer.text
    for attribute in ("httponly", "samesite=lax", "path=/", f"max-age={90 * 24 * 3600}"):
        assert attribute in attributes
    assert "secure" not in attributes  # a hall without TLS
    assert "domain" not in attributes
    assert client.get("/api/auth/me").json()["name"] == "Alice"


def test_over_tls_the_cookie_is_secure(serve: Serve) -> None:
    with serve(base_url="https://madang.example.org").client() as client:
        assert "secure" in cookie_of(sign_up_in_browser(client))[1]


def test_signing_in_and_out(client: httpx.Client) -> None:
    sign_up(client)
    body = {"email": "alice@example.org", "password": PASSWORD, "browser": True}
    signed_in = client.post("/api/auth/login", json=body)
    assert (signed_in.status_code, signed_in.json()["access_token"]) == (200, None)
    value, _ = cookie_of(signed_in)

    signed_out = client.post("/api/auth/logout", headers=OURS)
    assert signed_out.status_code == 204
    assert "max-age=0" in cookie_of(signed_out)[1]
    assert client.get("/api/auth/me").status_code == 401
    assert client.get("/api/auth/me", headers=bearer(value)).status_code == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_an_unsafe_request_from_another_site_is_refused(client: httpx.Client, site: str) -> None:
    sign_up_in_browser(client)
    refused = client.put("/api/auth/me", json=NAME, headers={"Sec-Fetch-Site": site})
    assert (refused.status_code, refused.json()["code"]) == (403, "origin_refused")
    assert client.get("/api/auth/me", headers={"Sec-Fetch-Site": site}).json()["name"] == "Alice"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://127.0.0.1:1",
        "http://[",
        "null",
        "",
        "http://madang.example.org.evil.example",
        "http://evil.example/?http://madang.example.org",
    ],
)
def test_an_unsafe_request_of_another_origin_is_refused(serve: Serve, origin: str) -> None:
    """Over plain HTTP browsers send no Sec-Fetch-Site: then the Origin counts."""
    with serve(base_url="http://madang.example.org").client() as client:
        sign_up_in_browser(client)
        refused = client.put("/api/auth/me", json=NAME, headers={"Origin": origin})
        assert (refused.status_code, refused.json()["code"]) == (403, "origin_refused")
        assert client.get("/api/auth/me").json()["name"] == "Alice"


def test_a_cookie_without_any_word_of_its_origin_moves_nothing(client: httpx.Client) -> None:
    sign_up_in_browser(client)
    for method, path in (("POST", "logout"), ("DELETE", "devices"), ("PUT", "me"), ("PATCH", "me")):
        refused = client.request(method, f"/api/auth/{path}", json=NAME)
        assert (method, refused.status_code) == (method, 403)
    assert client.get("/api/auth/me").status_code == 200


@pytest.mark.parametrize("place", ["base_url", "address"])
def test_our_own_pages_may(serve: Serve, place: str) -> None:
    server = serve(base_url="http://madang.example.org")
    origin = {"base_url": "http://madang.example.org", "address": server.url}[place]
    with server.client() as client:
        sign_up_in_browser(client)
        assert client.put("/api/auth/me", json=NAME, headers={"Origin": origin}).status_code == 200


@pytest.fixture
def two(serve: Serve) -> tuple[Served, str, str]:
    """Alice's token and Bob's."""
    server = serve()
    with server.client() as client:
        return server, sign_up(client), sign_up(client, "bob@example.org", name="Bob")


def test_the_header_wins_over_the_cookie(two: tuple[Served, str, str]) -> None:
    server, alice, bob = two
    with server.client(cookies={"madang": alice}) as client:
        assert client.get("/api/auth/me").json()["name"] == "Alice"
        assert client.get("/api/auth/me", headers=bearer(bob)).json()["name"] == "Bob"
        for wrong in ("Bearer mdd_wrong", "Bearer", "Basic YTpi", "nonsense"):
            assert client.get("/api/auth/me", headers={"Authorization": wrong}).status_code == 401


def test_with_a_header_the_cookie_needs_no_origin_and_lends_no_power(two: tuple[Served, str, str]) -> None:
    server, alice, bob = two
    with server.client(cookies={"madang": alice}, headers={"Origin": "https://evil.example"}) as client:
        assert client.put("/api/auth/me", json=NAME, headers=bearer(bob)).json()["email"] == "bob@example.org"
        assert client.put("/api/auth/me", json=NAME, headers=bearer("mdd_wrong")).status_code == 401
        assert client.get("/api/auth/me").json()["name"] == "Alice"


def test_other_cookies_need_no_origin(two: tuple[Served, str, str]) -> None:
    server, _, bob = two
    with server.client(cookies={"theme": "dark", "notmadang": "1"}) as client:
        assert client.put("/api/auth/me", json=NAME, headers=bearer(bob)).status_code == 200
        assert client.post("/api/auth/login", json={"email": "x", "password": "y"}).status_code == 401
