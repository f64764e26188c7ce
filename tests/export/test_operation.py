"""`export_graph`: the export that every face calls."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from disgraph.errors import MisuseError
from disgraph.export.export_options import ExportOptions, check_options
from disgraph.export.operation import export_graph
from disgraph.export.period import read_period
from disgraph.export.writers import as_bytes
from disgraph.graph.graph import Graph
from disgraph.graph.memory import MemoryBackend
from disgraph.rdf import DG, RDF


def written(files: Mapping[str, object]) -> dict[str, bytes]:
    return {name: as_bytes(content) for name, content in files.items()}  # type: ignore[arg-type]


def test_files_and_summary_are_returned_and_nothing_is_written(shipped: Graph) -> None:
    result = export_graph(shipped, "people.csv", ExportOptions(around="Liu Weiping", hops=1))
    assert list(result.files) == ["people-nodes.csv", "people-edges.csv"]
    assert b"Tang Xiaopeng" in written(result.files)["people-nodes.csv"]
    assert result.summary.startswith("Wrote ")
    assert result.summary.endswith(" edges to people-nodes.csv, people-edges.csv")


def test_a_query_is_answered_on_the_exported_graph(shipped: Graph) -> None:
    asked: list[Graph] = []
    triple = next(quad.triple for quad in shipped.quads.quads_for_pattern(None, DG["hasFriend"], None, None))

    def query(graph: Graph) -> list[object]:
        asked.append(graph)
        return [triple]

    result = export_graph(shipped, "friends.json", ExportOptions(query=query))  # type: ignore[arg-type]
    assert asked == [shipped]
    assert result.summary.startswith("Wrote 2 nodes and 1 edge")


def without(graph: Graph, *classes: str) -> Graph:
    """Return a graph without the nodes of some classes being of them."""
    types = [DG[name] for name in classes]
    quads = graph.quads.quads_for_pattern(None, None, None, None)
    return Graph(MemoryBackend((quad for quad in quads if quad.predicate != RDF["type"] or quad.object not in types), (), graph.summary))


@pytest.mark.parametrize("target", ["x.gexf", "x.csv", "x.xlsx", "x.html", "x.json"])
def test_a_graph_loaded_without_reasoning_is_not_exported_as_an_empty_one(target: str, tiny: Graph) -> None:
    """interface-S6, structure-P9."""
    result = export_graph(without(tiny, "Entity"), target)
    assert result.files == {}
    assert result.summary.startswith("Nothing to write: no node of the graph has the class dg:Entity, which reasoning adds.")


def test_a_graph_without_claims_and_entities_has_another_reason(tiny: Graph) -> None:
    assert export_graph(without(tiny, "Entity", "Claim"), "x.gexf").summary == "Nothing to write: the graph has no entities."


def test_the_whole_dataset_of_such_a_graph_is_still_written(tiny: Graph) -> None:
    assert list(export_graph(without(tiny, "Entity"), "x.nt").files) == ["x.nt"]


def test_options_are_checked_without_a_graph() -> None:
    assert check_options("x.csv", ExportOptions(around="Liu Weiping")).tables == ("nodes", "edges")
    with pytest.raises(MisuseError, match="whole dataset"):
        check_options("x.ttl", ExportOptions(types=("person",)))
    with pytest.raises(MisuseError, match="both select a time"):
        check_options("x.gexf", ExportOptions(as_of="2017-01-01", between=("2016", "2018")))


@pytest.mark.parametrize(
    ("given", "days"),
    [
        (("2016", "2016"), ("2016-01-01", "2016-12-31")),
        (("2016-02", "2016-02"), ("2016-02-01", "2016-02-31")),
        (("2016-02-03", "2017"), ("2016-02-03", "2017-12-31")),
    ],
)
def test_a_period_reaches_to_the_end_of_its_last_year_or_month(given: tuple[str, str], days: tuple[str, str]) -> None:
    assert read_period(*given) == days


@pytest.mark.parametrize("given", ["", "20", "2016-13", "2016-02-30", "soon", "2016-1"])
def test_what_is_not_a_date_is_refused(given: str) -> None:
    with pytest.raises(MisuseError, match="is not a day, month or year"):
        read_period(given, "2020")
