"""YAML with line numbers: each scalar is a string with its line. Only this module uses PyYAML.

YAML 1.1 would read `2017` as a number, `2020-05-17` as a date and `no` as false. Here a scalar is what the
author typed, and the reader of a field says what it must be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, cast

import yaml

from disgraph.errors import Problem, Refused
from disgraph.files import read_regular

#: Maximum depth of nesting, more than any file of a project needs.
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
        data = read_regular(path)
    except OSError as error:
        raise _refused("missing-file", called, 0, f"cannot be read ({error.strerror}).", "") from error
    return parse_yaml(data, called)


def parse_yaml(data: bytes, called: str) -> Node:
    """Parse one YAML document.

    Args:
        data: its bytes.
        called: its name in messages.

    Raises:
        Refused: as `read_yaml`.
    """
    try:
        return _YamlReader(called, yaml.parse(data, Loader=_Loader)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable as YAML in UTF-8"
        remedy = "Quote texts that contain ': ' or ' #' or begin with a bracket or quotation mark."
        if isinstance(error, yaml.reader.ReaderError):
            remedy = "Save the file as UTF-8, without control characters."
        raise _refused("broken-yaml", called, line, f"{what}.", remedy) from error


_Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _refused(rule: str, name: str, line: int, message: str, remedy: str) -> Refused:
    return Refused((Problem(rule, name, line, "", message, remedy),))


class _YamlReader:
    """Makes nodes from the events of the parser, whose own composer recurses in C: a file of brackets would crash the program."""

    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name, self.events = name, events

    def document(self) -> Node:
        """Return the only document of the file."""
        found: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise self._refused(event, "a second document begins.", "Keep one document per file.")
                found = self._node(next(self.events), 0)
        if found is None:
            raise _refused("broken-yaml", self.name, 0, "the file is empty.", "")
        return found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH} levels.", "")
        if getattr(event, "anchor", None):
            raise self._refused(event, "anchors and aliases are not allowed.", "Write the value in full.")
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Text(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._items(depth + 1)
        else:
            assert isinstance(event, yaml.MappingStartEvent)
            node = self._fields(depth + 1)
        node.line = _line(event)
        return node

    def _items(self, depth: int) -> Items:
        items = Items()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return items

    def _fields(self, depth: int) -> Fields:
        fields = Fields()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth)
            if not isinstance(key, Text):
                raise self._refused(event, "a key is not a text.", "")
            if key in fields:
                raise self._refused(event, f"{key!s} occurs twice.", "Keep one of them, or use a list.")
            fields[key] = self._node(next(self.events), depth)
        return fields

    def _refused(self, event: yaml.Event, message: str, remedy: str) -> Refused:
        return _refused("broken-yaml", self.name, _line(event), message, remedy)


class Row(list[str]):
    """A list that is written on one line, in brackets."""


class _Dumper(yaml.SafeDumper):
    """Writes a `Row` on one line, and other values one per line."""


#: The same with libyaml, if installed: several times faster. It writes an empty key in another form.
_FastDumper = cast("type[yaml.SafeDumper]", type("_FastDumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {}))


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Return a text as a scalar; quoted and escaped if a reader may take a character for a line break or space."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


for _kind in (_Dumper, _FastDumper):
    _kind.add_representer(str, _written)
    _kind.add_representer(Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True))


def write_yaml(value: object) -> str:
    """Return plain values (texts, lists, mappings with their order) as YAML that `read_yaml` reads back as texts."""
    text = _dump(value, _FastDumper)
    # libyaml escapes characters outside the basic plane, such as emoji, which readers can read.
    return _dump(value, _Dumper) if "\\U000" in text else text


def _dump(value: object, dumper: type[yaml.SafeDumper]) -> str:
    return str(yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=10_000))


def append_yaml(text: str, values: Sequence[object]) -> str:
    """Append values to the text of a YAML list.

    Args:
        text: the text of the file; an empty text and `[]` are an empty list.
        values: the new entries.
    """
    kept = "".join(line for line in text.splitlines(keepends=True) if line.strip() != "[]")
    if kept.count("\n") == sum(line.startswith("#") for line in kept.splitlines()) and not values:
        return f"{kept}[]\n"
    end = "" if not kept or kept.endswith("\n") else "\n"
    return f"{kept}{end}{write_yaml(values) if values else ''}"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
