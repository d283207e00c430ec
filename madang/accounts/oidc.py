"""Sign-in through an OpenID Connect provider: the code flow with PKCE, and an ID token that is checked."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Annotated, Any, Final

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from madang.accounts.schemas import Email
from madang.settings import Settings
from madang.text import Name

log = logging.getLogger(__name__)

SECONDS = 8.0
"""How long a provider may take for all that is asked of it in one request of ours."""
_DISCOVERY_SECONDS: Final = 3600
_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY_SECONDS: Final = 60
# What the libraries raise where a provider does not answer, or answers nonsense.
_FAILURES: Final = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    AuthlibBaseError,
    JoseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TimeoutError,
    TypeError,
    ValueError,
)
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
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]

    @property
    def auth_method(self) -> str:
        basic, in_body = "client_secret_basic", "client_secret_post"
        offered = self.token_endpoint_auth_methods_supported
        return in_body if in_body in offered and basic not in offered else basic


class Claims(BaseModel):
    """What we believe of a checked ID token. Whether an address is verified is said by `true` and by nothing else."""

    sub: Annotated[str, Field(min_length=1, max_length=255)]
    email: Email
    email_verified: Any = None
    name: Any = None
    preferred_username: Any = None


class Provider:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._discovered: Discovery | None = None
        self._discovered_at = 0.0

    async def authorization_url(self, *, state: str, nonce: str, verifier: str) -> str:
        try:
            async with asyncio.timeout(SECONDS):
                discovery = await self._discover()
            async with self._client(discovery) as client:
                url, _ = client.create_authorization_url(
                    discovery.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
                )
        except _FAILURES as failure:
            raise _failed(failure) from failure
        return str(url)

    async def person(self, *, code: str, nonce: str, verifier: str) -> Person:
        """Exchanges the code and checks the ID token: signature, issuer, audience, times and nonce."""
        try:
            async with asyncio.timeout(SECONDS):
                discovery = await self._discover()
                async with self._client(discovery) as client:
                    claims = await self._claims(client, discovery, code=code, nonce=nonce, verifier=verifier)
            return _person(discovery.issuer, Claims.model_validate(claims))
        except _FAILURES as failure:
            raise _failed(failure) from failure

    async def _claims(
        self, client: AsyncOAuth2Client, discovery: Discovery, *, code: str, nonce: str, verifier: str
    ) -> dict[str, Any]:
        token = await client.fetch_token(discovery.token_endpoint, code=code, code_verifier=verifier)
        keys = (await client.request("GET", discovery.jwks_uri, withhold_token=True)).raise_for_status().json()
        claims = self._checked(token, KeySet.import_key_set(keys), discovery.issuer, nonce)
        if "email" not in claims and discovery.userinfo_endpoint:
            more = (await client.get(discovery.userinfo_endpoint)).raise_for_status().json()
            claims = {**more, **claims} if more["sub"] == claims["sub"] else claims
        return claims

    def _checked(self, token: dict[str, Any], keys: KeySet, issuer: str, nonce: str) -> dict[str, Any]:
        decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        client_id = str(self._settings.oidc_client_id)
        id_token = CodeIDToken(
            decoded.claims,
            decoded.header,
            {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
            {"nonce": nonce, "client_id": client_id, "access_token": token.get("access_token")},
        )
        id_token.validate(leeway=_LEEWAY_SECONDS)
        return decoded.claims

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

    def _client(self, discovery: Discovery) -> AsyncOAuth2Client:
        secret = self._settings.oidc_client_secret
        return AsyncOAuth2Client(
            self._settings.oidc_client_id,
            secret.get_secret_value() if secret else None,
            token_endpoint_auth_method=discovery.auth_method,
            scope="openid email profile",
            redirect_uri=self._settings.base_url + CALLBACK,
            code_challenge_method="S256",
            timeout=SECONDS,
        )


def _failed(failure: Exception) -> ProviderFailed:
    log.warning("the OpenID Connect provider proved nobody's identity: %s", type(failure).__name__)
    return ProviderFailed()


def _person(issuer: str, claims: Claims) -> Person:
    return Person(
        issuer=issuer,
        subject=claims.sub,
        email=claims.email,
        email_verified=claims.email_verified is True,
        name=_name(claims),
    )


def _name(claims: Claims) -> str:
    for candidate in (claims.name, claims.preferred_username):
        try:
            return TypeAdapter[str](Name).validate_python(candidate)
        except ValidationError:
            continue
    return claims.email.partition("@")[0][:60]
