"""Rules of sign-in through a provider: what is remembered between its two requests, and whose account it is."""

import re
from datetime import timedelta
from typing import Final

from sqlalchemy import delete

from madang.accounts import service
from madang.accounts.models import Presenter, SignIn
from madang.accounts.oidc import Person
from madang.database import Db, now
from madang.errors import Problem
from madang.security import digest, new_secret

AGE: Final = timedelta(minutes=10)
# One slash, then neither another nor a backslash, which browsers read as one; nothing that is not printed.
_OWN_PATH: Final = re.compile(r"/(?:[^/\\\x00-\x20\x7f-\uffff][^\\\x00-\x20\x7f-\uffff]*)?")


def own_path(path: str) -> str:
    """The path if it is one of ours, otherwise the front page.

    >>> [own_path(path) for path in ("/account", "//evil.example", "/\\\\evil.example", "https://evil.example", "/")]
    ['/account', '/', '/', '/', '/']
    """
    return path if len(path) <= 200 and _OWN_PATH.fullmatch(path) else "/"


def begin(db: Db, next_path: str) -> tuple[str, SignIn]:
    """A sign-in that has been sent to the provider; its secret stays in the browser and comes back as `state`."""
    secret = new_secret()
    row = SignIn(
        digest=digest(secret),
        nonce=new_secret(),
        verifier=new_secret(),
        next_path=own_path(next_path),
        expires_at=now() + AGE,
    )
    db.add(row)
    db.flush()
    return secret, row


def take(db: Db, secret: str) -> SignIn | None:
    """What was begun with this secret, once."""
    used = delete(SignIn).where(SignIn.digest == digest(secret), SignIn.expires_at > now()).returning(SignIn)
    return db.scalar(used)


def purge(db: Db) -> int:
    return len(db.scalars(delete(SignIn).where(SignIn.expires_at <= now()).returning(SignIn.digest)).all())


def account_of(db: Db, person: Person, *, registration_open: bool) -> Presenter:
    """The account that the identity has; else the one with its verified e-mail address; else a new one.

    Whoever registered with that address may have been somebody else, who waits for its owner to come: what they can
    sign in by ends when the first one comes who has proved it.
    """
    if known := service.by_identity(db, person.issuer, person.subject):
        return known
    account = service.find(db, person.email)
    if account is not None and not person.email_verified:
        raise Problem(409, "email_taken")
    if account is None:
        if not registration_open:
            raise Problem(403, "registration_closed")
        account = service.register(db, person.email, person.name, None, provider="oidc")
    elif not account.identities:
        service.forget_credentials(db, account)
    service.add_identity(db, account.id, person.issuer, person.subject)
    return account
