"""Whatever is sent to the routes of accounts, on both databases: an answer below 500, in JSON, that echoes nothing."""

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import bearer, sign_in, sign_up

MARK = "Ech0Ech0"
VALUES: list[object] = [
    None,
    True,
    -1,
    2**63,
    10**400,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "\x00",
    f"{MARK}\x00@example.org",
    "\ud800",
    f"\udfff{MARK}",
    "\u202e" + MARK,
    "\uffff",
    MARK * 2000,
    "a@" + "b." * 3000 + "c",
    "'; DROP TABLE presenters; --",
    "%s%n{0}${x}",
    [],
    [[]],
    {},
    {"$ne": MARK},
    [MARK] * 1000,
]
ROUTES: dict[tuple[str, str], dict[str, object]] = {
    ("POST", "register"): {"email": "mallory@example.org", "name": "Mallory", "password": "a sky of stars"},
    ("POST", "login"): {"email": "alice@example.org", "password": "wrong wrong", "browser": False},
    ("PUT", "me"): {"name": "Alice"},
    ("POST", "password"): {"current_password": "wrong wrong", "new_password": "a sky of stars"},
    ("POST", "reset"): {"token": "mdr_x", "password": "a sky of stars"},
    ("POST", "tokens"): {"name": "Script"},
}
JSON = {"Content-Type": "application/json"}
BODIES = {
    "nothing": b"",
    "not JSON": b"{" + MARK.encode(),
    "not UTF-8": b'{"email": "\xff\xfe' + MARK.encode() + b'"}',
    "UTF-16": '{"email": "a"}'.encode("utf-16"),
    "a BOM": b"\xef\xbb\xbf{}",
    "null": b"null",
    "a list": b"[]",
    "a text": json.dumps(MARK).encode(),
    "a number": b"1e999",
    "NaN": b"NaN",
    "an endless number": b'{"email": ' + b"9" * 10_000 + b"}",
    "deep lists": b"[" * 30_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "the same key twice": b'{"name": "a", "name": "b"}',
    "many keys": json.dumps({f"{MARK}{number}": number for number in range(2000)}).encode(),
    "70 KiB": json.dumps({"email": "x" * 70 * 1024}).encode(),
}


@pytest.fixture
def alice(serve: Serve) -> Iterator[httpx.Client]:
    server = serve(limits="off")
    with server.client() as client:
        token = sign_up(client)
    with server.client(token) as client:
        yield client


def is_civil(answer: httpx.Response, what: object) -> None:
    assert answer.status_code < 500, f"{what!r}: {answer.status_code}"
    if answer.status_code >= 400:
        assert {"detail", "code"} <= set(answer.json()), what
        assert MARK not in answer.text, what


def test_every_field_takes_every_value(alice: httpx.Client) -> None:
    for (method, path), good in ROUTES.items():
        for field in good:
            for value in VALUES:
                body = json.dumps(good | {field: value})
                answer = alice.request(method, f"/api/auth/{path}", content=body, headers=JSON)
                is_civil(answer, (path, field, value))
    assert sign_in(alice).status_code == 200


@pytest.mark.parametrize("kind", BODIES)
def test_every_route_takes_every_body(served_once: httpx.Client, kind: str) -> None:
    headers = JSON | bearer(sign_up(served_once, f"{kind.replace(' ', '-')}@example.org"))
    for method, path in ROUTES:
        answer = served_once.request(method, f"/api/auth/{path}", content=BODIES[kind], headers=headers)
        is_civil(answer, (path, kind))
        assert answer.status_code >= 400 or kind == "the same key twice", (path, kind)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", "\x80"]
)
def test_the_kind_of_a_body_breaks_nothing(served_once: httpx.Client, kind: str) -> None:
    body = b'{"email": "alice@example.org", "password": "a sky of stars"}'
    headers = [(b"Content-Type", kind.encode("latin-1"))]
    is_civil(served_once.post("/api/auth/login", content=body, headers=headers), kind)


@pytest.mark.parametrize(
    "path", ["%00", "%ED%A0%80", "%ff", "..%2f..", "é", "A" * 22, "A" * 6000, "' or 1=1", "%E2%80%AE"]
)
def test_ids_of_any_form(alice: httpx.Client, path: str) -> None:
    for kind in ("devices", "tokens"):
        assert alice.delete(f"/api/auth/{kind}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User-Agent", b"\xff\xfe"),
        ("User-Agent", b"x" * 8000),
        ("Accept-Language", b"\xff;q=nan,en;q=1e999," + b"ko," * 1000),
        ("Authorization", b"Bearer \xff\xfe"),
        ("Authorization", b"Bearer mdd_" + b"\xed\xa0\x80"),
        ("Cookie", b'madang="\xff; =; madang=mdd_\x80;;;'),
        ("Cookie", b"madang=" + b"x" * 8000),
        ("X-Forwarded-For", b"not an address, \xff"),
        ("X-Forwarded-For", b"::1%eth0"),
        ("Origin", b"http://[::1"),
    ],
)
def test_headers_of_any_form(served_once: httpx.Client, name: str, value: bytes) -> None:
    body = {"email": "nobody@example.org", "password": "wrong wrong"}
    headers = [(name.encode(), value)]
    is_civil(served_once.post("/api/auth/login", json=body, headers=headers), name)
    is_civil(served_once.get("/api/auth/me", headers=headers), name)
