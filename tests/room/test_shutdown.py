"""SIGTERM to the real server: streams end each with a moment to come back, requests finish, out within ten seconds."""

import asyncio
import signal
import time

import httpx
import pytest

from tests.conftest import Run
from tests.live.hall import Watching, join, presenter
from tests.room.house import until


def test_sigterm_is_a_good_end(running: Run) -> None:
    server = running(limits="off")

    async def scenario() -> None:
        async with presenter(server.url) as ada:
            session = await ada.session()
            code = session["session_code"]
            seat = await join(server.url, code, "Mina")
            streams = [Watching(server.url, f"code={code}") for _ in range(30)]
            phone = Watching(server.url, token=seat["token"])
            await until(lambda: all(stream.view.row("session") for stream in (*streams, phone)))
            process = server._take()
            started = time.monotonic()
            joining = [asyncio.create_task(join(server.url, code, f"Late {number}")) for number in range(50)]
            await asyncio.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            await asyncio.wait([stream.task for stream in (*streams, phone)])
            outcomes = await asyncio.gather(*joining, return_exceptions=True)
            code_of_exit = await asyncio.to_thread(process.wait, 10)
            assert code_of_exit == 0, server.log
            assert time.monotonic() - started < 10
            assert {stream.view.end for stream in (*streams, phone)} == {"shutdown"}
            moments = {stream.view.retry for stream in streams}
            assert len(moments) > 20, "all come back at once"
            # A request was either finished or never begun: refused at the door, not cut in the middle.
            failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
            assert all(
                isinstance(failure, (httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError))
                for failure in failures
            )
            with pytest.raises(httpx.ConnectError):
                await httpx.AsyncClient().get(f"{server.url}/ready")

            server.start()
            for outcome in outcomes:
                if not isinstance(outcome, BaseException):
                    headers = {"Authorization": f"Bearer {outcome['token']}"}
                    assert (await ada.client.get("/api/participants/me", headers=headers)).status_code == 200
            back = Watching(server.url, token=seat["token"], view=phone.view)
            phone.view.end = ""
            await until(lambda: back.status == 200 and back.view.online is not None)
            await back.stop()

    asyncio.run(scenario())
