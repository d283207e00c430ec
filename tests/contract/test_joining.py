"""contract: codes, QR codes, joining, sign-in and the rest."""

import base64
import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from madang.security import new_id
from tests.contract.conftest import BASE_URL, Cast
from tests.helpers import PASSWORD, bearer, served, sign_up


def scanned(qr_code_url: str) -> str:
    picture = base64.b64decode(qr_code_url.removeprefix("data:image/png;base64,"), validate=True)
    with Image.open(io.BytesIO(picture)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    assert len(found) == 1
    return found[0].text


def test_the_qr_code_says_where_to_join_and_nothing_else(cast: Cast) -> None:
    session = cast.open_session()
    for shown in (session, cast.session(), *cast.alice.get("/api/sessions").json()):
        assert scanned(shown["qr_code_url"]) == f"{BASE_URL}/join/{shown['session_code']}"


def test_the_qr_code_follows_the_setting(database_url: str, tmp_path: Path) -> None:
    """The server starts again with another base URL: the session that it finds leads there."""
    for base_url in ("http://first.example.org", "https://second.example.org/madang/", "http://192.168.0.7:3000"):
        with (
            served(database_url=database_url, data_dir=tmp_path, base_url=base_url) as server,
            server.client() as alice,
        ):
            if base_url == "http://first.example.org":
                headers = bearer(sign_up(alice))
                alice.post("/api/sessions", json={"title": "A session"}, headers=headers)
            (session,) = alice.get("/api/sessions", headers=headers | {"Host": "evil.example.org"}).json()
            expected = f"{base_url.rstrip('/')}/join/{session['session_code']}"
            assert (scanned(session["qr_code_url"]), session["join_url"]) == (expected, expected)


def test_what_a_phone_sees_before_it_joins(cast: Cast) -> None:
    session = cast.session("Night", description="Bring a blanket")
    seen = cast.charlie.get(f"/api/sessions/code/{session['session_code']}")
    assert seen.status_code == 200
    assert seen.json()["title"] == "Night"
    assert seen.json()["description"] == "Bring a blanket"
    assert seen.json()["is_active"] is False
    assert "alice" not in seen.text.lower()
    assert session["id"] not in seen.text


def test_codes_as_people_type_them(cast: Cast) -> None:
    code = cast.open_session()["session_code"]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    forms = [
        code,
        code.lower(),
        f" {code[:3]}-{code[3:]} ",
        " ".join(code),
        f"{code[:3]}–{code[3:]}",
        wide,
        f"--{code}",
    ]
    for number, typed in enumerate(forms):
        assert cast.charlie.get(f"/api/sessions/code/{typed}").json()["session_code"] == code, typed
        assert cast.join(typed, f"Phone {number}").status_code == 201, typed


def test_no_two_sessions_have_one_code(cast: Cast) -> None:
    codes = [cast.session()["session_code"] for _ in range(30)]
    assert len(set(codes)) == len(codes)
    assert not set("".join(codes)) & set("0O1IL")


def test_joining(cast: Cast) -> None:
    session = cast.open_session()
    answer = cast.join(session["session_code"], "  Dora ")
    assert answer.status_code == 201
    joined = answer.json()
    assert set(joined) == {"participant", "token", "session", "revision"}
    assert joined["participant"] | {"nickname": "Dora", "state": "joined"} == joined["participant"]
    assert len(joined["token"]) >= 22
    assert session["id"] not in answer.text
    assert "alice" not in answer.text.lower()
    me = cast.charlie.get("/api/participants/me", headers=bearer(joined["token"])).json()
    assert (me["participant"], me["session"]) == (joined["participant"], joined["session"])
    assert joined["session"]["title"] == session["title"]
    assert cast.alice.get(f"/api/sessions/{session['id']}").json()["participant_count"] == 1


@pytest.mark.parametrize(
    "body", [{}, {"nickname": ""}, {"nickname": "  "}, {"nickname": "x" * 21}, {"nickname": 7}, []]
)
def test_names_that_are_none(cast: Cast, body: object) -> None:
    session = cast.open_session()
    answer = cast.charlie.post(f"/api/join/{session['session_code']}", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert cast.alice.get(f"/api/sessions/{session['id']}").json()["participant_count"] == 0


def test_what_is_not_open_is_no_404(cast: Cast) -> None:
    session = cast.session()
    path = f"/api/sessions/{session['id']}"
    for step, code in ((None, "session_upcoming"), ("pause", "session_paused"), ("deactivate", "session_ended")):
        if step:
            cast.alice.post(f"{path}/activate")
            cast.alice.post(f"{path}/{step}")
        answer = cast.join(session["session_code"])
        assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize("code", ["ZZZZZZ", "nonsense", "%00", "%2F", "한글", "x" * 300, "------", "%ff"])
def test_unknown_codes(cast: Cast, code: str) -> None:
    for answer in (cast.join(code), cast.charlie.get(f"/api/sessions/code/{code}")):
        assert (answer.status_code, answer.json()) == (404, {"detail": "Session not found"})


def test_registering_and_signing_in(cast: Cast) -> None:
    email = f"dora-{new_id()}@example.org"
    body = {"email": email, "name": "Dora", "password": PASSWORD}
    registered = cast.charlie.post("/api/auth/register", json=body)
    assert registered.status_code == 201
    signed_in = cast.charlie.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert signed_in.status_code == 200
    for answer in (registered.json(), signed_in.json()):
        assert set(answer) == {"access_token", "token_type", "user"}
        assert answer["token_type"] == "bearer"
        expected = {"email": email.lower(), "name": "Dora", "provider": "local"}
        assert answer["user"] | expected == answer["user"] | {"email": answer["user"]["email"].lower()}
        assert isinstance(answer["user"]["id"], str)
        assert cast.charlie.get("/api/sessions", headers=bearer(answer["access_token"])).json() == []
    assert registered.json()["user"] == signed_in.json()["user"]
    assert registered.json()["access_token"] != signed_in.json()["access_token"]


def test_a_wrong_address_and_a_wrong_password_are_the_same(cast: Cast) -> None:
    wrong = [{"email": cast.email, "password": "wrong"}, {"email": "no@example.org", "password": PASSWORD}]
    answers = [cast.charlie.post("/api/auth/login", json=body) for body in wrong]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    assert answers[0].json()["detail"]


def test_what_everybody_may_see(cast: Cast) -> None:
    assert cast.charlie.get("/health").json()["status"] == "ok"
    assert "html" in cast.charlie.get("/docs").headers["content-type"]
    assert cast.charlie.get("/openapi.json").json()["openapi"].startswith("3.")


def test_openapi_names_every_route_of_the_contract(cast: Cast) -> None:
    paths = cast.charlie.get("/openapi.json").json()["paths"]
    for path, methods in {
        "/api/sessions": {"get", "post"},
        "/api/sessions/{session_id}": {"get", "put", "delete"},
        "/api/sessions/{session_id}/activate": {"post"},
        "/api/sessions/{session_id}/deactivate": {"post"},
        "/api/sessions/code/{code}": {"get"},
        "/api/join/{code}": {"post"},
        "/api/auth/register": {"post"},
        "/api/auth/login": {"post"},
        "/health": {"get"},
    }.items():
        assert set(paths[path]) == methods, path
