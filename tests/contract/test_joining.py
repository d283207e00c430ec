"""contract: codes, QR codes, joining, sign-in and the rest."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.contract.conftest import Cast
from tests.helpers import PASSWORD


def scanned(qr_code_url: str) -> str:
    picture = base64.b64decode(qr_code_url.removeprefix("data:image/png;base64,"), validate=True)
    with Image.open(io.BytesIO(picture)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    assert len(found) == 1
    return found[0].text


def test_the_qr_code_says_where_to_join_and_nothing_else(assemble: Callable[..., Cast]) -> None:
    cast = assemble(base_url="http://localhost:3000")
    session = cast.session()
    assert scanned(session["qr_code_url"]) == f"http://localhost:3000/join/{session['session_code']}"


def test_the_qr_code_follows_the_setting(assemble: Callable[..., Cast]) -> None:
    cast = assemble(base_url="http://first.example.org")
    session = cast.session()
    cast.server.settings.__dict__["base_url"] = "https://second.example.org"
    listed = cast.alice.get("/api/sessions").json()
    assert scanned(listed[0]["qr_code_url"]) == f"https://second.example.org/join/{session['session_code']}"


def test_what_a_phone_sees_before_it_joins(cast: Cast) -> None:
    session = cast.session("Night", description="Bring a blanket")
    seen = cast.charlie.get(f"/api/sessions/code/{session['session_code']}")
    assert seen.status_code == 200
    assert seen.json()["title"] == "Night"
    assert seen.json()["description"] == "Bring a blanket"
    assert seen.json()["is_active"] is False
    assert "alice" not in seen.text.lower()
    assert session["id"] not in seen.text


@pytest.mark.parametrize("write", [str.lower, lambda code: f" {code[:3]}-{code[3:]} ", " ".join])
def test_codes_as_people_type_them(cast: Cast, write: Callable[[str], str]) -> None:
    session = cast.open_session()
    code = write(session["session_code"])
    assert cast.charlie.get(f"/api/sessions/code/{code}").json()["session_code"] == session["session_code"]
    assert cast.join(code).status_code == 201


def test_joining(cast: Cast) -> None:
    session = cast.open_session()
    answer = cast.join(session["session_code"], "  Dora ")
    assert answer.status_code == 201
    joined = answer.json()
    assert joined["participant"]["nickname"] == "Dora"
    assert len(joined["token"]) >= 22
    assert joined["session"]["title"] == session["title"]
    assert cast.alice.get(f"/api/sessions/{session['id']}").json()["participant_count"] == 1


def test_what_is_not_open_is_no_404(cast: Cast) -> None:
    session = cast.session()
    path = f"/api/sessions/{session['id']}"
    for step, code in ((None, "session_upcoming"), ("pause", "session_paused"), ("deactivate", "session_ended")):
        if step:
            cast.alice.post(f"{path}/activate")
            cast.alice.post(f"{path}/{step}")
        answer = cast.join(session["session_code"])
        assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize("code", ["ZZZZZZ", "nonsense", "%00", "한글", "x" * 300, "------"])
def test_unknown_codes(cast: Cast, code: str) -> None:
    for answer in (cast.join(code), cast.charlie.get(f"/api/sessions/code/{code}")):
        assert (answer.status_code, answer.json()) == (404, {"detail": "Session not found"})


def test_registering_and_signing_in(cast: Cast) -> None:
    body = {"email": "dora@example.org", "name": "Dora", "password": PASSWORD}
    registered = cast.charlie.post("/api/auth/register", json=body)
    assert registered.status_code == 201
    signed_in = cast.charlie.post("/api/auth/login", json={"email": "dora@example.org", "password": PASSWORD})
    assert signed_in.status_code == 200
    for answer in (registered.json(), signed_in.json()):
        _check_signed_in(answer)
        headers = {"Authorization": f"Bearer {answer['access_token']}"}
        assert cast.charlie.get("/api/sessions", headers=headers).json() == []


def _check_signed_in(answer: dict[str, Any]) -> None:
    assert answer["token_type"] == "bearer"
    user = answer["user"]
    assert (user["email"], user["name"], user["provider"]) == ("dora@example.org", "Dora", "local")
    assert user["id"]


def test_a_wrong_address_and_a_wrong_password_are_the_same(cast: Cast) -> None:
    wrong = [{"email": "alice@example.org", "password": "wrong"}, {"email": "no@example.org", "password": PASSWORD}]
    answers = [cast.charlie.post("/api/auth/login", json=body) for body in wrong]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("path", ["/health", "/docs", "/openapi.json"])
def test_what_everybody_may_see(cast: Cast, path: str) -> None:
    assert cast.charlie.get(path).status_code == 200


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
