"""`disgraph audit`: what it shows, and with what it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.audit import entry, findings
from disgraph.cli import audit as module
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project


@pytest.fixture
def run(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(module, "current_graph", lambda *_: KnowledgeGraph(shipped.backend, shipped_project))
    return CliRunner()


def test_text_begins_with_the_tally_and_shows_working_and_quotes(run: CliRunner) -> None:
    """interface-W3."""
    result = run.invoke(module.audit, ["--verdict", "does not add up", "-q"])
    assert result.exit_code == 0
    assert result.stdout.startswith("2 findings: does not add up\n")
    assert "1. DOES NOT ADD UP [share]" in result.stdout
    assert "Stated: 91 percent. 4,762 persons with disabilities" in " ".join(result.stdout.split())
    words = " ".join(result.stdout.split())
    assert "\u201cAmong 5,535 persons with disabilities who received short-term vocational-technical training, 4,762, accounting" in words
    assert "accounting for 91 percent of the total, obtained the vocational qualification certificate\u201d [003:" in words


def test_what_holds_is_shown_only_when_asked_for(run: CliRunner) -> None:
    assert " HOLDS [" not in run.invoke(module.audit, ["-q"]).stdout
    assert " HOLDS [share]" in run.invoke(module.audit, ["-q", "--all"]).stdout


def test_json_holds_the_passages_with_their_places(run: CliRunner, shipped: Graph) -> None:
    result = json.loads(run.invoke(module.audit, ["-q", "-f", "json", "--all"]).stdout)
    assert result["schema_version"] == 1
    assert [each["iri"] for each in result["findings"]] == [each.iri for each in findings(shipped)]
    assert [len(each["passages"]) for each in result["findings"]] == [len(entry(shipped, each).passages) for each in findings(shipped)]


@pytest.mark.parametrize(("form", "head"), [("csv", "verdict,check,finding"), ("md", "# 24 findings: contradicts (4), does")])
def test_tables(run: CliRunner, form: str, head: str) -> None:
    assert run.invoke(module.audit, ["-q", "-f", form]).stdout.startswith(head)


def test_one_entity(run: CliRunner) -> None:
    assert "PE class" in run.invoke(module.audit, ["Li Juan", "-q"]).stdout
    assert run.invoke(module.audit, ["Peng Yu", "-q"]).stdout == "No findings.\n"


def test_exit_codes(run: CliRunner, tmp_path: Path) -> None:
    assert run.invoke(module.audit, ["-q", "-o", str(tmp_path / "all")]).exit_code == 0
    assert run.invoke(module.audit, ["-q", "--fail-on", "contradicts"]).exit_code == 1
    assert run.invoke(module.audit, ["Peng Yu", "-q", "--fail-on", "contradicts"]).exit_code == 0
