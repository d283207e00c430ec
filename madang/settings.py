"""Everything that an installation can set, by environment variables with the prefix `MADANG_`."""

import ipaddress
import os
import re
from functools import cached_property
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from valkey.asyncio import ConnectionPool as ValkeyPool

_DATABASE: Final = re.compile(r"sqlite(\+pysqlite)?:///.|postgres(ql(\+psycopg)?)?://")


class Settings(BaseSettings):
    """The descriptions below are what docs/settings.md lists; a test holds the two together."""

    model_config = SettingsConfigDict(env_prefix="MADANG_", extra="ignore", env_ignore_empty=True)

    host: str = Field("0.0.0.0", description="The address to listen on.")  # noqa: S104
    port: int = Field(3000, ge=0, le=65535, description="The port to listen on.")
    base_url: str = Field(
        "http://localhost:3000",
        description="Where people reach the server. QR codes and links are made from it and from nothing else.",
    )
    data_dir: Path = Field(Path("data"), description="The folder for the SQLite database and its backups.")
    database_url: str | None = Field(
        None,
        description="`sqlite:///path` or `postgresql://user:password@host/name`. "
        "Without one, SQLite in the data folder.",
    )
    valkey_url: str | None = Field(
        None, description="`valkey://host:6379/0`: the bus between several processes. Without one, one process."
    )
    registration: Literal["open", "closed"] = Field(
        "open", description="`closed`: accounts are made by `madang user add` only."
    )
    limits: Literal["on", "off"] = Field("on", description="Rate limits; `off` for a load test.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least important messages that the log holds."
    )
    log_format: Literal["json", "text"] = Field("json", description="`text` is easier to read in a terminal.")
    max_streams: int = Field(
        20_000, ge=1, le=1_000_000, description="How many streams one process keeps open; more get a 503."
    )
    metrics: Literal["on", "off"] = Field("on", description="`GET /metrics` for Prometheus.")
    tls_cert: Path | None = Field(None, description="A certificate file: the server itself speaks HTTPS.")
    tls_key: Path | None = Field(None, description="The key file of that certificate.")
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses of proxies whose `X-Forwarded-For` is believed (for rate limits), separated by commas.",
    )
    oidc_issuer: str | None = Field(
        None, description="The address of an OpenID Connect provider, such as `https://accounts.google.com`."
    )
    oidc_client_id: str | None = Field(None, description="The client's name at that provider.")
    oidc_client_secret: SecretStr | None = Field(None, description="The client's secret at that provider.")
    oidc_name: str = Field("OpenID Connect", description="The provider's name on the sign-in button.")

    @field_validator("base_url")
    @classmethod
    def _base_url_is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value.strip().rstrip("/"))
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("must look like https://madang.example.org")
        return parts.geturl()

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, value: str | None) -> str | None:
        try:
            known = value is None or (make_url(value).database != ":memory:" and _DATABASE.match(value))
        except (ArgumentError, ValueError):
            known = False
        if not known:
            raise ValueError("must look like sqlite:///path or postgresql://user:password@host/name")
        return value

    @field_validator("valkey_url")
    @classmethod
    def _valkey_is_known(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            ValkeyPool.from_url(value)
            known = not value.startswith("unix:")  # not to those who count limits there
        except ValueError:
            known = False
        if not known:
            raise ValueError("must look like valkey://host:6379/0")
        return value

    @field_validator("tls_cert", "tls_key")
    @classmethod
    def _file_can_be_read(cls, value: Path | None) -> Path | None:
        if value is not None and (value.is_dir() or not os.access(value, os.R_OK)):
            raise ValueError("there is no such file that can be read")
        return value

    @model_validator(mode="after")
    def _pairs_are_complete(self) -> "Settings":
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError("MADANG_TLS_CERT and MADANG_TLS_KEY go together")
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError("MADANG_OIDC_ISSUER needs MADANG_OIDC_CLIENT_ID and MADANG_OIDC_CLIENT_SECRET")
        return self

    @cached_property
    def database(self) -> str:
        """The database's address for SQLAlchemy, its driver named."""
        url = self.database_url or f"sqlite:///{(self.data_dir / 'madang.db').absolute()}"
        for plain in ("postgresql://", "postgres://"):
            if url.startswith(plain):
                return "postgresql+psycopg://" + url.removeprefix(plain)
        return url

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS, so that cookies may say so."""
        return self.base_url.startswith("https://")

    @property
    def base_url_is_local(self) -> bool:
        """Whether the base URL leads phones nowhere: it names this computer only."""
        return is_local(urlsplit(self.base_url).hostname or "")


def is_local(host: str) -> bool:
    """
    >>> [is_local(host) for host in ("localhost", "127.0.0.1", "192.168.0.7", "madang.example.org")]
    [True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
