"""`madang serve`: the server, and the banner that says where it is reached."""

import os
import resource
import socket
import ssl
import sys
from typing import Annotated

import typer
import uvicorn

from madang.cli.banner import lan_address, print_banner
from madang.cli.common import load_settings, refusals
from madang.cli.garbage import none_yet
from madang.cli.logs import logging_config
from madang.database import migrate
from madang.errors import Refused
from madang.settings import Settings
from madang.web.protocol import Protocol

GRACE_SECONDS = 8
USER_TIMEOUT_MILLISECONDS = 20_000
BACKLOG = 4096


class Server(uvicorn.Server):
    """Streams end first, each with its own moment to come back; then requests and writes finish."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        drain = self.lifespan.state.get("drain")
        if drain is not None:
            await drain()
        await super().shutdown(sockets)
        self._captured_signals.clear()  # or the process would die of the signal that it has obeyed, and not end with 0


def serve(
    lan: Annotated[
        bool, typer.Option("--lan", help="Make QR codes lead to this computer's address on the local network.")
    ] = False,
) -> None:
    """Start the server.

    It is set by environment variables such as `MADANG_PORT` and `MADANG_BASE_URL`; docs/settings.md lists them all.
    """
    if lan:
        os.environ["MADANG_BASE_URL"] = f"http://{lan_address()}:{load_settings().port}"
    settings = load_settings()
    with refusals():
        listening = listen(settings)
        # What keeps a server from starting is found here, where it is said in a sentence.
        with migrate.serving(settings.database):
            migrate.upgrade(settings.database)
        raise_file_limit()
        server = Server(server_config(settings))
        with none_yet():
            load(server.config)
        print_banner(settings, listening.getsockname()[1])
        server.run([listening])
    if not server.started:
        sys.exit(1)


def load(config: uvicorn.Config) -> None:
    try:
        config.load()
    except ssl.SSLError as failure:
        raise Refused(f"MADANG_TLS_CERT and MADANG_TLS_KEY are not a certificate and its key: {failure}") from None


def listen(settings: Settings) -> socket.socket:
    """The listening socket. What it sets is inherited by every connection: a dead or stalled reader is noticed."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLISECONDS)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as failure:
        listening.close()
        raise Refused(
            f"cannot listen on {settings.host}:{settings.port}: {failure.strerror}. "
            "Is another server running? MADANG_PORT sets another port."
        ) from None
    listening.listen(BACKLOG)
    return listening


def raise_file_limit() -> None:
    """A stream is a file: a hall needs more than the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def server_config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "madang.app:create",
        factory=True,
        http=Protocol,
        loop="uvloop",
        ws="none",
        access_log=False,
        server_header=False,
        log_config=logging_config(settings),
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
        backlog=BACKLOG,
        lifespan="on",
    )
