"""The form of what people write: fields, texts, ids, lists and quotes; a malformed node is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from disgraph.claims.claim import Quote
from disgraph.corpus.documents import is_id
from disgraph.errors import InputError, Problem, Refused
from disgraph.files import files_in
from disgraph.yamlfile import Fields, Items, Node, Text, read_yaml

Entry = TypeVar("Entry")

#: What a reviewer has made of a claim, an entity or a judgement; without a status it is accepted.
STATUSES = ("accepted", "proposed", "rejected")


class MalformedNode(Exception):
    """A malformed node."""

    def __init__(self, node: Node, message: str, remedy: str = "", rule: str = "unknown-field") -> None:
        super().__init__(message)
        self.node, self.message, self.remedy, self.rule = node, message, remedy, rule


def yaml_files(folder: Path, problems: Problems) -> list[Path]:
    """Return the YAML files of a folder; one that would not be read, and a folder that is not there, is noted."""
    if not folder.is_dir():
        problems.found.append(
            Problem("missing-file", str(folder), 0, "", "the folder does not exist.", "Create it, or correct disgraph.toml.")
        )
        return []
    try:
        files = files_in(folder, "*.yaml")
    except InputError as error:
        problems.found.append(Problem("missing-file", str(folder), 0, "", error.message.removeprefix(f"{folder}: "), error.remedy))
        return []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".yaml", ".yml") and path not in files:
            remedy = f"Move it to {folder}, under a name that ends in .yaml."
            problems.found.append(Problem("missing-file", str(path), 0, "", "would not be read.", remedy))
    return files


class Problems:
    """Collects problems, so that one run reports all of them."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    @contextmanager
    def of(self, path: Path, claim: str = "") -> Iterator[None]:
        """Note what goes wrong inside, and go on behind it."""
        try:
            yield
        except Refused as refused:
            self.found += refused.problems
        except MalformedNode as misform:
            line = misform.node.line
            self.found.append(Problem(misform.rule, str(path), line, claim, misform.message, misform.remedy))

    def refuse(self) -> None:
        """Raise if anything was noted."""
        if self.found:
            raise Refused(tuple(self.found))


def read_entries(path: Path, read: Callable[[Node], Entry]) -> list[Entry]:
    """Return the entries of a file that is a list; a missing file has none.

    Raises:
        Refused: broken YAML, or entries that cannot be read; every one of them is named.
    """
    if not path.exists():
        return []
    found: list[Entry] = []
    problems = Problems()
    root: Node = Items()
    with problems.of(path):
        root = read_yaml(path)
    for node in as_list(root):
        with problems.of(path):
            found.append(read(node))
    problems.refuse()
    return found


def as_quote(node: Node) -> Quote:
    """Return a quote: its text alone, or `{text: ..., nth: 2}`."""
    if isinstance(node, Text):
        return Quote(str(node), None, node.line)
    fields = as_fields(node, ("text", "nth"))
    nth = text_of(fields, "nth", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", nth):
        raise MalformedNode(fields, f"nth is {nth!r}.", "Count from 1.")
    return Quote(text_of(fields, "text"), int(nth), fields.line)


def as_list(node: Node) -> list[Node]:
    """Return the members of a list, or one node as a list."""
    return list(node) if isinstance(node, Items) else [node]


def as_fields(node: Node, known: tuple[str, ...] = ()) -> Fields:
    """Return a mapping; if names are known, other keys are refused."""
    if not isinstance(node, Fields):
        raise MalformedNode(node, "is not a mapping of fields.", f"The fields are {', '.join(known)}." if known else "")
    for key in node:
        if known and key not in known:
            raise MalformedNode(node, f"unknown field {key!r}.", f"The fields are {', '.join(known)}.")
    return node


def required(fields: Fields, key: str) -> Node:
    """Return the value of a field that must be there."""
    if key not in fields:
        raise MalformedNode(fields, f"no {key!r}.", f"Add `{key}:`.")
    return fields[key]


def text_of(fields: Fields, key: str, default: str | None = None) -> str:
    """Return the text of a field, which must be there unless a default is given."""
    node = fields.get(key) if default is not None else required(fields, key)
    if node is None:
        return default or ""
    if not isinstance(node, Text) or not node.strip():
        raise MalformedNode(fields, f"{key!r} is not a text.", "")
    return str(node)


def id_of(fields: Fields, key: str, default: str | None = None) -> str:
    """Return the id that a field gives."""
    text = text_of(fields, key, default)
    if text and not is_id(text):
        raise MalformedNode(
            fields, f"{key} is {text!r}.", "Write words of letters and digits joined by hyphens: it becomes part of an IRI.", "bad-id"
        )
    return text


def texts_of(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the texts of a field that holds one or more."""
    nodes = as_list(required(fields, key))
    if not nodes or not all(isinstance(node, Text) and node.strip() for node in nodes):
        raise MalformedNode(fields, f"{key!r} is not a text or a list of texts.", "")
    return tuple(str(node) for node in nodes)


def pairs_of(fields: Fields, key: str) -> dict[str, str]:
    """Return a field that maps texts to texts; an empty one where it is not given."""
    node = fields.get(key)
    if node is None:
        return {}
    if not isinstance(node, Fields) or not all(isinstance(value, Text) for value in node.values()):
        raise MalformedNode(node, f"{key!r} is not a mapping of texts.", "")
    return {str(name): str(value) for name, value in node.items()}


def share_of(fields: Fields, key: str) -> float | None:
    """Return the number from 0 to 1 that a field gives, or None if it is missing."""
    text = text_of(fields, key, "")
    if text and not re.fullmatch(r"0(\.[0-9]{1,6})?|1(\.0{1,6})?", text):
        raise MalformedNode(fields, f"{key} is {text!r}.", "Give a number from 0 to 1, such as 0.85.")
    return float(text) if text else None


def times(number: int) -> str:
    """Return a count of occurrences in words.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def choice_of(fields: Fields, key: str, choices: tuple[str, ...]) -> str:
    """Return which of some words a field gives; the first where it is not given."""
    value = text_of(fields, key, choices[0])
    if value not in choices:
        raise MalformedNode(fields, f"{key} is {value!r}.", f"Choose one of {', '.join(choices)}.")
    return value
