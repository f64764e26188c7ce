"""All the evidence of an entity, a record or a claim."""

from __future__ import annotations

from disgraph.errors import UnknownName
from disgraph.facts.statements import fact_of_claim
from disgraph.facts.story import record_fact, story_of
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import resolve
from disgraph.passage import Passage
from disgraph.rdf import DG, RESOURCE, typed_iri


def evidence_of(graph: Graph, name: str) -> list[tuple[str, Passage]]:
    """Return every passage that states something of what the name means, each with the fact in a sentence.

    Args:
        graph: the opened graph.
        name: of an entity; or the IRI of an entity, a record or a claim.

    Raises:
        UnresolvedName: the name does not lead to one entity, or nothing has the IRI.
    """
    node = typed_iri(name)
    if node is not None and any(graph.about(node, DG["hasEvidence"])):
        return [(fact_of_claim(graph, node), passage) for passage in passages.of_claims(graph, [node])]
    if node is not None and any(graph.to(node, DG["asserts"])):
        fact = record_fact(graph, node)
        return [(fact.sentence, passage) for passage in fact.passages]
    try:
        story = story_of(graph, resolve(graph.names, name).iri)
    except UnknownName as error:
        error.remedy = f"{error.remedy} IRIs of records and claims begin with {RESOURCE}."
        raise
    return [(fact.sentence, passage) for fact in story.facts for passage in fact.passages]
