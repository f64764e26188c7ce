"""What is read of an ontology, in which order, and what is refused."""

from __future__ import annotations

import pytest

from disgraph.errors import InputError
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, NamedNode, Quad, RdfFormat, parse_text, prefixes
from disgraph.reasoning.axioms import Axiom, Disjoint, HasValue, Named, SubClass, SubProperty, read_axioms


def quads(turtle: str) -> list[Quad]:
    """Return the triples of a text in Turtle."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    return parse_text((head + turtle).encode(), RdfFormat.TURTLE)


def axioms(turtle: str) -> list[Axiom]:
    """Return the axioms of a text in Turtle."""
    return list(read_axioms(quads(turtle)))


@pytest.mark.parametrize("chain", ["abc", "cba", "bca", "aab", "baa", "abcabcabc"])
def test_a_chain_keeps_the_order_of_its_list(chain: str) -> None:
    members = " ".join(f"dg:{step}" for step in chain)
    assert axioms(f"dg:p owl:propertyChainAxiom ( {members} ) .") == [SubProperty(tuple(DG[step] for step in chain), DG["p"])]


def test_a_chain_keeps_its_order_whatever_the_order_of_its_triples() -> None:
    found = quads("dg:p owl:propertyChainAxiom ( dg:z dg:a dg:m ) .")
    assert read_axioms(found) == read_axioms(reversed(found)) == (SubProperty((DG["z"], DG["a"], DG["m"]), DG["p"]),)


def test_axioms_come_in_one_order() -> None:
    found = read_vocabulary(shipped_project().ontology).quads
    assert read_axioms(found) == read_axioms(tuple(reversed(found)))


def test_the_ontology_has_the_axioms_it_is_to_earn_its_reasoning_with() -> None:
    found = read_axioms(read_vocabulary(shipped_project().ontology).quads)
    disability = NamedNode("https://w3id.org/disgraph/resource/disability-kind/disability")
    higher = SubProperty((DG["federationOf"], DG["containedIn"], DG["hasFederation"]), DG["higherFederation"])
    assert higher in found
    assert SubProperty((DG["containedIn"], DG["containedIn"]), DG["containedIn"]) in found
    assert SubClass(Named(DG["Federation"]), Named(DG["Organisation"])) in found
    assert any(
        isinstance(axiom, SubClass) and HasValue(DG["hasDisability"], disability) in getattr(axiom.sub, "members", ()) for axiom in found
    )
    assert any(isinstance(axiom, Disjoint) and {DG["Person"], DG["Organisation"]} <= set(axiom.classes) for axiom in found)


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        ("dg:A owl:unionOf ( dg:B dg:C ) .", "unionOf"),
        ("dg:A rdfs:subClassOf [ a owl:Class ; owl:oneOf ( dg:x ) ] .", "oneOf"),
        ("dg:A rdfs:subClassOf [ a owl:Class ; owl:complementOf dg:B ] .", "complementOf"),
        ("dg:A rdfs:subClassOf _:x . _:x owl:unionOf ( dg:B dg:C ) .", "unionOf"),
        ("dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:maxCardinality 1 ] .", "maxCardinality"),
        ("dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:hasSelf true ] .", "hasSelf"),
        ("dg:A owl:disjointUnionOf ( dg:B dg:C ) .", "disjointUnionOf"),
        ("dg:A owl:hasKey ( dg:p ) .", "hasKey"),
        ("dg:p a owl:FunctionalProperty .", "FunctionalProperty"),
        ("dg:p a owl:InverseFunctionalProperty .", "InverseFunctionalProperty"),
        ("dg:p owl:propertyDisjointWith dg:q .", "propertyDisjointWith"),
        ("[] a owl:AllDisjointProperties ; owl:members ( dg:p dg:q ) .", "AllDisjointProperties"),
        ("dg:p owl:inverseOf [ owl:inverseOf dg:q ] .", "only a named class or property"),
        ("dg:p owl:propertyChainAxiom ( dg:q [ owl:inverseOf dg:r ] ) .", "only a named class or property"),
        ("dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ] .", "class expression"),
    ],
)
def test_an_axiom_that_the_rules_do_not_cover_is_refused(turtle: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        axioms(turtle)
