"""The findings on the five seed documents: those of the manifest, on the lines that it names, and nothing else that does not hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.opened import store_of

from disgraph.audit import entry, findings, findings_of
from disgraph.audit.finding import HOLDS, Finding
from disgraph.audit.run import audit
from disgraph.audit.table import CHECKS
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import resolve
from disgraph.project import shipped_project
from disgraph.rdf import DG, NamedNode, memory_store

EXPECTED = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text(encoding="utf-8"))["findings"]


def claims_of(graph: Graph, finding: Finding) -> set[str]:
    """Return document and id of every claim that a finding concerns."""
    found = set()
    for iri in finding.concerns:
        claims = [quad.subject for quad in graph.to(NamedNode(iri), DG["asserts"])] or [NamedNode(iri)]
        found |= {"/".join(claim.value.rsplit("/", 2)[1:]) for claim in claims if isinstance(claim, NamedNode)}
    return found


def matches(graph: Graph, finding: Finding, expected: dict[str, Any]) -> bool:
    same = (finding.check, finding.verdict) == (expected["check"], expected["verdict"])
    return same and set(expected["claims"]) <= claims_of(graph, finding)


@cache
def text_of(document: str) -> str:
    (path,) = shipped_project().documents.glob(f"{document}_*.txt")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: f"{each['check']}-{each['claims'][0]}")
def test_a_finding_of_the_manifest(shipped: Graph, expected: dict[str, Any]) -> None:
    (found,) = [each for each in findings(shipped) if matches(shipped, each, expected)]
    assert found.recomputed == expected["recomputed"]
    lines = {text_of(passage.document.id).count("\n", 0, passage.start) + 1 for passage in entry(shipped, found).passages}
    assert lines == set(expected["lines"])


def test_nothing_else_is_found_wrong(shipped: Graph) -> None:
    wrong = [each for each in findings(shipped) if each.verdict != HOLDS]
    assert [each.sentence for each in wrong if not any(matches(shipped, each, expected) for expected in EXPECTED)] == []


def test_findings_say_what_their_check_can_say(shipped: Graph) -> None:
    allowed = {name: check.verdicts for check in CHECKS for name in check.ids}
    assert [each for each in findings(shipped) if each.verdict not in allowed[each.check]] == []
    assert all(bool(each.condition) == (each.verdict == "holds only if") for each in findings(shipped))


@pytest.mark.parametrize(
    ("name", "checks"), [("Li Juan", {"life", "only"}), ("Liu Hongxia", {"two-values", "order", "mixed-units"}), ("Peng Yu", set())]
)
def test_findings_of_an_entity(shipped: Graph, name: str, checks: set[str]) -> None:
    assert {each.check for each in findings_of(shipped, resolve(shipped.names, name).iri)} == checks


def test_findings_of_a_record(shipped: Graph) -> None:
    first = findings(shipped)[0]
    assert first in findings_of(shipped, first.concerns[0])


@pytest.mark.slow
def test_the_audit_is_the_same_every_time_and_adds_only_findings(shipped: Graph) -> None:
    quads = frozenset(
        quad for quad in store_of(shipped) if not quad.subject.value.startswith("https://w3id.org/disgraph/resource/finding/")
    )
    again = audit(memory_store(sorted(quads, key=str, reverse=True)))
    assert again == audit(memory_store(quads))
    assert again <= frozenset(store_of(shipped))
