"""Cubes of comparable figures: the integrity constraints of the vocabulary hold, and observations are figures (ontology-V19, V20)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
import yaml
from tests.opened import store_of

from disgraph.export.cube import cube
from disgraph.export.figure_series import NO_PERIOD, figure_series
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, QB, RDF, Literal, NamedNode, RdfFormat, Store

PREFIXES = """
PREFIX : <urn:cube#> PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SMALL = """
:cube a qb:DataSet ; qb:structure :structure .
:structure a qb:DataStructureDefinition ; qb:component :c1, :c2, :c3 .
:c1 qb:componentProperty :place . :place a qb:DimensionProperty ; rdfs:range :Place .
:c2 qb:componentProperty :value . :value a qb:MeasureProperty .
:c3 qb:componentProperty :unit ; qb:componentRequired true . :unit a qb:AttributeProperty .
:first a qb:Observation ; qb:dataSet :cube ; :place :here ; :value 1 ; :unit :one .
"""


class Constraint(NamedTuple):
    """An integrity constraint: its query is true where a graph violates it, and `broken` violates it."""

    id: str
    rule: str
    ask: str
    broken: str


CONSTRAINTS = [Constraint(**each) for each in yaml.safe_load((Path(__file__).parent / "cube-constraints.yaml").read_text("utf-8"))]
of_each = pytest.mark.parametrize("constraint", CONSTRAINTS, ids=[each.id for each in CONSTRAINTS])


def violates(store: Store, constraint: Constraint) -> bool:
    return bool(store.query(f"{PREFIXES} ASK {{ {constraint.ask} }}"))


def store_with(turtle: str | bytes) -> Store:
    store = Store()
    store.load(turtle.encode() if isinstance(turtle, str) else turtle, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def written(shipped: Graph) -> bytes:
    """The cubes of the seed documents."""
    return cube(shipped)


@pytest.fixture(scope="module")
def cubes(written: bytes) -> Store:
    """The same, loaded."""
    return store_with(written)


def test_the_constraints_are_those_of_the_standard() -> None:
    assert [each.id for each in CONSTRAINTS] == [f"IC-{number}" for number in range(1, 20)]


@of_each
def test_a_constraint_finds_what_violates_it(constraint: Constraint) -> None:
    assert not violates(store_with(PREFIXES + SMALL), constraint)
    assert violates(store_with(PREFIXES + SMALL + constraint.broken), constraint)


@of_each
def test_the_cubes_hold_every_constraint(constraint: Constraint, cubes: Store) -> None:
    assert not violates(cubes, constraint)


def test_no_code_list_is_hierarchical(cubes: Store) -> None:
    """IC-20 and IC-21 are generated from hierarchical code lists."""
    assert not list(cubes.quads_for_pattern(None, RDF["type"], QB["HierarchicalCodeList"], None))


def test_another_reader_finds_the_same_observations(written: bytes, cubes: Store) -> None:
    read = rdflib.Graph().parse(data=written, format="turtle")
    count = len(list(cubes.quads_for_pattern(None, RDF["type"], QB["Observation"], None)))
    assert len(set(read.subjects(rdflib.RDF.type, rdflib.URIRef(str(QB) + "Observation")))) == count > 100


def test_an_observation_is_a_figure_with_its_value_and_how_it_is_known(shipped: Graph, cubes: Store) -> None:
    graph = store_of(shipped)
    rows = cubes.query(
        f"{PREFIXES} PREFIX p: <https://w3id.org/disgraph/resource/cube/property/> "
        "SELECT ?o ?value ?known ?quote { "
        "?o a qb:Observation ; ?measure ?value ; p:known ?known ; p:quote ?quote . ?measure a qb:MeasureProperty }"
    )
    seen = 0
    for node, value, _known, quote in rows:  # type: ignore[union-attr]
        (low,) = {quad.object.value for quad in graph.quads_for_pattern(node, DG["low"], None, None) if isinstance(quad.object, Literal)}
        assert value.value == low
        assert quote.value
        seen += 1
    assert seen == len(list(cubes.quads_for_pattern(None, RDF["type"], QB["Observation"], None)))


def test_people_with_disabilities_by_place_leave_parts_apart(shipped: Graph) -> None:
    """Document 003 counts people with disabilities of twelve places and groups; each part has a criterion that no total has."""
    (series,) = (
        each
        for each in figure_series(shipped)
        if str(each.get("measure")).endswith("/people-with-disabilities>") and str(each.get("statistic")).endswith("/count>")
    )
    further = Counter(tuple(name for name, _ in figure.criteria if name != "disabilityStatus") for figure in series.figures)
    assert further == {(): 8, ("countedRegistration",): 1, ("ageBand",): 1, ("countedKind",): 1, ("countedSeverity", "povertyStatus"): 1}


def test_a_figure_without_a_time_says_so(cubes: Store) -> None:
    """V20: time is missing on most figures, and a cube needs it on each."""
    period = NamedNode("https://w3id.org/disgraph/resource/cube/property/period")
    times = Counter(
        quad.object.value == NO_PERIOD for quad in cubes.quads_for_pattern(None, period, None, None) if isinstance(quad.object, Literal)
    )
    assert times[True] > 20
    assert times[False] > 20
