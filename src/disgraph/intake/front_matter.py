"""The metadata before a Markdown text: YAML between lines of hyphens (Jekyll), or TOML between lines of plus signs (Hugo)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

from disgraph.errors import Refused
from disgraph.intake.derived_text import IntakeNote
from disgraph.yamlfile import Fields, parse_yaml

#: A longer block is text.
_MAX_CHARACTERS = 20_000
_YAML = re.compile(rf"\ufeff?---[ \t]*\r?\n(.{{0,{_MAX_CHARACTERS}}}?(?:\n|^))(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(rf"\ufeff?\+\+\+[ \t]*\r?\n(.{{0,{_MAX_CHARACTERS}}}?\n)\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
#: The keys of each field, the first of which counts, and the option of `add` that sets it.
_KEYS = {
    "title": ("title",),
    "date": ("date", "published"),
    "publisher": ("publisher",),
    "author": ("author", "authors"),
    "language": ("lang", "language", "locale"),
    "url": ("canonical_url", "canonical", "url"),
}


class FrontMatter(NamedTuple):
    """The fields that are used, the text after them, and what was not understood."""

    fields: Mapping[str, str]
    rest: str
    notes: tuple[IntakeNote, ...]


def read_front_matter(text: str) -> FrontMatter:
    """Return the metadata before a text; without any, the fields are empty and the rest is the whole text."""
    for pattern, parse, name in ((_YAML, _read_yaml, "YAML"), (_TOML, _read_toml, "TOML")):
        found = pattern.match(text)
        if not found:
            continue
        try:
            stated = parse(found[1])
        except (Refused, tomllib.TOMLDecodeError, RecursionError):
            note = IntakeNote("title", f"the block before the text is not {name} and is left out")
            return FrontMatter({}, text[found.end() :], (note,))
        if stated is not None:
            return _used(stated, text[found.end() :])
    return FrontMatter({}, text, ())


def _read_yaml(block: str) -> Mapping[str, object] | None:
    """Return the fields of a block, or None if it is not a mapping: the hyphens are then rules between paragraphs."""
    if not re.search(r"^[^\s#]", block, re.MULTILINE):
        return {}
    root = parse_yaml(block.encode(errors="replace"), "front matter")
    return root if isinstance(root, Fields) else None


def _read_toml(block: str) -> Mapping[str, object]:
    return tomllib.loads(block.replace("\r\n", "\n"))


def _used(stated: Mapping[str, object], rest: str) -> FrontMatter:
    by_key = {str(key).lower(): value for key, value in stated.items()}
    fields: dict[str, str] = {}
    notes: list[IntakeNote] = []
    for field, keys in _KEYS.items():
        key = next((key for key in keys if key in by_key), "")
        value = _plain(by_key[key], field) if key else ""
        if value is None:
            notes.append(IntakeNote(field, f"the {field} of the front matter is not a plain text and is left out"))
        fields[field] = " ".join((value or "").split())
    fields["language"] = fields["language"].replace("_", "-")
    return FrontMatter(fields, rest, tuple(notes))


def _plain(value: object, field: str) -> str | None:
    """Return a value as text: that of a mapping by its name, several authors with semicolons; None for anything else."""
    if isinstance(value, Mapping):
        return _plain(value["name"], field) if "name" in value and not isinstance(value["name"], Mapping) else None
    if isinstance(value, list):
        texts = [_plain(item, field) for item in value if not isinstance(item, list)]
        return "; ".join(text for text in texts if text) if field == "author" or len(value) == 1 else None
    return str(value)
