"""The fields of an untrusted answer as texts: of bounded length, without marks that steer a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from disgraph.extract.llm.answer_reading import text_of

#: Characters of a name, and of an answer that a message shows.
LONGEST_NAME, SHOWN = 120, 300
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")


class UnfitClaim(Exception):
    """The reason for refusing a claim of an answer."""


def shown(value: object) -> str:
    """Return the beginning of a value of an answer, for a message."""
    return json.dumps(value, ensure_ascii=False)[:SHOWN]


def field_text(values: Mapping[str, Any], key: str, longest: int) -> str:
    """Return a text of an answer, which must be one, of bounded length and without marks that steer a terminal."""
    value = text_of(values, key)
    if not isinstance(value, str):
        raise UnfitClaim(f"wrong-shape: {key} is not a text.")
    if len(value) > longest:
        raise UnfitClaim(f"too-long: {key} has {len(value):,} characters, more than {longest}.")
    if _CONTROL.search(value):
        raise UnfitClaim(f"control-character: in {key}.")
    return value.strip()


def entity_texts(values: Any) -> tuple[str, str, str]:
    """Return id, class and name of an entity of an answer."""
    if not isinstance(values, dict):
        raise UnfitClaim("wrong-shape: an entity is not an object.")
    own, kind, name = (field_text(values, key, LONGEST_NAME) for key in ("id", "class" if "class" in values else "type", "name"))
    return own, kind, name
