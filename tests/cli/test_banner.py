"""The QR code in the terminal is one that a phone reads."""

import zxingcpp
from PIL import Image

from madang.sessions.qr import terminal


def test_a_phone_reads_the_terminal() -> None:
    content = "http://192.168.0.7:3000"
    dark = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    lines = terminal(content).splitlines()
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 255)
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            for half, is_dark in enumerate(dark[block]):
                if is_dark:
                    picture.putpixel((x, 2 * y + half), 0)
    large = picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)
    assert zxingcpp.read_barcodes(large)[0].text == content
