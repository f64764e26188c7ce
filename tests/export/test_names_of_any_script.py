"""The labels in every export are the labels of the graph: other scripts, digits, quotation marks and brackets (documents-IN46, IN47)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

from disgraph import open_graph, pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.corpus.documents import read_entries
from disgraph.intake.shelf import Shelf
from disgraph.pipeline import UNCHECKED
from disgraph.project import begin_project, own_project

#: Names, with the alias that is the Latin form, if there is one.
NAMES = {
    "\u963f\u7c73\u5a1c": "Amina",
    "\u0410\u043c\u0438\u043d\u0430 \u0411\u0430\u0440\u0430\u0441\u0430": "",
    "4711": "",
    '"Quoted" [B] & <C>; $5 |d| {e}': '"Quoted" [B] & <C>; $5 |d| {e}',
    "(The) O'Neil \\ Bros / %s": "(The) O'Neil \\ Bros / %s",
    "\u2019s Heeren Loo": "\u2019s Heeren Loo",
    "\u0623\u0645\u064a\u0646\u0629": "",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    root = tmp_path_factory.mktemp("names")
    begin_project(root / "mine")
    project = own_project(root / "mine")
    (root / "names.txt").write_text("".join(f"{name} is in Lisbon.\n" for name in NAMES), encoding="utf-8")
    with Shelf(project) as shelf:
        shelf.add(root / "names.txt", {"language": "en"})
    assert "names" in read_entries(project.catalogue)
    entities = [
        {"id": f"e{at}", "type": "Organisation", "name": name, **({"aliases": [alias]} if alias not in ("", name) else {})}
        for at, (name, alias) in enumerate(NAMES.items())
    ]
    claims = [
        {"id": f"c{at}", "statement": [f"e{at}", "locatedIn", "lisbon"], "quote": f"{name} is in Lisbon."} for at, name in enumerate(NAMES)
    ]
    (project.entities / "names.yaml").write_text(json.dumps(entities), encoding="utf-8")
    (project.claims / "names.yaml").write_text(json.dumps({"document": "names", "passages": [{"claims": claims}]}), encoding="utf-8")
    pipeline.build(project, lambda _step: None, UNCHECKED)
    return open_graph(root / "mine")


@pytest.fixture(scope="module")
def labels() -> set[str]:
    return {*NAMES, "Lisbon", "Open Door Workshop"}


def test_tables_have_the_label_and_the_latin_form(graph: KnowledgeGraph, labels: set[str], tmp_path: Path) -> None:
    graph.export(tmp_path / "x.csv")
    with (tmp_path / "x-nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Label"].removeprefix("'"): row["label_latin"].removeprefix("'") for row in csv.DictReader(file)}
    assert set(rows) - {"Ana Silva"} == labels
    assert {name: rows[name] for name in NAMES} == NAMES


def test_network_formats_read_back_the_same_labels(graph: KnowledgeGraph, labels: set[str], tmp_path: Path) -> None:
    graph.export(tmp_path / "x.gexf")
    graph.export(tmp_path / "x.graphml")
    graph.export(tmp_path / "x.json")
    graph.export(tmp_path / "x.cyjs")
    found = [
        {data["label"] for _node, data in nx.read_gexf(tmp_path / "x.gexf").nodes(data=True)},
        {data["label"] for _node, data in nx.read_graphml(tmp_path / "x.graphml").nodes(data=True)},
        {node["label"] for node in json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["nodes"]},
        {each["data"]["label"] for each in json.loads((tmp_path / "x.cyjs").read_text(encoding="utf-8"))["elements"]["nodes"]},
    ]
    assert [each - {"Ana Silva"} for each in found] == [labels] * len(found)


@pytest.mark.parametrize("name", ["x.cypher", "x.dot", "x.mmd", "x.html"])
def test_texts_have_every_name(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    graph.export(tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert [each for each in NAMES if each.isalnum() and each not in text] == []
