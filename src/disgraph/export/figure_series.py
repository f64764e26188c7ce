"""Comparable figures: of one measure, statistic, unit and divisor; they differ in what they are about, when, or whom they count."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from disgraph.facts.known import Known, how_known
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DG, RDF, RDFS, NamedNode, Term, local_name

#: What the figures of a series have in common.
SHARED = ("measure", "statistic", "unit", "counts", "per", "perCounted", "perNumber")
#: EDTF for a time of which nothing is stated.
NO_PERIOD = "XXXX"
#: The fewest figures worth comparing.
_FEWEST = 2


class ComparableFigure(NamedTuple):
    """A figure with one value for each dimension; a criterion that its words do not name is absent."""

    node: NamedNode
    value: str
    about: NamedNode
    period: str
    document: NamedNode
    criteria: tuple[tuple[str, NamedNode], ...]
    comparator: str
    population: str
    known: Known
    quote: str

    @property
    def key(self) -> tuple[object, ...]:
        """What must differ between two figures of a series."""
        return self.about, self.period, self.document, self.criteria


class FigureSeries(NamedTuple):
    """Comparable figures with what they have in common, and the number of figures of the same kind that are left out."""

    shared: tuple[tuple[str, Term], ...]
    figures: tuple[ComparableFigure, ...]
    left_out: int

    def get(self, role: str) -> Term | None:
        """Return what the figures have in common in a role."""
        return dict(self.shared).get(role)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that a figure of the series names."""
        return tuple(sorted({name for figure in self.figures for name, _ in figure.criteria}))


def figure_series(graph: Graph) -> list[FigureSeries]:
    """Return every series of at least two figures that differ in what they are about, when they are for, or whom they count.

    Left out are ranges, figures about several things or with alternatives as a criterion, and figures that differ in words alone.
    """
    criteria = criterion_names(graph)
    by_shared: dict[tuple[tuple[str, Term], ...], list[ComparableFigure | None]] = defaultdict(list)
    for quad in sorted(graph.to(DG["Observation"], RDF["type"]), key=str):
        node = quad.subject
        assert isinstance(node, NamedNode)
        by_shared[_shared(graph, node)].append(_figure(graph, node, criteria))
    found = (_series(shared, figures) for shared, figures in sorted(by_shared.items(), key=str))
    return [series for series in found if len(series.figures) >= _FEWEST]


def criterion_names(graph: Graph) -> list[str]:
    """Return the properties that relate a figure to a criterion, each of one kind."""
    below = graph.to(DG["hasCriterion"], RDFS["subPropertyOf"])
    return sorted(local_name(quad.subject) for quad in below if isinstance(quad.subject, NamedNode) and quad.subject != DG["hasCriterion"])


def _series(shared: tuple[tuple[str, Term], ...], figures: list[ComparableFigure | None]) -> FigureSeries:
    by_key: dict[tuple[object, ...], list[ComparableFigure]] = defaultdict(list)
    for figure in figures:
        if figure is not None:
            by_key[figure.key].append(figure)
    kept = tuple(alike[0] for alike in by_key.values() if len(alike) == 1)
    return FigureSeries(shared, kept, len(figures) - len(kept))


def _shared(graph: Graph, node: NamedNode) -> tuple[tuple[str, Term], ...]:
    return tuple((role, quad.object) for role in SHARED for quad in sorted(graph.about(node, DG[role]), key=str))


def _figure(graph: Graph, node: NamedNode, criteria: list[str]) -> ComparableFigure | None:
    """Return a figure; None if it has a range, or several values for a dimension."""
    about = [quad.object for quad in graph.about(node, DG["about"]) if isinstance(quad.object, NamedNode)]
    limits = {graph.value(node, DG[name]) for name in ("low", "high")}
    named = [(name, quad.object) for name in criteria for quad in graph.about(node, DG[name]) if isinstance(quad.object, NamedNode)]
    stated = passages.of_record(graph, node)
    if len(about) != 1 or len(limits) != 1 or len(dict(named)) < len(named) or len({each.document.iri for each in stated}) != 1:
        return None
    return ComparableFigure(
        node=node,
        value=limits.pop(),
        about=about[0],
        period=_period(graph, node),
        document=NamedNode(stated[0].document.iri),
        criteria=tuple(sorted(named, key=str)),
        comparator=_label(graph, node, DG["comparator"]),
        population=graph.value(node, DG["population"]),
        known=how_known(stated),
        quote=" … ".join(each.quote for each in _in_order(stated)),
    )


def _in_order(stated: list[Passage]) -> list[Passage]:
    return sorted(stated, key=lambda each: (each.document.id, each.start))


def _period(graph: Graph, node: NamedNode) -> str:
    time, start, end = (graph.value(node, DG[name]) for name in ("time", "start", "end"))
    return time or (f"{start or '..'}/{end or '..'}" if start or end else NO_PERIOD)


def _label(graph: Graph, node: NamedNode, predicate: NamedNode) -> str:
    return next((graph.label(quad.object) for quad in graph.about(node, predicate)), "")
