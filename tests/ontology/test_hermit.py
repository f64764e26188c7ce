"""HermiT, a complete reasoner, finds no class of the ontology empty; and it is asked in a way that would find one of any kind."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

import owlready2
import pytest

from disgraph.errors import InputError
from disgraph.graph.graph import Graph
from disgraph.ontology.cited_vocabularies import cited_axioms
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DCTERMS, DG, OWL, RDF, NamedNode, Quad, RdfFormat, parse_text, prefixes
from disgraph.reasoning.hermit import is_consistent, unsatisfiable_classes
from disgraph.reasoning.owl_view import owl_view

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java: install a Java runtime to run this test")


def ontology() -> Iterable[Quad]:
    """Return the shipped ontology."""
    return read_vocabulary(shipped_project().ontology).quads


def quads(turtle: str) -> list[Quad]:
    """Return the triples of a text in Turtle."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    return parse_text((head + turtle).encode(), RdfFormat.TURTLE)


@pytest.mark.slow
@pytest.mark.java
@needs_java
def test_of_all_classes_only_planted_ones_of_any_kind_have_no_members() -> None:
    """Classes with a source, without one, of records and of concepts: each is found, also those that are individuals (ontology-V0)."""
    empty = {"Centaur", "Township", "Region", "Remark", "HealthCondition", "Claim"}
    planted = "dg:Centaur a owl:Class ; rdfs:subClassOf dg:Organisation ."
    planted += "".join(f"dg:{name} rdfs:subClassOf dg:Person ." for name in sorted(empty))
    found = unsatisfiable_classes([*ontology(), *quads(planted)])
    assert found == sorted(DG[name].value for name in empty)
    sourced = {quad.subject for quad in ontology() if quad.predicate == DCTERMS["source"]}
    assert DG["HealthCondition"] in sourced
    assert DG["Region"] not in sourced


@pytest.mark.slow
@pytest.mark.java
@needs_java
def test_no_class_contradicts_the_vocabularies_that_it_cites() -> None:
    own = {quad.subject.value for quad in ontology() if quad.object == OWL["Class"] and isinstance(quad.subject, NamedNode)}
    assert own.intersection(unsatisfiable_classes([*ontology(), *cited_axioms()])) == set()


@pytest.mark.slow
@pytest.mark.java
@needs_java
def test_a_superclass_that_contradicts_the_vocabulary_it_cites_is_found() -> None:
    """A record that is a prov:Entity is not also an activity: the axiom that version 0.1.0 had (ontology-V1)."""
    planted = quads("dg:Record rdfs:subClassOf prov:Entity .")
    assert DG["Activity"].value in unsatisfiable_classes([*ontology(), *cited_axioms(), *planted])


@pytest.mark.java
@needs_java
def test_an_ontology_that_contradicts_itself_is_found() -> None:
    planted = quads("<urn:x> a owl:NamedIndividual, dg:Person, dg:Organisation .")
    assert unsatisfiable_classes([*ontology(), *planted]) == [OWL["Thing"].value]


@pytest.mark.java
@needs_java
@pytest.mark.parametrize("planted", ["dg:low 1, 2", "dg:hasParent <urn:x>", "dg:hasFriend <urn:x>"])
def test_a_functional_a_one_way_and_an_irreflexive_property_are_held(planted: str) -> None:
    """An individual whose statements contradict a characteristic of a property contradicts the ontology (ontology-V43)."""
    kind = "dg:Observation" if "low" in planted else "dg:Person"
    assert not is_consistent([*ontology(), *quads(f"<urn:x> a owl:NamedIndividual, {kind} ; {planted} .")])


@pytest.mark.java
@needs_java
def test_a_body_has_a_legal_form_and_functions_of_any_kind() -> None:
    """A company that publishes news, a federation that is an association, a university hospital (ontology-V12)."""
    pairs = (("MediaOrganisation", "Company"), ("Federation", "Association"), ("HealthFacility", "EducationalInstitution"))
    bodies = "".join(f"<urn:{one}> a owl:NamedIndividual, dg:{one}, dg:{other} ." for one, other in pairs)
    assert is_consistent([*ontology(), *quads(bodies)])


@pytest.mark.slow
@pytest.mark.java
@needs_java
def test_the_shipped_graph_is_consistent_with_the_vocabularies_that_it_cites(shipped: Graph) -> None:
    terms = list(ontology())
    view = owl_view(shipped.quads.quads_for_pattern(None, None, None, None), terms)
    assert is_consistent([*view, *cited_axioms()])
    person = next(quad.subject for quad in view if quad.predicate == RDF["type"] and quad.object == DG["Person"])
    assert not is_consistent([*view, Quad(person, RDF["type"], DG["Place"])])


def test_without_java_the_error_says_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    with pytest.raises(InputError, match="HermiT needs Java") as caught:
        unsatisfiable_classes(ontology())
    assert "Install a Java runtime" in caught.value.remedy
