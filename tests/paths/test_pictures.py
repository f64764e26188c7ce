"""`disgraph path -f dot|mermaid|gexf|html`: the hops of the paths as a small network, by the writers of `disgraph export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.cli import path as command
from disgraph.cli.main import run_click
from disgraph.cli.path import DRAWN
from disgraph.errors import MisuseError
from disgraph.export.writers import WRITERS
from disgraph.graph.disk import DiskBackend
from disgraph.project import shipped_project

A, B = "Liu Weiping", "Tang Xiaopeng"


@pytest.fixture(autouse=True)
def use_shipped(monkeypatch: pytest.MonkeyPatch, shipped_folder: Path, tmp_path: Path) -> None:
    """Let the command open the graph that the tests have built, in an empty directory."""
    monkeypatch.setattr(command, "current_graph", lambda *_: KnowledgeGraph(DiskBackend(str(shipped_folder)), shipped_project))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("form", DRAWN)
def test_the_picture_has_both_ends_and_the_quote_of_the_hop(form: str, tmp_path: Path) -> None:
    assert form in WRITERS
    assert run_click(["path", A, B, "-f", form, "-o", "x"]) == 0
    written = " ".join((tmp_path / "x").read_text(encoding="utf-8").replace("<br>", " ").split())
    assert A in written
    assert B in written
    assert "Now, Tang handles recruitment and interviews" in written


def test_gexf_of_paths_has_its_legend_next_to_it(tmp_path: Path) -> None:
    assert run_click(["path", A, B, "-f", "gexf", "-o", "x.gexf"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.gexf", "x.legend.md"]
    nodes = etree.parse(tmp_path / "x.gexf").findall(".//{*}node")
    assert {A, B} <= {node.get("label") for node in nodes}
    assert len(nodes) < 10


def test_the_page_is_called_after_both_ends(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_click(["path", A, B, "-f", "html"]) == 0
    assert f"<title>How {A} and {B} are connected</title>" in capfd.readouterr().out


def test_the_page_begins_with_the_story_in_order(tmp_path: Path) -> None:
    """interface-M3."""
    assert run_click(["path", A, B, "-f", "html", "-o", "x.html"]) == 0
    page = etree.parse(tmp_path / "x.html").getroot()
    main = page.find(".//{*}main")
    assert main is not None
    assert [part.get("id") or part.get("aria-labelledby") for part in main] == ["story", "picture", "map", "relations", "documents"]
    paths = main[0].findall("./{*}section/{*}ol/{*}li")
    assert paths[0].text == f"{A} \u2013 {B} (1 hop)"
    assert len(paths) == 3
    for path in paths:
        assert path.findall("./{*}ul/{*}li/{*}blockquote/{*}cite")
    assert "--all-ways" not in "".join(main.itertext())


@pytest.mark.parametrize("form", DRAWN)
def test_without_a_path_nothing_is_drawn_and_the_search_is_described(form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_click(["path", A, "Yang Shuting", "-f", form, "-o", "x"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert "are not connected" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", DRAWN)
def test_only_the_paths_between_two_are_drawn(form: str) -> None:
    for arguments in ((A, B, "Peng Yu"), (A, B, "--co-mention")):
        with pytest.raises(MisuseError, match="draws the paths between two names"):
            run_click(["path", *arguments, "-f", form])
