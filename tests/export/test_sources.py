"""The source documents as CSL-JSON and BibTeX."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import disgraph
from disgraph import pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.intake.shelf import Shelf
from disgraph.project import begin_project, own_project

TITLE = r"50% of {Open_Hands} & \co"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("sources")
    begin_project(folder / "mine")
    project = own_project(folder / "mine")
    (folder / "news.txt").write_text("Asha Rao founded Open Hands in Pune.\n", encoding="utf-8")
    known = {"title": TITLE, "kind": "news report", "author": "Ann Doe; R\u00e9my Roe", "publisher": "The Daily", "date": "2024-05",
             "url": "https://news.example/a_b%20{c}", "accessed": "2024-06-01", "language": "en"}  # fmt: skip
    with Shelf(project) as shelf:
        shelf.add(folder / "news.txt", known)
    pipeline.build(project, lambda _step: None)
    return disgraph.open_graph(folder / "mine")


def written(graph: KnowledgeGraph, target: Path, form: str = "") -> str:
    assert graph.export(str(target), format=form).summary == f"Wrote 2 sources to {target}"
    return target.read_text(encoding="utf-8")


def test_csl_has_what_the_catalogue_has(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """interface-C10."""
    example, news = json.loads(written(graph, tmp_path / "sources.json", "csl"))
    assert example == {"id": "example", "type": "document", "title": "An example", "genre": "example", "language": "en"}
    assert news == {
        "id": "news",
        "type": "article-newspaper",
        "title": TITLE,
        "author": [{"literal": "Ann Doe"}, {"literal": "R\u00e9my Roe"}],
        "publisher": "The Daily",
        "issued": {"date-parts": [[2024, 5]]},
        "URL": "https://news.example/a_b%20{c}",
        "accessed": {"date-parts": [[2024, 6, 1]]},
        "genre": "news report",
        "language": "en",
    }


def test_bibtex_escapes_what_latex_would_read_as_a_command(graph: KnowledgeGraph, tmp_path: Path) -> None:
    entry = written(graph, tmp_path / "sources.bib").split("\n\n")[1]
    assert entry.splitlines() == [
        "@misc{news,",
        r"  title = {{50\% of \{Open\_Hands\} \& \textbackslash{}co}},",
        "  publisher = {The Daily},",
        "  year = {2024},",
        "  type = {news report},",
        "  language = {en},",
        "  urldate = {2024-06-01},",
        "  author = {{Ann Doe} and {R\u00e9my Roe}},",
        "  month = may,",
        "  url = {https://news.example/a_b%20%7Bc%7D},",
        "}",
    ]


def test_a_private_copy_leads_to_no_source(graph: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "sources.json"
    graph.export(str(target), format="csl", privacy="pseudonym")
    text = target.read_text(encoding="utf-8")
    assert not [word for word in ("Ann Doe", "The Daily", "news.example", "2024") if word in text]


def test_an_answer_cites_the_document_with_author_and_address(graph: KnowledgeGraph) -> None:
    from disgraph.passage import Source
    from disgraph.render.citations import description_of

    assert description_of(Source("i", "a", "Open hands", "", "")) == "Open hands (no publisher, no date)"
    source = Source("i", "a", "Open hands", "The Daily", "2024-05", "https://news.example/a", "Ann Doe", "2024-06-01")
    expected = "Open hands (Ann Doe, The Daily, 2024-05) https://news.example/a (accessed 2024-06-01)"
    assert description_of(source) == expected
