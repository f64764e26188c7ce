"""The graph as sheets: one for each branch of classes, then relations, labels, units and quotes. Names replace IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from disgraph.export.columns import EDGE_COLUMNS, SEPARATOR, Value, as_text
from disgraph.export.relationship import NetworkNode, RelationshipNetwork
from disgraph.facts.known import Known, how_known
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, SKOS, XSD, Literal, NamedNode, Term

Cell = str | int | float | None

#: The type of a record that has none: a negated statement.
_DENIED = "denied statement"
#: The last column of entities: what a document does not plainly state of them.
WEAK_STATEMENTS = "reported, inferred or doubted"
#: Properties of a record that the last columns of its sheet repeat, with the speakers and the basis.
_LAST_COLUMNS = ("known", "hasDoubt")
_NUMBERS = {XSD[name] for name in ("integer", "decimal", "double")}


class Sheet(NamedTuple):
    """A table with a title, a sentence that says what it holds, and rows as long as its columns."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(graph: Graph, network: RelationshipNetwork) -> list[Sheet]:
    """Return the sheets of a graph, or of the part of it that a network holds: its entities, and what is stated of them.

    Args:
        graph: the opened graph.
        network: the relationship graph, or a part of it.
    """
    entities = {node.iri: node for node in network.nodes}
    records = _records(graph, entities)
    claims = sorted({claim for node in (*map(NamedNode, entities), *records) for claim in _claims(graph, node)}, key=str)
    of_entities = list(_entities(graph, network))
    return [
        *of_entities,
        *_of_records(graph, records, {sheet.title.lower() for sheet in of_entities}),
        _relations(network),
        _labels(graph, (*map(NamedNode, entities), *_terms(graph))),
        _units(graph),
        _quotes(graph, claims, _unsure(graph, entities.keys())),
    ]


def _unsure(graph: Graph, entities: AbstractSet[str]) -> list[Passage]:
    """Return the passages of the judgements that leave open whether two of the entities are one."""
    pairs = {
        (quad.subject, quad.object)
        for quad in graph.quads.quads_for_pattern(None, DG["possiblySameAs"], None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    both = sorted((pair for pair in pairs if {node.value for node in pair} <= entities), key=str)
    return list(dict.fromkeys(passage for pair in both for passage in passages.of_unsure(graph, *pair)))


def _records(graph: Graph, entities: Iterable[str]) -> list[NamedNode]:
    """Return the records in which an entity has a role, sorted."""
    found = {quad.subject for iri in entities for quad in graph.to(NamedNode(iri)) if quad.predicate.value.startswith(DG)}
    return sorted((node for node in found if isinstance(node, NamedNode) and any(graph.to(node, DG["asserts"]))), key=str)


def _claims(graph: Graph, node: NamedNode) -> Iterator[NamedNode]:
    for predicate in (DG["asserts"], RDF["subject"]):
        yield from (quad.subject for quad in graph.to(node, predicate) if isinstance(quad.subject, NamedNode))


# --- one sheet for each branch of the class hierarchy ---


def _entities(graph: Graph, network: RelationshipNetwork) -> Iterator[Sheet]:
    """Return a sheet for each branch of entity classes: persons, groups, organisations, places and so on."""
    branches = defaultdict(list)
    for node in network.nodes:
        branches[graph.relations.segments.get(node.type, node.type_label)].append(node)
    for branch, nodes in sorted(branches.items()):
        stated = {node.iri: _stated(graph, NamedNode(node.iri)) for node in nodes}
        names = _names(stated.values())
        rows = [
            (*_entity(graph, node), *(stated[node.iri].get(name) for name in names), _weak_statements(graph, NamedNode(node.iri)))
            for node in nodes
        ]
        head = ("id", "type", "name", "also called", "description", "documents", *names, WEAK_STATEMENTS)
        yield Sheet(branch.replace("-", " "), "Entities, with what documents state of each.", head, _by_type(rows))


def _entity(graph: Graph, node: NetworkNode) -> tuple[Cell, ...]:
    aliases = SEPARATOR.join(sorted(_texts(graph, NamedNode(node.iri), SKOS["altLabel"])))
    description = graph.value(NamedNode(node.iri), DCTERMS["description"])
    return node.iri, node.type_label, node.label, aliases, description, SEPARATOR.join(node.documents)


def _weak_statements(graph: Graph, node: NamedNode) -> str:
    """Return the statements of an entity that are reported, inferred or doubted, each with how it is known."""
    found = []
    for quad in graph.about(node):
        if quad.predicate.value.startswith(DG) and not graph.is_inferred(node, quad.predicate, quad.object):
            known = how_known(passages.of_statement(graph, node, quad.predicate, quad.object))
            if known.is_weak or known.doubt:
                found.append(f"{graph.label(quad.predicate)} {graph.label(quad.object)} [{_in_brackets(known)}]")
    return _joined(sorted(found))


def _in_brackets(known: Known) -> str:
    named = (("by", known.speaker), ("basis:", known.basis), ("doubt:", known.doubt))
    return ", ".join((known.known, *(f"{name} {text}" for name, text in named if text)))


def _of_records(graph: Graph, records: Iterable[NamedNode], taken: AbstractSet[str]) -> Iterator[Sheet]:
    """Return a sheet for each section of record classes, by the sections of a profile; `taken` are titles of other sheets."""
    sections = defaultdict(list)
    repeated = {graph.label(DG[name]) for name in _LAST_COLUMNS}
    for record in records:
        kind = graph.type(record)
        sections[graph.relations.section_of.get(kind, graph.relations.labels.get(kind, _DENIED))].append(record)
    for section, members in sorted(sections.items(), key=lambda item: (_position(graph, item[0]), item[0])):
        stated = {record: _stated(graph, record) for record in members}
        names = [name for name in _names(stated.values()) if name not in repeated]
        rows = [(*_record(graph, record), *(stated[record].get(name) for name in names), *_evidence(graph, record)) for record in members]
        head = ("id", "type", "in words", *names, "quotes", "documents", "known", "speaker", "doubt", "basis")
        title = f"{section} records" if section.lower() in taken else section
        yield Sheet(title, "Records, each with its quotes and how it is known.", head, _by_type(rows))


def _position(graph: Graph, section: str) -> int:
    sections = graph.relations.sections
    return sections.index(section) if section in sections else len(sections)


def _record(graph: Graph, record: NamedNode) -> tuple[Cell, ...]:
    return record.value, graph.relations.labels.get(graph.type(record), _DENIED), graph.label(record)


def _evidence(graph: Graph, record: NamedNode) -> tuple[Cell, ...]:
    stated = passages.of_record(graph, record)
    return _joined(passage.quote for passage in stated), _joined(passage.document.id for passage in stated), *how_known(stated).columns


def _by_type(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows by type, in their order within a type."""
    return tuple(sorted(rows, key=lambda row: str(row[1])))


def _stated(graph: Graph, node: NamedNode) -> dict[str, Cell]:
    """Return what documents state of a node by label of the property; several values are joined, a single number stays a number."""
    values: dict[str, list[Term]] = defaultdict(list)
    for quad in graph.about(node):
        if quad.predicate.value.startswith(DG) and not graph.is_inferred(node, quad.predicate, quad.object):
            values[graph.label(quad.predicate)].append(quad.object)
    return {name: _cell(graph, terms) for name, terms in values.items()}


def _cell(graph: Graph, terms: list[Term]) -> Cell:
    only = terms[0]
    if len(terms) == 1 and isinstance(only, Literal) and only.datatype in _NUMBERS:
        return number(only.value)
    return _joined(sorted(graph.label(term) for term in terms))


def number(text: str) -> Cell:
    """Return a number as a spreadsheet holds it, or the text where that would change it.

    >>> number("1200"), number("0.5"), number("12345678901234567890"), number("INF")
    (1200, 0.5, '12345678901234567890', 'INF')
    """
    if text.removeprefix("-").isdecimal():
        return int(text) if abs(int(text)) < 10**15 else text
    try:
        value = float(text)
    except ValueError:
        return text
    return value if value in (round(value, 12), round(value)) and abs(value) < 10**15 else text


def _names(rows: Iterable[Mapping[str, Cell]]) -> list[str]:
    return sorted({name for row in rows for name in row})


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(texts))


# --- sheets of their own ---


def _relations(network: RelationshipNetwork) -> Sheet:
    names = {node.iri: node.label for node in network.nodes}
    columns = [column for column in EDGE_COLUMNS if column.name != "property"]
    rows = tuple(
        (names[edge.source], edge.label, names[edge.target], edge.weight, *(_plain(column.value(edge)) for column in columns), edge.id)
        for edge in network.edges
    )
    head = ("from", "relation", "to", "number of documents", *(column.name.replace("_", " ") for column in columns), "id")
    return Sheet("Relations", "Relations, each with its best quote and how it is known.", head, rows)


def _plain(value: Value) -> Cell:
    return as_text(value) if isinstance(value, bool) else value


def _terms(graph: Graph) -> list[NamedNode]:
    """Return the classes, properties and concepts of the ontology, sorted."""
    labelled = (quad.subject for quad in graph.quads.quads_for_pattern(None, RDFS["label"], None, None))
    named = {node for node in labelled if isinstance(node, NamedNode)}
    concepts = {quad.subject for quad in graph.to(DG["Concept"], RDF["type"])}
    return sorted((node for node in named if node.value.startswith(DG) or node in concepts), key=str)


def _labels(graph: Graph, nodes: Iterable[NamedNode]) -> Sheet:
    rows = []
    for node in nodes:
        for predicate, kind in ((RDFS["label"], "name"), (SKOS["altLabel"], "also called")):
            found = {
                (quad.object.language or "", quad.object.value) for quad in graph.about(node, predicate) if isinstance(quad.object, Literal)
            }
            rows += [(node.value, kind, language, text) for language, text in sorted(found)]
    return Sheet("Labels", "Every name of entities, classes, properties and concepts.", ("id", "kind", "language", "text"), tuple(rows))


def _units(graph: Graph) -> Sheet:
    kinds = (DG["Unit"], DG["CountedObject"])
    units = sorted({quad.subject for kind in kinds for quad in graph.to(kind, RDF["type"]) if isinstance(quad.subject, NamedNode)}, key=str)
    rows = tuple(
        (
            unit.value,
            graph.label(unit),
            graph.value(unit, DG["plural"]),
            graph.value(unit, SKOS["definition"]),
            graph.value(unit, DG["qudtUnit"]),
            len({quad.subject for quad in graph.to(unit, DG["expressedIn"])}),
        )
        for unit in units
    )
    head = ("id", "name", "plural", "definition", "the same in QUDT", "number of figures")
    return Sheet("Units", "Units of figures, and what they count.", head, rows)


def _quotes(graph: Graph, claims: Iterable[NamedNode], unsure: Iterable[Passage]) -> Sheet:
    stated = ((claim.value, *_content(graph, claim), *_place(each)) for claim in claims for each in passages.of_claims(graph, [claim]))
    judged = ((each.claim, each.claim, graph.label(NamedNode(each.claim)), *_place(each)) for each in unsure)
    rows = (*stated, *judged)
    head = ("claim", "id of the fact", "fact", "quote", "document", "title", "first character", "after the last character")
    return Sheet(
        "Quotes",
        "The exact words behind every claim, and behind every judgement that leaves open whether two entities are one.",
        (*head, "modality", "speaker", "doubt", "basis"),
        rows,
    )


def _content(graph: Graph, claim: NamedNode) -> tuple[str, str]:
    """Return the record that a claim asserts, or the subject of its statement, with the content in words."""
    for quad in graph.about(claim, DG["asserts"]):
        return graph.value(claim, DG["asserts"]), graph.label(quad.object)
    parts = [next((quad.object for quad in graph.about(claim, RDF[name])), None) for name in ("subject", "predicate", "object")]
    return graph.value(claim, RDF["subject"]), " \u2013 ".join(graph.label(part) for part in parts if part is not None)


def _place(passage: Passage) -> tuple[Cell, ...]:
    where = (passage.quote, passage.document.id, passage.document.title, passage.start, passage.end)
    return (*where, passage.modality, passage.speaker, passage.doubt, passage.basis)


def _texts(graph: Graph, node: NamedNode, predicate: NamedNode) -> set[str]:
    return {quad.object.value for quad in graph.about(node, predicate) if isinstance(quad.object, Literal)}
