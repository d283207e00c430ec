"""What can go wrong, as exceptions with a status. `madang.web.answers` turns them into JSON."""

from collections.abc import Mapping

from pydantic_core import PydanticCustomError


class Problem(Exception):
    """An answer that is not the one hoped for: a status, and a code that `madang.messages` puts into words."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})


class SessionNotFound(Exception):
    """Another presenter's, unknown or malformed: always the same bytes, in every language."""


class NotSignedIn(Problem):
    def __init__(self, code: str = "not_signed_in") -> None:
        super().__init__(401, code, headers={"WWW-Authenticate": "Bearer"})


class TooMany(Problem):
    def __init__(self, retry_after: int) -> None:
        super().__init__(429, "too_many", headers={"Retry-After": str(max(1, retry_after))})


class Busy(Problem):
    """The store is full, gone or has too much waiting."""

    def __init__(self, code: str = "busy", retry_after: int = 2) -> None:
        super().__init__(503, code, headers={"Retry-After": str(retry_after)})


def invalid(code: str) -> PydanticCustomError:
    """What the validator of a schema raises; `madang.messages` puts its code into words too."""
    return PydanticCustomError(code, code)


class Refused(Exception):
    """The server does not start, and says why in a sentence for whoever started it."""
