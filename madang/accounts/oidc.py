"""Sign-in through an OpenID Connect provider: the code flow with PKCE, and an ID token that is checked."""

import logging
import time
from dataclasses import dataclass
from typing import Any, Final

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, TypeAdapter, ValidationError

from madang.accounts.schemas import Email
from madang.settings import Settings
from madang.text import Name

log = logging.getLogger(__name__)

SECONDS: Final = 8.0
"""How long a provider may take for one answer."""
_DISCOVERY_SECONDS: Final = 3600
_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY_SECONDS: Final = 60
_FAILURES: Final = (httpx2.HTTPError, AuthlibBaseError, JoseError, ValidationError, KeyError, ValueError)
CALLBACK: Final = "/api/auth/oidc/callback"


class ProviderFailed(Exception):
    """The provider does not answer, or what it answers proves nobody's identity."""


@dataclass(frozen=True)
class Person:
    """Who somebody is at the provider. `subject` is what stays; an e-mail address counts when it is verified."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str


class Discovery(BaseModel):
    """What we need of `/.well-known/openid-configuration`."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None


class Provider:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._discovered: Discovery | None = None
        self._discovered_at = 0.0

    async def authorization_url(self, *, state: str, nonce: str, verifier: str) -> str:
        try:
            discovery = await self._discover()
            async with self._client() as client:
                url, _ = client.create_authorization_url(
                    discovery.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
                )
        except _FAILURES as failure:
            raise ProviderFailed from failure
        return str(url)

    async def person(self, *, code: str, nonce: str, verifier: str) -> Person:
        """Exchanges the code and checks the ID token: signature, issuer, audience, times and nonce."""
        try:
            discovery = await self._discover()
            async with self._client() as client:
                token = await client.fetch_token(discovery.token_endpoint, code=code, code_verifier=verifier)
                keys = KeySet.import_key_set(
                    (await client.request("GET", discovery.jwks_uri, withhold_token=True)).json()
                )
                claims = self._checked(token["id_token"], keys, discovery.issuer, nonce)
                if "email" not in claims and discovery.userinfo_endpoint:
                    more = (await client.get(discovery.userinfo_endpoint)).raise_for_status().json()
                    claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
            return _person(discovery.issuer, claims)
        except _FAILURES as failure:
            log.warning("the OpenID Connect provider proved nobody's identity: %s", type(failure).__name__)
            raise ProviderFailed from failure

    def _checked(self, id_token: str, keys: KeySet, issuer: str, nonce: str) -> dict[str, Any]:
        claims = jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims
        rules = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": str(self._settings.oidc_client_id)},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        rules.validate(claims)
        return claims

    async def _discover(self) -> Discovery:
        if self._discovered is None or time.monotonic() - self._discovered_at > _DISCOVERY_SECONDS:
            issuer = str(self._settings.oidc_issuer).rstrip("/")
            async with httpx2.AsyncClient(timeout=SECONDS) as client:
                answer = await client.get(f"{issuer}/.well-known/openid-configuration")
            found = Discovery.model_validate(answer.raise_for_status().json())
            if found.issuer.rstrip("/") != issuer:
                raise ValueError("the discovery document is another issuer's")
            self._discovered, self._discovered_at = found, time.monotonic()
        return self._discovered

    def _client(self) -> AsyncOAuth2Client:
        secret = self._settings.oidc_client_secret
        return AsyncOAuth2Client(
            self._settings.oidc_client_id,
            secret.get_secret_value() if secret else None,
            scope="openid email profile",
            redirect_uri=self._settings.base_url + CALLBACK,
            code_challenge_method="S256",
            timeout=SECONDS,
        )


def _person(issuer: str, claims: dict[str, Any]) -> Person:
    email = TypeAdapter[str](Email).validate_python(claims["email"])
    return Person(
        issuer=issuer,
        subject=str(claims["sub"])[:255],
        email=email,
        email_verified=claims.get("email_verified") is True,
        name=_name(claims, email),
    )


def _name(claims: dict[str, Any], email: str) -> str:
    for candidate in (claims.get("name"), claims.get("preferred_username")):
        try:
            return TypeAdapter[str](Name).validate_python(candidate)
        except ValidationError:
            continue
    return email.partition("@")[0][:60]
