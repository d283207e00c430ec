from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

from madang.accounts import passwords
from madang.accounts.addresses import normalized
from madang.errors import invalid
from madang.text import Name


def _email(value: str) -> str:
    try:
        return normalized(value)
    except ValueError:
        raise invalid("email_invalid") from None


def _password(value: str) -> str:
    value = passwords.composed(value)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise invalid("text_not_allowed") from None
    if len(value) < 8:
        raise invalid("password_too_short")
    if len(value) > 256:
        raise invalid("password_too_long")
    return value


Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email", "maxLength": 254})]
Password = Annotated[
    str, AfterValidator(_password), WithJsonSchema({"type": "string", "minLength": 8, "maxLength": 256})
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Registration(Strict):
    email: Email
    name: Name
    password: Password
    browser: bool = False


class Credentials(Strict):
    """What somebody types to sign in; it is only compared, so that nothing but its size is judged."""

    email: Annotated[str, WithJsonSchema({"type": "string", "maxLength": 320})]
    password: Annotated[str, WithJsonSchema({"type": "string", "maxLength": 256})]
    browser: bool = False


class User(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    email: str
    name: str
    provider: Literal["local", "oidc"]
    is_admin: bool
    has_password: bool


class SignedIn(BaseModel):
    access_token: str | None
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    user: User


class Renaming(Strict):
    name: Name


class PasswordChange(Strict):
    current_password: str | None = None
    new_password: Password


class PasswordReset(Strict):
    token: str
    password: Password


class NewToken(Strict):
    name: Name


class TokenInfo(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    created_at: datetime
    last_used_at: datetime


class Device(TokenInfo):
    current: bool


class TokenMade(TokenInfo):
    token: str


class SignInProvider(BaseModel):
    name: str


class About(BaseModel):
    version: str
    registration: Literal["open", "closed"]
    first_account: bool
    sign_in: SignInProvider | None
    base_url: str
    base_url_is_local: bool
