"""From claim and entity files to values; what has not the form is refused with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disgraph.claims.model import Antecedent, Claim, Entity, Quote, Record, Statement
from disgraph.corpus.catalogue import is_id
from disgraph.errors import Problem, Refused
from disgraph.vocabulary import ClassTerm, Vocabulary
from disgraph.yamlfile import Fields, Items, Node, Text, read_yaml

MODALITIES = ("stated", "reported", "intended", "inferred")
STATUSES = ("accepted", "proposed", "rejected")
POLARITIES = ("affirmed", "negated")
_ENTITY_FIELDS = ("id", "type", "name", "aliases", "description", "different_from")
_FILE_FIELDS = ("document", "refers", "passages")
_PASSAGE_FIELDS = ("title", "refers", "antecedent", "claims")
_CLAIM_FIELDS = (
    "id", "statement", "quote", "refers", "antecedent", "modality", "speaker", "polarity", "status", "basis", "doubt", "note", "record",
)  # fmt: skip


def read_entities(folder: Path) -> dict[str, Entity]:
    """Read every entity file of a folder.

    Returns:
        The entities by id, in the order of the files and in each as written.

    Raises:
        Refused: broken YAML, a missing or unknown field, or an id declared twice.
    """
    found: dict[str, Entity] = {}
    problems = _Problems()
    for path in sorted(folder.glob("*.yaml")):
        root: Node = Items()
        with problems.of(path):
            root = read_yaml(path)
        for node in _list(root):
            with problems.of(path):
                entity = _entity(path, node)
                if entity.id in found:
                    before = found[entity.id]
                    message = f"entity {entity.id!r} is declared already, in {before.file}:{before.line}."
                    raise _Misform(node, message, "Keep one, and make the other names aliases of it.", "duplicate-id")
                found[entity.id] = entity
    problems.refuse()
    return found


def read_claims(folder: Path, vocabulary: Vocabulary) -> list[Claim]:
    """Read every claim file of a folder, in the order of the files and in each as written.

    Raises:
        Refused: broken YAML, a claim without the form, or a claim id twice in a document.
    """
    found: dict[tuple[str, str], Claim] = {}
    problems = _Problems()
    for path in sorted(folder.glob("*.yaml")):
        with problems.of(path):
            for claim, node in _File(path, vocabulary.records(), problems).claims():
                with problems.of(path, claim.id):
                    before = found.setdefault((claim.document, claim.id), claim)
                    if before is not claim:
                        message = f"the id is taken already, in {before.file}:{before.line}."
                        raise _Misform(node, message, "Give one of them another id.", "duplicate-id")
    problems.refuse()
    return list(found.values())


class _Misform(Exception):
    """A node that has not the form."""

    def __init__(self, node: Node, message: str, remedy: str = "", rule: str = "unknown-field") -> None:
        super().__init__(message)
        self.node, self.message, self.remedy, self.rule = node, message, remedy, rule


class _Problems:
    """Collects what is wrong, so that one run tells all of it."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    @contextmanager
    def of(self, path: Path, claim: str = "") -> Iterator[None]:
        """Note what goes wrong inside, and go on behind it."""
        try:
            yield
        except Refused as refused:
            self.found += refused.problems
        except _Misform as misform:
            line = misform.node.line
            self.found.append(Problem(misform.rule, str(path), line, claim, misform.message, misform.remedy))

    def refuse(self) -> None:
        """Raise if anything was noted."""
        if self.found:
            raise Refused(tuple(self.found))


class _File:
    """One claim file."""

    def __init__(self, path: Path, records: dict[str, ClassTerm], problems: _Problems) -> None:
        self.path, self.records, self.problems = path, records, problems

    def claims(self) -> Iterator[tuple[Claim, Node]]:
        root = _fields(read_yaml(self.path), _FILE_FIELDS)
        document = _text(root, "document")
        shared = _pairs(root, "refers")
        for passage in _list(root.get("passages", Items())):
            with self.problems.of(self.path):
                yield from self._passage(document, _fields(passage, _PASSAGE_FIELDS), shared)

    def _passage(self, document: str, passage: Fields, shared: dict[str, str]) -> Iterator[tuple[Claim, Node]]:
        refers = shared | _pairs(passage, "refers")
        antecedents = _pairs(passage, "antecedent")
        for node in _list(passage.get("claims", Items())):
            name = node.get("id") if isinstance(node, Fields) else None
            with self.problems.of(self.path, str(name or "")):
                yield self._claim(document, node, refers, antecedents), node

    def _claim(self, document: str, given: Node, refers: dict[str, str], antecedents: dict[str, str]) -> Claim:
        node = _fields(given, (*_CLAIM_FIELDS, *self.records))
        modality = _choice(node, "modality", MODALITIES)
        lines = dict.fromkeys(antecedents, node.line)
        own = node.get("antecedent")
        if isinstance(own, Fields):
            lines |= dict.fromkeys(own, own.line)
        named = antecedents | _pairs(node, "antecedent")
        return Claim(
            id=_id(node, "id"),
            document=document,
            content=self._content(node),
            quotes=tuple(_quote(quote) for quote in _list(_required(node, "quote"))),
            refers=tuple((refers | _pairs(node, "refers")).items()),
            antecedents=tuple(Antecedent(entity, Quote(text, None, lines[entity])) for entity, text in named.items()),
            modality=modality,
            speaker=_text(node, "speaker", ""),
            negated=_choice(node, "polarity", POLARITIES) == "negated",
            status=_choice(node, "status", STATUSES),
            basis=_text(node, "basis", ""),
            doubt=_text(node, "doubt", ""),
            note=_text(node, "note", ""),
            record=_id(node, "record", ""),
            file=str(self.path),
            line=node.line,
        )

    def _content(self, node: Fields) -> Statement | Record:
        given = [key for key in node if key == "statement" or key in self.records]
        if len(given) != 1:
            found = f"has {len(given)} contents ({', '.join(given)})" if given else "has no content"
            raise _Misform(node, f"a claim {found}.", "Give one `statement` or one record, such as `employment`.")
        value = node[given[0]]
        if given[0] == "statement":
            if not isinstance(value, Items) or len(value) != len(Statement._fields) or not all(isinstance(part, Text) for part in value):
                raise _Misform(value, "a statement is not a list of three.", "Write [subject, property, object].")
            subject, predicate, target = (str(part) for part in value)
            return Statement(subject, predicate, target)
        roles = _fields(value)
        return Record(self.records[given[0]].name, tuple((role, _texts(roles, role)) for role in roles))


def _entity(path: Path, given: Node) -> Entity:
    node = _fields(given, _ENTITY_FIELDS)
    return Entity(
        id=_id(node, "id"),
        type=_text(node, "type"),
        name=_text(node, "name"),
        aliases=_texts(node, "aliases") if "aliases" in node else (),
        description=_text(node, "description", ""),
        different_from=tuple(_pairs(node, "different_from").items()),
        file=str(path),
        line=node.line,
    )


def _quote(node: Node) -> Quote:
    if isinstance(node, Text):
        return Quote(str(node), None, node.line)
    fields = _fields(node, ("text", "nth"))
    nth = _text(fields, "nth", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", nth):
        raise _Misform(fields, f"nth is {nth!r}.", "Count from 1.")
    return Quote(_text(fields, "text"), int(nth), fields.line)


def _list(node: Node) -> list[Node]:
    return list(node) if isinstance(node, Items) else [node]


def _fields(node: Node, known: tuple[str, ...] = ()) -> Fields:
    if not isinstance(node, Fields):
        raise _Misform(node, "is not a mapping of fields.", f"The fields are {', '.join(known)}." if known else "")
    for key in node:
        if known and key not in known:
            raise _Misform(node, f"unknown field {key!r}.", f"The fields are {', '.join(known)}.")
    return node


def _required(fields: Fields, key: str) -> Node:
    if key not in fields:
        raise _Misform(fields, f"no {key!r}.", f"Add `{key}:`.")
    return fields[key]


def _text(fields: Fields, key: str, default: str | None = None) -> str:
    node = fields.get(key) if default is not None else _required(fields, key)
    if node is None:
        return default or ""
    if not isinstance(node, Text) or not node.strip():
        raise _Misform(fields, f"{key!r} is not a text.", "")
    return str(node)


def _id(fields: Fields, key: str, default: str | None = None) -> str:
    text = _text(fields, key, default)
    if text and not is_id(text):
        raise _Misform(
            fields, f"{key} is {text!r}.", "Write words of letters and digits joined by hyphens: it becomes part of an IRI.", "bad-id"
        )
    return text


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    nodes = _list(_required(fields, key))
    if not nodes or not all(isinstance(node, Text) and node.strip() for node in nodes):
        raise _Misform(fields, f"{key!r} is not a text or a list of texts.", "")
    return tuple(str(node) for node in nodes)


def _pairs(fields: Fields, key: str) -> dict[str, str]:
    node = fields.get(key)
    if node is None:
        return {}
    if not isinstance(node, Fields) or not all(isinstance(value, Text) for value in node.values()):
        raise _Misform(node, f"{key!r} is not a mapping of texts.", "")
    return {str(name): str(value) for name, value in node.items()}


def _choice(fields: Fields, key: str, choices: tuple[str, ...]) -> str:
    value = _text(fields, key, choices[0])
    if value not in choices:
        raise _Misform(fields, f"{key} is {value!r}.", f"Choose one of {', '.join(choices)}.")
    return value
