"""Running the checks over a store, and what they find as quads."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.audit.audited_graph import AuditedGraph
from disgraph.audit.finding import Finding, rank
from disgraph.audit.table import CHECKS
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, Literal, NamedNode, Quad, Quads


def check(quads: Quads) -> list[Finding]:
    """Run every check over the default graph of a store; each finding once, the gravest first."""
    graph = AuditedGraph(quads)
    found: dict[str, Finding] = {}
    for each in CHECKS:
        for finding in each.run(graph):
            other = found.get(finding.id)
            found[finding.id] = min(finding, other, key=_order) if other else finding
    return sorted(found.values(), key=rank)


def _order(finding: Finding) -> tuple[tuple[str | int, ...], Finding]:
    return rank(finding), finding


def audit(quads: Quads) -> frozenset[Quad]:
    """Return the findings of every check as quads of the default graph; no figure of the given quads is changed."""
    return frozenset(quad for finding in check(quads) for quad in describe(finding))


def describe(finding: Finding) -> Iterator[Quad]:
    """Return a finding as a `dg:AuditFinding`."""
    node = NamedNode(finding.iri)
    yield Quad(node, RDF["type"], DG["AuditFinding"])
    yield Quad(node, RDFS["label"], Literal(finding.sentence))
    yield Quad(node, DCTERMS["description"], Literal(finding.working))
    yield Quad(node, DG["check"], Literal(finding.check))
    yield Quad(node, DG["verdict"], Literal(finding.verdict))
    for record in finding.concerns:
        yield Quad(node, DG["concerns"], NamedNode(record))
    for name, text in (("holdsOnlyIf", finding.condition), ("recomputed", finding.recomputed)):
        if text:
            yield Quad(node, DG[name], Literal(text))
