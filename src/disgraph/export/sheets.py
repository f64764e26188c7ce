"""The graph as sheets for people: one for each class, then relations, labels, units and quotes. Names stand instead of IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from disgraph.export.columns import EDGE_COLUMNS, SEPARATOR, Value, as_text
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, SKOS, XSD, Literal, NamedNode, Term

Cell = str | int | float | None
_NUMBERS = {XSD[name] for name in ("integer", "decimal", "double")}


class Sheet(NamedTuple):
    """A table with a title, a sentence that says what it holds, and rows as long as its columns."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(graph: Graph, network: RelationshipNetwork) -> list[Sheet]:
    """Return the sheets of a graph, or of the part of it that a network holds: its entities, and what is said of them.

    Args:
        graph: the opened graph.
        network: the relationship graph, or a part of it.
    """
    entities = {node.iri: node for node in network.nodes}
    records = _records(graph, entities)
    claims = sorted({claim for node in (*map(NamedNode, entities), *records) for claim in _claims(graph, node)}, key=str)
    return [
        *_entities(graph, network),
        *_of_records(graph, records),
        _relations(network),
        _labels(graph, (*map(NamedNode, entities), *_terms(graph))),
        _units(graph),
        _quotes(graph, claims),
    ]


def _records(graph: Graph, entities: Iterable[str]) -> list[NamedNode]:
    """Return the records in which an entity has a role, sorted."""
    found = {quad.subject for iri in entities for quad in graph.to(NamedNode(iri)) if quad.predicate.value.startswith(DG)}
    return sorted((node for node in found if isinstance(node, NamedNode) and any(graph.to(node, DG["asserts"]))), key=str)


def _claims(graph: Graph, node: NamedNode) -> Iterator[NamedNode]:
    for predicate in (DG["asserts"], RDF["subject"]):
        yield from (quad.subject for quad in graph.to(node, predicate) if isinstance(quad.subject, NamedNode))


# --- one sheet a class ---


def _entities(graph: Graph, network: RelationshipNetwork) -> Iterator[Sheet]:
    groups = defaultdict(list)
    for node in network.nodes:
        groups[node.type_label].append(node)
    for label, nodes in sorted(groups.items()):
        said = {node.iri: _said(graph, NamedNode(node.iri)) for node in nodes}
        names = _names(said.values())
        head = ("id", "name", "also called", "description", "documents")
        rows = tuple(
            (
                node.iri,
                node.label,
                SEPARATOR.join(sorted(_texts(graph, NamedNode(node.iri), SKOS["altLabel"]))),
                graph.value(NamedNode(node.iri), DCTERMS["description"]),
                SEPARATOR.join(node.documents),
                *(said[node.iri].get(name) for name in names),
            )
            for node in nodes
        )
        yield Sheet(label, f"Entities of the class {label}, with what documents state of each.", (*head, *names), rows)


def _of_records(graph: Graph, records: Iterable[NamedNode]) -> Iterator[Sheet]:
    groups = defaultdict(list)
    for record in records:
        groups[graph.relations.labels.get(graph.type(record), "denied statement")].append(record)
    for label, members in sorted(groups.items()):
        said = {record: _said(graph, record) for record in members}
        names = _names(said.values())
        rows = []
        for record in members:
            stated = passages.of_record(graph, record)
            ends = (_joined(passage.quote for passage in stated), _joined(passage.document.id for passage in stated))
            rows.append((record.value, graph.label(record), *(said[record].get(name) for name in names), *ends))
        about = f"Records of the class {label}, each with the words that state it."
        yield Sheet(label, about, ("id", "in words", *names, "quotes", "documents"), tuple(rows))


def _said(graph: Graph, node: NamedNode) -> dict[str, Cell]:
    """Return what is stated of a node by label of the property; several values are joined, one number stays a number."""
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
    return Sheet("Relations", "Who is related to whom, each relation with its best quote.", head, rows)


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
    units = sorted((quad.subject for quad in graph.to(DG["Unit"], RDF["type"]) if isinstance(quad.subject, NamedNode)), key=str)
    rows = tuple(
        (
            unit.value,
            graph.label(unit),
            graph.value(unit, DG["plural"]),
            graph.value(unit, SKOS["definition"]),
            graph.value(unit, SKOS["exactMatch"]),
            len({quad.subject for quad in graph.to(unit, DG["unit"])}),
        )
        for unit in units
    )
    head = ("id", "name", "plural", "definition", "the same in QUDT", "number of figures")
    return Sheet("Units", "In what figures are counted or measured.", head, rows)


def _quotes(graph: Graph, claims: Iterable[NamedNode]) -> Sheet:
    rows = tuple(
        (claim.value, *_content(graph, claim), *_place(passage)) for claim in claims for passage in passages.of_claims(graph, [claim])
    )
    head = ("claim", "id of what is said", "what is said", "quote", "document", "title", "first character", "behind the last character")
    return Sheet("Quotes", "The exact words behind every claim.", (*head, "way of saying", "speaker", "doubt"), rows)


def _content(graph: Graph, claim: NamedNode) -> tuple[str, str]:
    """Return the record that a claim asserts, or the subject of its statement, with the content in words."""
    for quad in graph.about(claim, DG["asserts"]):
        return graph.value(claim, DG["asserts"]), graph.label(quad.object)
    parts = [next((quad.object for quad in graph.about(claim, RDF[name])), None) for name in ("subject", "predicate", "object")]
    return graph.value(claim, RDF["subject"]), " \u2013 ".join(graph.label(part) for part in parts if part is not None)


def _place(passage: Passage) -> tuple[Cell, ...]:
    where = (passage.quote, passage.document.id, passage.document.title, passage.start, passage.end)
    return (*where, passage.modality, passage.speaker, passage.doubt)


def _texts(graph: Graph, node: NamedNode, predicate: NamedNode) -> set[str]:
    return {quad.object.value for quad in graph.about(node, predicate) if isinstance(quad.object, Literal)}
