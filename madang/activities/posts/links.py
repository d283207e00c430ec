"""Whether somebody wrote an address of the web, with its scheme or without."""

import re
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from madang.text import sameness

_KNOWN_BY_ALL: Final = {
    *("com", "net", "org", "edu", "gov", "info", "biz", "app", "dev", "xyz"),
    *("kr", "jp", "cn", "uk", "de", "fr", "eu"),
}
"""A name with another ending is an address only before a path: much that ends with .io, .me or .py is none."""

_SURE: Final = re.compile(r"[a-z]://\S|(?<![a-z0-9])www\.\w|(?<![\d.])\d{1,3}(\.\d{1,3}){3}(:\d+)?/")
# Korean stands right behind an address, without a space: what ends it is all but the letters of its ending.
_MAYBE: Final = re.compile(
    r"(?<![\w-])[\w-]+(?:\.[a-z0-9-]+)*\.(?P<ending>[a-z][a-z0-9-]+)(?P<path>(?::\d+)?/|[?#][a-z0-9])?"
)


# Elsewhere what stands before a point may be a sentence, and what stands behind a slash another word.
_ABROAD: Final = re.compile(r"(?<=[\w-])\.(?P<ending>[^\x00-\x7f\s]+)(?P<path>(?::\d+)?/(?![^\x00-\x7f])|[?#][a-z0-9])")
_PLATFORM: Final = re.compile(r"(?<=[A-Za-z])\.NET(?![A-Za-z0-9_/:?#-]|\.\w)")
"""ASP.NET and its like, which are more often spoken of than addresses with an ending in capitals."""


def has_link(text: str) -> bool:
    """
    >>> has_link("youtu.be/abc"), has_link("socket.io is nice")
    (True, False)
    """
    folded = sameness(_PLATFORM.sub(" ", text)).replace("\u3002", ".")  # browsers take an ideographic full stop too
    maybe = (*_MAYBE.finditer(folded), *_ABROAD.finditer(folded))
    return _SURE.search(folded) is not None or any(map(_is_address, maybe))


def _is_address(found: re.Match[str]) -> bool:
    ending = found["ending"]
    return ending in _KNOWN_BY_ALL or (found["path"] is not None and _exists(ending))


def _exists(ending: str) -> bool:
    """Below some endings nobody has a name of their own, so it is looked for with a name."""
    return _endings().publicsuffix(f"name.{ending}") is not None


@cache
def _endings() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)
