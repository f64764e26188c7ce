"""`disgraph export FILE`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.opened import backend_of

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.cli import export as command
from disgraph.cli.start import main
from disgraph.export.writers import WRITERS
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.project import own_project, shipped_project
from disgraph.store.current import current_graph


@pytest.fixture(autouse=True)
def use_shipped(monkeypatch: pytest.MonkeyPatch, shipped_folder: Path, tmp_path: Path) -> None:
    """Let the command open the graph that the tests have built, in an empty directory."""
    monkeypatch.setattr(command, "current_graph", lambda *_: KnowledgeGraph(DiskBackend(str(shipped_folder)), shipped_project))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def use_tiny(monkeypatch: pytest.MonkeyPatch, use_shipped: None, tiny_folder: Path) -> None:
    """Let the command open a small graph instead, where the content of the files is not what is tested."""
    backend = DiskBackend(current_graph(str(tiny_folder / "build")))
    monkeypatch.setattr(command, "current_graph", lambda *_: KnowledgeGraph(backend, lambda: own_project(tiny_folder)))


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as stop:
        main(["export", *arguments])
    return stop.value.code


def test_gexf_is_written_with_its_legend_and_counts(use_tiny: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("people.gexf") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.gexf", "people.legend.md"]
    said = capfd.readouterr()
    assert said.out == ""
    assert "nodes and" in said.err
    assert "edges to people.gexf, people.legend.md" in said.err


def test_csv_is_two_files(use_tiny: None, tmp_path: Path) -> None:
    assert run("people.csv", "-q") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people-edges.csv", "people-nodes.csv"]


def test_one_table_goes_to_standard_output(use_tiny: None, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("-", "-f", "csv", "--table", "edges") == 0
    assert capfdbinary.readouterr().out.startswith(b"Source,Target,Type,Id,Label,Weight,Kind,")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", sorted(set(WRITERS) - {"csv", "mermaid", "crate"}))  # a crate holds the others
def test_standard_output_has_the_bytes_of_the_file(
    use_tiny: None, form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(f"x.{form}", "-q") == 0
    assert run("-", "-f", form, "-q") == 0
    assert capfdbinary.readouterr() == ((tmp_path / f"x.{form}").read_bytes(), b"")


def test_an_alternative_suffix_gives_the_format_too(use_tiny: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("x.gv", "-q") == 0
    assert (tmp_path / "x.gv").read_bytes().startswith(b"digraph")
    assert run("x.zip") == 4
    assert "has no release date" in capfd.readouterr().err  # so a crate was begun


def test_a_graph_too_large_for_a_flowchart_leaves_no_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("x.mmd") == 5
    assert "too large for Mermaid" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_format_goes_before_suffix(use_tiny: None, tmp_path: Path) -> None:
    assert run("graph.txt", "-f", "graphml", "--no-inferred") == 0
    assert (tmp_path / "graph.txt").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.pdf"], ", ".join(WRITERS)),
        (["x"], ", ".join(WRITERS)),
        (["-"], "--format"),
        (["-", "-f", "csv"], "--table"),
        (["x.ttl", "--table", "nodes"], "csv (nodes, edges)"),
        (["x.csv", "--table", "names"], "no table 'names'"),
        (["x.csv", "-f", "gefx"], "gexf, graphml, csv"),
    ],
)
def test_misuse_is_reported_with_a_remedy(arguments: list[str], message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert message in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(use_tiny: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere/x.ttl") == 4
    assert "nowhere/x.ttl" in capfd.readouterr().err


def test_a_failed_export_leaves_the_former_file(use_tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.gexf").write_text("former", encoding="utf-8")
    monkeypatch.setattr("disgraph.export.legend.legend", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        main(["--debug", "export", "x.gexf"])
    assert (tmp_path / "x.gexf").read_text(encoding="utf-8") == "former"


def test_hops_without_a_middle_are_misuse(tmp_path: Path) -> None:
    assert run("a.gexf", "--hops", "3") == 2
    assert not (tmp_path / "a.gexf").exists()


def test_a_part_is_written_and_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("a.gexf", "--around", "Liu Weiping", "--hops", "1", "--layout", "none") == 0
    message = capfd.readouterr().err
    assert run("b.csv", "--around", "Liu Weiping", "--hops", "3", "--type", "person", "--as-of", "2018-01-01") == 0
    assert run("c.csv", "--path", "Liu Weiping", "Tang Xiaopeng", "--no-measures") == 0
    assert run("d.graphml", "--between", "2016", "2017-06", "--exclude", "hasFriend", "--layout", "none", "--no-measures") == 0
    assert run("e.gexf", "--query", "CONSTRUCT { ?a dg:hasFriend ?b } { ?a dg:hasFriend ?b }", "--timeout", "60") == 0
    assert "Wrote 506 nodes" not in message
    assert "Wrote " in message
    assert "community" in (tmp_path / "a.gexf").read_text(encoding="utf-8")
    assert "community" not in (tmp_path / "c-nodes.csv").read_text(encoding="utf-8")


def test_an_empty_part_is_reported_and_not_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("x.gexf", "--type", "award", "--only", "hasFriend") == 1
    assert "Nothing to write: no relation meets all options" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--around", "Nobody at all"], 3, "No entity is named"),
        (["--type", "Persn"], 2, "person"),
        (["--only", "hasFrend"], 2, "hasFriend"),
        (["--between", "2019", "2018"], 2, "2019 is after 2018"),
        (["--between", "soon", "2018"], 2, "not a day, month or year"),
        (["--as-of", "2017-01-01", "--between", "2016", "2018"], 2, "one of them"),
        (["--path", "Liu Weiping", "Liu Weiping"], 2, "names one entity twice"),
        (["--query", "DELETE WHERE { ?a ?b ?c }"], 2, "read-only"),
        (["--layout", "spring"], 2, "distances"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(
    arguments: list[str], code: int, message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("x.gexf", *arguments) == code
    assert message in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_whole_dataset_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("x.ttl", "--type", "person") == 2
    assert "whole dataset" in capfd.readouterr().err


def test_a_refused_text_leaves_the_former_file(use_tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.gexf").write_text("former", encoding="utf-8")
    monkeypatch.setattr("disgraph.export.relationship.edge_id", lambda *_: "\x00")
    assert run("x.gexf") == 4
    assert (tmp_path / "x.gexf").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_private_copy_is_written_and_taken_away(
    use_tiny: None, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    codes = [run("people.csv", "--privacy", "pseudonym", "--around", f"Person {number}", "--hops", "1") for number in ("01", "02")]
    assert sorted(map(str, codes)) == ["0", "1"]  # one of the two persons has no relation
    assert "Pseudonyms are not anonymity" in capfd.readouterr().err
    assert "Person 0" in (tmp_path / "people-nodes.csv").read_text(encoding="utf-8")
    assert list(room.iterdir()) == []


def test_in_a_private_copy_names_are_those_of_the_copy(use_tiny: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("people.csv", "--privacy", "pseudonym", "--around", "Amei Li") == 3
    assert "Sunny Workshop" not in capfd.readouterr().err


def test_who_is_left_out_is_counted(
    use_tiny: None, tiny: Graph, tiny_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = tmp_path / "public-figures.yaml"
    figures.write_text("- {person: bo-wang, office: mayor, reason: head of the village}\n", encoding="utf-8")
    project = own_project(tiny_folder)._replace(public_figures=figures)
    monkeypatch.setattr(command, "current_graph", lambda *_: KnowledgeGraph(backend_of(tiny), lambda: project))
    assert run("public.nq", "--privacy", "public-figures-only") == 0
    assert "Left out: 1 of 2 persons" in capfd.readouterr().err
    text = (tmp_path / "public.nq").read_text(encoding="utf-8")
    assert "Amei Li" not in text
    assert "amei-li" not in text
