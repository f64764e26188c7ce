"""Rules that are data: files of patterns and lists, each rule with a name, a note and examples that are its tests."""

from __future__ import annotations

import re
from importlib import resources
from typing import NamedTuple

from disgraph import yamlfile
from disgraph.yamlfile import Fields, Items


class TextRule(NamedTuple):
    """One rule of a file: what it matches, why, and the texts that show it.

    `fields` are what else the rule says, by name.
    """

    name: str
    note: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    fields: dict[str, str]


def read_rules(module: str, file: str) -> tuple[TextRule, ...]:
    """Return the rules of a file of patterns, in its order.

    Args:
        module: the full name of a module in the folder of the file.
        file: its name, such as `furniture.yaml`.

    Raises:
        Refused: the file is not YAML.
    """
    return tuple(_rule(fields) for fields in read_items(module, file))


def read_items(module: str, file: str) -> list[Fields]:
    """Return the mappings of a file that is a list of them.

    Args:
        module: the full name of a module in the folder of the file.
        file: its name.

    Raises:
        Refused: the file is not YAML.
    """
    items = _read(module, file)
    assert isinstance(items, Items), file
    return [item for item in items if isinstance(item, Fields)]


def read_fields(module: str, file: str) -> Fields:
    """Return a file that is a mapping.

    Args:
        module: the full name of a module in the folder of the file.
        file: its name.

    Raises:
        Refused: the file is not YAML.
    """
    fields = _read(module, file)
    assert isinstance(fields, Fields), file
    return fields


def _read(module: str, file: str) -> yamlfile.Node:
    with resources.as_file(resources.files(module.rpartition(".")[0]) / file) as path:
        return yamlfile.read_yaml(path, file)


def _rule(fields: Fields) -> TextRule:
    others = {str(key): str(value) for key, value in fields.items() if not isinstance(value, Items)}
    pattern = re.compile(others.pop("pattern"))
    return TextRule(others.pop("name"), others.pop("note"), pattern, texts_of(fields.get("examples")), texts_of(fields.get("not")), others)


def texts_of(node: yamlfile.Node | None) -> tuple[str, ...]:
    """Return the texts of a list; empty for anything else."""
    return tuple(str(value) for value in node) if isinstance(node, Items) else ()
