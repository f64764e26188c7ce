"""`disgraph export FILE`."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.cli import export as command
from disgraph.cli.start import main
from disgraph.facts.graph import Graph


@pytest.fixture(autouse=True)
def use_shipped(monkeypatch: pytest.MonkeyPatch, shipped_folder: Path, tmp_path: Path) -> None:
    """Let the command open the graph that the tests have built, in an empty directory."""
    monkeypatch.setattr(command, "open_current", lambda _quiet, inferred: Graph(str(shipped_folder), inferred))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as stop:
        main(["export", *arguments])
    return stop.value.code


def test_gexf_is_written_with_its_legend_and_counts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("people.gexf") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.gexf", "people.legend.md"]
    said = capfd.readouterr()
    assert said.out == ""
    assert "nodes and" in said.err
    assert "edges to people.gexf, people.legend.md" in said.err


def test_csv_is_two_files(tmp_path: Path) -> None:
    assert run("people.csv", "-q") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people-edges.csv", "people-nodes.csv"]


def test_one_table_goes_to_standard_output(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("-", "-f", "csv", "--table", "edges") == 0
    assert capfdbinary.readouterr().out.startswith(b"Source,Target,Type,Id,Label,Weight,Kind,")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["gexf", "graphml", "ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_standard_output_has_the_bytes_of_the_file(form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(f"x.{form}", "-q") == 0
    assert run("-", "-f", form, "-q") == 0
    assert capfdbinary.readouterr() == ((tmp_path / f"x.{form}").read_bytes(), b"")


def test_format_goes_before_suffix(tmp_path: Path) -> None:
    assert run("graph.txt", "-f", "graphml", "--no-inferred") == 0
    assert (tmp_path / "graph.txt").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x.pdf"], "gexf, graphml, csv, ttl, nt, nq, trig, jsonld, rdf"),
        (["x"], "gexf, graphml, csv, ttl, nt, nq, trig, jsonld, rdf"),
        (["-"], "--format"),
        (["-", "-f", "csv"], "--table"),
        (["x.ttl", "--table", "nodes"], "--table with csv"),
    ],
)
def test_misuse_is_told_with_what_to_do(arguments: list[str], told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert told in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere/x.ttl") == 4
    assert "nowhere/x.ttl" in capfd.readouterr().err


def test_a_failed_export_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.gexf").write_text("former", encoding="utf-8")
    monkeypatch.setattr("disgraph.export.appearance.legend", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        main(["--debug", "export", "x.gexf"])
    assert (tmp_path / "x.gexf").read_text(encoding="utf-8") == "former"
