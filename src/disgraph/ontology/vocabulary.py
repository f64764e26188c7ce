"""The ontology as values: classes, properties, records and edges.

The ontology is the one place where a class, a property, a role or an edge is declared; the checks of
claims, the sentences and the exports use what is read here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeGuard

from disgraph.rdf import DCTERMS, DG, OWL, RDF, RDFS, SKOS, XSD, Literal, NamedNode, Quad, Term, local_name, parse_file

#: The numeric datatypes of XML Schema, by the kind of numbers that they hold.
_NUMERIC = {
    **dict.fromkeys(("integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short"), "integer"),
    **dict.fromkeys(("decimal", "double", "float"), "decimal"),
}
#: The same as IRIs.
NUMERIC_DATATYPES = frozenset(XSD[name] for name in _NUMERIC)
#: The annotations of classes in `ontology/display.ttl`.
FACETS = ("section", "colour", "shape", "privacy", "isAudited", "isNamed", "isWeakHub", "weakRelations", "isOptional", "kindRole")


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


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read every Turtle file of the ontology folder. The same text in the same files is parsed once in a process.

    Raises:
        InputError: a file cannot be read or parsed.
    """
    return _vocabulary_in(tuple((path, _content(path)) for path in sorted(folder.glob("*.ttl"))))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # `parse_file` says why


@lru_cache(maxsize=4)
def _vocabulary_in(files: tuple[tuple[Path, bytes], ...]) -> Vocabulary:
    return vocabulary_of(quad for path, _ in files for quad in parse_file(path))


def vocabulary_of(quads: Iterable[Quad]) -> Vocabulary:
    """Return what quads declare: those of an ontology, or of a dataset that holds one."""
    return _OntologyReader(tuple(quads)).vocabulary()


class _OntologyReader:
    def __init__(self, quads: tuple[Quad, ...]) -> None:
        self.quads = quads
        self.facts: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.by_type: dict[Term, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            self.facts[quad.subject][quad.predicate].append(quad.object)
            if quad.predicate == RDF["type"] and isinstance(quad.subject, NamedNode):
                self.by_type[quad.object].append(quad.subject)

    def vocabulary(self) -> Vocabulary:
        classes = {term.name: term for term in map(self._class, self._own(OWL["Class"]))}
        renamed = self._renamed()
        properties = {
            term.name: term
            for kind in ("ObjectProperty", "DatatypeProperty")
            for term in (self._property(node, kind == "ObjectProperty") for node in self._own(OWL[kind]))
            if term.name not in renamed
        }
        records = {name for name, term in classes.items() if "Record" in term.ancestors}
        return Vocabulary(
            classes=classes,
            properties=properties,
            links=frozenset(name for name, term in properties.items() if {term.domain, term.range} <= records),
            edges=tuple(sorted(self._edge(node) for node in self.by_type[DG["Edge"]])),
            concepts=self._concepts(),
            labels={node: self._one(node, RDFS["label"]) for node in self.by_type[SKOS["Concept"]]},
            plurals={node: self._one(node, DG["plural"]) for node in self._with(DG["plural"])},
            sections=tuple(sorted(map(self._section, self.by_type[DG["ProfileSection"]]), key=lambda section: section.order)),
            colours={
                local_name(node): Colour(self._one(node, RDFS["label"]), self._one(node, DG["hex"])) for node in self.by_type[DG["Colour"]]
            },
            quads=self.quads,
            nouns={node: self._nouns(node) for node in self._with(DG["plural"])},
            plural_concepts=frozenset(node for node in self.by_type[SKOS["Concept"]] if self._one(node, DG["isPlural"]) == "true"),
            general_units=frozenset(node for node in self._with(DG["isGeneral"]) if self._one(node, DG["isGeneral"]) == "true"),
            templates={node: self._one(node, DG["sentence"]) for node in self._with(DG["sentence"])},
            renamed=renamed,
            changes={local_name(node): self._one(node, SKOS["changeNote"]) for node in self.facts if self._is_former(node)},
        )

    def _renamed(self) -> dict[str, str]:
        """Return the new names of deprecated properties, by the old ones, where the new property is of the same kind."""
        pairs = {
            node: new
            for kind in ("ObjectProperty", "DatatypeProperty")
            for node in self._own(OWL[kind])
            for new in self.facts[node][DCTERMS["isReplacedBy"]]
            if OWL["deprecated"] in self.facts[node] and OWL[kind] in self.facts[new][RDF["type"]]
        }
        return {local_name(node): local_name(new) for node, new in pairs.items() if isinstance(new, NamedNode)}

    def _own(self, kind: NamedNode) -> Iterable[NamedNode]:
        return (node for node in self.by_type[kind] if node.value.startswith(DG))

    def _with(self, annotation: NamedNode) -> list[NamedNode]:
        """Return the concepts that have an annotation."""
        return [node for node in self.by_type[SKOS["Concept"]] if annotation in self.facts[node]]

    def _is_former(self, node: Term) -> TypeGuard[NamedNode]:
        """Return whether a node is a concept that is deprecated; a deprecated term of the ontology stays declared."""
        return isinstance(node, NamedNode) and OWL["deprecated"] in self.facts[node] and not node.value.startswith(DG)

    def _one(self, node: Term, predicate: NamedNode) -> str:
        for value in self.facts[node][predicate]:
            if isinstance(value, Literal) and value.language in (None, "en"):
                return value.value
            if isinstance(value, NamedNode):
                return local_name(value) if value.value.startswith(DG) else value.value
        return ""

    def _class(self, node: NamedNode) -> ClassTerm:
        ancestors = self._ancestors(node)
        return ClassTerm(
            name=local_name(node),
            label=self._one(node, RDFS["label"]),
            ancestors=frozenset(local_name(above) for above in ancestors if above.value.startswith(DG)),
            segment=self._nearest(ancestors, "segment"),
            hub=self._nearest(ancestors, "isHub"),
            sentence=self._one(node, DG["sentence"]),
            unnamed=self._one(node, DG["unnamedSentence"]),
            preposition=self._nearest(ancestors, "preposition"),
            is_plural=self._nearest(ancestors, "isPlural") == "true",
            required=self._roles(node, "requires"),
            named_by=self._roles(node, "namedBy"),
            facets={name: value for name in FACETS if (value := self._nearest(ancestors, name))},
        )

    def _roles(self, node: NamedNode, annotation: str) -> tuple[str, ...]:
        return tuple(sorted(local_name(role) for role in self.facts[node][DG[annotation]] if isinstance(role, NamedNode)))

    def _nearest(self, ancestors: Iterable[NamedNode], name: str) -> str:
        """Return the value of an annotation that the nearest of several classes has, or an empty text."""
        return next(filter(None, (self._one(above, DG[name]) for above in ancestors)), "")

    def _section(self, node: NamedNode) -> Section:
        return Section(local_name(node), self._one(node, RDFS["label"]), int(self._one(node, DG["order"]) or 0))

    def _colour(self, node: NamedNode) -> Colour:
        return Colour(self._one(node, RDFS["label"]), self._one(node, DG["hex"]))

    def _ancestors(self, node: NamedNode) -> list[NamedNode]:
        """Return the class and all above it, nearest first."""
        order, waiting = [node], [node]
        while waiting:
            for above in self.facts[waiting.pop(0)][RDFS["subClassOf"]]:
                if isinstance(above, NamedNode) and above not in order:
                    order.append(above)
                    waiting.append(above)
        return order

    def _property(self, node: NamedNode, is_object: bool) -> PropertyTerm:
        sentence, is_edge = self._one(node, DG["sentence"]), self._one(node, DG["isEdge"]) == "true"
        return PropertyTerm(
            name=local_name(node),
            label=self._one(node, RDFS["label"]),
            domain=self._one(node, RDFS["domain"]),
            range=self._one(node, DG["datatype"]) or self._one(node, RDFS["range"]),
            is_object=is_object,
            sentence=sentence if is_edge else "",
            weakness=int(self._one(node, DG["weakness"]) or 0),
            unnamed=self._one(node, DG["unnamedSentence"]),
            is_wording=self._one(node, DG["isWording"]) == "true",
            plain_sentence="" if is_edge else sentence,
            is_weak_tie=self._one(node, DG["isWeakTie"]) == "true",
            else_role=self._one(node, DG["elseRole"]),
        )

    def _edge(self, node: NamedNode) -> EdgeTerm:
        return EdgeTerm(
            name=local_name(node),
            label=self._one(node, RDFS["label"]),
            record=self._one(node, DG["edgeOf"]),
            source=self._one(node, DG["sourceRole"]),
            target=self._one(node, DG["targetRole"]),
            sentence=self._one(node, DG["sentence"]),
            weakness=int(self._one(node, DG["weakness"]) or 0),
            unnamed=self._one(node, DG["unnamedSentence"]),
        )

    def _nouns(self, unit: NamedNode) -> tuple[str, ...]:
        """Return every noun for what a unit counts: its label, plural and other labels."""
        others = [value.value for value in self.facts[unit][SKOS["altLabel"]] if isinstance(value, Literal)]
        return tuple(filter(None, (self._one(unit, RDFS["label"]), self._one(unit, DG["plural"]), *others)))

    def _concepts(self) -> dict[str, dict[str, NamedNode]]:
        concepts: dict[str, dict[str, NamedNode]] = defaultdict(dict)
        for node in self.by_type[SKOS["Concept"]]:
            for kind in self.facts[node][RDF["type"]]:
                if isinstance(kind, NamedNode) and kind.value.startswith(DG):
                    concepts[local_name(kind)][local_name(node)] = node
        return dict(concepts)
