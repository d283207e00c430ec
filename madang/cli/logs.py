"""The log: a line of JSON for each event, or plain text for a terminal. It holds no text, name, code or token."""

from typing import Any

from madang.settings import Settings
from madang.web.middleware import RequestIdFilter

_JSON = {
    "()": "pythonjsonlogger.json.JsonFormatter",
    "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
    "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
    "datefmt": "%Y-%m-%dT%H:%M:%S%z",
}
_TEXT = {"format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s", "datefmt": "%H:%M:%S"}


def logging_config(settings: Settings) -> dict[str, Any]:
    level = settings.log_level.upper()
    quiet = {"level": "WARNING", "handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestIdFilter}},
        "formatters": {"line": _JSON if settings.log_format == "json" else _TEXT},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "stream": "ext://sys.stderr",
                "filters": ["request"],
            }
        },
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "madang": {"level": level, "handlers": ["stderr"], "propagate": False},
            "uvicorn": quiet,
            "alembic": quiet,
        },
    }
