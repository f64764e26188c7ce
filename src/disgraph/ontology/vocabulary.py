"""The ontology as values: classes, properties, records and edges.

The ontology is the one place where a class, a property, a role or an edge is declared; the checks of
claims, the sentences and the exports use what is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from disgraph.rdf import XSD, NamedNode, Quad

#: The numeric datatypes of XML Schema, by the kind of numbers that they hold.
_NUMERIC = {
    **dict.fromkeys(("integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short"), "integer"),
    **dict.fromkeys(("decimal", "double", "float"), "decimal"),
}
#: The same as IRIs.
NUMERIC_DATATYPES = frozenset(XSD[name] for name in _NUMERIC)
#: The annotations of classes in `ontology/display.ttl`.
FACETS = (
    *("section", "colour", "shape", "privacy", "isAudited", "isIdentifying", "isNamed", "isWeakHub", "weakRelations", "isOptional"),
    "kindRole",
)


class Section(NamedTuple):
    """A section of a profile: its local name, its heading and its position."""

    name: str
    label: str
    order: int


class Colour(NamedTuple):
    """A colour with the name that people use for it."""

    name: str
    hex: str

    def channels(self) -> tuple[int, int, int]:
        """Return red, green and blue, each from 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)


class ClassTerm(NamedTuple):
    """A class of the ontology.

    Attributes:
        name: its local name.
        label: in English.
        ancestors: the local names of the class and all classes above it.
        segment: of the IRIs of its individuals.
        hub: the group of hubs that it belongs to, or empty.
        required: the roles that each of its records has.
        sentence: the template of its records, or empty.
        facets: its value of each facet of `ontology/display.ttl` that it or a class above it has: a local name or a text.
        unnamed: the template for records whose subject has no name of its own, or empty.
        preposition: the word that leads to its individuals as a place of work, or empty.
        is_plural: whether names of its individuals take a plural verb.
        named_by: the roles whose values are words of the IRIs of its records, besides the required ones.
    """

    name: str
    label: str
    ancestors: frozenset[str]
    segment: str
    hub: str
    required: tuple[str, ...]
    sentence: str
    facets: Mapping[str, str]
    unnamed: str = ""
    preposition: str = ""
    is_plural: bool = False
    named_by: tuple[str, ...] = ()

    def has(self, facet: str) -> bool:
        """Return whether a facet is true for the class."""
        return self.facets.get(facet) == "true"


class PropertyTerm(NamedTuple):
    """A property: local name, label, domain and range, and its sentence and weakness if it is an edge.

    Domain and range are local names, the range of a datatype property is the IRI of its datatype
    (`dg:datatype`, or else its range); both are empty where none is declared.
    `unnamed` is the sentence for an object that has no name of its own; `is_wording`: it says how a record is worded, and states nothing.
    `plain_sentence` is the sentence of a property that is not an edge; `is_weak_tie`: it leaves open whether two entities are one.
    `else_role`: the role that a value has which is not in the range of this one, but in that of the other.
    """

    name: str
    label: str
    domain: str
    range: str
    is_object: bool
    sentence: str
    weakness: int = 0
    unnamed: str = ""
    is_wording: bool = False
    plain_sentence: str = ""
    is_weak_tie: bool = False
    else_role: str = ""

    @property
    def number(self) -> str:
        """`integer` or `decimal` if the range is a numeric datatype, else an empty text."""
        return _NUMERIC.get(self.range.removeprefix(XSD), "") if self.range.startswith(XSD) else ""


class EdgeTerm(NamedTuple):
    """An edge that the records of a class give: from one role to another, with label, sentence and weakness."""

    name: str
    label: str
    record: str
    source: str
    target: str
    sentence: str
    weakness: int = 0
    unnamed: str = ""


class Vocabulary(NamedTuple):
    """Everything that the ontology declares, by local name.

    `concepts` are its individuals by class and slug; `links` are the roles that lead from one record to another. `templates` are the
    phrases of concepts with a slot; `changes` says what became of deprecated concepts, by slug. `renamed` gives the new names of
    properties that have another name since 0.1, by the old ones, which are not among the properties.
    """

    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    edges: tuple[EdgeTerm, ...]
    concepts: Mapping[str, Mapping[str, NamedNode]]
    labels: Mapping[NamedNode, str]
    plurals: Mapping[NamedNode, str]
    sections: tuple[Section, ...]
    colours: Mapping[str, Colour]
    quads: tuple[Quad, ...]
    nouns: Mapping[NamedNode, tuple[str, ...]] = MappingProxyType({})
    plural_concepts: frozenset[NamedNode] = frozenset()
    general_units: frozenset[NamedNode] = frozenset()
    links: frozenset[str] = frozenset()
    templates: Mapping[NamedNode, str] = MappingProxyType({})
    changes: Mapping[str, str] = MappingProxyType({})
    renamed: Mapping[str, str] = MappingProxyType({})

    def is_a(self, name: str, ancestor: str) -> bool:
        """Return whether a class is another one or below it."""
        found = self.classes.get(name)
        return found is not None and ancestor in found.ancestors

    def is_declarable(self, name: str) -> bool:
        """Return whether entity files may declare individuals of a class: of entities or concepts, and with a segment for their IRIs."""
        return (self.is_a(name, "Entity") or self.is_a(name, "Concept")) and bool(self.classes[name].segment)

    def facet(self, name: str, facet: str) -> str:
        """Return the value of a facet of a class, empty if neither the class nor one above it has the facet."""
        found = self.classes.get(name)
        return found.facets.get(facet, "") if found else ""

    def records(self) -> dict[str, ClassTerm]:
        """Return the record classes with individuals of their own, by the key that claim files use (lowerCamelCase)."""
        below = (term for term in self.classes.values() if "Record" in term.ancestors and term.segment)
        return {key_of(term.name): term for term in below}

    def roles(self, record: str) -> dict[str, PropertyTerm]:
        """Return the properties whose subject a record of the class may be, by name: those of its classes and of any."""
        ancestors = self.classes[record].ancestors
        return {name: term for name, term in self.properties.items() if not term.domain or term.domain in ancestors}


def key_of(name: str) -> str:
    """Return the lowerCamelCase key of a class name."""
    return name[:1].lower() + name[1:]
