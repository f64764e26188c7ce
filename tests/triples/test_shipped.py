"""The graph of the five documents keeps the contract: every claim has its form, every quote is at its stated place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from tests.opened import store_of

from disgraph.claims.claim import Claim, Record, Statement
from disgraph.graph.graph import Graph
from disgraph.pipeline import read_sources
from disgraph.project import shipped_project
from disgraph.rdf import DG, OWL, RDF, BlankNode, DefaultGraph, QueryBoolean, QuerySolutions, prefixes
from disgraph.wording.times import spell_time


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query as texts, sorted."""
    found = store_of(graph).query(query, prefixes=prefixes())
    assert isinstance(found, QuerySolutions)
    return sorted(tuple("" if value is None else value.value for value in row) for row in found)


def count(graph: Graph, pattern: str) -> int:
    """Return how many solutions a pattern has."""
    return int(rows(graph, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0][0])


def ask(graph: Graph, pattern: str) -> bool:
    """Return whether a pattern has a solution."""
    found = store_of(graph).query(f"ASK {{ {pattern} }}", prefixes=prefixes())
    assert isinstance(found, QueryBoolean)
    return bool(found)


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """Every claim of the shipped files."""
    return [located.claim for located in read_sources(shipped_project()).claims]


# --- claims ---


@pytest.mark.parametrize(
    "form",
    [
        "?claim dcterms:source ?document . ?document a dg:Document",
        "?claim dg:hasEvidence ?evidence . ?evidence a dg:Evidence, oa:SpecificResource",
        "?claim dg:modality ?modality . FILTER (?modality IN (dg:stated, dg:reported, dg:inferred, dg:intended))",
        "?claim prov:wasGeneratedBy ?activity . ?activity a dg:Annotation ; prov:used ?used . ?claim dcterms:source ?used",
        "?claim rdfs:label ?label",
        "{ ?claim a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } UNION { ?claim dg:asserts/rdf:type ?class }",
    ],
)
def test_every_claim_has_its_form(shipped: Graph, form: str) -> None:
    total = count(shipped, "?claim a dg:Claim")
    kept = rows(shipped, f"SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ ?claim a dg:Claim . {form} }}")
    assert total > 1900
    assert kept == [(str(total),)]


def test_a_claim_has_one_source_one_modality_and_one_activity(shipped: Graph) -> None:
    total = count(shipped, "?claim a dg:Claim")
    assert total > 1900
    assert count(shipped, "?claim a dg:Claim ; dcterms:source ?x") == total
    assert count(shipped, "?claim a dg:Claim ; dg:modality ?x") == total
    assert count(shipped, "?claim a dg:Claim ; prov:wasGeneratedBy ?x") == total


def test_the_statement_of_a_claim_is_in_the_graph_as_a_plain_triple(shipped_as_said: Graph) -> None:
    statements = "?claim a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    assert count(shipped_as_said, statements) > 300
    assert not ask(shipped_as_said, f"{statements} FILTER NOT EXISTS {{ ?s ?p ?o }}")


def test_every_fact_about_an_entity_has_a_claim(shipped_as_said: Graph) -> None:
    """A plain triple between entities, or of an entity's own property, is what some claim states, or what its name defines."""
    entity = "?s a ?class . ?class rdfs:subClassOf* dg:Entity . ?s ?p ?o . ?p rdfs:domain ?domain FILTER STRSTARTS(STR(?p), STR(dg:))"
    assert count(shipped_as_said, entity) > 300
    background = "dg:possiblySameAs, dg:administrativeCode, dg:isoCode, dg:officialParent, dg:populationPlace, dg:subpopulationOf"
    own = f"FILTER (?p NOT IN ({background})) FILTER NOT EXISTS {{ ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }}"
    assert rows(shipped_as_said, f"SELECT DISTINCT ?s ?p ?o WHERE {{ {entity} {own} }}") == []


def test_background_knowledge_names_its_table(shipped_as_said: Graph) -> None:
    assert count(shipped_as_said, "?place dg:administrativeCode ?code") > 50
    assert not ask(
        shipped_as_said, "?place dg:administrativeCode|dg:officialParent ?x FILTER NOT EXISTS { ?place dcterms:source/rdfs:label ?table }"
    )


def test_a_doubt_about_identity_has_a_judgement(shipped_as_said: Graph) -> None:
    assert count(shipped_as_said, "?a dg:possiblySameAs ?b") > 10
    judged = "?judgement dg:judges ?a, ?b ; dg:verdict 'unsure' ; dg:reason ?reason"
    assert not ask(shipped_as_said, f"?a dg:possiblySameAs ?b FILTER NOT EXISTS {{ {judged} }}")


def test_every_record_has_a_claim_and_a_label(shipped_as_said: Graph) -> None:
    record = "?record a ?class . ?class rdfs:subClassOf* dg:Record"
    assert count(shipped_as_said, record) > 1000
    assert not ask(shipped_as_said, f"{record} FILTER NOT EXISTS {{ ?claim dg:asserts ?record }}")
    assert not ask(shipped_as_said, f"{record} FILTER NOT EXISTS {{ ?record rdfs:label ?label }}")


def test_a_reported_claim_names_its_speaker_and_an_inferred_one_its_basis(shipped: Graph) -> None:
    assert count(shipped, "?c dg:modality dg:reported ; dg:attributedTo ?who") >= count(shipped, "?c dg:modality dg:reported") > 100
    assert count(shipped, "?c dg:modality dg:inferred ; dg:basis ?why") == count(shipped, "?c dg:modality dg:inferred") > 50


# --- evidence ---


def test_every_quote_is_the_text_of_its_document_at_its_offsets(shipped: Graph) -> None:
    texts = {document.id: document.text for document in read_sources(shipped_project()).documents.values()}
    found = rows(
        shipped,
        """SELECT ?id ?start ?end ?quote ?exact ?prefix ?suffix WHERE {
        ?e a dg:Evidence ; dg:quote ?quote ; oa:hasSource/dcterms:identifier ?id ; oa:hasSelector ?q, ?p .
        ?q a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
        ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }""",
    )
    assert len(found) == count(shipped, "?e a dg:Evidence") > 1500
    wrong = [
        (document, start, end)
        for document, start, end, *words in found
        if words != list(_around(texts[document], int(start), int(end))) or not words[0].strip()
    ]
    assert wrong == []


def _around(text: str, start: int, end: int) -> Iterator[str]:
    exact = text[start:end]
    yield exact
    yield exact
    yield text[max(0, start - 32) : start]
    yield text[end : end + 32]


def test_every_evidence_is_of_the_document_of_its_claim(shipped: Graph) -> None:
    assert count(shipped, "?c dg:hasEvidence/oa:hasSource ?d") > 1900
    assert not ask(
        shipped, "?c dcterms:source ?d . { ?c dg:hasEvidence ?e } UNION { ?c dg:hasAntecedent ?e } ?e oa:hasSource ?o FILTER (?o != ?d)"
    )


def test_a_documents_checksum_is_that_of_its_file(shipped: Graph) -> None:
    project = shipped_project()
    found = rows(shipped, "SELECT ?file ?sum WHERE { ?d a dg:Document ; dc:source ?file ; schema:sha256 ?sum }")
    assert [(file, hashlib.sha256((project.documents / file).read_bytes()).hexdigest()) for file, _ in found] == found
    assert len(found) == 5


# --- what is no fact ---


def test_an_aspiration_is_never_a_fact(shipped: Graph) -> None:
    assert count(shipped, "?c dg:modality dg:intended") > 50
    assert not ask(shipped, "?c dg:modality dg:intended ; a rdf:Statement")
    assert not ask(shipped, "?c dg:modality dg:intended ; dg:asserts ?r FILTER NOT EXISTS { ?r a dg:Intention }")
    assert not ask(shipped, "?c dg:asserts ?r ; dg:modality ?m . ?r a dg:Intention FILTER (?m != dg:intended)")
    assert not ask(
        shipped,
        "?r a dg:Aspiration, ?other . ?other rdfs:subClassOf dg:Record FILTER (?other NOT IN (dg:Aspiration, dg:Intention, dg:Record))",
    )


def test_a_negation_is_never_a_fact(shipped: Graph, claims: list[Claim]) -> None:
    negated = [claim for claim in claims if claim.negated and claim.status == "accepted"]
    assert count(shipped, "?n a owl:NegativePropertyAssertion") == len(negated) > 5
    assert not ask(shipped, "?c dg:asserts ?n ; a rdf:Statement . ?n a owl:NegativePropertyAssertion")
    denied = "?n owl:sourceIndividual ?s ; owl:assertionProperty ?p ; owl:targetIndividual|owl:targetValue ?o"
    assert count(shipped, denied) == len(negated)
    assert not ask(shipped, f"{denied} . ?s ?p ?o")


def test_proposed_and_rejected_claims_are_absent(shipped: Graph, claims: list[Claim]) -> None:
    ids = {f"https://w3id.org/disgraph/resource/claim/{claim.document}/{claim.id}": claim.status for claim in claims}
    in_graph = {row[0] for row in rows(shipped, "SELECT ?c WHERE { ?c a dg:Claim }")}
    assert in_graph == {iri for iri, status in ids.items() if status == "accepted"}
    assert len(in_graph) > 1900
    assert {status for iri, status in ids.items() if iri not in in_graph} == {"proposed"}


# --- terms ---


def test_no_blank_node_is_in_the_dataset(shipped: Graph) -> None:
    assert len(store_of(shipped)) > 60_000
    assert [quad for quad in store_of(shipped) if BlankNode in (type(quad.subject), type(quad.object))] == []


def test_only_the_inferred_graph_has_a_name(shipped: Graph, shipped_as_said: Graph) -> None:
    assert [graph.value for graph in store_of(shipped).named_graphs() if not isinstance(graph, BlankNode)] == [
        "https://w3id.org/disgraph/resource/graph/inferred"
    ]
    assert list(store_of(shipped_as_said).named_graphs()) == []


def test_every_entity_has_one_label(shipped: Graph) -> None:
    entities = "?e a ?class . ?class rdfs:subClassOf* dg:Entity"
    total = rows(shipped, f"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {{ {entities} }}")
    assert int(total[0][0]) > 400
    assert rows(shipped, f"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {{ {entities} . ?e rdfs:label ?l }}") == total
    assert (
        rows(shipped, "SELECT ?e WHERE { ?e rdfs:label ?a, ?b FILTER (STRSTARTS(STR(?e), CONCAT(STR(dgr:), 'person/')) && ?a != ?b) }")
        == []
    )


def test_every_property_and_class_in_use_is_declared(shipped: Graph) -> None:
    used = {quad.predicate for quad in store_of(shipped) if quad.predicate.value.startswith(DG)}
    used |= {
        quad.object
        for quad in store_of(shipped).quads_for_pattern(None, RDF["type"], None, DefaultGraph())
        if str(quad.object).startswith(f"<{DG}")
    }
    assert len(used) > 100
    kinds = [OWL[name] for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")]
    declared = {quad.subject for kind in kinds for quad in store_of(shipped).quads_for_pattern(None, RDF["type"], kind, DefaultGraph())}
    assert sorted(str(term) for term in used - declared) == []


@pytest.mark.parametrize(
    "iri",
    [
        "person/liu-weiping",
        "person/tang-xiaopeng",
        "organisation/zhangye-jishan-leye-center",
        "organisation/guangxi-disabled-persons-federation",
        "place/guangxi",
        "award/endeavor-award-of-the-national-poverty-alleviation-award",
        "disability-kind/physical",
        "document/003",
        "claim/000/tang-joined-base",
        "graph/inferred",
    ],
)
def test_the_iris_that_others_may_have_cited_are_still_there(shipped: Graph, iri: str) -> None:
    term = f"<https://w3id.org/disgraph/resource/{iri}>"
    assert ask(shipped, f"{{ {term} ?p ?o }} UNION {{ GRAPH {term} {{ ?s ?p ?o }} }}")


def test_every_time_in_the_graph_has_words_and_days(shipped: Graph) -> None:
    times = rows(shipped, "SELECT ?t WHERE { ?r dg:time|dg:start|dg:end ?t }")
    assert len(times) > 200
    assert [time for (time,) in times if not spell_time(time)] == []
    assert count(shipped, "?r dg:earliest ?a ; dg:latest ?b FILTER (?a <= ?b)") == count(shipped, "?r dg:earliest ?a ; dg:latest ?b") > 100
    assert not ask(shipped, "?r dg:time|dg:start|dg:end ?t FILTER NOT EXISTS { ?r dg:earliest|dg:latest ?d }")


def test_every_value_of_a_claim_is_in_the_graph(shipped_as_said: Graph, claims: list[Claim]) -> None:
    """Nothing is dropped on the way from file to graph: statements and the roles of records are counted on both sides."""
    accepted = [claim for claim in claims if claim.status == "accepted"]
    stated = {claim.content for claim in accepted if isinstance(claim.content, Statement) and not claim.negated}
    assert (
        count(shipped_as_said, "{ SELECT DISTINCT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }") == len(stated) > 300
    )
    kinds = {claim.content.type for claim in accepted if isinstance(claim.content, Record)}
    in_graph = {
        row[0].rsplit("#", 1)[1]
        for row in rows(shipped_as_said, f"SELECT DISTINCT ?k {{ ?c dg:asserts ?r . ?r a ?k FILTER STRSTARTS(STR(?k), '{DG}') }}")
    }
    assert in_graph == kinds
