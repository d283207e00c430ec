"""Rules of accounts: plain functions that take `db`."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select, text, update

from madang.accounts.addresses import normalized
from madang.accounts.models import Identity, Presenter, Token
from madang.database import Db, insert_new, now
from madang.errors import NotSignedIn, Problem
from madang.security import Purpose, digest, is_id, new_id, new_token
from madang.text import TextNotAllowed, clean, sameness

DEVICE_AGE: Final = timedelta(days=90)
RESET_AGE: Final = timedelta(hours=24)
MOST_TOKENS: Final = 100
"""Of each purpose."""
_USED_AGAIN_AFTER: Final = timedelta(minutes=5)
_REGISTRATION_LOCK: Final = 0x6D616461


@dataclass(frozen=True, slots=True)
class SignedPresenter:
    """Who asks, by which token."""

    id: str
    token_id: str
    token_is_stale: bool


def email_key(email: str) -> str:
    return sameness(email)[:320]


def register(db: Db, email: str, name: str, password_hash: str | None, provider: str = "local") -> Presenter:
    """A new account; the first one of an installation is its administrator."""
    if db.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyway: two cannot both be the first
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _REGISTRATION_LOCK})
    row = {
        "id": new_id(),
        "email": email,
        "email_key": email_key(email),
        "name": name,
        "password_hash": password_hash,
        "provider": provider,
        "is_admin": not has_accounts(db),
        "created_at": now(),
    }
    if not insert_new(db, Presenter, [row]):
        raise Problem(409, "email_taken")
    return db.get_one(Presenter, row["id"])


def has_accounts(db: Db) -> bool:
    return db.scalar(select(Presenter.id).limit(1)) is not None


def find(db: Db, email: str) -> Presenter | None:
    """By what somebody typed, which may be anything."""
    with contextlib.suppress(ValueError):
        email = normalized(email)
    try:
        key = email_key(clean(email))
    except TextNotAllowed:
        return None
    return db.scalar(select(Presenter).where(Presenter.email_key == key))


def presenter(db: Db, presenter_id: str) -> Presenter:
    found = db.get(Presenter, presenter_id)
    if found is None:
        raise NotSignedIn
    return found


def all_presenters(db: Db) -> list[Presenter]:
    return list(db.scalars(select(Presenter).order_by(Presenter.created_at, Presenter.id)))


def rename(db: Db, presenter_id: str, name: str) -> Presenter:
    found = presenter(db, presenter_id)
    found.name = name
    return found


def remove(db: Db, presenter_id: str) -> None:
    """The account with everything that is its: sessions, participants, tokens."""
    db.execute(delete(Presenter).where(Presenter.id == presenter_id))


def issue(db: Db, presenter_id: str, purpose: Purpose, name: str) -> tuple[Token, str]:
    """A new token and its secret, which is shown this once."""
    secret = new_token(purpose)
    age = {"device": DEVICE_AGE, "reset": RESET_AGE}.get(purpose)
    expires_at = now() + age if age else None
    token = Token(presenter_id=presenter_id, purpose=purpose, name=name, digest=digest(secret), expires_at=expires_at)
    db.add(token)
    db.flush()
    _drop_the_oldest(db, presenter_id, purpose)
    return token, secret


def issue_api(db: Db, presenter_id: str, name: str) -> tuple[Token, str]:
    """A personal token, unless there are too many: none of them goes by itself, scripts rely on it."""
    db.execute(select(Presenter.id).where(Presenter.id == presenter_id).with_for_update())
    mine = select(func.count()).where(Token.presenter_id == presenter_id, Token.purpose == "api")
    if (db.scalar(mine) or 0) >= MOST_TOKENS:
        raise Problem(409, "too_many_tokens")
    return issue(db, presenter_id, "api", name)


def _drop_the_oldest(db: Db, presenter_id: str, purpose: Purpose) -> None:
    """Each sign-in makes one: those that were used longest ago make room."""
    alike = select(Token.id).where(Token.presenter_id == presenter_id, Token.purpose == purpose)
    old = db.scalars(alike.order_by(Token.last_used_at.desc(), Token.id).offset(MOST_TOKENS)).all()
    if old:
        db.execute(delete(Token).where(Token.id.in_(old)))


def authenticate(db: Db, secret: str) -> SignedPresenter:
    """Whose device or API token it is; raises NotSignedIn."""
    signed = authenticate_all(db, [secret]).get(secret)
    if signed is None:
        raise NotSignedIn
    return signed


def authenticate_all(db: Db, secrets: Iterable[str]) -> dict[str, SignedPresenter]:
    """By token; those that are nobody's, or have run out, are left out."""
    by_digest = {digest(secret): secret for secret in secrets}
    rows = db.execute(
        select(Token.digest, Token.id, Token.presenter_id, Token.last_used_at, Token.expires_at).where(
            Token.digest.in_(by_digest), Token.purpose.in_(("device", "api"))
        )
    )
    moment = now()
    return {
        by_digest[row.digest]: SignedPresenter(row.presenter_id, row.id, row.last_used_at < moment - _USED_AGAIN_AFTER)
        for row in rows
        if row.expires_at is None or row.expires_at > moment
    }


def touch(db: Db, token_id: str) -> None:
    """The token was used; a device's keeps working for another 90 days. One that was revoked meanwhile stays so."""
    moment = now()
    used = update(Token).where(Token.id == token_id)
    db.execute(used.values(last_used_at=moment))
    db.execute(used.where(Token.purpose == "device").values(expires_at=moment + DEVICE_AGE))


def valid_tokens(db: Db, token_ids: set[str]) -> set[str]:
    """Those of the tokens that still speak for somebody."""
    valid = (Token.expires_at.is_(None)) | (Token.expires_at > now())
    return set(db.scalars(select(Token.id).where(Token.id.in_(token_ids), valid)))


def tokens(db: Db, presenter_id: str, purpose: Purpose) -> list[Token]:
    mine = select(Token).where(Token.presenter_id == presenter_id, Token.purpose == purpose)
    return list(db.scalars(mine.order_by(Token.created_at.desc(), Token.id)))


def revoke(db: Db, presenter_id: str, purpose: Purpose, token_id: str) -> None:
    mine = (Token.id == token_id, Token.presenter_id == presenter_id, Token.purpose == purpose)
    if not is_id(token_id) or db.scalar(delete(Token).where(*mine).returning(Token.id)) is None:
        raise Problem(404, "not_found")


def revoke_by_id(db: Db, token_id: str) -> None:
    db.execute(delete(Token).where(Token.id == token_id))


def revoke_others(db: Db, presenter_id: str, kept_token_id: str) -> None:
    """Signs all other devices out; API tokens, which have names and purposes of their own, stay."""
    db.execute(
        delete(Token).where(Token.presenter_id == presenter_id, Token.purpose != "api", Token.id != kept_token_id)
    )


def set_password(db: Db, presenter_id: str, password_hash: str, kept_token_id: str) -> None:
    presenter(db, presenter_id).password_hash = password_hash
    revoke_others(db, presenter_id, kept_token_id)


def reset_password(db: Db, secret: str, password_hash: str) -> None:
    """By the single-use link; every device is signed out, this link's like all others are used up."""
    used = delete(Token).where(Token.digest == digest(secret), Token.purpose == "reset", Token.expires_at > now())
    presenter_id = db.scalar(used.returning(Token.presenter_id))
    if presenter_id is None:
        raise Problem(404, "reset_link_used")
    set_password(db, presenter_id, password_hash, kept_token_id="")


def forget_credentials(db: Db, account: Presenter) -> None:
    """Its password and all its tokens, those of scripts too."""
    account.password_hash = None
    db.execute(delete(Token).where(Token.presenter_id == account.id))


def by_identity(db: Db, issuer: str, subject: str) -> Presenter | None:
    known = select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)
    identity = db.scalar(known)
    return db.get(Presenter, identity.presenter_id) if identity else None


def add_identity(db: Db, presenter_id: str, issuer: str, subject: str) -> None:
    """Where the same person signs in twice at once, one of them adds it."""
    insert_new(db, Identity, [{"id": new_id(), "presenter_id": presenter_id, "issuer": issuer, "subject": subject}])


def purge_expired(db: Db) -> int:
    return len(db.scalars(delete(Token).where(Token.expires_at <= now()).returning(Token.id)).all())
