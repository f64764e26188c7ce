"""What servers of chat completions do not all know: names of parameters, and forms of answers."""

from __future__ import annotations

from collections.abc import Mapping

#: Status of a question that a server does not understand.
_UNPROCESSED = (400, 422)


def in_other_dialect(asked: Mapping[str, object], complaint: str) -> dict[str, object] | None:
    """Return a question without what a server does not know, by its error message; None if that is not the matter.

    OpenAI's reasoning models take `max_completion_tokens` and no temperature; older servers know no JSON schema, or no response format.
    """
    if not any(f"HTTP {status}" in complaint for status in _UNPROCESSED):
        return None
    rest = dict(asked)
    if "max_completion_tokens" in complaint and "max_tokens" in asked:
        rest["max_completion_tokens"] = rest.pop("max_tokens")
        return rest
    for name in ("temperature", "seed"):
        if name in complaint and name in asked:
            del rest[name]
            return rest
    if "response_format" in complaint or "json_schema" in complaint or "json_object" in complaint:
        form = rest.pop("response_format", None)
        if isinstance(form, dict):
            return {**rest, "response_format": {"type": "json_object"}} if form["type"] == "json_schema" else rest
    return None
