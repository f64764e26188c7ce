"""From claim and entity files to values; a malformed node is refused with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from disgraph.claims.claim import Antecedent, Claim, Entity, Grammar, Quote, Record, Statement
from disgraph.claims.form import (
    STATUSES,
    MalformedNode,
    Problems,
    as_fields,
    as_list,
    as_quote,
    choice_of,
    id_of,
    pairs_of,
    required,
    share_of,
    text_of,
    texts_of,
    yaml_files,
)
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.yamlfile import Fields, Items, Node, Text, read_yaml

MODALITIES = ("stated", "reported", "intended", "inferred")
POLARITIES = ("affirmed", "negated")
_ENTITY_FIELDS = (
    "id",
    "type",
    "name",
    "aliases",
    "description",
    "different_from",
    "code",
    "status",
    "number",
    "short",
    "of",
    "article",
    "sentence",
    "defines",
)
_FILE_FIELDS = ("document", "refers", "passages")
_PASSAGE_FIELDS = ("title", "refers", "antecedent", "claims")
_CLAIM_FIELDS = (
    "id", "statement", "quote", "refers", "antecedent", "modality", "speaker", "polarity", "status", "basis", "doubt", "note", "record",
    "rule", "confidence",
)  # fmt: skip


def read_entities(folder: Path) -> dict[str, Entity]:
    """Read every entity file of a folder.

    Returns:
        The entities by id, in the order of the files and in each as written.

    Raises:
        Refused: broken YAML, a missing or unknown field, or an id declared twice.
    """
    problems = Problems()
    return _entities(yaml_files(folder, problems), problems)


def read_entity_files(paths: Iterable[Path]) -> dict[str, Entity]:
    """Read some entity files; see `read_entities`."""
    return _entities(paths, Problems())


def _entities(paths: Iterable[Path], problems: Problems) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for path in paths:
        root: Node = Items()
        with problems.of(path):
            root = read_yaml(path)
        for node in as_list(root):
            with problems.of(path):
                entity = _entity(path, node)
                if entity.id in found:
                    before = found[entity.id]
                    message = f"entity {entity.id!r} is declared already, in {before.file}:{before.line}."
                    raise MalformedNode(node, message, "Keep one, and make the other names aliases of it.", "duplicate-id")
                found[entity.id] = entity
    problems.refuse()
    return found


def read_claims(folder: Path, vocabulary: Vocabulary) -> list[Claim]:
    """Read every claim file of a folder, in the order of the files and in each as written.

    Raises:
        Refused: broken YAML, a claim without the form, or a claim id twice in a document.
    """
    problems = Problems()
    return _claims(yaml_files(folder, problems), vocabulary, problems)


def read_claim_files(paths: Iterable[Path], vocabulary: Vocabulary) -> list[Claim]:
    """Read some claim files; see `read_claims`."""
    return _claims(paths, vocabulary, Problems())


def _claims(paths: Iterable[Path], vocabulary: Vocabulary, problems: Problems) -> list[Claim]:
    found: dict[tuple[str, str], Claim] = {}
    for path in paths:
        with problems.of(path):
            for claim, node in _ClaimFile(path, vocabulary, problems).claims():
                with problems.of(path, claim.id):
                    before = found.setdefault((claim.document, claim.id), claim)
                    if before is not claim:
                        message = f"the id is taken already, in {before.file}:{before.line}."
                        raise MalformedNode(node, message, "Give one of them another id.", "duplicate-id")
    problems.refuse()
    return list(found.values())


class _ClaimFile:
    """One claim file."""

    def __init__(self, path: Path, vocabulary: Vocabulary, problems: Problems) -> None:
        self.path, self.vocabulary, self.records, self.problems = path, vocabulary, vocabulary.records(), problems

    def claims(self) -> Iterator[tuple[Claim, Node]]:
        root = as_fields(read_yaml(self.path), _FILE_FIELDS)
        document = text_of(root, "document")
        shared = pairs_of(root, "refers")
        for passage in as_list(root.get("passages", Items())):
            with self.problems.of(self.path):
                yield from self._passage(document, as_fields(passage, _PASSAGE_FIELDS), shared)

    def _passage(self, document: str, passage: Fields, shared: dict[str, str]) -> Iterator[tuple[Claim, Node]]:
        refers = shared | pairs_of(passage, "refers")
        antecedents = pairs_of(passage, "antecedent")
        for node in as_list(passage.get("claims", Items())):
            name = node.get("id") if isinstance(node, Fields) else None
            with self.problems.of(self.path, str(name or "")):
                yield self._claim(document, node, refers, antecedents), node

    def _claim(self, document: str, given: Node, refers: dict[str, str], antecedents: dict[str, str]) -> Claim:
        node = as_fields(given, (*_CLAIM_FIELDS, *self.records))
        modality = choice_of(node, "modality", MODALITIES)
        lines = dict.fromkeys(antecedents, node.line)
        own = node.get("antecedent")
        if isinstance(own, Fields):
            lines |= dict.fromkeys(own, own.line)
        named = antecedents | pairs_of(node, "antecedent")
        return Claim(
            id=id_of(node, "id"),
            document=document,
            content=self._content(node),
            quotes=self._quotes(node),
            refers=tuple((refers | pairs_of(node, "refers")).items()),
            antecedents=tuple(Antecedent(entity, Quote(text, None, lines[entity])) for entity, text in named.items()),
            modality=modality,
            speaker=text_of(node, "speaker", ""),
            negated=choice_of(node, "polarity", POLARITIES) == "negated",
            status=choice_of(node, "status", STATUSES),
            basis=text_of(node, "basis", ""),
            doubt=text_of(node, "doubt", ""),
            note=text_of(node, "note", ""),
            record=id_of(node, "record", ""),
            rule=id_of(node, "rule", ""),
            confidence=share_of(node, "confidence"),
            file=str(self.path),
            line=node.line,
        )

    def _quotes(self, node: Fields) -> tuple[Quote, ...]:
        quotes = tuple(as_quote(quote) for quote in as_list(required(node, "quote")))
        if not quotes:
            raise MalformedNode(node["quote"], "'quote' is empty.", "Quote the text that states it.")
        return quotes

    def _content(self, node: Fields) -> Statement | Record:
        given = [key for key in node if key == "statement" or key in self.records]
        if len(given) != 1:
            found = f"has {len(given)} contents ({', '.join(given)})" if given else "has no content"
            raise MalformedNode(node, f"a claim {found}.", "Give one `statement` or one record, such as `employment`.")
        value = node[given[0]]
        if given[0] == "statement":
            if not isinstance(value, Items) or len(value) != len(Statement._fields) or not all(isinstance(part, Text) for part in value):
                raise MalformedNode(value, "a statement is not a list of three.", "Write [subject, property, object].")
            subject, predicate, target = (str(part) for part in value)
            return Statement(subject, self.vocabulary.renamed.get(predicate, predicate), target)
        roles = as_fields(value)
        given_roles = {role: texts_of(roles, role) for role in roles}
        return Record(self.records[given[0]].name, tuple(settled_roles(given_roles, self.vocabulary).items()))


def settled_roles(roles: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return roles by their present names, with each value in the role that it fits: a counted object given as the unit is what is counted.

    So files of version 0.1, which had other names and one list for both, keep their meaning.
    """
    settled: dict[str, tuple[str, ...]] = {}
    for given, values in roles.items():
        role = vocabulary.renamed.get(given, given)
        term = vocabulary.properties.get(role)
        other = vocabulary.properties.get(term.else_role) if term else None
        moved = vocabulary.concepts.get(other.range, {}) if other else {}
        for name, fits in ((role, False), (other.name if other else role, True)):
            found = tuple(value for value in values if (value in moved) is fits)
            if found:
                settled[name] = (*settled.get(name, ()), *found)
    return settled


def _entity(path: Path, given: Node) -> Entity:
    node = as_fields(given, _ENTITY_FIELDS)
    return Entity(
        id=id_of(node, "id"),
        type=text_of(node, "type"),
        name=text_of(node, "name"),
        aliases=texts_of(node, "aliases") if "aliases" in node else (),
        description=text_of(node, "description", ""),
        different_from=tuple(pairs_of(node, "different_from").items()),
        code=text_of(node, "code", ""),
        status=choice_of(node, "status", STATUSES),
        file=str(path),
        line=node.line,
        grammar=Grammar(
            number=choice_of(node, "number", ("", "singular", "plural")),
            short=text_of(node, "short", ""),
            of=id_of(node, "of", ""),
            article=text_of(node, "article", ""),
            sentence=text_of(node, "sentence", ""),
        ),
        defines=_defined(node["defines"]) if "defines" in node else (),
    )


def _defined(given: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    node = as_fields(given)
    return tuple((name, texts_of(node, name)) for name in node)
