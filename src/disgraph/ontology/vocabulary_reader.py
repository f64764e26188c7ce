"""Reading the ontology: from its quads to the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from disgraph.files import contents_of
from disgraph.ontology.vocabulary import FACETS, ClassTerm, Colour, EdgeTerm, PropertyTerm, Section, Vocabulary
from disgraph.rdf import DCTERMS, DG, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Quad, Term, local_name, parse_file


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read every Turtle file of the ontology folder. The same text in the same files is parsed once in a process.

    Raises:
        InputError: a file cannot be read or parsed.
    """
    return _vocabulary_in(contents_of(folder, "*.ttl"))


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
