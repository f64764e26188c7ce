"""A graph in parts gives the same report as the whole graph: for every shape, for paths of every form, and for the shipped graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.rdf import RESOURCE, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Term, memory_store, parse_file, parse_text
from disgraph.validation import graph_parts, shacl
from disgraph.validation.shacl import ShapeResult, report_turtle, validate

CASES = Path(__file__).parent / "cases"
PREFIXES = """
@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
#: A chain of places, two people and a cycle: what the shapes below see of them lies up to four steps away.
DATA = """
:ann a :Person ; :livesIn :hut ; :knows :bob , :ann ; :age 3 , 4 . :bob a :Adult ; :livesIn :hall ; :knows :ann ; :boss :ann .
:hut a :Place ; :in :town . :hall a :Hall ; :in :town . :town a :Place ; :in :land . :land a :Country ; :in :land ; :name "Land" .
:Adult rdfs:subClassOf :Person . :Hall rdfs:subClassOf :Place . :Country rdfs:subClassOf :Place .
"""
#: Property shapes of a person, each violated by somebody.
FIELDS = {
    "class of a value": "sh:path :knows ; sh:class :Adult",
    "class along a sequence": "sh:path ( :livesIn :in ) ; sh:class :Country",
    "sequence of three": "sh:path ( :livesIn :in :in :name ) ; sh:minCount 2",
    "any number of steps": "sh:path ( :livesIn [ sh:zeroOrMorePath :in ] :name ) ; sh:maxCount 0",
    "one step or more": "sh:path ( :livesIn [ sh:oneOrMorePath :in ] ) ; sh:class :Hall",
    "one step or none": "sh:path ( :livesIn [ sh:zeroOrOnePath :in ] ) ; sh:class :Hall",
    "inverse": "sh:path [ sh:inversePath :boss ] ; sh:maxCount 0",
    "class of an inverse value": "sh:path [ sh:inversePath :knows ] ; sh:class :Adult",
    "sequence with an inverse step": "sh:path ( [ sh:inversePath :boss ] :knows ) ; sh:maxCount 0",
    "alternative": "sh:path [ sh:alternativePath ( :boss [ sh:inversePath :boss ] ) ] ; sh:maxCount 0",
    "shape of a value": "sh:path :livesIn ; sh:node [ sh:property [ sh:path :in ; sh:class :Country ] ]",
    "shapes of a value": "sh:path :knows ; sh:or ( [ sh:class :Hall ] [ sh:path :boss ; sh:maxCount 0 ] )",
    "denied shape": "sh:path ( :livesIn :in ) ; sh:not [ sh:path :in ; sh:class :Country ]",
    "counted shape": "sh:path :knows ; sh:qualifiedValueShape [ sh:path :livesIn ; sh:class :Hall ] ; sh:qualifiedMinCount 1",
    "compared along a path": "sh:path :knows ; sh:node [ sh:property [ sh:path :knows ; sh:equals :boss ] ]",
}
#: Shapes with other targets, or that only the whole graph can answer.
SHAPES = {
    "subjects": ":S a sh:NodeShape ; sh:targetSubjectsOf :boss ; sh:property [ sh:path :boss ; sh:class :Adult ] .",
    "objects": ":O a sh:NodeShape ; sh:targetObjectsOf :name ; sh:nodeKind sh:IRI .",
    "node": ":N sh:targetNode :ann , :nobody ; sh:property [ sh:path [ sh:inversePath :boss ] ; sh:class :Hall ; sh:minCount 1 ] .",
    "class that is a shape": ":Person a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :age ; sh:maxCount 1 ] .",
    "closed": ":C a sh:NodeShape ; sh:targetClass :Place ; sh:closed true ; sh:property [ sh:path :in ] .",
}
OWN = {name: f":P a sh:NodeShape ; sh:targetClass :Person ; sh:property [ {text} ] ." for name, text in FIELDS.items()} | SHAPES


def in_parts(data: Store, shapes: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> list[ShapeResult]:
    """Validate with parts of about a number of triples."""
    monkeypatch.setattr(graph_parts, "PART", size)
    return validate(data, shapes, "shacl-rust")


def as_a_whole(data: Store, shapes: Path, monkeypatch: pytest.MonkeyPatch) -> list[ShapeResult]:
    """Validate without parts."""
    with monkeypatch.context() as patched:
        patched.setattr(shacl, "view_of_shapes", lambda _: None)
        return validate(data, shapes, "shacl-rust")


@pytest.mark.parametrize("name", OWN)
def test_what_a_shape_sees(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + OWN[name], encoding="utf-8")
    data = memory_store(parse_text((PREFIXES + DATA).encode(), RdfFormat.TURTLE))
    whole = as_a_whole(data, tmp_path, monkeypatch)
    assert whole
    assert in_parts(data, tmp_path, monkeypatch, 1) == whole


def broken_cases(shapes: Path) -> Iterator[Quad]:
    """Yield the triples of the broken cases, with nodes of its own for each case."""
    classes = {quad.object for path in shapes.glob("*.ttl") for quad in parse_file(path) if quad.predicate.value.endswith("lass")}
    percent = RESOURCE["unit/percent"]  # which a rule names
    for case in sorted(CASES.glob("*-bad.ttl")):
        quads = parse_file(case)
        own = {quad.subject for quad in quads} - classes - {percent}
        names: dict[Term, Any] = {node: NamedNode(f"{node.value}-{case.stem}") for node in own if isinstance(node, NamedNode)}
        for quad in quads:
            yield Quad(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object))


@pytest.mark.slow
def test_every_shape_fires_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken cases, which break every rule that the manifest names, in parts of a few nodes."""
    shapes = shipped_project().shapes
    data = memory_store(broken_cases(shapes))
    manifest = yaml.safe_load((CASES.parent / "manifest.yaml").read_text(encoding="utf-8"))
    rules = {case["rule"] for case in manifest["cases"] if case.get("rule")}
    whole = as_a_whole(data, shapes, monkeypatch)
    assert len(rules) > 50
    assert rules <= {result.rule for result in whole}
    assert in_parts(data, shapes, monkeypatch, 60) == whole


@pytest.mark.slow
@pytest.mark.thorough
def test_the_shipped_graph_and_its_broken_copy(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is the same, byte for byte; a tenth of the triples of the copy is missing, so that thousands of rules are broken."""
    shapes = shipped_project().shapes
    quads = sorted(store_of(shipped).quads_for_pattern(None, None, None, DefaultGraph()), key=str)
    data = memory_store(quad for at, quad in enumerate(quads) if at % 10)
    whole = as_a_whole(data, shapes, monkeypatch)
    assert len({result.shape for result in whole}) > 20
    assert report_turtle(in_parts(data, shapes, monkeypatch, 5_000)) == report_turtle(whole)
