"""The graph while it is built: a store on disk, next to files of sorted lines that together become its dataset."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from disgraph.queries.triple_counts import TripleCounts, count_triples
from disgraph.rdf import INFERRED, Quad, Store, load_nquads, merge_nquads, merged_lines, write_nquads, write_sorted
from disgraph.reasoning.axioms import Axiom
from disgraph.reasoning.closure import close, close_store
from disgraph.store.current import ASSERTED, DATASET, STORE


class GraphAssembly:
    """A graph that is built in a folder.

    Args:
        work: the folder, which is empty.
        asserted: the quads of claims and ontology, as lines of N-Quads in any order, some more than once.
    """

    def __init__(self, work: Path, asserted: Iterable[str]) -> None:
        self._work = work
        self._asserted = [work / "asserted-0.nq"]
        write_sorted(asserted, self._asserted[0])
        self._inferred: list[Path] = []
        self.store = Store(os.fspath(work / STORE))
        load_nquads(self.store, self._asserted[0])
        self.store.optimize()
        self.store.backup(os.fspath(work / ASSERTED))

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
        listed = self._work / "listed.nq"
        with listed.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_listed(self._inferred))
        files = [*self._asserted, *self._inferred, listed]
        merge_nquads(files, self._work / DATASET)
        for path in files:
            path.unlink()


def _listed(inferred: Iterable[Path]) -> Iterator[str]:
    """Return the inferred triples as their named graph lists them, sorted."""
    return (f"{line[:-2]}{INFERRED} .\n" for line in merged_lines(inferred))
