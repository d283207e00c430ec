"""Streams on the wire: chunks that go past the framework's `send` are still an answer of HTTP like any other."""

import contextlib
import http.client
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.helpers import Served, bearer, served, sign_up, until
from tests.room.view import View


def certificate(folder: Path) -> tuple[Path, Path]:
    """For 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall")])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(hours=1))
        .not_valid_after(datetime.now(UTC) + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


@contextlib.contextmanager
def connected(server: Served, tls: ssl.SSLContext) -> Iterator[http.client.HTTPConnection]:
    """A client that reads chunks strictly, and keeps its connection."""
    address = urlsplit(server.url)
    connection = (
        http.client.HTTPSConnection(address.netloc, timeout=20, context=tls)
        if address.scheme == "https"
        else http.client.HTTPConnection(address.netloc, timeout=20)
    )
    yield connection
    connection.close()


def streams(client: httpx.Client) -> float:
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("madang_streams{"))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_stream_is_an_answer_in_chunks_that_ends(tmp_path: Path, scheme: str) -> None:
    cert, key = certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=cert)
    with (
        served(
            data_dir=tmp_path, limits="off", **({"tls_cert": cert, "tls_key": key} if scheme == "https" else {})
        ) as server,
        server.client(verify=trusting) as ada,
        connected(server, trusting) as phone,
    ):
        ada.headers.update(bearer(sign_up(ada)))
        session = ada.post("/api/sessions", json={"title": "Reading the night sky"}).json()
        phone.request("GET", f"/api/stream?code={session['session_code']}")
        answer = phone.getresponse()
        assert (answer.status, answer.getheader("Transfer-Encoding")) == (200, "chunked")
        view = View()
        for title in ("first", "second", "가" * 90):
            ada.put(f"/api/sessions/{session['id']}", json={"title": title}).raise_for_status()
            while view.row("session").get("title") != title:
                view.feed(answer.read1())
        ada.delete(f"/api/sessions/{session['id']}").raise_for_status()
        view.feed(answer.read())  # until the chunk that says that there are no more
        assert view.end == "deleted"
        phone.request("GET", "/health")
        assert phone.getresponse().status == 200


def test_who_goes_leaves_no_stream_behind_though_a_request_of_theirs_waits(tmp_path: Path) -> None:
    with served(data_dir=tmp_path, limits="off") as server, server.client() as ada:
        ada.headers.update(bearer(sign_up(ada)))
        session = ada.post("/api/sessions", json={"title": "Reading the night sky"}).json()
        with connected(server, ssl.create_default_context()) as phone:
            phone.connect()
            ask = f"GET /api/stream?code={session['session_code']} HTTP/1.1\r\nHost: hall\r\n\r\n"
            phone.sock.sendall(ask.encode() + 2 * b"GET /health HTTP/1.1\r\nHost: hall\r\n\r\n")
            until(lambda: streams(ada) == 1)
        until(lambda: streams(ada) == 0)
