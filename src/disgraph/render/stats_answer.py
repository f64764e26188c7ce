"""The graph in numbers, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.facts.graph_counts import GraphCounts
from disgraph.paths.connectedness import Connectedness
from disgraph.render.answer_blocks import Block, Grid
from disgraph.render.json_output import versioned


def stats_blocks(counts: GraphCounts, measured: Connectedness) -> Iterator[Block]:
    """Return tables of counts: totals, documents, entities, claims, modalities and relationships."""
    yield _grid(("total", "number"), counts.totals)
    yield Grid(("document", "title", "claims"), tuple((name, title, f"{number:,}") for name, title, number in counts.documents))
    yield _grid(("entities", "number"), counts.entities)
    yield _grid(("claims of", "number"), counts.records)
    yield _grid(("modality", "claims"), counts.modalities)
    yield Grid(("catch-all records", "number", "share", "without a kind"), tuple(_catch_all(counts)))
    yield Grid(("relationships", "value"), tuple(_relationships(measured)))


def _catch_all(counts: GraphCounts) -> Iterator[tuple[str, str, str, str]]:
    """Yield each catch-all class with its share of all records."""
    *classes, (_, every, _) = counts.catch_all
    for label, number, without in classes:
        yield label, f"{number:,}", f"{number / max(every, 1):.1%}", f"{without:,}"


def _grid(columns: tuple[str, str], rows: Iterable[tuple[str, int]]) -> Grid:
    return Grid(columns, tuple((name, f"{number:,}") for name, number in rows))


def _relationships(measured: Connectedness) -> Iterator[tuple[str, str]]:
    yield "entities that paths pass through", f"{measured.entities:,}"
    yield "relations between entities", f"{measured.edges:,}"
    yield "connected components (largest first)", ", ".join(map(str, measured.parts[:6]))
    yield "pairs of persons with a path", f"{measured.linked_persons:.0%}"
    shares = ", ".join(f"{name} {share:.0%}" for name, share in measured.strengths.items())
    yield f"{measured.sampled} random pairs of entities by strength", shares
    yield "entities with most neighbors", _with_degrees(measured.busiest)
    yield "hubs excluded from paths", _with_degrees(measured.hubs)


def _with_degrees(entities: Iterable[tuple[str, int]]) -> str:
    """Return entities with their number of neighbors; those without any are left out."""
    return "; ".join(f"{label} ({degree:,})" for label, degree in entities if degree)


def stats_json(counts: GraphCounts, measured: Connectedness) -> str:
    """Return the graph in numbers as JSON; schema `stats.json`."""
    return versioned(counts._asdict() | {"relationships": measured._asdict()})
