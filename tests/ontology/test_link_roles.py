"""Roles that lead from a record to another record: which they are follows from domain and range, not from a list in the code."""

from __future__ import annotations

from disgraph.ontology.vocabulary_reader import vocabulary_of
from disgraph.rdf import RdfFormat, parse_text, prefixes

ONTOLOGY = """
dg:Entity a owl:Class . dg:Record a owl:Class .
dg:Visit a owl:Class ; rdfs:subClassOf dg:Record .
dg:dueTo a owl:ObjectProperty ; rdfs:domain dg:Visit ; rdfs:range dg:Record .
dg:visitor a owl:ObjectProperty ; rdfs:domain dg:Visit ; rdfs:range dg:Entity .
dg:hasVisit a owl:ObjectProperty ; rdfs:domain dg:Entity ; rdfs:range dg:Visit .
dg:day a owl:DatatypeProperty ; rdfs:domain dg:Visit ; rdfs:range xsd:string .
"""


def test_a_role_from_record_to_record_names_another_claim() -> None:
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    vocabulary = vocabulary_of(parse_text((head + ONTOLOGY).encode(), RdfFormat.TURTLE))
    assert vocabulary.links == {"dueTo"}
