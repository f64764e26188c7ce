"""A private copy on a server: no page, answer or download has a withheld name."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from disgraph.api.graph_opening import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.privacy.private_copy import private_copy
from disgraph.server.application import application
from disgraph.server.settings import ServerSettings

ADDRESSES = (
    "/",
    "/search?text=Amei",
    "/documents",
    "/document/doc",
    "/queries",
    "/stats",
    "/audit",
    "/api/stats",
    "/api/suggest?text=Li",
    "/network.gexf",
    "/download?format=csv&query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D",
    "/reconcile/suggest/entity?prefix=Li",
)


@pytest.fixture(scope="module")
def private(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    graph = open_graph(tiny_folder)
    copied = private_copy(graph.graph, graph.project, "pseudonym", tmp_path_factory.mktemp("copy"))
    return KnowledgeGraph(copied.graph.backend, lambda: graph.project, has_sources=False)


def test_no_answer_has_a_withheld_name(private: KnowledgeGraph) -> None:
    settings = ServerSettings(workers=1, seconds=5)
    with TestClient(application(private, settings), base_url="http://127.0.0.1") as client:
        answers = {address: client.get(address, headers={"Accept": "text/html,*/*;q=0.5"}) for address in ADDRESSES}
    named = [address for address, answer in answers.items() if "Amei Li" in answer.text or "amei-li" in answer.text]
    assert named == []
    assert all(answer.status_code in (200, 404) for answer in answers.values())
    assert "person/" in answers["/download?format=csv&query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D"].text
