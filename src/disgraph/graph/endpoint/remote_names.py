"""The names of the entities of an endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.graph.endpoint.remote_quads import RemoteQuads
from disgraph.graph.graph import Graph
from disgraph.rdf import DCTERMS, DG, FOAF, INFERRED, RDF, RDFS, RESOURCE, SCHEMA, SKOS, Literal, NamedNode, local_name, typed_iri
from disgraph.sparql.bindings import values
from disgraph.store.name_file import Name, fold_name, is_iri

#: A kind of disability is a concept of the ontology: it has no other names and no documents.
_KIND = "DisabilityKind"


class RemoteNames:
    """The names of the entities, as `names.tsv` holds them for a graph on disk.

    A name with the spelling of the dataset is found by one small query. Any other name needs all names, which are then compared without
    case and accents.

    Args:
        graph: with the triples that reasoning added.
        quads: of the graph.
    """

    def __init__(self, graph: Graph, quads: RemoteQuads) -> None:
        self._graph = graph
        self._quads = quads
        self._all: list[Name] = []

    def exact(self, name: str) -> Iterator[Name]:
        """Return the names of the entities that have a name, alias, id or IRI."""
        found = [each for each in self._candidates(name) if each.type]
        if found:
            yield from found
            return
        folded = fold_name(name)
        yield from (each for each in self.every() if each.folded == folded)

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names that are worth comparing with a folded name: all except IRIs."""
        del folded
        return (name for name in self.every() if not is_iri(name.folded))

    def every(self) -> Iterator[Name]:
        """Return every name, sorted."""
        if not self._all:
            self._all = sorted({name for node in self._entities() for name in self._names_of(node)})
        yield from self._all

    def _entities(self) -> list[NamedNode]:
        kinds = [DG[kind] for kind in self._graph.relations.named]
        found = {quad.subject for kind in kinds for quad in self._quads.quads_for_pattern(None, RDF["type"], kind)}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)

    def _candidates(self, name: str) -> Iterator[Name]:
        folded, iri = fold_name(name), typed_iri(name)
        nodes = [iri] if iri else [*self._called(name), *self._with_id(name)]
        self._quads.expect(nodes)
        for node in dict.fromkeys(nodes):
            kinds = {quad.object for quad in self._quads.quads_for_pattern(node, RDF["type"], None)}
            if kinds & {DG[kind] for kind in self._graph.relations.named}:
                yield self._name(node, folded)

    def _called(self, name: str) -> list[NamedNode]:
        given = values({"o": [Literal(name), Literal(name, language="en")], "p": [RDFS["label"], SKOS["altLabel"]]})
        table = self._quads.reader.table(f"SELECT DISTINCT ?s WHERE {{ {given}?s ?p ?o }}", columns=("s",))
        return sorted((row[0] for row in table.rows if isinstance(row[0], NamedNode)), key=str)

    def _with_id(self, name: str) -> list[NamedNode]:
        if not (name.isascii() and name.replace("-", "").isalnum()):
            return []
        return [RESOURCE[f"{segment}/{name}"] for segment in sorted(set(self._graph.relations.segments.values()))]

    def _names_of(self, node: NamedNode) -> Iterator[Name]:
        name = self._name(node, "")
        others = [quad.object for quad in self._quads.quads_for_pattern(node, SKOS["altLabel"], None)]
        aliases = [local_name(node), *(other.value for other in others if isinstance(other, Literal))]
        of_ontology = self._has(node, SKOS["inScheme"]) and not self._has(node, FOAF["name"])  # concepts of a project have both
        for text in (name.label, name.iri, *(() if of_ontology else aliases)):
            yield name._replace(folded=fold_name(text))

    def _has(self, node: NamedNode, predicate: NamedNode) -> bool:
        return any(True for _ in self._quads.quads_for_pattern(node, predicate, None))

    def _name(self, node: NamedNode, folded: str) -> Name:
        """Return a name of an entity, with its asserted type, and the documents that mention it."""
        types = [quad.object for quad in self._quads.quads_for_pattern(node, RDF["type"], None)]
        inferred = {quad.object for quad in self._quads.quads_for_pattern(node, RDF["type"], None, INFERRED)}
        depths = self._graph.relations.depths
        asserted = [
            local_name(kind) for kind in types if isinstance(kind, NamedNode) and kind not in inferred and kind.value.startswith(DG)
        ]
        kind = min(asserted, key=lambda each: (-depths.get(each, 0), each), default="")
        return Name(folded, node.value, self._graph.label(node), kind, "" if kind == _KIND else ",".join(self._documents(node)))

    def _documents(self, node: NamedNode) -> list[str]:
        mentions = [quad.subject for quad in self._quads.quads_for_pattern(None, SCHEMA["mentions"], node)]
        return sorted(self._graph.value(document, DCTERMS["identifier"]) for document in mentions)
