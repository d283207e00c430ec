"""What surrounds every request: ids, headers, slashes, the size of bodies, one line in the log."""

import http.client
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

MOST = 64 * 1024
LOGIN = "/api/auth/login"
ELSEWHERE = ("/health", "/docs", "/openapi.json", "/join/ABC234", "/sign-in")
JSON = {"Content-Type": "application/json"}
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


Lines = Callable[[], list[Any]]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    """The log's lines about requests."""
    with caplog.at_level(logging.INFO, "madang.requests"):
        yield lambda: [record for record in caplog.records if record.name == "madang.requests"]


@pytest.mark.parametrize(
    "path", ["/health", "/api/auth/me", "/api/nowhere", "/join", "/api/sessions/code/ABC234", "/x%00"]
)
def test_every_answer_has_an_id_and_is_guarded(served_once: httpx.Client, path: str) -> None:
    answers = [served_once.get(path) for _ in range(2)]
    ids = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(ids)) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", request_id) for request_id in ids)
    for name, value in SECURITY.items():
        assert answers[0].headers.get_list(name) == [value]
    assert "server" not in answers[0].headers


def test_an_id_of_the_client_is_not_taken_over(served_once: httpx.Client) -> None:
    answer = served_once.get("/health", headers={"X-Request-Id": "mine"})
    assert answer.headers["x-request-id"] != "mine"


@pytest.mark.parametrize(
    "path", ["/api/about", "/api/auth/me", "/api/sessions", "/api/sessions/code/ABC234", *ELSEWHERE]
)
def test_a_slash_at_the_end_makes_no_difference(served_once: httpx.Client, path: str) -> None:
    plain, slashed = (served_once.get(path + end) for end in ("", "/"))
    assert plain.status_code == slashed.status_code
    assert plain.content == slashed.content
    assert "location" not in slashed.headers


def test_two_slashes_at_the_end_are_an_empty_id(served_once: httpx.Client) -> None:
    answer = served_once.get("/api/sessions//", headers={"Authorization": "Bearer mdd_nobody"})
    assert (answer.status_code, answer.json()) == (404, {"detail": "Session not found"})


def padded(size: int) -> bytes:
    body = b'{"email": "nobody@example.org", "password": "wrong wrong"}'
    return body + b" " * (size - len(body))


def test_a_body_of_64_kib_is_read_and_one_more_byte_is_not(served_once: httpx.Client) -> None:
    assert served_once.post(LOGIN, content=padded(MOST), headers=JSON).status_code == 401
    for path in (LOGIN, "/api/join/ABC234", "/api/nowhere"):
        refused = served_once.post(path, content=padded(MOST + 1), headers={"Accept-Language": "en"})
        assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large"), path
        assert refused.json()["detail"] == "The request is too large (at most 64 KiB)."


def test_a_body_without_a_length_is_cut_off_too(served_once: httpx.Client) -> None:
    def pieces(count: int) -> Iterator[bytes]:
        yield padded(1024)
        for _ in range(count - 1):
            yield b" " * 1024

    assert served_once.post(LOGIN, content=pieces(64), headers=JSON).status_code == 401
    assert served_once.post(LOGIN, content=pieces(65), headers=JSON).status_code == 413


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", [LOGIN, "/api/join/ABC234"])
def test_who_reads_no_answer_before_all_is_sent_hears_of_it_too(
    served_once: httpx.Client, path: str, *, chunked: bool
) -> None:
    for _ in range(5):
        connection = http.client.HTTPConnection(served_once.base_url.netloc.decode(), timeout=10)
        body = padded(500 * 1024)
        connection.request("POST", path, iter([body]) if chunked else body, JSON, encode_chunked=chunked)
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Connection")) == (413, "close")
        assert json.loads(answer.read())["code"] == "body_too_large"
        connection.close()


@pytest.mark.parametrize("length", ["99999999999", "9" * 40])
def test_a_large_body_is_refused_before_it_comes(served_once: httpx.Client, length: str) -> None:
    connection = http.client.HTTPConnection(served_once.base_url.netloc.decode(), timeout=10)
    connection.putrequest("POST", LOGIN)
    connection.putheader("Content-Length", length)
    connection.endheaders()
    assert connection.getresponse().status in (400, 413)
    connection.close()


def test_one_line_a_request_and_no_path_in_it(served_once: httpx.Client, lines: Lines) -> None:
    answer = served_once.get("/api/sessions/code/QQQ234?x=secret")
    [line] = lines()
    assert (line.method, line.route, line.status) == ("GET", "/api/sessions/code/{code}", answer.status_code)
    assert line.milliseconds >= 0
    assert "QQQ234" not in str(line.__dict__)
    assert "secret" not in str(line.__dict__)


def test_unknown_paths_and_methods_get_no_label_of_their_own(served_once: httpx.Client, lines: Lines) -> None:
    """Whoever asks for a million paths must not fill the metrics."""
    served_once.request("PROPFIND", "/coffee-of-the-day")
    [line] = lines()
    assert (line.method, line.route) == ("other", "other")
    metrics = served_once.get("/metrics").text
    assert "coffee" not in metrics
    assert "PROPFIND" not in metrics


def test_a_method_that_a_path_does_not_know(served_once: httpx.Client) -> None:
    answer = served_once.put("/api/auth/login", json={}, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["detail"]) == (405, "This method is not allowed here.")
    allowed = {
        path: served_once.request("PATCH", path).headers["allow"] for path in ("/api/sessions", "/api/sessions/a")
    }
    assert allowed == {"/api/sessions": "GET, HEAD, POST", "/api/sessions/a": "DELETE, GET, HEAD, PUT"}


@pytest.mark.parametrize("path", ["/health", "/docs", "/openapi.json", "/join", "/api/sessions", "/api/nowhere"])
def test_a_head_is_that_of_the_answer_to_get(served_once: httpx.Client, path: str, lines: Lines) -> None:
    head, answer = served_once.head(path), served_once.get(path)
    assert (head.status_code, head.content) == (answer.status_code, b"")
    for name in ("content-type", "content-length", "cache-control"):
        assert head.headers.get(name) == answer.headers.get(name)
    assert len({line.route for line in lines()}) == 1
    assert served_once.get("/health").status_code == 200  # on the same connection


def test_a_stream_has_no_head(served_once: httpx.Client) -> None:
    for path in ("/api/stream", "/api/stream/", "/api/auth/oidc/start"):
        assert served_once.head(path).status_code in (404, 405)


def test_who_asks_before_sending_hears_at_once(served_once: httpx.Client) -> None:
    connection = http.client.HTTPConnection(served_once.base_url.netloc.decode(), timeout=10)
    connection.putrequest("POST", LOGIN)
    for name, value in (*JSON.items(), ("Content-Length", str(MOST + 1)), ("Expect", "100-continue")):
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_an_unknown_path_is_said_in_the_readers_language(served_once: httpx.Client) -> None:
    assert served_once.get("/api/nowhere").json() == {"detail": "찾을 수 없습니다.", "code": "not_found"}
    english = served_once.get("/api/nowhere", headers={"Accept-Language": "en-GB"})
    assert english.json()["detail"] == "Not found."
