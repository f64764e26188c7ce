"""After a change, only the nodes whose results may differ are validated again: the report is that of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.shapes.test_graph_parts import DATA, OWN, PREFIXES

from disgraph.rdf import NamedNode, Quad, RdfFormat, memory_store, parse_text
from disgraph.validation import shacl
from disgraph.validation.affected_nodes import affected_nodes
from disgraph.validation.shacl import FormerValidation, ShapeResult, validate
from disgraph.validation.shape_reach import view_of_shapes


def parsed(text: str) -> list[Quad]:
    """Return the quads of a text in Turtle; blank nodes of shapes are as the parser names them."""
    return parse_text((PREFIXES + text).encode(), RdfFormat.TURTLE)


@pytest.mark.parametrize("name", OWN)
def test_the_report_after_any_triple_goes_or_comes_is_that_of_the_whole_graph(name: str, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + OWN[name], encoding="utf-8")
    data = parsed(DATA)
    whole = validate(memory_store(data), tmp_path, "shacl-rust")
    assert whole
    for quad in data:
        rest = memory_store(each for each in data if each != quad)
        found = validate(rest, tmp_path, "shacl-rust")
        assert validate(rest, tmp_path, "shacl-rust", former=FormerValidation(whole, {quad})) == found, quad
        assert validate(memory_store(data), tmp_path, "shacl-rust", former=FormerValidation(found, {quad})) == whole, quad


@pytest.mark.parametrize(
    ("shape", "changed", "affected"),
    [
        ("class along a sequence", ":land a :Country .", {"land"}),
        ("class along a sequence", ":town a :Place .", {"town", "ann", "bob"}),
        ("class along a sequence", ':land :name "Land" .', {"land"}),
        ("inverse", ":bob :boss :ann .", {"bob", "ann"}),
        ("class of a value", ":ann a :Person .", {"ann", "bob"}),
        ("class of a value", ":ann :age 3 .", {"ann"}),
    ],
)
def test_only_nodes_that_see_a_change_are_affected(shape: str, changed: str, affected: set[str]) -> None:
    views = view_of_shapes(parsed(OWN[shape]))
    assert views is not None
    found = affected_nodes(memory_store(parsed(DATA)), views, parsed(changed))
    assert {node.value.removeprefix("urn:") for node in found} == affected


def test_results_of_rules_are_not_kept(tmp_path: Path) -> None:
    """A rule is one query over the whole graph, whose former rows say nothing."""
    (tmp_path / "own.ttl").write_text(
        PREFIXES + ':R a sh:NodeShape ; sh:targetClass :Person ; sh:message "old" ; sh:sparql [ a sh:SPARQLConstraint ;'
        ' sh:select "SELECT $this WHERE { $this <urn:boss> ?any . $this a <urn:Person> }" ] .',
        encoding="utf-8",
    )
    before = memory_store(parsed(DATA + ":ann :boss :bob ."))
    former = validate(before, tmp_path, "shacl-rust")
    assert [result.focus for result in former] == ["<urn:ann>"]
    after = FormerValidation(former, {Quad(NamedNode("urn:ann"), NamedNode("urn:boss"), NamedNode("urn:bob"))})
    assert validate(memory_store(parsed(DATA)), tmp_path, "shacl-rust", former=after) == []


def test_the_nodes_that_see_no_change_are_not_validated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + OWN["class of a value"], encoding="utf-8")
    texts: list[str] = []
    run = shacl._run_rust

    def noted(data: str, shapes: Iterable[Quad], use_index: bool) -> list[ShapeResult]:
        texts.append(data)
        return run(data, shapes, use_index)

    monkeypatch.setattr(shacl, "_run_rust", noted)
    changed = {Quad(NamedNode("urn:bob"), NamedNode("urn:age"), NamedNode("urn:x"))}
    validate(memory_store([*parsed(DATA), *changed]), tmp_path, "shacl-rust", former=FormerValidation([], changed))
    assert "urn:town" not in "".join(texts)
    assert "<urn:bob>" in "".join(texts)
