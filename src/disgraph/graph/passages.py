"""The passages of documents that state a fact."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.graph.graph import Graph
from disgraph.passage import Passage, Source
from disgraph.rdf import DC, DCTERMS, DG, OA, PAV, RDF, SCHEMA, NamedNode, Quad, Term


def of_record(graph: Graph, record: NamedNode, ends: Iterable[NamedNode] = ()) -> list[Passage]:
    """Return the passages that state a record, by document and place.

    Args:
        graph: the opened graph.
        record: the record.
        ends: entities in its roles; if some of its claims speak of all of them, only those claims count.
    """
    claims = [quad.subject for quad in graph.to(record, DG["asserts"])]
    if len(claims) > 1 and (wanted := set(ends)):
        claims = [claim for claim in claims if wanted <= {quad.object for quad in graph.about(claim, DG["mentions"])}] or claims
    return of_claims(graph, claims)


def of_statement(graph: Graph, subject: NamedNode, predicate: NamedNode, target: Term) -> list[Passage]:
    """Return the passages that state a statement, by document and place."""
    claims = (quad.subject for quad in graph.to(subject, RDF["subject"]))
    return of_claims(graph, (claim for claim in claims if _is_about(graph, claim, predicate, target)))


def _is_about(graph: Graph, claim: Term, predicate: NamedNode, target: Term) -> bool:
    """Return whether the statement of a claim has a predicate and an object; few have the object."""
    return all(
        next((quad.object for quad in graph.about(claim, RDF[name])), None) == wanted
        for name, wanted in (("object", target), ("predicate", predicate))
    )


def of_claims(graph: Graph, claims: Iterable[Term]) -> list[Passage]:
    """Return the passages of claims, by document and place."""
    found = [_passage(graph, claim, quad) for claim in claims for quad in graph.about(claim, DG["hasEvidence"])]
    return sorted(found, key=lambda passage: (passage.document.id, passage.start, passage.end, passage.claim))


def of_unsure(graph: Graph, first: NamedNode, second: NamedNode) -> list[Passage]:
    """Return the passages of the judgements that leave open whether two entities are one; the reason is the doubt."""
    judged = {quad.subject for quad in graph.to(first, DG["judges"])} & {quad.subject for quad in graph.to(second, DG["judges"])}
    unsure = (judgement for judgement in judged if graph.value(judgement, DG["verdict"]) == "unsure")
    found = [
        _quoted(graph, quad.object, str(judgement)[1:-1])._replace(modality="inferred", doubt=graph.value(judgement, DG["reason"]))
        for judgement in unsure
        for quad in graph.about(judgement, DG["supportedBy"])
    ]
    return sorted(found, key=lambda passage: (passage.document.id, passage.start, passage.end, passage.claim))


def _passage(graph: Graph, claim: Term, evidence: Quad) -> Passage:
    speaker = next((quad.object for quad in graph.about(claim, DG["attributedTo"])), None)
    return _quoted(graph, evidence.object, str(claim)[1:-1])._replace(
        modality=graph.value(claim, DG["modality"]).rsplit("#", 1)[-1],
        speaker=graph.label(speaker) if speaker is not None else "",
        doubt=graph.value(claim, DG["doubt"]),
        basis=graph.value(claim, DG["basis"]),
        article=graph.value(speaker, DG["article"]) if speaker is not None else "",
    )


def _quoted(graph: Graph, evidence: Term, claim: str) -> Passage:
    """Return a piece of evidence without how it is known."""
    document = source(graph, graph.value(evidence, OA["hasSource"]))
    return Passage(graph.value(evidence, DG["quote"]), document, *place_of(graph, evidence), claim, "", "", "", "")


def place_of(graph: Graph, evidence: Term) -> tuple[int, int]:
    """Return start and end of evidence in characters, from its position selector; 0 and 0 in a private copy."""
    for quad in graph.about(evidence, OA["hasSelector"]):
        start = graph.value(quad.object, OA["start"])
        if start:
            return int(start), int(graph.value(quad.object, OA["end"]))
    return 0, 0


def source(graph: Graph, iri: str) -> Source:
    """Return a document with id, title, publisher and date."""
    node = NamedNode(iri)
    known = [graph.value(node, DCTERMS[name]) for name in ("identifier", "title", "publisher", "date")]
    known += [graph.value(node, predicate) for predicate in (SCHEMA["url"], DC["creator"], PAV["retrievedOn"])]
    return Source(iri, *known)


def documents(graph: Graph) -> list[Source]:
    """Return the documents of a graph by id."""
    found = [quad.subject.value for quad in graph.to(DG["Document"], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    return sorted((source(graph, iri) for iri in found), key=lambda document: document.id)
