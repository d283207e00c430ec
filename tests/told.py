"""What the OpenAPI document tells of an operation, held against what the server answers."""

from functools import cache
from typing import Any

import httpx
from jsonschema_rs import Draft202012Validator


class Told:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._validator = cache(self._make_validator)

    @property
    def operations(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Method, path and what is told of it."""
        paths = self.document["paths"].items()
        return [(method.upper(), path, told) for path, methods in paths for method, told in methods.items()]

    def check(self, method: str, path: str, answer: httpx.Response) -> None:
        """The status is declared for this operation, and the body is of the declared schema."""
        what = f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        told = self.document["paths"][path][method.lower()]["responses"].get(str(answer.status_code))
        assert told is not None, what
        told = self.follow(told)
        for name in told.get("headers", {}):
            assert name in answer.headers, what
        kind = answer.headers["content-type"].partition(";")[0] if answer.content else None
        assert told.get("content", {}).keys() == ({kind} if kind else set()), what
        if kind == "application/json":
            self._validator(str(answer.status_code), method.lower(), path).validate(answer.json())

    def follow(self, told: dict[str, Any]) -> dict[str, Any]:
        """Itself, or what it refers to."""
        while "$ref" in told:
            there: Any = self.document
            for name in told["$ref"].removeprefix("#/").split("/"):
                there = there[name]
            told = there
        return told

    def _make_validator(self, status: str, method: str, path: str) -> Draft202012Validator:
        response = self.follow(self.document["paths"][path][method]["responses"][status])
        schema = response["content"]["application/json"]["schema"]
        return Draft202012Validator({**schema, "components": self.document["components"]})
