"""What the definition of an entity states: the place of a measure in its scheme, the criteria of a population (ontology-V21, V25)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.opened import store_of

from disgraph.claims.claim_files import read_entity_files, settled_roles
from disgraph.claims.entity_check import check_entities
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, RESOURCE, SKOS, NamedNode


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped ontology."""
    return read_vocabulary(shipped_project().ontology)


@pytest.mark.parametrize(
    ("given", "settled"),
    [
        ({"unit": ("person",)}, {"counts": ("person",)}),
        ({"unit": ("CNY",)}, {"unit": ("CNY",)}),
        ({"unit": ("nonsense",)}, {"unit": ("nonsense",)}),
        ({"per": ("month", "person")}, {"per": ("month",), "perCounted": ("person",)}),
        ({"unit": ("job",), "per": ("event",), "value": ("3",)}, {"counts": ("job",), "perCounted": ("event",), "value": ("3",)}),
    ],
)
def test_a_counted_object_that_is_given_as_unit_is_what_is_counted(
    given: dict[str, tuple[str, ...]], settled: dict[str, tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    """Files of version 0.1 had one list for both (ontology-V22)."""
    assert settled_roles(given, vocabulary) == settled


@pytest.mark.parametrize(
    ("defines", "message"),
    [
        ("{usualStatistic: average}", "no statistic 'average'"),
        ("{broader: nothing}", "no measure 'nothing'"),
        ("{disabilityStatus: with-disabilities, populationPlace: m}", "has no property 'populationPlace'"),
        ("{area: big}", "has no property 'area'"),
    ],
)
def test_a_definition_that_does_not_fit_is_refused(defines: str, message: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = tmp_path / "e.yaml"
    file.write_text(f"- {{id: m, type: Measure, name: m, description: A thing., defines: {defines}}}\n", encoding="utf-8")
    problems = list(check_entities(read_entity_files([file]), vocabulary))
    assert [message in problem.message for problem in problems] == [True]
    assert problems[0].remedy


def test_every_measure_has_a_scheme_a_definition_and_what_its_figures_usually_are(shipped: Graph) -> None:
    """V21: 121 of 121 measures had no scheme; monthly, daily and annual income were unrelated."""
    graph = store_of(shipped)
    measures = {quad.subject for quad in graph.quads_for_pattern(None, RDF["type"], DG["Measure"], None)}
    wanted = (SKOS["inScheme"], SKOS["prefLabel"], SKOS["definition"], DG["usualStatistic"], DG["quantityKind"], DG["periodKind"])
    assert len(measures) > 100
    for predicate in wanted:
        assert measures == {quad.subject for quad in graph.quads_for_pattern(None, predicate, None, None)} & measures, predicate
    assert not [each for each in measures if str(each).endswith(("/monthly-income>", "/daily-income>", "/annual-income>"))]


def test_what_is_counted_is_not_a_unit(shipped: Graph) -> None:
    """V22: people, orders and policies were units."""
    graph = store_of(shipped)
    counted = {quad.subject for quad in graph.quads_for_pattern(None, DG["counts"], None, None)}
    units = {quad.object for node in counted for quad in graph.quads_for_pattern(node, DG["unit"], None, None)}
    assert len(counted) > 150
    assert units == {RESOURCE["unit/one"]}
    both = {quad.subject for quad in graph.quads_for_pattern(None, RDF["type"], DG["Unit"], None)} & {
        quad.subject for quad in graph.quads_for_pattern(None, RDF["type"], DG["CountedObject"], None)
    }
    assert both == set()


def test_a_figure_in_percent_is_a_share_a_rate_or_a_growth(shipped: Graph) -> None:
    graph = store_of(shipped)
    of_percent = [quad.subject for quad in graph.quads_for_pattern(None, DG["unit"], RESOURCE["unit/percent"], None)]
    found = {str(quad.object) for node in of_percent for quad in graph.quads_for_pattern(node, DG["statistic"], None, None)}
    assert found == {f"<{RESOURCE}statistic/{name}>" for name in ("share", "rate", "growth-rate")}


def test_populations_have_the_criteria_that_their_names_state(shipped: Graph) -> None:
    graph = store_of(shipped)

    def values(name: str, predicate: str) -> set[str]:
        node = NamedNode(f"{RESOURCE}group/{name}")
        return {str(quad.object).strip("<>").rpartition("/")[2] for quad in graph.quads_for_pattern(node, DG[predicate], None, None)}

    rural = "poor-people-with-disabilities-in-rural-areas-of-china"
    assert values(rural, "hasCriterion") == {"with-disabilities", "poor", "rural"}
    assert (values(rural, "populationPlace"), values(rural, "subpopulationOf")) == (
        {"china"},
        {"impoverished-people-with-disabilities-in-china"},
    )


def test_every_population_of_people_with_disabilities_says_so(shipped: Graph) -> None:
    graph = store_of(shipped)
    populations = {quad.subject for quad in graph.quads_for_pattern(None, RDF["type"], DG["Population"], None)}
    named = {each for each in populations if "disabilit" in shipped.label(each)}
    assert len(named) > 20
    assert named == {quad.subject for quad in graph.quads_for_pattern(None, DG["disabilityStatus"], None, None)} & named
