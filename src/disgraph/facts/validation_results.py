"""Results of SHACL validation in words: the entity by its label, the rule by the name of its shape, and the passage behind it."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DG, RDF, NamedNode, local_name
from disgraph.validation.shacl import ShapeResult


class LocatedResult(NamedTuple):
    """A validation result; `passage` is the first quote behind it, or empty, and `iri` its focus node."""

    severity: str
    entity: str
    rule: str
    message: str
    remedy: str
    value: str
    passage: str
    iri: str


def located_result(graph: Graph, result: ShapeResult) -> LocatedResult:
    """Return a validation result with label and passage.

    Args:
        graph: that was validated.
        result: of a shape.
    """
    node = NamedNode(result.focus.strip("<>")) if result.focus.startswith("<") else None
    stated = _passages(graph, node) if node else []
    passage = f"document {stated[0].document.id}: {' '.join(stated[0].quote.split())}" if stated else ""
    return LocatedResult(
        severity=result.severity,
        entity=graph.label(node) if node else result.focus,
        rule=result.rule or local_name(result.shape.strip("<>")),
        message=result.message,
        remedy=result.remedy,
        value=result.value,
        passage=passage,
        iri=result.focus.strip("<>"),
    )


def _passages(graph: Graph, node: NamedNode) -> list[Passage]:
    """Return the passages of a record, of a claim, or of the statements that have a node as subject or object."""
    stated = passages.of_record(graph, node)
    if stated:
        return stated
    claims = [quad.subject for name in ("subject", "object") for quad in graph.to(node, RDF[name])]
    return passages.of_claims(graph, [node] if any(graph.about(node, DG["hasEvidence"])) else claims)
