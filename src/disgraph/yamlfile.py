"""YAML as text with places: every scalar is a string that knows its line; the one room of PyYAML.

YAML 1.1 would read `2017` as a number, `2020-05-17` as a date and `no` as false. Here a scalar is what the
author typed, and the reader of a field says what it must be.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias, cast

import yaml

from disgraph.errors import Problem, Refused

#: Deeper nesting than any file of this project has; a file beyond it is refused.
MAX_DEPTH = 12


class Text(str):
    """A scalar, with the line (from 1) where it starts."""

    __slots__ = ("line",)
    line: int


class Items(list["Node"]):
    """A sequence, with its line."""

    __slots__ = ("line",)
    line: int


class Fields(dict[str, "Node"]):
    """A mapping in the order of the file, with its line; its keys are `Text`."""

    __slots__ = ("line",)
    line: int


Node: TypeAlias = Text | Items | Fields


def read_yaml(path: Path, name: str | None = None) -> Node:
    """Read one YAML document.

    Args:
        path: the file.
        name: how messages call it (the path, unless given).

    Raises:
        Refused: the file cannot be read, is not UTF-8, not YAML, empty, nested too deeply,
            has a key twice in one mapping, or uses anchors.
    """
    called = name or str(path)
    try:
        root = yaml.compose(path.read_bytes(), Loader=_Loader)
    except OSError as error:
        raise _refused("missing-file", called, 0, f"cannot be read ({error.strerror}).", "") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable as YAML in UTF-8"
        remedy = "Quote texts that contain ': ' or ' #' or begin with a bracket or quotation mark."
        raise _refused("broken-yaml", called, line, f"{what}.", remedy) from error
    except RecursionError as error:
        raise _refused("broken-yaml", called, 0, "nested too deeply.", "") from error
    if root is None:
        raise _refused("broken-yaml", called, 0, "the file is empty.", "")
    return _convert(root, called, 0, set())


_Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _refused(rule: str, name: str, line: int, message: str, remedy: str) -> Refused:
    return Refused((Problem(rule, name, line, "", message, remedy),))


def _convert(node: yaml.Node, name: str, depth: int, seen: set[int]) -> Node:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise _refused("broken-yaml", name, line, f"nested deeper than {MAX_DEPTH} levels.", "")
    if id(node) in seen:
        raise _refused("broken-yaml", name, line, "anchors and aliases are not used here.", "Write the value out.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        text = Text(node.value)
        text.line = line
        return text
    if isinstance(node, yaml.SequenceNode):
        items = Items(_convert(child, name, depth + 1, seen) for child in node.value)
        items.line = line
        return items
    assert isinstance(node, yaml.MappingNode)
    fields = Fields()
    fields.line = line
    for key_node, value_node in node.value:
        key = _convert(key_node, name, depth + 1, seen)
        if not isinstance(key, Text):
            raise _refused("broken-yaml", name, line, "a key is not a word.", "")
        if key in fields:
            raise _refused("broken-yaml", name, key.line, f"{key!s} stands twice.", "Keep one, or make a list.")
        fields[key] = _convert(value_node, name, depth + 1, seen)
    return fields
