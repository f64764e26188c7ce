"""The JSON Schemas of the outputs, as validators."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import disgraph

FOLDER = Path(disgraph.__file__).parent / "render" / "schemas"


def schema_names() -> list[str]:
    """Return the names of all schemas, without the one of shared objects."""
    return sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "shared")


def read_schema(name: str) -> Any:
    """Return a schema."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of an output."""
    schemas = [read_schema(path.stem) for path in FOLDER.glob("*.json")]
    registry = Registry[Any]().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)
    return Draft202012Validator(read_schema(name), registry=registry)


def check(name: str, text: str) -> Any:
    """Return an output, which must be valid and must be invalid with any unknown key in it."""
    value = json.loads(text)
    problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator(name).iter_errors(value)]
    assert problems == []
    for place in _objects(value):
        if not {"rows", "roles"} & set(map(str, place)):
            assert not validator(name).is_valid(_with_unknown_key(value, place)), place
    return value


def _objects(value: Any, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of the first object of each kind: of a list only the first item is entered."""
    if isinstance(value, dict):
        yield before
        for name, part in value.items():
            yield from _objects(part, (*before, name))
    elif isinstance(value, list) and value:
        yield from _objects(value[0], (*before, 0))


def _with_unknown_key(value: Any, place: tuple[str | int, ...]) -> Any:
    changed = copy.deepcopy(value)
    found = changed
    for part in place:
        found = found[part]
    found["unknown"] = None
    return changed
