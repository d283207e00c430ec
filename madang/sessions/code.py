"""The six characters that people read off a screen and type into a phone."""

import re
import secrets
import unicodedata
from typing import Final

# Without those that people confuse when they read them off a screen: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET: Final = "ACDEFGHJKMNPQRTWXY34679"
LENGTH: Final = 6

_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212_.·]+")
_CODE: Final = re.compile(r"[A-Z0-9]{6}")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """A code as people type it, in any case, with spaces and dashes; None for what cannot be one.

    >>> read_code("acd-efg"), read_code(" ＡＣＤ　ＥＦＧ "), read_code("no")
    ('ACDEFG', 'ACDEFG', None)
    """
    if len(typed) > 40:
        return None
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    return code if _CODE.fullmatch(code) else None
