"""Nanopublications: each claim as a publication of its own, in TriG (https://nanopub.net/guidelines/working_draft/)."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.export.claim_triples import claims, stated
from disgraph.export.dataset import serialize_quads
from disgraph.graph.graph import Graph
from disgraph.rdf import DC, DCTERMS, DG, OA, PAV, PROV, RDF, RDFS, RESOURCE, SCHEMA, NamedNode, Namespace, Quad

NP = Namespace("http://www.nanopub.org/nschema#")
_CLAIM, _DATASET = RESOURCE["claim/"].value, RESOURCE["dataset/disgraph"]

#: How a document is cited.
_OF_DOCUMENT = (
    *(DCTERMS[name] for name in ("identifier", "title", "publisher", "date")),
    SCHEMA["url"],
    DC["creator"],
    PAV["retrievedOn"],
)
#: What of a claim is its provenance; its label and place in the dataset are information on the publication.
_PROVENANCE = (
    DG["hasEvidence"],
    DG["hasAntecedent"],
    DG["modality"],
    DG["attributedTo"],
    DG["basis"],
    DG["doubt"],
    DG["note"],
    PROV["wasGeneratedBy"],
)


def nanopubs(graph: Graph) -> bytes:
    """Return a nanopublication for each claim: what it says, the quotes that say so, and whose publication it is.

    Args:
        graph: with or without what reasoning added; only what documents say is published.
    """
    return serialize_quads((quad for claim in claims(graph) for quad in nanopub(graph, claim)), "trig")


def nanopub(graph: Graph, claim: NamedNode) -> Iterator[Quad]:
    """Return the four graphs of the nanopublication of a claim."""
    node = RESOURCE[f"nanopub/{claim.value.removeprefix(_CLAIM)}"]
    head, assertion, provenance, information = (
        NamedNode(f"{node.value}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    yield Quad(node, RDF["type"], NP["Nanopublication"], head)
    yield Quad(node, NP["hasAssertion"], assertion, head)
    yield Quad(node, NP["hasProvenance"], provenance, head)
    yield Quad(node, NP["hasPublicationInfo"], information, head)
    for triple in stated(graph, claim):
        yield Quad(triple.subject, triple.predicate, triple.object, assertion)
    yield from _provenance(graph, claim, assertion, provenance)
    yield from _information(graph, claim, node, information)


def _provenance(graph: Graph, claim: NamedNode, assertion: NamedNode, where: NamedNode) -> Iterator[Quad]:
    """Say which words of which document the assertion comes from, who said them, and in what way."""
    for quad in graph.about(claim, DCTERMS["source"]):
        yield Quad(assertion, PROV["wasDerivedFrom"], quad.object, where)
        for predicate in _OF_DOCUMENT:
            yield from (Quad(said.subject, said.predicate, said.object, where) for said in graph.about(quad.object, predicate))
    for predicate in _PROVENANCE:
        yield from (Quad(assertion, predicate, quad.object, where) for quad in graph.about(claim, predicate))
    for predicate in (DG["hasEvidence"], DG["hasAntecedent"]):
        for evidence in graph.about(claim, predicate):
            yield from (Quad(said.subject, said.predicate, said.object, where) for said in graph.about(evidence.object))
            for selector in graph.about(evidence.object, OA["hasSelector"]):
                yield from (Quad(said.subject, said.predicate, said.object, where) for said in graph.about(selector.object))


def _information(graph: Graph, claim: NamedNode, node: NamedNode, where: NamedNode) -> Iterator[Quad]:
    yield Quad(node, PROV["wasDerivedFrom"], claim, where)
    yield Quad(node, DCTERMS["isPartOf"], _DATASET, where)
    yield Quad(node, PROV["wasAttributedTo"], _DATASET, where)
    yield from (Quad(node, RDFS["label"], quad.object, where) for quad in graph.about(claim, RDFS["label"]))
    yield from (Quad(node, DCTERMS["license"], quad.object, where) for quad in graph.about(_DATASET, DCTERMS["license"]))
