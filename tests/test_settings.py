"""The documentation of the settings is that of the settings."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from madang.settings import Settings, is_local
from scripts.settings_docs import FILE, settings_docs


def test_the_documentation_is_that_of_the_settings() -> None:
    assert FILE.read_text(encoding="utf-8") == settings_docs(), "run `python -m scripts.settings_docs`"


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_defaults_of_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.port == 3000
    assert settings.base_url == "http://localhost:3000"
    assert settings.database == f"sqlite:///{tmp_path / 'data' / 'madang.db'}"
    assert settings.valkey_url is None


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADANG_BASE_URL", "https://madang.example.org/")
    monkeypatch.setenv("MADANG_DATABASE_URL", "postgresql://madang@db/madang")
    settings = Settings()
    assert settings.base_url == "https://madang.example.org"
    assert settings.database == "postgresql+psycopg://madang@db/madang"
    assert settings.secure


@pytest.mark.parametrize("url", ["madang.example.org", "ftp://madang.example.org", "https://", "https://a.b/?q=1"])
def test_a_base_url_that_is_none(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(base_url=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "madang.db"),
        ("database_url", "mysql://madang:secret@db/madang"),
        ("database_url", "postgresql://madang@db:port/madang"),
        ("database_url", "sqlite://"),
        ("database_url", "sqlite:///:memory:"),
        ("valkey_url", "localhost:6379"),
        ("valkey_url", "valkey://localhost:port/0"),
        ("valkey_url", "unix:///tmp/valkey"),
        ("tls_key", "/nowhere/key.pem"),
        ("tls_cert", "/"),
    ],
)
def test_what_leads_nowhere_is_named(name: str, value: str) -> None:
    """Its password is not said."""
    with pytest.raises(ValidationError) as refused:
        Settings(**{"tls_cert": __file__, "tls_key": __file__} | {name: value})  # type: ignore[arg-type]
    (error,) = refused.value.errors()
    assert error["loc"] == (name,)
    assert "secret" not in error["msg"]


@pytest.mark.parametrize(("host", "local"), [("localhost", True), ("127.0.0.1", True), ("10.0.0.2", False)])
def test_what_only_this_computer_reaches(host: str, *, local: bool) -> None:
    assert is_local(host) is local
