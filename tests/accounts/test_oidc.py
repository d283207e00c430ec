"""Sign-in through a provider, against a real one."""

from urllib.parse import parse_qs, urlsplit

import httpx

from madang.accounts import service
from tests.accounts.conftest import CLIENT, OpenId, Trusting
from tests.conftest import Serve
from tests.helpers import PASSWORD, bearer, sign_in, sign_up
from tests.servers import free_port

FAILED = "/sign-in?error=oidc"


def _me(browser: httpx.Client) -> dict[str, object]:
    me: dict[str, object] = browser.get("/api/auth/me").raise_for_status().json()
    return me


def test_a_new_account_and_the_same_one_again(openid: OpenId, browser: httpx.Client) -> None:
    assert browser.get("/api/about").json()["sign_in"] == {"name": "Courtyard"}
    back = openid.sign_in(browser, "alice", "/sessions?q=1")
    assert (back.status_code, back.headers["location"]) == (302, "/sessions?q=1")
    assert "HttpOnly" in back.headers["set-cookie"]
    first = _me(browser)
    assert first["email"] == "alice@example.org"
    assert first["provider"] == "oidc"
    assert first["is_admin"] is True
    assert first["has_password"] is False

    with httpx.Client(base_url=openid.server.url) as other:
        openid.sign_in(other, "alice")
        assert _me(other)["id"] == first["id"]


def test_the_code_is_bound_by_pkce_and_nonce(openid: OpenId, browser: httpx.Client) -> None:
    asked = parse_qs(urlsplit(openid.start(browser)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["nonce"]
    assert asked["redirect_uri"] == [f"{openid.server.url}/api/auth/oidc/callback"]


def test_a_callback_of_another_browser_is_refused(openid: OpenId, browser: httpx.Client) -> None:
    back = openid.consent(openid.start(browser), "alice")
    with httpx.Client(base_url=openid.server.url) as other:
        assert other.get(back).headers["location"] == FAILED
        openid.start(other)
        assert other.get(back).headers["location"] == FAILED
        assert other.get("/api/auth/me").status_code == 401


def test_a_callback_works_once(openid: OpenId, browser: httpx.Client) -> None:
    back = openid.consent(openid.start(browser), "alice")
    state = browser.cookies["madang_oidc"]
    assert browser.get(back).headers["location"] == "/account"
    browser.cookies.clear()
    browser.cookies.set("madang_oidc", state)
    assert browser.get(back).headers["location"] == FAILED


def test_a_code_of_another_sign_in_is_refused(openid: OpenId, browser: httpx.Client) -> None:
    """Its verifier and its nonce are another's."""
    with httpx.Client(base_url=openid.server.url) as other:
        stolen = parse_qs(urlsplit(openid.consent(openid.start(other), "victim")).query)["code"][0]
    openid.start(browser)
    state = browser.cookies["madang_oidc"]
    answer = browser.get("/api/auth/oidc/callback", params={"state": state, "code": stolen})
    assert answer.headers["location"] == FAILED
    assert browser.get("/api/auth/me").status_code == 401


def test_a_verified_address_is_linked_and_another_is_not(openid: OpenId, browser: httpx.Client) -> None:
    for name in ("bob", "carol"):
        body = {"email": f"{name}@example.org", "name": name, "password": "correct horse"}
        assert browser.post("/api/auth/register", json=body).status_code == 201
    openid.sign_in(browser, "bob")
    assert (_me(browser)["email"], _me(browser)["provider"]) == ("bob@example.org", "local")

    with httpx.Client(base_url=openid.server.url) as impostor:
        assert openid.sign_in(impostor, "carol?").headers["location"] == "/sign-in?error=email"
        assert impostor.get("/api/auth/me").status_code == 401


def test_who_took_an_address_first_loses_it_to_its_owner(openid: OpenId, browser: httpx.Client) -> None:
    """Nobody proves an address to register with it. What its owner sets later, stays when they sign in again."""
    with openid.server.client() as other:
        token = sign_up(other, "bob@example.org")
        script = other.post("/api/auth/tokens", json={"name": "script"}, headers=bearer(token)).json()["token"]
        openid.sign_in(browser, "bob")
        assert _me(browser)["has_password"] is False
        for kept in (token, script):
            assert other.get("/api/auth/me", headers=bearer(kept)).status_code == 401
        assert sign_in(other, "bob@example.org").status_code == 401

        headers = {"Sec-Fetch-Site": "same-origin"}
        browser.post("/api/auth/password", json={"new_password": PASSWORD}, headers=headers).raise_for_status()
        openid.sign_in(browser, "bob")
        assert sign_in(other, "bob@example.org").status_code == 200


def test_only_paths_of_ours_come_next(openid: OpenId, browser: httpx.Client) -> None:
    for number, path in enumerate(("//evil.example", "/\\evil.example", "https://evil.example", "/%0a\n")):
        assert openid.sign_in(browser, f"guest{number}", path).headers["location"] == "/"


def test_closed_registration(trusting: Trusting) -> None:
    """Whoever has an account or gets one from `madang user add` signs in; nobody else does."""
    openid = trusting(registration="closed")
    openid.server.write(lambda db: service.register(db, "alice@example.org", "Alice", None))
    with openid.server.client() as browser:
        assert openid.sign_in(browser, "alice").headers["location"] == "/account"
        browser.cookies.clear()
        assert openid.sign_in(browser, "stranger").headers["location"] == "/sign-in?error=closed"
        assert browser.get("/api/auth/me").status_code == 401


def test_a_provider_that_is_away(serve: Serve) -> None:
    with serve(oidc_issuer=f"http://127.0.0.1:{free_port()}", **CLIENT).client() as browser:
        answer = browser.get("/api/auth/oidc/start", params={"next": "/"})
        assert (answer.status_code, answer.headers["location"]) == (302, FAILED)


def test_without_a_provider_there_is_no_way(served_once: httpx.Client) -> None:
    assert served_once.get("/api/about").json()["sign_in"] is None
    assert served_once.get("/api/auth/oidc/start").status_code == 404
