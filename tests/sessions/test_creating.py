"""Creating sessions where many do so at one moment. On both databases."""

import secrets
from datetime import timedelta
from typing import Any

import httpx
import pytest

from madang.accounts import service as accounts
from madang.accounts.models import Presenter, Token
from madang.database import Database, Db, now
from madang.errors import NotSignedIn
from madang.sessions.creating import Create, create_together
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession
from tests.helpers import bearer, sign_up


def presenter(db: Db, name: str) -> tuple[Presenter, Token, str]:
    signed = accounts.register(db, f"{name}@example.org", name, None)
    return signed, *accounts.issue(db, signed.id, "api", "script")


@pytest.fixture
def db(database_url: str) -> Any:
    """A transaction that a test may look at from inside."""
    database = Database(database_url)
    with Db(database._writing) as db, db.begin():
        yield db
    database.close()


def create(db: Db, *wanted: tuple[str, str]) -> list[Session | NotSignedIn]:
    return create_together(db, [Create(secret, NewSession(title=title)) for secret, title in wanted])


def test_each_gets_their_own_and_nobody_anothers(db: Db) -> None:
    (ada, _, hers), (bob, _, his) = presenter(db, "Ada"), presenter(db, "Bob")
    made = create(db, (hers, "Hers"), ("mda_nobody", "Nobody's"), (his, "His"), (hers, "Hers too"))
    assert isinstance(made[1], NotSignedIn)
    assert [(one.owner_id, one.title) for one in made if isinstance(one, Session)] == [
        (ada.id, "Hers"),
        (bob.id, "His"),
        (ada.id, "Hers too"),
    ]


def test_two_of_them_that_draw_the_same_code(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = presenter(db, "Ada")[2]
    letters = iter("AAAAAA" * 2 + "CCCCCC")
    monkeypatch.setattr(secrets, "choice", lambda _: next(letters))
    codes = [one.code for one in create(db, (secret, "One"), (secret, "Two")) if isinstance(one, Session)]
    assert sorted(codes) == ["AAAAAA", "CCCCCC"]


def test_the_use_of_a_token_is_noted(db: Db) -> None:
    _, token, secret = presenter(db, "Ada")
    token.last_used_at = now() - timedelta(hours=1)
    db.flush()
    create(db, (secret, "One"))
    assert now() - token.last_used_at < timedelta(minutes=1)


def test_a_token_that_has_run_out_makes_nothing(db: Db) -> None:
    _, token, secret = presenter(db, "Ada")
    token.expires_at = now() - timedelta(seconds=1)
    db.flush()
    assert isinstance(create(db, (secret, "One"))[0], NotSignedIn)
    assert db.query(Session).count() == 0


@pytest.mark.parametrize("body", ['{"title": "Fine"}', '{"title": "x"}', "{", '{"title": "a\\ud800b"}', "[]", ""])
@pytest.mark.parametrize("known", [True, False])
def test_the_long_way_answers_the_same(served_once: httpx.Client, body: str, known: bool) -> None:
    """What is not declared to be plain JSON is answered by the framework."""
    signed = bearer(sign_up(served_once, f"{secrets.token_hex(4)}@example.org") if known else "mdd_nobody")
    short, long = (
        served_once.post("/api/sessions", content=body, headers={**signed, "Content-Type": content_type})
        for content_type in ("application/json", "application/json; charset=utf-8")
    )
    assert short.status_code == long.status_code
    same = {"title", "detail", "code", "errors", "role", "phase", "participant_count", "is_active"}
    assert {name: short.json().get(name) for name in same} == {name: long.json().get(name) for name in same}
    assert short.json().keys() == long.json().keys()
    assert short.headers.keys() == long.headers.keys()
