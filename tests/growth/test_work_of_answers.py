"""What an answer about one thing costs does not grow with the project (structure-P3, P6): work is counted, not timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.projects import CLAIMS, write_project

from disgraph import pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.disk import DiskBackend
from disgraph.project import own_project
from disgraph.rdf import Quad, Quads, Store

#: Each asks about things of the first document, of which a larger project says the same.
ASKED: dict[str, Callable[[KnowledgeGraph], object]] = {
    "show a person": lambda graph: graph.show("Person 1 1"),
    "show a company with findings": lambda graph: graph.show("Company 1").findings,
    "show derived facts": lambda graph: graph.show("Person 1 1", derived=True),
    "evidence": lambda graph: graph.evidence("Person 1 1").items,
    "explain one": lambda graph: graph.explain("Person 1 1"),
    "explain two": lambda graph: graph.explain("Person 1 0", "Person 1 1"),
    "audit of one": lambda graph: graph.audit("Company 1").items,
    "search": lambda graph: graph.search("Company 1", kinds=["entity"], limit=1).items,
    "neighbors": lambda graph: graph.neighbors("Person 1 1"),
    "stats": lambda graph: graph.stats(),
}


class CountingQuads:
    """Quads of a store that counts those that are read.

    Args:
        store: of a graph.
    """

    def __init__(self, store: Store) -> None:
        self.store, self.read = store, 0

    def quads_for_pattern(self, *pattern: object) -> Iterator[Quad]:
        """Return the quads of a pattern; each counts when it is read, and each look-up counts as one."""
        self.read += 1
        for quad in self.store.quads_for_pattern(*pattern):  # type: ignore[arg-type]
            self.read += 1
            yield quad

    def __contains__(self, quad: Quad) -> bool:
        self.read += 1
        return quad in self.store


class CountingBackend(DiskBackend):
    """A graph on disk that counts the quads that are read; both views count together."""

    counted: CountingQuads

    @property
    def quads(self) -> Quads:
        """The counted quads."""
        if "counted" not in self.__dict__:
            self.counted = CountingQuads(self.store)
        return self.counted

    def asserted(self) -> CountingBackend:
        """Return the same graph without the triples that reasoning added."""
        if "_other" not in self.__dict__:
            self._other = CountingBackend(self.folder, with_inferred=False)
        return self._other

    @property
    def read(self) -> int:
        """The number of quads read so far."""
        both = [self, *([self._other] if "_other" in self.__dict__ else [])]
        return sum(each.counted.read for each in both if "counted" in each.__dict__)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The directories of the graphs of a project, and of one ten times as large, by the real build."""
    place = tmp_path_factory.mktemp("growth")
    small, large = (own_project(write_project(place / str(size), size)) for size in (10, 100))
    first, second = (pipeline.build(project, lambda _step: None, pipeline.UNCHECKED)[0] for project in (small, large))
    return str(first), str(second)


def read(folder: str, ask: Callable[[KnowledgeGraph], object]) -> int:
    """Return how many quads an answer reads."""
    backend = CountingBackend(folder)
    graph = KnowledgeGraph(backend, lambda: own_project(Path(folder)))
    assert ask(graph), "nothing was found, so nothing was measured"
    return backend.read


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("name", ASKED)
def test_an_answer_about_one_thing_reads_as_much_of_ten_times_the_graph(name: str, folders: tuple[str, str]) -> None:
    small, large = (read(folder, ASKED[name]) for folder in folders)
    assert large <= 1.1 * small + 5, f"{small:,} quads of the small graph, {large:,} of the large one"


@pytest.mark.slow
@pytest.mark.thorough
def test_the_counter_sees_a_scan(folders: tuple[str, str]) -> None:
    """Listing all findings reads all of them: the test above can fail."""
    small, large = (read(folder, lambda graph: graph.audit().findings) for folder in folders)
    assert large > 9 * small > 0


@pytest.mark.slow
@pytest.mark.thorough
def test_the_projects_have_what_is_claimed(folders: tuple[str, str]) -> None:
    small, large = (KnowledgeGraph(DiskBackend(folder), lambda: own_project(Path())) for folder in folders)
    claims = [dict(graph.stats().counts.totals)["claims"] for graph in (small, large)]
    assert claims == [10 * CLAIMS + 1, 100 * CLAIMS + 10]
    assert [len(graph.audit().findings) for graph in (small, large)] == [10, 100]
    assert all(dict(graph.stats().counts.totals)["inferred triples"] > 1000 for graph in (small, large))
