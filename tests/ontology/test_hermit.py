"""HermiT, a complete reasoner, finds no class of the ontology empty; and it is asked in a way that would find one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

import owlready2
import pytest

from disgraph.errors import InputError
from disgraph.ontology.vocabulary import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, OWL, Quad, RdfFormat, parse_text, prefixes
from disgraph.reasoning.hermit import object_part, unsatisfiable_classes

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java: install a Java runtime to run this test")


def shipped() -> Iterable[Quad]:
    """Return the shipped ontology."""
    return read_vocabulary(shipped_project().ontology).quads


def quads(turtle: str) -> list[Quad]:
    """Return the triples of a text in Turtle."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    return parse_text((head + turtle).encode(), RdfFormat.TURTLE)


@pytest.mark.java
@needs_java
def test_of_all_classes_only_one_that_is_planted_has_no_members(capfd: pytest.CaptureFixture[str]) -> None:
    planted = quads("dg:Centaur a owl:Class ; rdfs:subClassOf dg:Person, dg:Organisation .")
    assert unsatisfiable_classes([*shipped(), *planted]) == [DG["Centaur"].value]
    assert capfd.readouterr() == ("", "")


@pytest.mark.java
@needs_java
def test_an_ontology_that_contradicts_itself_is_found() -> None:
    planted = quads("<urn:x> a owl:NamedIndividual, dg:Person, dg:Organisation .")
    assert unsatisfiable_classes([*shipped(), *planted]) == [OWL["Thing"].value]


def test_without_java_one_is_told_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    with pytest.raises(InputError, match="HermiT needs Java") as caught:
        unsatisfiable_classes(shipped())
    assert "Install a Java runtime" in caught.value.remedy


def test_the_object_part_has_no_literals_and_no_datatype_properties() -> None:
    part = list(object_part(shipped()))
    text = "".join(map(str, part))
    assert len(part) > 500
    assert "#DatatypeProperty>" not in text
    assert '"' not in text
    assert "XMLSchema#" not in text
