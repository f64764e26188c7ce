"""The JSON Schemas themselves: valid, documented, closed, and shipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.schemas import FOLDER, read_schema, schema_names

from disgraph.facts.known import KNOWN
from disgraph.files import SCHEMA_VERSION

ALL = [*schema_names(), "shared"]


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Yield each schema of an object inside a schema."""
    if isinstance(part, dict):
        if "properties" in part and isinstance(part["properties"], dict):
            yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


@pytest.mark.parametrize("name", ALL)
def test_a_schema_is_valid_and_has_title_and_description(name: str) -> None:
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/{name}.json")
    assert schema["title"]
    assert schema["description"].endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_each_key_has_a_description_and_no_other_key_is_allowed(name: str) -> None:
    found = list(objects(read_schema(name)))
    assert found
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["required"]) <= set(each["properties"])
        assert [key for key, part in each["properties"].items() if not part.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("name", schema_names())
def test_every_output_has_the_version(name: str) -> None:
    schema = read_schema(name)
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert schema["required"][0] == "schema_version"


def test_the_ways_of_knowing_are_those_of_the_code() -> None:
    assert tuple(read_schema("shared")["$defs"]["hop"]["properties"]["known"]["enum"]) == KNOWN


def test_schemas_are_inside_the_package() -> None:
    assert FOLDER.parent.name == "render"
    assert len(schema_names()) == 18
