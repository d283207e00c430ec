"""Values that a JSON schema allows."""

from typing import Any


def example(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """Something small, with all its properties there."""
    if "$ref" in schema:
        return example(known[schema["$ref"].rsplit("/", 1)[1]], known)
    for name in ("default", "const"):
        if schema.get(name) is not None:
            return schema[name]
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return example(schema["anyOf"][0], known)
    match schema.get("type"):
        case "object":
            return {name: example(inner, known) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return [example(schema["items"], known)] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return "a" * max(schema.get("minLength", 1), 1)
