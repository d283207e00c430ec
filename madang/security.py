"""Tokens: opaque, unguessable, one prefix a purpose, and only their digests are stored."""

import base64
import hashlib
import re
import secrets
from typing import Final, Literal

Purpose = Literal["device", "api", "participant", "screen", "reset", "invitation"]
_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
PREFIXES: Final[dict[Purpose, str]] = {
    "device": "mdd_",
    "api": "mda_",
    "participant": "mdp_",
    "screen": "mds_",
    "reset": "mdr_",
    "invitation": "mdi_",
}


def new_id() -> str:
    """22 characters that nobody can guess (128 bits) and that say nothing of order or time."""
    return secrets.token_urlsafe(16)


def is_id(value: str) -> bool:
    """Whether it has the form of `new_id`: anything else is not worth a query, and some of it breaks one."""
    return _ID.fullmatch(value) is not None


def new_secret() -> str:
    """43 characters that nobody can guess, for what is used once."""
    return secrets.token_urlsafe(32)


def new_token(purpose: Purpose) -> str:
    return PREFIXES[purpose] + secrets.token_urlsafe(24)


def seat_token(code: str, seat: str) -> str:
    """The participant token of a phone's seat: the same each time, and nobody finds it who does not know the seat.

    The same phone so stays the same person in an anonymous activity, where nothing else says who answered.
    """
    hashed = hashlib.sha256(f"madang seat {code} {seat}".encode()).digest()
    return PREFIXES["participant"] + base64.urlsafe_b64encode(hashed[:24]).decode()


def digest(token: str) -> str:
    """What the database holds of a token. A token has 192 random bits, so that a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def purpose_of(token: str) -> Purpose | None:
    return next((purpose for purpose, prefix in PREFIXES.items() if token.startswith(prefix)), None)
