"""What reading verbs need of the ontology, as plain data that is stored next to the graph.

`describe` writes it at build time; `Relations` reads it back, so that a path need not parse the ontology.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from disgraph.ontology.vocabulary import ClassTerm, Colour, EdgeTerm, Vocabulary
from disgraph.rdf import DG, RDF, RDFS, NamedNode, Quad, local_name


class PropertyEdge(NamedTuple):
    """A property that is an edge."""

    name: str
    label: str
    sentence: str
    weakness: int = 0
    unnamed: str = ""
    is_weak_tie: bool = False


class Look(NamedTuple):
    """How pictures draw the entities of a class; `shape` is circle, square, diamond or triangle."""

    colour: Colour
    shape: str


#: The look of a class without facets.
PLAIN = Look(Colour("grey", "#888888"), "circle")


class Relations(NamedTuple):
    """What reading verbs need of the ontology, by local name.

    Attributes:
        properties: the properties that are edges.
        records: the edges that the records of a class give.
        hubs: the group of hubs of each class that has one.
        weak_hubs: the classes of hubs that connect weakly.
        optional: the classes that exported networks leave out by default.
        kind_roles: the role that gives the kind of a record, for each catch-all class.
        weak_relations: what weak relations to individuals of a class do, for each class that has this facet.
        identifying: the classes of records that state who or what a participant is.
        labels: of all classes.
        segments: of the IRIs of each class.
        depths: the number of classes above each class, itself included.
        above: the classes above each class.
        narrower: the edges below each property.
        sections: the headings of a profile, in order.
        section_of: the heading under which a profile lists the records of a class.
        looks: how pictures draw each class that has a colour or a shape.
        named: the classes whose individuals users find by name, without the classes below them.
        prepositions: the word that leads to the individuals of each class that has one, as a place of work.
        sentences: of the properties that have one and are not edges.
    """

    properties: dict[str, PropertyEdge]
    records: dict[str, tuple[EdgeTerm, ...]]
    hubs: dict[str, str]
    labels: dict[str, str]
    segments: dict[str, str]
    depths: dict[str, int]
    above: dict[str, list[str]]
    narrower: dict[str, list[str]]
    sections: tuple[str, ...]
    section_of: dict[str, str]
    looks: dict[str, Look]
    named: tuple[str, ...]
    prepositions: dict[str, str]
    sentences: dict[str, str]
    weak_hubs: frozenset[str]
    weak_relations: dict[str, str]
    optional: frozenset[str]
    identifying: frozenset[str]
    kind_roles: dict[str, str]

    def weakness(self, kind: str) -> int:
        """Return the weakness of a kind of edge: the bits by which paths along it rank lower."""
        if kind in self.properties:
            return self.properties[kind].weakness
        return next((edge.weakness for edges in self.records.values() for edge in edges if edge.name == kind), 0)


def describe(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return what `read_relations` reads, ready for JSON."""
    classes = vocabulary.classes.values()
    return {
        "properties": [
            [term.name, term.label, term.sentence, term.weakness, term.unnamed, term.is_weak_tie]
            for term in vocabulary.properties.values()
            if term.sentence
        ],
        "narrower": _narrower(vocabulary),
        "records": [list(edge) for edge in vocabulary.edges],
        "hubs": {term.name: term.hub for term in classes if term.hub},
        "weak_hubs": sorted(term.name for term in classes if term.has("isWeakHub")),
        "weak_relations": {term.name: term.facets["weakRelations"] for term in classes if "weakRelations" in term.facets},
        "kind_roles": {term.name: role for term in classes if (role := term.facets.get("kindRole"))},
        "identifying": sorted(term.name for term in classes if term.has("isIdentifying")),
        "optional": sorted(term.name for term in classes if term.has("isOptional")),
        "labels": {term.name: term.label for term in classes},
        "segments": {term.name: term.segment for term in classes if term.segment},
        "depths": {term.name: len(term.ancestors) for term in classes},
        "above": {term.name: sorted(term.ancestors - {term.name}) for term in classes},
        "sections": [section.label for section in vocabulary.sections],
        "section_of": _sections(vocabulary),
        "looks": {term.name: [*_colour(vocabulary, term), term.facets.get("shape", PLAIN.shape)] for term in classes if _is_drawn(term)},
        "named": sorted(term.name for term in classes if term.has("isNamed") and not _inherits_name(vocabulary, term)),
        "prepositions": {term.name: term.preposition for term in classes if term.preposition},
        "sentences": {term.name: term.plain_sentence for term in vocabulary.properties.values() if term.plain_sentence},
    }


def _sections(vocabulary: Vocabulary) -> dict[str, str]:
    labels = {section.name: section.label for section in vocabulary.sections}
    found = {term.name: labels.get(term.facets.get("section", ""), "") for term in vocabulary.records().values()}
    return {name: label for name, label in found.items() if label}


def _is_drawn(term: ClassTerm) -> bool:
    return bool(term.facets.keys() & {"colour", "shape"})


def _colour(vocabulary: Vocabulary, term: ClassTerm) -> Colour:
    return vocabulary.colours.get(term.facets.get("colour", ""), PLAIN.colour)


def _inherits_name(vocabulary: Vocabulary, term: ClassTerm) -> bool:
    return any(vocabulary.classes[above].has("isNamed") for above in term.ancestors - {term.name} if above in vocabulary.classes)


def _narrower(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return for each property the edges that are below it (hasMother below hasParent)."""
    above: dict[str, set[str]] = {name: set() for name in vocabulary.properties}
    for quad in vocabulary.quads:
        if quad.predicate == RDFS["subPropertyOf"] and isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            above.setdefault(local_name(quad.subject), set()).add(local_name(quad.object))
    narrower: dict[str, set[str]] = {}
    for name, term in vocabulary.properties.items():
        waiting = [name] if term.sentence else []
        while waiting:
            for wider in above.get(waiting.pop(), ()):
                if name not in narrower.setdefault(wider, set()):
                    narrower[wider].add(name)
                    waiting.append(wider)
    return {name: sorted(below) for name, below in sorted(narrower.items()) if name in vocabulary.properties}


def edge_counts(quads: Iterable[Quad], vocabulary: Vocabulary) -> dict[str, int]:
    """Return the number of asserted edges of each kind; see `count_edges`."""
    named = ((quad.predicate, quad.object) for quad in quads if isinstance(quad.object, NamedNode))
    return count_edges(Counter(str(target if predicate == RDF["type"] else predicate) for predicate, target in named), vocabulary)


def count_edges(used: Mapping[str, int], vocabulary: Vocabulary) -> dict[str, int]:
    """Return the number of asserted edges of each kind: statements of a property, records of an edge's class.

    Classes of other vocabularies may have the same local name, such as `prov:Activity`: they do not count.

    Args:
        used: the number of asserted triples between nodes by property, and of members by class; keys as N-Triples writes them.
        vocabulary: the ontology.
    """
    said = {name: used.get(str(DG[name]), 0) for name in (*vocabulary.properties, *(edge.record for edge in vocabulary.edges))}
    counts = {name: said[name] for name, term in vocabulary.properties.items() if term.sentence}
    return counts | {edge.name: said[edge.record] for edge in vocabulary.edges}


def read_relations(described: dict[str, Any]) -> Relations:
    """Return the relations that `describe` wrote."""
    records: dict[str, tuple[EdgeTerm, ...]] = {}
    for edge in (EdgeTerm(*values) for values in described["records"]):
        records[edge.record] = (*records.get(edge.record, ()), edge)
    return Relations(
        properties={values[0]: PropertyEdge(*values) for values in described["properties"]},
        records=records,
        hubs=described["hubs"],
        labels=described["labels"],
        segments=described["segments"],
        depths=described["depths"],
        above=described.get("above", {}),
        narrower=described["narrower"],
        sections=tuple(described["sections"]),
        section_of=described["section_of"],
        looks={name: Look(Colour(colour, code), shape) for name, (colour, code, shape) in described["looks"].items()},
        named=tuple(described["named"]),
        prepositions=described.get("prepositions", {}),
        sentences=described.get("sentences", {}),
        weak_hubs=frozenset(described["weak_hubs"]),
        weak_relations=described["weak_relations"],
        optional=frozenset(described["optional"]),
        identifying=frozenset(described.get("identifying", ())),
        kind_roles=described.get("kind_roles", {}),
    )
