"""Findings of a built graph: all of them, or those that concern one thing."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.audit.finding import Finding, rank
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, NamedNode, Term

#: What ties claims and records to documents and evidence, not to what they speak of.
_FURNITURE = {RDF["type"], DG["modality"], DG["hasEvidence"], DG["hasAntecedent"], DCTERMS["source"], RDF["predicate"]}


class Entry(NamedTuple):
    """A finding with the passages that state what it concerns."""

    finding: Finding
    passages: tuple[Passage, ...]


def findings(graph: Graph) -> list[Finding]:
    """Return every finding of a graph, the gravest first."""
    nodes = {quad.subject for quad in graph.to(DG["AuditFinding"], RDF["type"])}
    return sorted((_finding(graph, node) for node in nodes if isinstance(node, NamedNode)), key=rank)


def findings_of(graph: Graph, iri: str) -> list[Finding]:
    """Return the findings that concern a record, a claim, or an entity that takes part in one of them; the gravest first.

    Args:
        graph: an opened graph.
        iri: of a record, claim or entity.
    """
    node = NamedNode(iri)
    concerned = {node, *(quad.subject for quad in graph.to(node) if quad.predicate not in _FURNITURE)}
    found = {quad.subject for each in concerned for quad in graph.to(each, DG["concerns"])}
    return sorted((_finding(graph, each) for each in found if isinstance(each, NamedNode)), key=rank)


def entry(graph: Graph, finding: Finding) -> Entry:
    """Return a finding with its passages, each once, by document and place."""
    claims: set[Term] = set()
    for iri in finding.concerns:
        node = NamedNode(iri)
        claims |= {quad.subject for quad in graph.to(node, DG["asserts"])} or {node}
    return Entry(finding, tuple(passages.of_claims(graph, claims)))


def _finding(graph: Graph, node: NamedNode) -> Finding:
    concerns = sorted(quad.object.value for quad in graph.about(node, DG["concerns"]) if isinstance(quad.object, NamedNode))
    return Finding(
        check=graph.value(node, DG["check"]),
        verdict=graph.value(node, DG["verdict"]),
        concerns=tuple(concerns),
        condition=graph.value(node, DG["holdsOnlyIf"]),
        recomputed=graph.value(node, DG["recomputed"]),
        working=graph.value(node, DCTERMS["description"]),
        sentence=graph.value(node, RDFS["label"]),
    )
