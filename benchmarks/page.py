"""The join page: how big it is over the wire, and when a nickname can be typed on a slow phone.

Chromium with the throttling that its developer tools call slow 4G, and a processor that is 4 times slower.

`python -m benchmarks.page`
"""

import argparse
import gzip
import http.client
import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.lib import machine
from benchmarks.lib.machine import in_quiet
from benchmarks.lib.report import Report, main, progress
from benchmarks.lib.seed import Seed
from benchmarks.lib.servers import Server, madang
from tests.servers import chromium

KILOBYTES = 27
SECONDS = 1.1
RUNS = 7
CPU_TIMES_SLOWER = 4
SLOW_4G = {
    "offline": False,
    "latency": 150 * 3.75,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8 * 0.9,
    "uploadThroughput": 750 * 1024 / 8 * 0.9,
}
HALL = "hall.test"
"""Not localhost: over plain HTTP browsers give other hosts less, and ask them for gzip only."""

WHEN_USABLE = """
(() => {
  const look = () => {
    const input = document.querySelector('#nickname');
    if (input && !input.disabled && input.getClientRects().length) window.usable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()
"""


def measure() -> Report:
    report = Report("The join page")
    with tempfile.TemporaryDirectory() as name:
        with Seed(Path(name)) as seed:
            code = seed.hall().code
        with madang(Path(name)) as server:
            size(report, server, f"/join/{code}")
            os.sched_setaffinity(0, machine.CORES)  # a browser has many processes
            with chromium(f"--host-resolver-rules=MAP {HALL} 127.0.0.1") as browser:
                usable(report, browser, f"http://{HALL}:{server.port}/join/{code}")
    return report


def size(report: Report, server: Server, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "ko"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.getheader("Content-Encoding") != "gzip":
        raise RuntimeError("the page was not compressed")
    report.hold(
        "document, gzip",
        f"{len(body) / 1000:.1f} kB",
        f"≤ {KILOBYTES} kB",
        len(body) <= KILOBYTES * 1000,
        beside=f"{len(gzip.decompress(body)) / 1000:.1f} kB uncompressed",
    )


def usable(report: Report, browser: Browser, address: str) -> None:
    visit(browser, address, slow=True)  # the browser itself is warm, its cache is not: each visit has its own
    progress("the page on a slow phone")
    slow = in_quiet(RUNS, lambda: visit(browser, address, slow=True))
    progress("the page as it is")
    fast = in_quiet(3, lambda: visit(browser, address, slow=False))
    seconds, requests = median(one[0] for one in slow), max(one[1] for one in slow)
    report.hold(
        "nickname can be typed, slow 4G and slow processor",
        f"{seconds:.2f} s",
        f"≤ {SECONDS} s",
        seconds <= SECONDS,
        beside=f"{median(one[0] for one in fast):.2f} s without",
    )
    report.hold("requests until then", str(requests), "1", requests == 1)


def visit(browser: Browser, address: str, *, slow: bool) -> tuple[float, int]:
    """Seconds until a nickname can be typed, and how many requests were made until then."""
    with browser.new_context(locale="ko-KR", viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        if slow:
            tools = context.new_cdp_session(page)
            tools.send("Network.enable")
            tools.send("Network.emulateNetworkConditions", SLOW_4G)
            tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU_TIMES_SLOWER})
        page.add_init_script(WHEN_USABLE)
        page.goto(address, wait_until="commit")
        page.locator("#nickname").wait_for()
        page.wait_for_timeout(200)  # the next frame has noted the time
        milliseconds: float = page.evaluate("window.usable")
        fetched = page.evaluate("performance.getEntriesByType('resource').map(one => [one.name, one.startTime])")
        others = [name for name, at in fetched if at < milliseconds and name.startswith("http")]
        page.fill("#nickname", "민서")
        if page.input_value("#nickname") != "민서":
            raise RuntimeError("the nickname was not taken")
        return milliseconds / 1000, 1 + len(others)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main(measure)
