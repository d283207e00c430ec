"""Who asks: the participant behind a bearer token."""

from starlette.requests import HTTPConnection

from madang.accounts.current import secret_of
from madang.errors import NotSignedIn


def participant_secret(connection: HTTPConnection) -> str:
    """The participant token that a request carries; raises NotSignedIn without one."""
    secret = secret_of(connection)
    if not secret:
        raise NotSignedIn("not_joined")
    return secret
