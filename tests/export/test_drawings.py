"""DOT and Mermaid: read back by pydot, by Graphviz, and by Mermaid's own parser."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.errors import InputError, LimitExceeded
from disgraph.export.dot import dot, quoted
from disgraph.export.edge_style import edge_style, known_phrase
from disgraph.export.mermaid import MOST_CHARACTERS, MOST_EDGES, label, mermaid
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Look
from disgraph.ontology.vocabulary import Colour

Read = Callable[[str, str | Sequence[str]], Any]

LOOKS = {"Person": Look(Colour("wine", "#882255"), "circle")}
HOSTILE = [
    "\"quoted\" & <b>bold</b> 'single' &amp; &#10; #35; #quot;",
    "back\\slash \\N \\",
    "唐小鹏 🦽👩🏽‍🦯",
    "\u202eright to left\u202c שלום سلام",
    "`code` **bold** _it_ [x](javascript:y) %% end",
    "1. first",
    "- item",
    "click n1 call alert()",
    "subgraph end -->|x| {{a}} ((b)) ;",
    "long " * 2_000,
]


def part_of(network: RelationshipNetwork, count: int) -> RelationshipNetwork:
    """Return the first relations that a document states, with their ends."""
    edges = tuple(edge for edge in network.edges if edge.quote)[:count]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return RelationshipNetwork(tuple(node for node in network.nodes if node.iri in ends), edges)


def spaced(text: str) -> str:
    return " ".join(text.split())


def _in_brackets(text: str, brackets: str) -> list[str]:
    return [f"{brackets[0]}{text}{brackets[1]}"] if text else []


# --- DOT ---


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydot calls pyparsing by its old names
def test_pydot_reads_every_node_and_edge(network: RelationshipNetwork, shipped: Graph) -> None:
    network = part_of(network, 120)  # pydot is slow
    read = pydot.graph_from_dot_data("".join(dot(network, shipped.relations.looks)))
    assert read is not None
    (graph,) = read
    assert {node.get_name().strip('"') for node in graph.get_nodes()} - {"node", "edge", "graph"} == {node.iri for node in network.nodes}
    found = [(edge.get_source(), edge.get_destination(), edge.get("id"), edge.get("style")) for edge in graph.get_edges()]
    assert found == [(f'"{edge.source}"', f'"{edge.target}"', f'"{edge.id}"', f'"{edge_style(edge).line}"') for edge in network.edges]


def test_graphviz_draws_labels_and_gives_each_quote_with_its_document(
    network: RelationshipNetwork, shipped: Graph, read_by_npm: Read
) -> None:
    part = part_of(network, 12)
    drawn = read_by_npm("dot", "".join(dot(part, shipped.relations.looks)))
    assert {(node["name"], *node["words"]) for node in drawn["nodes"]} == {
        (node.iri, node.label, f"({node.type_label})") for node in part.nodes
    }
    assert {(edge["id"], *edge["words"]) for edge in drawn["edges"]} == {(edge.id, edge.label) for edge in part.edges}
    assert {edge["id"]: edge["tooltip"] for edge in drawn["edges"]} == {
        edge.id: "\n".join(
            [edge.sentence, in_quotation_marks(edge.quote), f"{edge.document}: {edge.title}", *_in_brackets(known_phrase(edge.known), "[]")]
        )
        for edge in part.edges
    }


def test_graphviz_shows_hostile_text_as_it_is(make_network: Callable[[str], RelationshipNetwork], read_by_npm: Read) -> None:
    networks = [make_network(text) for text in HOSTILE]
    drawn = read_by_npm("dot", ["".join(dot(network, LOOKS)) for network in networks])
    for network, picture in zip(networks, drawn, strict=True):
        assert picture["nodes"][0]["words"] == [next(iter(network.nodes)).label, "(person)"]


@given(text=st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"]) | st.sampled_from('\\"&\n'), max_size=30))
def test_a_text_of_dot_ends_where_it_should(text: str) -> None:
    """Read as the lexer of Graphviz does, then as a label is: pairs of backslashes, entities, line breaks."""
    body = quoted(text, "x")[1:-1]
    resolved, rest = "", iter(body)
    for character in rest:
        assert character != '"'
        resolved += {"n": "\n"}.get(after, after) if character == "\\" and (after := next(rest)) else character
    assert html.unescape(resolved) == text


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800"])
def test_what_dot_cannot_hold_is_refused_by_name(bad: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(InputError, match=r"^https://example\.org/person/a: .*which DOT cannot hold"):
        list(dot(make_network(f"Tang{bad}"), LOOKS))


# --- Mermaid ---


def test_mermaid_reads_every_node_and_edge_with_quote_and_document(network: RelationshipNetwork, shipped: Graph, read_by_npm: Read) -> None:
    part = part_of(network, MOST_EDGES // 2)
    found = read_by_npm("mermaid", mermaid(part, shipped.relations.looks))
    entities = [node for node in found["nodes"] if node["id"].startswith("n")]
    assert [node["text"] for node in entities] == [f"{node.label} ({node.type_label})" for node in part.nodes]
    places = {node.iri: f"n{number}" for number, node in enumerate(part.nodes, 1)}
    assert [(edge["source"], edge["target"], edge["text"]) for edge in found["edges"]] == [
        (
            places[edge.source],
            places[edge.target],
            spaced(
                " ".join([edge.label, in_quotation_marks(edge.quote), f"({edge.document})", *_in_brackets(known_phrase(edge.known), "()")])
            ),
        )
        for edge in part.edges
    ]
    titles = {node["text"] for node in found["nodes"] if node["id"].startswith("d")}
    assert titles == {spaced(f"{edge.document}: {edge.title}") for edge in part.edges}


def test_mermaid_shows_hostile_text_and_runs_none_of_it(make_network: Callable[[str], RelationshipNetwork], read_by_npm: Read) -> None:
    read = read_by_npm("mermaid", [mermaid(make_network(text), LOOKS) for text in HOSTILE])
    for text, found in zip(HOSTILE, read, strict=True):
        assert [node["text"] for node in found["nodes"][:2]] == [f"{spaced(text)} (person)", "Tang (person)"]
        assert found["edges"][0]["text"] == f"helped {spaced(in_quotation_marks(text))} (d1)"
        assert {part["elements"] for part in (*found["nodes"], *found["edges"])} == {0}


@given(text=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60))
def test_a_label_of_mermaid_has_no_markup_but_its_own(text: str) -> None:
    written = label(text, "x")
    plain = written.replace("<br>", " ")
    assert not set(plain) & set("\"'`<>[]{}|&*_~\\/")
    assert spaced(html.unescape(plain.replace("#", "&#"))) == spaced(text)


@pytest.mark.parametrize("bad", ["\x00", "\x9f", "\ud800", "\uffff"])
def test_what_mermaid_cannot_hold_is_refused_by_name(bad: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(InputError, match=r"^https://example\.org/person/a: .*which Mermaid cannot hold"):
        mermaid(make_network(f"Tang{bad}Liu"), LOOKS)


def test_a_graph_too_large_to_read_is_refused_with_a_remedy(network: RelationshipNetwork) -> None:
    with pytest.raises(LimitExceeded, match=f"{len(network.edges)} relations") as refused:
        mermaid(network, LOOKS)
    assert "path A B -f mermaid" in refused.value.remedy


def test_a_text_that_mermaid_would_not_read_is_refused(make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(LimitExceeded, match=f"Mermaid reads {MOST_CHARACTERS:,}"):
        mermaid(make_network("x" * 100_000), LOOKS)
