"""JSON output: one version and one way to write it. Nothing heavy is imported here."""

from __future__ import annotations

from disgraph.files import SCHEMA_VERSION


def to_json(value: object, indent: int | None = 2) -> str:
    """Return a value as JSON with a final newline."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def versioned(content: dict[str, object]) -> str:
    """Return an object as JSON, with the version of the schema first."""
    return to_json({"schema_version": SCHEMA_VERSION} | content)
