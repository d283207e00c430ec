"""Values that have broken servers, with a mark in them where they can have one: no error answer may repeat it."""

import json
from typing import Any, Final

MARK: Final = "Ech0Ech0"


def _deep(levels: int) -> Any:
    value: Any = MARK
    for _ in range(levels):
        value = [value]
    return value


# What a field may be given, as JSON: some of it no JSON library writes.
FIELDS: Final[dict[str, str]] = {
    name: value if isinstance(value, str) and name.startswith("raw ") else json.dumps(value)
    for name, value in {
        "null": None,
        "true": True,
        "minus one": -1,
        "zero": 0,
        "past 32 bits": 2**31,
        "below 32 bits": -(2**31) - 1,
        "past 64 bits": 2**63,
        "below 64 bits": -(2**63) - 1,
        "far past": 10**400,
        "a fraction": 0.5,
        "raw NaN": "NaN",
        "raw Infinity": "Infinity",
        "raw -Infinity": "-Infinity",
        "raw 1e400": "1e400",
        "raw many digits": "9" * 5000,
        "empty": "",
        "spaces": " \u3000\u00a0 ",
        "NUL": f"{MARK}\0",
        "controls": f"{MARK}\x07\x1b[31m\x7f\x85",
        "bidi override": f"{MARK}\u202e\u2066\u2069",
        "no width": "\u200b\u200d\u2060\ufeff" * 9,
        "one joiner": f"a\u200d{MARK}",
        "lone surrogate": f"{MARK}\ud800",
        "surrogates in the wrong order": f"\udc00\ud83d{MARK}",
        "not a character": f"{MARK}\uffff\ufdd0",
        "private": f"{MARK}\ue000\U0010ffff",
        "many marks": "a" + "\u0301" * 3000,
        "grows when folded": "\ufdfa" * 100,
        "lines": f"{MARK}\r\n\u2028\u2029",
        "long": MARK * 2000,
        "a date": "0001-01-01T00:00:00+14:00",
        "SQL": f"{MARK}'); DROP TABLE sessions; --",
        "LIKE": "%_\\%%%",
        "markup": f"</script><b>{MARK}",
        "template": "{{7*7}}${7*7}%s%n{0}",
        "a path": "../../../etc/passwd",
        "a list": [MARK],
        "an object": {MARK: MARK},
        "deep": _deep(800),
        "an empty list": [],
    }.items()
}

# Integers and the texts that are none: one database stores what the other refuses.
APART: Final = {
    *("past 32 bits", "below 32 bits", "past 64 bits", "below 64 bits", "far past", "raw many digits"),
    *("NUL", "lone surrogate", "surrogates in the wrong order"),
}


def fields_for(database_url: str) -> list[tuple[str, str]]:
    """What databases differ in on both, each other value on one of the two, in turn."""
    both = [(what, value) for what, value in FIELDS.items() if what in APART]
    others = [(what, value) for what, value in FIELDS.items() if what not in APART]
    return both + others[database_url.startswith("sqlite") :: 2]


BODIES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "a space": b" ",
    "null": b"null",
    "a number": b"1",
    "NaN": b"NaN",
    "a list": b"[]",
    "a text": f'"{MARK}"'.encode(),
    "half": b'{"title": "' + MARK.encode(),
    "twice": b"{}{}",
    "a BOM": b"\xef\xbb\xbf{}",
    "UTF-16": f'{{"title": "{MARK}"}}'.encode("utf-16"),
    "not UTF-8": b'{"title": "\xff\xfe\xc0\x80' + MARK.encode() + b'"}',
    "surrogates in UTF-8": b'{"title": "\xed\xa0\x80' + MARK.encode() + b'"}',
    "NUL": b"\0" * 100,
    "deep lists": b"[" * 60_000,
    "deep objects": b'{"a":' * 12_000,
    "a deep title": b'{"title":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "an unknown field": json.dumps({MARK: MARK, "title": "fine"}).encode(),
    "a field that Python knows": b'{"__class__": 1, "__proto__": {}, "constructor": null}',
    "many fields": json.dumps({f"{MARK}{number}": number for number in range(3000)}).encode(),
    "an endless number": b'{"title": ' + b"1" * 20_000 + b"}",
    "a form": b"title=" + MARK.encode(),
    "70 KiB": b'{"title": "' + b"x" * 71_680 + b'"}',
}

# What stands in a path or a query, percent-encoded already.
WORDS: Final[tuple[str, ...]] = (
    MARK,
    "%00",
    "%0A%0D" + MARK,
    "%ff%fe",
    "%ED%A0%80",
    "%C0%80",
    "%E2%80%AE",
    "%F0%9F%98%80" * 30,
    "%u0041",
    "%zz",
    "%",
    "%25%30%30",
    "..%2F..%2Fetc%2Fpasswd",
    "%2F",
    "'%20OR%201=1--",
    "null",
    "-1",
    "0",
    "1e3",
    "NaN",
    "true",
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "9" * 400,
    "9" * 5000,
    "%EF%B7%BA" * 40,
    "a" * 3000,
    "%D9%A3",
    # Cursors: a moment that is no moment in UTC, one without a zone, an id that is none.
    "MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCBBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
    "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMCBBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
    "MjAyNi0wMS0wMVQwMDowMDowMCBBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
    "MjAyNi0wMS0wMVQwMDowMDowMCswMDowMCAAAA==",
)

HEADERS: Final[dict[str, tuple[bytes, ...]]] = {
    "Accept-Language": (b"", b"," * 5000, b"en;q=nan", b"en;q=-1,ko;q=1e999", b"\xff;q=\x80", b"*;;;q==", b"en" * 4000),
    "Last-Event-ID": (b"-1", b"9" * 4000, b"\xd9\xa3", b"1e5", b"' OR 1=1", b"\xff"),
    "Authorization": (
        b"",
        b"Bearer",
        b"Bearer  mdd_x",
        b"Basic YTpi",
        b"Bearer " + b"x" * 8000,
        b"Bearer mdp_\xff\xfe",
        b"Bearer mds_" + "마당".encode(),
        b"Bearer mdd_%00",
        b"\xff",
    ),
    "Cookie": (b"madang", b"madang=", b"madang=mdd_\xff", b";" * 3000, b"madang=" + b"x" * 8000, b"=;=;"),
    "Content-Type": (b"", b"application/json; charset=utf-16", b"multipart/form-data", b"\xff/\xff", b"a" * 5000),
    "Accept-Encoding": (b"gzip;q=nan", b"\xff", b"," * 3000, b"gzip;q=0.0.0"),
    "Origin": (b"null", b"http://[", b"\xff://", b"http://evil.example"),
    "User-Agent": (b"", b"\xff\xfe" * 2000),
    "X-Forwarded-For": (b"nonsense", b"127.0.0.1, \xff", b"::1", b"," * 100),
    "X-Forwarded-Proto": (b"gopher", b"\xff"),
    "Sec-Fetch-Site": (b"cross-site", b"\xff"),
    "If-None-Match": (b"*", b'W/"\xff"'),
    "Range": (b"bytes=0-", b"bytes=-1-,\xff"),
    "Expect": (b"100-continue", b"nonsense"),
}  # fmt: skip
