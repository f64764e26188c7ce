"""The graph while it is built: a store on disk, next to files of sorted lines that together become its dataset.

A graph is assembled from nothing, or from the former graph of the project: then only the lines that differ are changed in a copy of its
stores, and reasoning follows the difference. Both give the same dataset.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from heapq import merge
from itertools import groupby
from pathlib import Path

from disgraph.pipeline.former_graph import LineChange, copy_store, former_lines, line_change
from disgraph.queries.triple_counts import TripleCounts, count_triples
from disgraph.rdf import INFERRED, Quad, Store, load_nquads, merge_nquads, merged_lines, nquad_line, parse_file, write_nquads, write_sorted
from disgraph.reasoning.axioms import Axiom
from disgraph.reasoning.closure import close, close_store
from disgraph.reasoning.differences import change_closure
from disgraph.reasoning.rules import make_rules
from disgraph.store.current import ASSERTED, DATASET, STORE


def assemble(work: Path, asserted: Iterable[str], former: Path | None) -> GraphAssembly:
    """Begin to assemble a graph.

    Args:
        work: the folder, which is empty.
        asserted: the quads of claims and ontology, as lines of N-Quads in any order, some more than once.
        former: the directory of a graph that the same code made by the same ontology, or None.
    """
    lines = work / "asserted-0.nq"
    write_sorted(asserted, lines)
    change = line_change(former, lines) if former else None
    return ChangedAssembly(work, lines, former, change) if former and change else GraphAssembly(work, lines)


class GraphAssembly:
    """A graph that is built in a folder, from nothing.

    Args:
        work: the folder.
        asserted: the file of the quads of claims and ontology.
    """

    def __init__(self, work: Path, asserted: Path) -> None:
        self._work, self._asserted = work, [asserted]
        self._inferred: list[Path] = []
        self.store = self._make_store()

    def changed(self) -> AbstractSet[Quad] | None:
        """Return the triples that the former graph has not, or that only it has; None if there is none to compare with."""
        return None

    def _make_store(self) -> Store:
        store = Store(os.fspath(self._work / STORE))
        load_nquads(store, self._asserted[0])
        store.optimize()
        store.backup(os.fspath(self._work / ASSERTED))
        return store

    def _write(self, name: str, quads: Iterable[Quad]) -> Path:
        path = self._work / f"{name}.nq"
        write_nquads(quads, path)
        return path

    def infer(self, axioms: Sequence[Axiom]) -> None:
        """Add what follows by the axioms."""
        self._inferred.append(self._write("inferred-0", (quad for new in close_store(self.store, axioms) for quad in new)))

    def add(self, quads: Iterable[Quad], axioms: Sequence[Axiom] = ()) -> None:
        """Add a few asserted quads, and what follows from them alone."""
        added = set(quads)
        self._asserted.append(self._write(f"asserted-{len(self._asserted)}", added))
        self.store.extend(added)
        follows = [quad for quad in close(added, axioms) if quad not in self.store] if axioms else []
        self._inferred.append(self._write(f"inferred-{len(self._inferred)}", follows))
        self.store.extend(follows)

    def count(self) -> tuple[TripleCounts, TripleCounts]:
        """Count the asserted triples, and all."""
        return count_triples(merged_lines(self._asserted)), count_triples(merged_lines([*self._asserted, *self._inferred]))

    def lines(self) -> Iterator[str]:
        """Return the triples of the graph so far as sorted lines of N-Triples, each once."""
        return (line for line, _ in groupby(merged_lines([*self._asserted, *self._inferred])))

    def finish(self) -> None:
        """Write the dataset, complete both stores and close them."""
        self._complete_stores()
        gc.collect()  # caches of earlier steps form cycles that hold a store: closed later, it would change its files later
        listed = self._work / "listed.nq"
        with listed.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_listed(self._inferred))
        files = [*self._asserted, *self._inferred, listed]
        merge_nquads(files, self._work / DATASET)
        for path in files:
            path.unlink()

    def _complete_stores(self) -> None:
        for path in self._inferred:
            load_nquads(self.store, path, INFERRED)
        self.store.optimize()
        self.store.flush()
        del self.store
        stated = Store(os.fspath(self._work / ASSERTED))
        for path in self._asserted[1:]:
            load_nquads(stated, path)
        stated.flush()
        del stated


class ChangedAssembly(GraphAssembly):
    """A graph that is built from a former one.

    Args:
        work: the folder.
        asserted: the file of the quads of claims and ontology.
        former: the directory of the former graph.
        change: how the asserted lines differ.
    """

    def __init__(self, work: Path, asserted: Path, former: Path, change: LineChange) -> None:
        self._former, self._change = former, change
        self._gone, self._new = set[Quad](), set[Quad]()
        super().__init__(work, asserted)

    def _make_store(self) -> Store:
        for name in (STORE, ASSERTED):
            copy_store(self._former / name, self._work / name)
        self._stated = Store(os.fspath(self._work / ASSERTED))
        return Store(os.fspath(self._work / STORE))

    def changed(self) -> AbstractSet[Quad]:
        """Return the triples that the former graph has not, or that only it has."""
        return self._gone ^ self._new

    def infer(self, axioms: Sequence[Axiom]) -> None:
        """Change what differs, and add and remove what follows from it."""
        removed, added = self._change.quads()
        for quad in removed:
            self._stated.remove(quad)
        self._stated.extend(added)
        changed = change_closure(self.store, make_rules(axioms), removed, added, self._stated.__contains__)
        self._gone |= changed.removed
        self._new |= changed.added
        for quad in changed.no_longer_inferred:
            self.store.remove(_as_listed(quad))
        self.store.extend(map(_as_listed, changed.newly_inferred))
        gone, new = (set(map(nquad_line, quads)) for quads in (changed.no_longer_inferred, changed.newly_inferred))
        kept = (line for line, is_inferred in former_lines(self._former) if is_inferred and line not in gone)
        self._inferred.append(self._work / "inferred-0.nq")
        with self._inferred[0].open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(merge(kept, sorted(new)))

    def add(self, quads: Iterable[Quad], axioms: Sequence[Axiom] = ()) -> None:
        """Add a few asserted quads, and what follows from them alone."""
        super().add(quads, axioms)
        self._new |= {quad for path in (self._asserted[-1], self._inferred[-1]) for quad in parse_file(path)}
        load_nquads(self._stated, self._asserted[-1])
        load_nquads(self.store, self._inferred[-1], INFERRED)

    def _complete_stores(self) -> None:
        for store in (self.store, self._stated):
            store.flush()
        del self.store, self._stated


def _as_listed(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, INFERRED)


def _listed(inferred: Iterable[Path]) -> Iterator[str]:
    """Return the inferred triples as their named graph lists them, sorted."""
    return (f"{line[:-2]}{INFERRED} .\n" for line in merged_lines(inferred))
