"""GEXF 1.3: it passes the schema, is read back equal, and is readable at first sight."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from disgraph.export import layout, stress
from disgraph.export.appearance import colour_of
from disgraph.export.edge_style import STYLES
from disgraph.export.gexf import gexf
from disgraph.export.legend import legend
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.stress import place
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import PLAIN, Look
from disgraph.ontology.vocabulary import Colour

GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def written(network: RelationshipNetwork, shipped: Graph) -> bytes:
    return "".join(gexf(network, shipped.relations.looks)).encode()


@pytest.fixture(scope="module")
def read(written: bytes) -> nx.MultiDiGraph:
    """What networkx reads: the version has to be named, and colour, size and position are lost, which it knows with `viz:` only."""
    return nx.read_gexf(io.BytesIO(written), version="1.3")


def test_passes_the_schema(written: bytes) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.xsd"))
    schema.assertValid(etree.fromstring(written))


def test_has_every_node_with_label_and_type(read: nx.MultiDiGraph, network: RelationshipNetwork) -> None:
    assert {(iri, facts["label"], facts["entity_type"], facts["degree"]) for iri, facts in read.nodes(data=True)} == {
        (node.iri, node.label, node.type, node.degree) for node in network.nodes
    }


def test_has_every_edge_with_property_weight_quote_and_time(read: nx.MultiDiGraph, network: RelationshipNetwork) -> None:
    names = ("id", "label", "property", "weight", "quote", "inferred", "earliest_year", "start_date")
    found = {(source, target, *map(facts.get, names)) for source, target, facts in read.edges(data=True)}
    assert len(read.edges) == len(network.edges)
    assert found == {
        (
            edge.source,
            edge.target,
            edge.id,
            edge.label,
            edge.kind,
            float(edge.weight),
            edge.quote or None,
            edge.inferred,
            edge.earliest,
            edge.start or None,
        )
        for edge in network.edges
    }


def test_says_kind_and_days_where_gephi_reads_them(written: bytes, network: RelationshipNetwork) -> None:
    names = ("id", "kind", "start", "end", "type")
    assert [tuple(map(edge.get, names)) for edge in etree.fromstring(written).iter(f"{GEXF}edge")] == [
        (edge.id, edge.kind, edge.start or None, edge.end or None, "directed") for edge in network.edges
    ]


def test_declares_every_column_before_the_nodes_with_its_title_as_id(written: bytes) -> None:
    root = etree.fromstring(written)
    graph = root.find(f"{GEXF}graph")
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {kind.get("class"): {column.get("id") for column in kind} for kind in graph.findall(f"{GEXF}attributes")}
    for owner in ("node", "edge"):
        used = {value.get("for") for row in root.iter(f"{GEXF}{owner}") for value in row.iter(f"{GEXF}attvalue")}
        assert used <= declared[owner]
    assert all(column.get("id") == column.get("title") for column in root.iter(f"{GEXF}attribute"))


def test_no_whole_number_column_looks_like_categories_to_gephi_lite(written: bytes) -> None:
    """It takes whole numbers that count from 0 or 1 for categories, unless the column has one of these names."""
    numbers = {column.get("id") for column in etree.fromstring(written).iter(f"{GEXF}attribute") if column.get("type") == "integer"}
    assert {name for name in numbers if not name.endswith("_year")} == {"degree"}


def test_is_the_same_each_time(network: RelationshipNetwork, shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "place", stress.place)  # not the one that remembers
    edges = tuple(network.edges)[:100]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    part = RelationshipNetwork(tuple(node for node in network.nodes if node.iri in ends), edges)
    first, second = ("".join(gexf(part, shipped.relations.looks)) for _ in range(2))
    assert first == second


def test_nodes_do_not_overlap(written: bytes) -> None:
    spots = []
    for node in etree.fromstring(written).iter(f"{GEXF}node"):
        spot, size = node.find(f"{GEXF}position"), node.find(f"{GEXF}size")
        spots.append((float(spot.get("x")), float(spot.get("y")), float(size.get("value")) / 2))
    pairs = ((first, second) for index, first in enumerate(spots) for second in spots[:index])
    assert sum(math.dist(first[:2], second[:2]) < first[2] + second[2] for first, second in pairs) == 0


def test_small_components_stay_near(written: bytes) -> None:
    spots = [spot for node in etree.fromstring(written).iter(f"{GEXF}node") for spot in node.iter(f"{GEXF}position")]
    across, down = ([float(spot.get(axis)) for spot in spots] for axis in ("x", "y"))
    wide, high = max(across) - min(across), max(down) - min(down)
    assert 0.5 < wide / high < 2
    assert wide * high < 10_000 * len(spots)


@pytest.mark.slow
def test_a_large_component_is_drawn_through_pivots() -> None:
    edges = [(f"n{number}", f"n{number // 3}") for number in range(1, 1200)]
    sizes = {f"n{number}": 8.0 for number in range(1200)}
    points = place(sizes, edges)
    lengths = sorted(math.dist(points[source], points[target]) for source, target in edges)
    far = math.dist(min(points.values()), max(points.values()))
    assert lengths[len(lengths) // 2] < far / 5
    assert place(sizes, edges) == points


def test_no_nodes_and_nodes_at_one_spot_are_placed() -> None:
    assert place({}, []) == {}
    assert len(set(place({"a": 5.0, "b": 5.0, "c": 5.0}, [("a", "b"), ("a", "a")]).values())) == 3


def test_colours_differ_and_rare_types_share_the_grey(shipped: Graph) -> None:
    looks = shipped.relations.looks
    colours = {look.colour for look in looks.values()}
    assert len({colour.hex for colour in colours} | {PLAIN.colour.hex}) == len(colours) + 1 == 10
    assert colour_of("County", looks) == colour_of("Place", looks)
    assert colour_of("Federation", looks) != colour_of("Company", looks)
    assert colour_of("Brand", looks) == PLAIN.colour


def test_legend_names_every_type_with_its_colour_and_count(network: RelationshipNetwork, shipped: Graph, written: bytes) -> None:
    result = legend(network, shipped.relations.looks)
    rows = [line.strip("| ").split(" | ") for line in result.splitlines() if line.startswith("|")][2:]
    counts = Counter(node.type_label for node in network.nodes)
    assert {row[0]: row[3] for row in rows if row[0] in counts} == {label: str(count) for label, count in counts.items()}
    drawn = {tuple(int(node.find(f"{GEXF}color").get(name)) for name in "rgb") for node in etree.fromstring(written).iter(f"{GEXF}node")}
    legend_hexes = {row[2] for row in rows if row[0] in counts}
    assert {f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in drawn} == legend_hexes


def test_the_legend_has_every_line_style_that_is_drawn(network: RelationshipNetwork, shipped: Graph, written: bytes) -> None:
    text = legend(network, shipped.relations.looks)
    drawn = Counter(
        (edge.find(f"{GEXF}shape").get("value"), tuple(int(edge.find(f"{GEXF}color").get(name)) for name in "rgb"))
        for edge in etree.fromstring(written).iter(f"{GEXF}edge")
    )
    assert set(drawn) == {(style.line, style.colour.channels()) for style in STYLES}
    assert all(f"| {style.line} | {style.colour.name} | {style.colour.hex} |" in text for style in STYLES)
    assert f"{sum(edge.inferred for edge in network.edges)} of {len(network.edges):,} edges are derived." in text


def test_legend_of_an_empty_graph_is_a_legend(make_network: Callable[[str], RelationshipNetwork]) -> None:
    assert "| person | wine | #882255 | 2 |" in legend(make_network("x"), {"Person": Look(Colour("wine", "#882255"), "circle")})
    assert "| type |" in legend(RelationshipNetwork((), ()), {})
