"""RDF 1.2 and nanopublications: each claim with the triples that it states, read back by N3.js and by the nanopub package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
import rdflib
from nanopub.nanopub import Nanopub
from tests.opened import store_of

from disgraph.export.claim_triples import claims, stated
from disgraph.export.dataset import serialize_quads
from disgraph.export.nanopubs import NP, nanopub, nanopubs
from disgraph.export.rdf12 import EXTENDED, rdf12
from disgraph.graph.graph import Graph
from disgraph.rdf import DCTERMS, DG, FORMATS, OA, PROV, RDF, DefaultGraph, NamedNode, Quad, Triple, parse_text

Read = Callable[[str, bytes], Any]


@pytest.fixture(scope="module")
def written(shipped: Graph) -> bytes:
    return rdf12(shipped, "ttl12")


@pytest.fixture(scope="module")
def extended(written: bytes) -> set[Quad]:
    return set(parse_text(written, FORMATS["ttl"]))


@pytest.fixture(scope="module")
def packed(shipped: Graph) -> bytes:
    return nanopubs(shipped)


@pytest.fixture(scope="module")
def published(packed: bytes) -> list[Quad]:
    return parse_text(packed, FORMATS["trig"])


@pytest.mark.slow
def test_every_claim_annotates_what_it_states(extended: set[Quad], shipped: Graph) -> None:
    found = defaultdict(set)
    for quad in extended:
        if quad.predicate == RDF["reifies"]:
            found[quad.subject].add(quad.object)
    assert set(found) == set(claims(shipped))
    assert found == {claim: set(stated(shipped, claim)) for claim in claims(shipped)}


def test_annotated_triples_are_asserted_too(extended: set[Quad]) -> None:
    terms = {quad.object for quad in extended if isinstance(quad.object, Triple)}
    assert len(terms) > 1000
    assert terms <= {quad.triple for quad in extended}


def test_every_annotation_leads_to_its_quote_and_document(extended: set[Quad], shipped: Graph) -> None:
    evidence = {quad.subject: quad.object for quad in extended if quad.predicate == DG["hasEvidence"]}
    quoted = {quad.subject for quad in extended if quad.predicate == DG["quote"]}
    sourced = {quad.subject for quad in extended if quad.predicate == OA["hasSource"]}
    assert set(claims(shipped)) == set(evidence)
    assert set(evidence.values()) <= quoted & sourced


@pytest.mark.slow
def test_nothing_but_the_description_of_statements_is_left_out(extended: set[Quad], shipped: Graph) -> None:
    kept = {quad for quad in extended if quad.predicate != RDF["reifies"]}
    left_out = set(store_of(shipped).quads_for_pattern(None, None, None, DefaultGraph())) - kept
    assert kept <= set(store_of(shipped))
    assert {quad.predicate for quad in left_out} == {RDF["subject"], RDF["predicate"], RDF["object"], RDF["type"]}
    assert {quad.object for quad in left_out if quad.predicate == RDF["type"]} == {RDF["Statement"]}


@pytest.mark.slow
def test_n3_reads_the_same_statements_and_triple_terms(written: bytes, extended: set[Quad], read_by_npm: Read) -> None:
    n3_reads_the_same(written, extended, read_by_npm)


@pytest.mark.parametrize("form", sorted(EXTENDED))
def test_n3_reads_the_same_of_a_tiny_graph(form: str, tiny: Graph, read_by_npm: Read) -> None:
    n3_reads_the_same(rdf12(tiny, form), set(parse_text(rdf12(tiny, "ttl12"), FORMATS["ttl"])), read_by_npm)


def n3_reads_the_same(written: bytes, extended: set[Quad], read_by_npm: Read) -> None:
    found = read_by_npm("rdf", written)
    assert len(found) == len(extended)
    terms = {(subject, *target) for subject, _, target, _ in found if isinstance(target, list)}
    assert terms == {
        (n3_term(quad.subject), n3_term(quad.object.subject), n3_term(quad.object.predicate), n3_term(quad.object.object))
        for quad in extended
        if isinstance(quad.object, Triple)
    }


def n3_term(term: Any) -> str:
    return f"{'NamedNode' if isinstance(term, NamedNode) else 'Literal'} {term.value}"


@pytest.mark.parametrize("form", sorted(EXTENDED))
def test_annotations_are_the_same_each_time(form: str, tiny: Graph) -> None:
    assert rdf12(tiny, form) == rdf12(tiny, form)


# --- nanopublications ---


def name_of(quad: Quad) -> str:
    return str(quad.graph_name)[1:-1]


@pytest.mark.slow
def test_every_claim_has_a_nanopublication_of_four_graphs(published: list[Quad], shipped: Graph) -> None:
    graphs = defaultdict(set)
    for quad in published:
        node, _, part = name_of(quad).partition("#")
        graphs[node].add(part)
    assert len(graphs) == len(claims(shipped)) > 1000
    assert set(map(frozenset, graphs.values())) == {frozenset(("Head", "assertion", "provenance", "pubinfo"))}


def test_assertions_are_what_the_claims_state(published: list[Quad], shipped: Graph) -> None:
    found = defaultdict(set)
    for quad in published:
        if name_of(quad).endswith("#assertion"):
            found[name_of(quad).removesuffix("#assertion")].add(quad.triple)
    known = set(claims(shipped))
    source = {
        quad.object: str(quad.subject)[1:-1] for quad in published if quad.predicate == PROV["wasDerivedFrom"] and quad.object in known
    }
    assert {claim: found[node] for claim, node in source.items()} == {claim: set(stated(shipped, claim)) for claim in known}


def test_provenance_leads_to_quote_and_document_and_information_to_the_licence(published: list[Quad], shipped: Graph) -> None:
    of = defaultdict(set)
    for quad in published:
        of[name_of(quad)].add(quad.predicate)
    provenance = [found for name, found in of.items() if name.endswith("#provenance")]
    assert len(provenance) == len(claims(shipped))
    assert all(
        found >= {PROV["wasDerivedFrom"], DG["hasEvidence"], DG["quote"], OA["exact"], OA["hasSource"], DCTERMS["title"]}
        for found in provenance
    )
    assert all(DCTERMS["license"] in found for name, found in of.items() if name.endswith("#pubinfo"))


def one_of_each(graph: Graph) -> list[NamedNode]:
    """Return a claim for each class that claims assert, and one that makes a statement."""
    kinds: dict[str, NamedNode] = {}
    for claim in claims(graph):
        kinds.setdefault(
            next((graph.type(NamedNode(str(quad.object)[1:-1])) for quad in graph.about(claim, DG["asserts"])), "statement"), claim
        )
    return list(kinds.values())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the nanopub package calls rdflib by its old names
def test_the_nanopub_package_finds_each_kind_valid(shipped: Graph) -> None:
    chosen = one_of_each(shipped)
    assert len(chosen) > 15
    for claim in chosen:
        read = rdflib.ConjunctiveGraph()
        read.parse(data=serialize_quads(nanopub(shipped, claim), "trig"), format="trig")
        found = Nanopub(rdf=read)
        assert found.is_valid
        assert len(found.assertion) == len(stated(shipped, claim))


@pytest.mark.slow
def test_n3_reads_the_same_nanopublications(packed: bytes, published: list[Quad], shipped: Graph, read_by_npm: Read) -> None:
    found = read_by_npm("rdf", packed)
    assert len(found) == len(published)
    heads = [quad for quad in found if quad[2] == f"NamedNode {NP['Nanopublication'].value}"]
    assert len(heads) == len(claims(shipped))


def test_nanopublications_are_the_same_each_time_and_with_or_without_inferences(tiny: Graph, tiny_asserted: Graph) -> None:
    assert nanopubs(tiny) == nanopubs(tiny) == nanopubs(tiny_asserted)
