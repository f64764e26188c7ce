"""Pages on the ontology: the list of its terms, and a page for each term."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.rdf import DG, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Quad, Term, local_name
from disgraph.render.query_answer import short
from disgraph.server.linked_data import HTML, OFFERED, format_of, rdf_response
from disgraph.server.negotiation import preferred

if TYPE_CHECKING:
    from disgraph.server.site import Site

_KINDS = {"Classes": OWL["Class"], "Object properties": OWL["ObjectProperty"], "Datatype properties": OWL["DatatypeProperty"]}


class TermRow(NamedTuple):
    """A term in a list: local name, label and definition."""

    name: str
    label: str
    definition: str


class TermFact(NamedTuple):
    """A triple about a term: the property, the words of its value, and the IRI of what it names, or an empty text."""

    property: str
    words: str
    iri: str


def ontology_routes(site: Site) -> list[Route]:
    """Return the routes of the ontology."""
    read = lru_cache(1)(read_vocabulary)

    def term_list(request: Request) -> Response:
        vocabulary = read(site.graph.project.ontology)
        media = preferred(request.headers.get("accept", ""), OFFERED)
        if media and media != HTML:
            return rdf_response([quad.triple for quad in vocabulary.quads], media)
        return site.render("ontology", title="Ontology", groups=_groups(vocabulary), headers={"Vary": "Accept"})

    def term(request: Request) -> Response:
        vocabulary = read(site.graph.project.ontology)
        name, ending = format_of(request.path_params["name"])
        node = next((quad.subject for quad in vocabulary.quads if str(quad.subject) == f"<{DG}{name}>"), None)
        if not isinstance(node, NamedNode):
            raise HTTPException(404)
        said = [quad for quad in vocabulary.quads if quad.subject == node]
        named = [quad for quad in vocabulary.quads if quad.object == node]
        media = ending or preferred(request.headers.get("accept", ""), OFFERED)
        if media and media != HTML:
            return rdf_response([quad.triple for quad in (*said, *named)], media)
        facts = (_facts(vocabulary, said, subject=False), _facts(vocabulary, named, subject=True))
        label = vocabulary.labels.get(node, name)
        return site.render("term", title=label, name=name, iri=node.value, facts=facts, headers={"Vary": "Accept"})

    def completions(_request: Request) -> Response:
        groups = _groups(read(site.graph.project.ontology)).values()
        found = [{"name": f"dg:{row.name}", "label": row.label, "definition": row.definition} for rows in groups for row in rows]
        return JSONResponse(found, headers={"Cache-Control": "max-age=3600"})

    return [Route("/ontology", term_list), Route("/ontology/{name}", term), Route("/api/terms", completions)]


def _groups(vocabulary: Vocabulary) -> dict[str, list[TermRow]]:
    """Return the terms by kind, each with its definition."""
    definitions = {quad.subject: quad.object.value for quad in vocabulary.quads if _defines(quad) and isinstance(quad.object, Literal)}
    found: dict[str, list[TermRow]] = {}
    for heading, kind in _KINDS.items():
        terms = {quad.subject for quad in vocabulary.quads if quad.predicate == RDF["type"] and quad.object == kind}
        own = (term for term in terms if isinstance(term, NamedNode) and term.value.startswith(DG))
        rows = (TermRow(local_name(term), vocabulary.labels.get(term, local_name(term)), definitions.get(term, "")) for term in own)
        found[heading] = sorted(rows, key=lambda row: row.label.lower())
    return found


def _defines(quad: Quad) -> bool:
    is_english = not isinstance(quad.object, Literal) or quad.object.language in (None, "en")
    return quad.predicate in (SKOS["definition"], RDFS["comment"]) and is_english


def _facts(vocabulary: Vocabulary, quads: list[Quad], *, subject: bool) -> list[TermFact]:
    """Return triples as rows; blank nodes, the inner parts of axioms, are left out."""
    found = []
    for quad in quads:
        other: Term = quad.subject if subject else quad.object
        if isinstance(other, NamedNode):
            found.append(TermFact(short(quad.predicate), vocabulary.labels.get(other, short(other)), other.value))
        elif isinstance(other, Literal):
            language = f" ({other.language})" if other.language else ""
            found.append(TermFact(short(quad.predicate), f"{other.value}{language}", ""))
    return sorted(found)
