"""Being named in one document: labelled, quoted, and never among relations."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.paths.comention import KIND, CoMentions
from disgraph.paths.lookup import find_paths
from disgraph.rdf import SCHEMA, NamedNode
from disgraph.relationships.flat_index import FlatIndex
from disgraph.relationships.path_options import PathOptions
from disgraph.store.name_file import read_names

BASE = "https://w3id.org/disgraph/resource/"


@pytest.fixture(scope="module")
def together(shipped: Graph) -> CoMentions:
    """Co-mention in the five documents."""
    return CoMentions(shipped)


def test_two_are_joined_for_each_document_that_names_both_and_no_other(shipped: Graph, together: CoMentions) -> None:
    documents = {quad.subject for quad in store_of(shipped).quads_for_pattern(None, SCHEMA["mentions"], None, None)}
    named = {str(document): {quad.object for quad in shipped.about(document, SCHEMA["mentions"])} for document in documents}
    assert len(named) == 5
    for slug in ("person/liu-weiping", "person/wei-jing", "organisation/china-disabled-persons-federation"):
        node = NamedNode(BASE + slug)
        expected = sorted((document, str(other)) for document, others in named.items() if node in others for other in others - {node})
        found = sorted((f"<{edge.record}>", f"<{edge.other(node.value)}>") for edge in together.around(node.value))
        assert found == expected
        assert expected


def test_an_edge_is_the_same_from_both_ends(together: CoMentions) -> None:
    node = f"{BASE}person/peng-yu"
    edges = together.around(node)
    assert len(edges) > 5
    assert [edge for edge in edges if edge not in together.around(edge.other(node))] == []


def test_one_passage_of_both_is_quoted_and_the_hop_says_what_it_is_not(together: CoMentions) -> None:
    answer = find_paths(together, f"{BASE}person/lan-shiyong", f"{BASE}person/wen-dongming", PathOptions(k=1))
    (hop,) = answer.paths[0].steps[0].hops
    assert hop.sentence == "Lan Shiyong and Wen Dongming are both named in one passage of document 004 (not a relationship)"
    assert "Wen learned about Lan Shiyong" in " ".join(passage.quote for passage in hop.passages)


def test_without_one_passage_of_both_each_is_quoted(together: CoMentions) -> None:
    answer = find_paths(together, f"{BASE}person/zheng-gang", f"{BASE}person/tan-shixi", PathOptions(k=1))
    (hop,) = answer.paths[0].steps[0].hops
    assert hop.sentence == "Tan Shixi and Zheng Gang are both named in document 003 (not a relationship)"
    assert len(hop.passages) == 2
    assert ["Tan Shixi" in hop.passages[0].quote, "Zheng" in hop.passages[1].quote] == [True, True]


def test_no_relation_is_a_co_mention_and_no_co_mention_a_relation(shipped_folder: Path, together: CoMentions) -> None:
    index = FlatIndex(str(shipped_folder))
    nodes = sorted({name.iri for name in read_names(str(shipped_folder))})
    assert KIND not in {edge.kind for node in nodes for edge in index.around(node)}
    assert {edge.kind for edge in together.around(f"{BASE}person/peng-yu")} == {KIND}
