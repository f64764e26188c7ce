"""Pitfalls of ontologies: one query each in `rules/`, whose first line is the rule; each row that it finds breaks the rule.

A rule whose first line begins with `graph:` is asked of the graph of the shipped documents, the others of the ontology together with
the axioms of the vocabularies that it cites.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from disgraph.graph.graph import Graph
from disgraph.ontology.cited_vocabularies import cited_axioms
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import Quad, QuerySolutions, RdfFormat, Store, parse_text, prefixes

RULES = sorted(Path(__file__).with_name("rules").glob("*.rq"))


@cache
def ontology() -> tuple[Quad, ...]:
    """Return the ontology with the axioms of the cited vocabularies."""
    return (*read_vocabulary(shipped_project().ontology).quads, *cited_axioms())


def rows(text: str, store: Store) -> list[str]:
    """Return what a query finds, one text for each row."""
    found = store.query(text)
    assert isinstance(found, QuerySolutions)
    return sorted({" ".join(str(value) for value in row) for row in found})


def filled(quads: tuple[Quad, ...]) -> Store:
    """Return a store of quads."""
    store = Store()
    store.bulk_extend(quads)
    return store


@pytest.fixture(scope="module")
def graph_store(shipped: Graph) -> Store:
    """The default graph of the shipped documents."""
    return filled(tuple(shipped.quads.quads_for_pattern(None, None, None, None)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_rule(rule: Path, graph_store: Store) -> None:
    text = rule.read_text(encoding="utf-8")
    store = graph_store if text.startswith("# graph:") else filled(ontology())
    assert rows(text, store) == [], text.splitlines()[0]


#: For each rule what breaks it.
BROKEN = {
    "activities-are-no-entities": "<urn:x> a prov:Activity, prov:Entity .",
    "alignment-reasons": "dg:Region rdfs:subClassOf schema:Landform .",
    "attributed-to-agents": "<urn:x> prov:wasAttributedTo <urn:y> .",
    "broader-concepts": "<urn:x> skos:broader <urn:y> . <urn:y> skos:broader <urn:x> .",
    "chinese-labels": 'dg:Club a owl:Class ; rdfs:label "x"@zh .',
    "class-names": "dg:social_club a owl:Class .",
    "closure": "<urn:x> dg:livesIn <urn:y> .",
    "concept-definitions": "<urn:x> a skos:Concept .",
    "concept-labels": '<urn:x> a skos:Concept ; skos:inScheme <urn:s> ; skos:prefLabel "a"@en, "b"@en .',
    "concept-schemes": "<urn:x> a skos:Concept .",
    "counted-as-others-count": "dg:Programme rdfs:subClassOf schema:Project .",
    "dates-have-a-datatype": "dg:day a owl:DatatypeProperty ; rdfs:range rdfs:Literal .",
    "definition-present": 'dg:Club a owl:Class ; rdfs:label "club"@en ; skos:definition "Club"@en .',
    "definitions-decide": 'dg:livesIn skos:definition "Where an agent lives."@en .',
    "deprecated-terms": "dg:bornIn owl:deprecated true .",
    "domain-and-range": "dg:livesIn rdfs:domain dg:Organisation .",
    "doubtful-disabilities": "<urn:x> a dg:PersonWithDisability .",
    "edges-of-records": "dg:employmentEdge dg:targetRole dg:awarder .",
    "exact-sources": "dg:livesIn rdfs:seeAlso <https://schema.org/> .",
    "inverse-examples": 'dg:p owl:inverseOf dg:q ; skos:example "a"@en . dg:q skos:example "a"@en .',
    "inverse-pairs": "dg:livesIn owl:inverseOf dg:employs .",
    "mapped-concepts": "<urn:x> skos:exactMatch <urn:y> .",
    "one-definition": 'dg:Group skos:definition "Another definition of a group."@en .',
    "one-kind": "dg:livesIn a owl:DatatypeProperty .",
    "populations-do-not-act": "<urn:x> a dg:Population, dg:Agent .",
    "property-like-class": "dg:village a owl:ObjectProperty ; rdfs:range dg:Place .",
    "property-names": "dg:Lives_in a owl:ObjectProperty .",
    "reasons-without-axiom": "[] owl:annotatedSource dg:Site ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget org:Site .",
    "sources-are-resources": '<urn:x> dcterms:source "a book" .',
    "subproperty-domains": "dg:worksFor rdfs:subPropertyOf dg:containedIn .",
    "symmetric-pairs": "dg:livesIn a owl:SymmetricProperty .",
    "top-concepts": "<urn:x> a skos:ConceptScheme .",
    "transitive-pairs": "dg:livesIn a owl:TransitiveProperty .",
    "unique-concept-labels": '<urn:x> skos:inScheme <s:> ; skos:prefLabel "a"@en . <y:> skos:inScheme <s:> ; skos:prefLabel "a"@en .',
    "unique-definitions": 'dg:Home a owl:Class ; skos:definition "A village is an administrative place of the lowest level."@en .',
    "unique-labels": 'dg:belongs a owl:ObjectProperty ; rdfs:label "Person"@en .',
}


def test_every_rule_has_an_ontology_that_breaks_it() -> None:
    assert [rule.stem for rule in RULES] == sorted(BROKEN)


@pytest.mark.parametrize(("name", "turtle"), BROKEN.items(), ids=BROKEN)
def test_each_rule_finds_what_it_is_for(name: str, turtle: str) -> None:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())
    planted = parse_text((head + turtle).encode(), RdfFormat.TURTLE)
    text = Path(__file__).with_name("rules").joinpath(f"{name}.rq").read_text(encoding="utf-8")
    assert len(rows(text, filled((*ontology(), *planted)))) > 0
