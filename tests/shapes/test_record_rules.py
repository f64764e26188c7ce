"""A rule over several records finds as one query what an engine finds node by node."""

from __future__ import annotations

from pathlib import Path

import pytest
import shacl_rust

from disgraph.project import shipped_project
from disgraph.rdf import Quad, RdfFormat, Store, local_name, memory_store, parse_file, parse_text, serialize
from disgraph.validation.record_rules import separate_rules
from disgraph.validation.shacl import REMEDY, validate
from disgraph.validation.shape_names import name_shapes

CASES = Path(__file__).parent / "cases"
PREFIXES = """
@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RULE = """
:Shape a sh:NodeShape ; sh:targetClass :Wide ; sh:message "wrong" ; sh:severity sh:Warning ; sh:sparql :Rule .
:Rule a sh:SPARQLConstraint ; sh:prefixes :Names ;
    sh:select "SELECT $this ?path ?value WHERE { $this ?path ?value . $this p:wrong ?value }" .
:Names sh:declare [ sh:prefix "p" ; sh:namespace "urn:"^^xsd:anyURI ] .
"""
#: A member, a member of a narrower class, and something that is neither.
DATA = ":a a :Wide ; :wrong 1, 2 . :b a :Narrow ; :wrong :a . :c :wrong 3 . :d a :Wide . :Narrow rdfs:subClassOf :Wide ."


def parsed(text: str) -> list[Quad]:
    """Return the quads of a text in Turtle."""
    return parse_text((PREFIXES + text).encode(), RdfFormat.TURTLE)


def by_engine(data: Store, shapes: list[Quad]) -> set[tuple[str, str, str, str]]:
    """Return focus, path, value and severity of what the engine finds."""
    texts = (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"" for quads in (data, shapes))
    report = shacl_rust.validate(*(text.decode() for text in texts), data_format="nt", shapes_format="nt")
    found = (result for result in report["results"] if "SPARQL" in result["sourceConstraintComponent"])
    return {(one["focusNode"], one.get("resultPath", ""), one.get("value", ""), _severity(one["severity"])) for one in found}


def _severity(iri: str) -> str:
    return local_name(iri.strip("<>")).lower()


def at_once(data: Store, shapes: Path) -> set[tuple[str, str, str, str]]:
    """Return the same of what the rules find in one query each."""
    found = (result for result in validate(data, shapes, "shacl-rust") if "SPARQL" in result.component)
    return {(result.focus, result.path, result.value, result.severity) for result in found}


@pytest.mark.parametrize("name", ["hope-is-intended", "parent-not-oneself", "parent-not-child", "place-not-in-itself"])
def test_a_rule_of_the_project(name: str) -> None:
    shapes = shipped_project().shapes
    data = memory_store(parse_file(CASES / f"{name}-bad.ttl"))
    found = at_once(data, shapes)
    assert found == by_engine(data, [quad for file in sorted(shapes.glob("*.ttl")) for quad in parse_file(file)])
    assert found


def test_a_rule_of_an_own_project(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + RULE, encoding="utf-8")
    data = memory_store(parsed(DATA))
    assert separate_rules(parsed(RULE)) is not None
    assert at_once(data, tmp_path) == by_engine(data, parsed(RULE))
    assert {focus for focus, *_ in at_once(data, tmp_path)} == {"<urn:a>", "<urn:b>"}


def test_a_rule_for_the_subjects_of_a_property(tmp_path: Path) -> None:
    """`:c` is of no class; `:d` is of the class, but not a subject of the property."""
    shapes = RULE.replace("sh:targetClass :Wide", "sh:targetSubjectsOf :wrong")
    (tmp_path / "own.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    data = memory_store(parsed(DATA))
    assert separate_rules(parsed(shapes)) is not None
    assert at_once(data, tmp_path) == by_engine(data, parsed(shapes))
    assert {focus for focus, *_ in at_once(data, tmp_path)} == {"<urn:a>", "<urn:b>", "<urn:c>"}


def test_rules_of_the_project_are_queries() -> None:
    """One rule that only an engine can run would make the engine read the whole graph again, without its index."""
    shapes = [quad for file in sorted(shipped_project().shapes.glob("*.ttl")) for quad in parse_file(file)]
    assert separate_rules(name_shapes(shapes, REMEDY).quads) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sh:targetClass :Wide", "sh:targetObjectsOf :wrong"),
        ("$this p:wrong ?value }", "$this p:wrong ?value { SELECT $this WHERE { $this a p:Wide } } }"),
        ("$this ?path ?value . $this p:wrong ?value", "?path p:wrong ?value"),
        ('sh:message "wrong" ;', ""),
    ],
)
def test_other_rules_are_left_to_the_engine(old: str, new: str, tmp_path: Path) -> None:
    assert old in RULE
    shapes = RULE.replace(old, new)
    assert separate_rules(parsed(shapes)) is None
    (tmp_path / "own.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    assert at_once(memory_store(parsed(DATA)), tmp_path) == by_engine(memory_store(parsed(DATA)), parsed(shapes))
