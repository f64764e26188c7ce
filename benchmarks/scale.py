"""Cost of size: paths in generated projects of 50,000, 500,000 and 5 million triples, and a misspelt name among a million."""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import Generated, misspelt, organisation_name, person_name
from measure import COMMAND, Row, run

from disgraph.errors import UnknownName
from disgraph.graph.disk import DiskBackend
from disgraph.graph.resolver import resolve
from disgraph.paths.lookup import find_paths
from disgraph.rdf import RESOURCE
from disgraph.relationships.flat_index import INDEX
from disgraph.relationships.path_options import PathOptions
from disgraph.store.current import current_graph
from disgraph.store.grams import GRAMS, write_grams
from disgraph.store.name_file import NAMES, Name, fold_name, write_names

SIZES = (50_000, 500_000, 5_000_000)

#: rdflib needs minutes and gigabytes for larger projects.
_RDFLIB_UP_TO = 500_000
_HERE = Path(__file__).parent


class Growth(NamedTuple):
    """Cost of a project of one size; seconds, milliseconds and megabytes."""

    triples: int
    written: float
    writing: float
    index: float
    cold: float
    bare: float
    memory: float
    networkx: float
    rdflib: float | None
    one: tuple[float, ...]
    three: tuple[float, ...]
    five: tuple[float, ...]


def growth(folder: Path, triples: int) -> Growth:
    """Write a project of a size and measure paths in it."""
    written = run(sys.executable, str(_HERE / "generate.py"), str(folder), str(triples))
    graph = current_graph(str(folder / "build"))
    pairs = _pairs(Generated(triples).persons)
    run(*COMMAND, "path", *pairs[0], folder=folder)
    cold = [(run(*COMMAND, "path", *ends, folder=folder), run(sys.executable, "-c", "pass")) for ends in pairs[:9]]
    others = [(name, _by_networkx(name, graph, pairs[0])) for name in ("reader", "rdflib") if name == "reader" or triples <= _RDFLIB_UP_TO]
    return Growth(
        triples=triples,
        written=written.seconds,
        writing=written.megabytes,
        index=os.path.getsize(os.path.join(graph, INDEX)) / 1e6,
        cold=statistics.median(path.seconds for path, _ in cold),
        bare=statistics.median(python.seconds for _, python in cold),
        memory=max(path.megabytes for path, _ in cold),
        networkx=others[0][1],
        rdflib=others[1][1] if len(others) > 1 else None,
        one=_warm(graph, pairs, 1),
        three=_warm(graph, pairs, 3),
        five=_warm(graph, pairs, 5),
    )


def _pairs(persons: int) -> list[tuple[str, str]]:
    """Return a hundred pairs of persons by their ids."""
    chance = random.Random(7)  # noqa: S311
    chosen = [chance.sample(range(persons), 2) for _ in range(100)]
    return [(f"person-{first}", f"person-{second}") for first, second in chosen]


def _by_networkx(way: str, graph: str, pair: tuple[str, str]) -> float:
    """Return the seconds in which networkx answers; its path must be as long as ours."""
    iris = [RESOURCE[f"person/{key}"].value for key in pair]
    other = run(sys.executable, str(_HERE / "by_networkx.py"), way, graph, *iris)
    paths = find_paths(DiskBackend(graph).relationships(), iris[0], iris[1], PathOptions(k=1)).paths
    if [len(path.steps) for path in paths] != [int(other.output)]:
        sys.exit(f"networkx finds another distance between {pair[0]} and {pair[1]}")
    return other.seconds


def _warm(graph: str, pairs: Sequence[tuple[str, str]], k: int) -> tuple[float, ...]:
    """Return the milliseconds of each question in one process."""
    index = DiskBackend(graph).relationships()
    taken = []
    for first, second in pairs:
        start = time.perf_counter()
        find_paths(index, RESOURCE[f"person/{first}"].value, RESOURCE[f"person/{second}"].value, PathOptions(k=k))
        taken.append(1000 * (time.perf_counter() - start))
    return tuple(taken)


def growth_rows(found: Growth) -> Iterator[Row]:
    """Return the promises for a size."""
    size = f"{found.triples:,} triples"
    usual = found.rdflib is not None
    for name, seconds, promised in (("networkx, our reader", found.networkx, not usual), ("networkx, rdflib", found.rdflib, usual)):
        if seconds is not None:
            ratio, starts = seconds / found.cold, found.cold / found.bare
            figure = f"{ratio:.0f} x ({found.cold * 1000:.0f} ms, {seconds:.1f} s)"
            promise = "100 x, or in 4 x bare Python" if promised else "(shown)"
            yield Row(f"{size}, path A B cold against {name}", figure, promise, ratio >= 100 or starts <= 4 or not promised)
    yield Row(f"{size}, memory of path A B", f"{found.memory:.0f} MB", "within 300 MB", found.memory <= 300)
    median, worst = statistics.median(found.three), max(found.three)
    yield Row(f"{size}, warm path, median", f"{median:.1f} ms", "within 20 ms", median <= 20)
    yield Row(f"{size}, warm path, worst of 100", f"{worst:.1f} ms", "within 100 ms", worst <= 100)
    ratio = sum(found.five) / sum(found.one)
    yield Row(f"{size}, -k 5 against -k 1", f"{ratio:.1f} x", "within 20 x", ratio <= 20)
    yield Row(f"{size}, written in, with", f"{found.written:.0f} s, {found.writing:.0f} MB", "(shown)", kept=True)


def name_rows(folder: Path, number: int) -> Iterator[Row]:
    """Measure finding an entity among many names by a misspelt one."""
    chance = random.Random(7)  # noqa: S311
    labels = [person_name(at) if at % 3 else organisation_name(at) for at in range(number)]
    write_names(folder / NAMES, (Name(fold_name(label), f"urn:{at}", label, "Person", "") for at, label in enumerate(labels)))
    start = time.perf_counter()
    write_grams(folder / GRAMS)
    made = time.perf_counter() - start
    taken, right = [], 0
    for at in chance.sample(range(number), 60):
        slipped = misspelt(labels[at], chance)
        start = time.perf_counter()
        try:
            found = [resolve(str(folder), slipped).iri]
        except UnknownName as unknown:
            found = [candidate.iri for candidate in unknown.candidates[:5]]
        taken.append(1000 * (time.perf_counter() - start))
        right += f"urn:{at}" in found
    size, median = f"{number:,} names", statistics.median(taken)
    yield Row(f"a misspelt one of {size}, median", f"{median:.1f} ms", "within 30 ms", median <= 30)
    yield Row(f"a misspelt one of {size}, right", f"{right} of 60", "59 of 60", right >= 59)
    megabytes = (folder / GRAMS).stat().st_size / 1e6
    yield Row(f"threes of {size}, made in", f"{made:.0f} s, {megabytes:.0f} MB", "(shown)", kept=True)
