"""Shapes of a user: stable names, messages in English, the same from both engines and in every run (robustness-RB50, RB51 and RB52)."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.rdf import RdfFormat, Store, parse_text
from disgraph.validation.shacl import ShapeResult, validate

PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dg: <https://w3id.org/disgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/own#> .
"""
SHAPES = """\
ex:OrganisationShape a sh:NodeShape ; sh:targetClass dg:Organisation ;
  sh:property [ sh:path rdfs:label ; sh:pattern "^The " ] ;
  sh:property [ sh:path dg:locatedIn ; sh:maxCount 0 ; sh:message "kein Ort"@de , "no place, please"@en , "pas de lieu"@fr ] ;
  sh:property [ sh:path dg:website ; sh:minCount 1 ; sh:message "ohne Seite"@de , "sans page"@fr ] ;
  sh:property [ sh:path [ sh:inversePath dg:worksFor ] ; sh:minCount 2 ] ;
  sh:property [ sh:path ( dg:locatedIn rdfs:label ) ; sh:in ( "Rome" ) ] ;
  sh:or ( [ sh:path dg:website ; sh:minCount 1 ] [ sh:path dg:email ; sh:minCount 1 ] ) ;
  sh:not [ sh:path rdfs:label ; sh:minCount 1 ] .
"""
DATA = """\
ex:choir a dg:Organisation ; rdfs:label "Choir" ; dg:locatedIn ex:lisbon . ex:lisbon rdfs:label "Lisbon" .
"""
EXPECTED = {
    ("OrganisationShape rdfs:label", "rdfs:label: 'Choir' does not match the pattern '^The '."),
    ("OrganisationShape dg:locatedIn", "no place, please"),
    ("OrganisationShape dg:website", "ohne Seite"),
    ("OrganisationShape ^dg:worksFor", "^dg:worksFor: fewer values than 2."),
    ("OrganisationShape dg:locatedIn/rdfs:label", "dg:locatedIn/rdfs:label: 'Lisbon' is not one of the allowed values."),
    ("OrganisationShape", "Choir conforms to none of the alternatives."),
    ("OrganisationShape", "Choir conforms to a shape that it must not conform to."),
}


def results(folder: Path, engine: str) -> list[ShapeResult]:
    (folder / "own.ttl").write_text(PREFIXES + SHAPES, encoding="utf-8")
    store = Store()
    store.extend(parse_text((PREFIXES + DATA).encode(), RdfFormat.TURTLE))
    return validate(store, folder, engine)


@pytest.mark.parametrize("engine", ["pyshacl", "shacl-rust"])
def test_rules_and_messages_name_shape_property_and_value(tmp_path: Path, engine: str) -> None:
    if engine == "shacl-rust":
        pytest.importorskip("shacl_rust", reason="the extra `fast` is not installed")
    found = results(tmp_path, engine)
    assert {(result.rule, result.message.replace("choir", "Choir")) for result in found} == EXPECTED
    assert {result.shape for result in found} == {"<https://example.org/own#OrganisationShape>"}
    assert not any("_:" in text for result in found for text in result)
    assert found == results(tmp_path, engine)


def test_both_engines_say_the_same(tmp_path: Path) -> None:
    """interface-C14."""
    pytest.importorskip("shacl_rust", reason="the extra `fast` is not installed")
    assert results(tmp_path, "pyshacl") == results(tmp_path, "shacl-rust")
