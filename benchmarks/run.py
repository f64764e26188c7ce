"""Measure the promised costs. Most are ratios within one run; extraction, names and warm queries are absolute and need an idle machine.

    python benchmarks/run.py            everything (the comparison with owlrl and the largest project take minutes each)
    python benchmarks/run.py --quick    a tenth of the size for reasoning, extraction, exports and names, and the smallest project alone
    python benchmarks/run.py --size     only the cost of size; with --plot FILE its growth as a figure (SVG)

Prints a table: what is measured, the figure, the promise, and whether it is kept. Exits with 1 when one is not. Python's compiled
bytecode is kept in a folder of its own, as it is where the package is installed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extraction import measure
from generate import Generated
from measure import COMMAND, Row, run
from plot import svg
from scale import SIZES, growth, growth_rows, name_rows

from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, RESOURCE, BlankNode, NamedNode, Quad, RdfFormat, open_store, prefixes, serialize
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.closure import close
from export import EDGES, NODES, make_graph, measured, networkx_seconds

RUNS = 15


def main() -> int:
    """Measure everything and print the table."""
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {"DISGRAPH_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        sized = list(size_cost(Path(folder), quick))  # first: the system counts a starting process as large as the one that starts it
        rows = [*([] if "--size" in sys.argv else _rows(quick)), *sized]
    width = max(len(row.what) for row in rows)
    for row in rows:
        print(f"{row.what:<{width}}  {row.figure:>24}  {row.promise:<28}  {'kept' if row.kept else 'NOT KEPT'}")
    return 0 if all(row.kept for row in rows) else 1


def _rows(quick: bool) -> Iterator[Row]:
    yield from build_cost()
    yield from start_cost()
    yield from query_cost()
    yield from export_cost(10 if quick else 1)
    yield from extraction_cost(1_000 if quick else 10_000)
    yield from reasoning_cost(5_000 if quick else 50_000)


def size_cost(folder: Path, quick: bool) -> Iterator[Row]:
    """Measure paths in projects of several sizes, one after the other, and a misspelt name among many."""
    found = []
    for triples in SIZES[:1] if quick else SIZES:
        found.append(growth(folder / "project", triples))
        shutil.rmtree(folder / "project")
        yield from growth_rows(found[-1])
    if "--plot" in sys.argv:
        Path(sys.argv[sys.argv.index("--plot") + 1]).write_text(svg(found), encoding="utf-8")
    yield from name_rows(folder, 100_000 if quick else 1_000_000)


def build_cost() -> Iterator[Row]:
    """Measure the whole build of the five documents, from nothing, as one process."""
    built = run(*COMMAND, "build")
    yield Row("build of the five documents", f"{built.seconds:.2f} s", "within 8 s", built.seconds <= 8)
    yield Row("build, peak memory", f"{built.megabytes:.0f} MB", "within 500 MB", built.megabytes <= 500)


def start_cost() -> Iterator[Row]:
    """Measure cold commands against a bare interpreter, in turn, so that both see the same machine."""
    for name, arguments in (("--help", ["--help"]), ("path A B", ["path", "Liu Weiping", "Tang Xiaopeng"])):
        run(*COMMAND, *arguments)
        pairs = [(run(*COMMAND, *arguments).seconds, run(sys.executable, "-c", "pass").seconds) for _ in range(2 * RUNS)]
        ratio = statistics.median(mine / bare for mine, bare in pairs)
        mine = statistics.median(mine for mine, _ in pairs)
        yield Row(f"disgraph {name}", f"{ratio:.2f} x ({mine * 1000:.0f} ms)", "within 4 x python -c pass", ratio <= 4)


def query_cost() -> Iterator[Row]:
    """Measure queries through the project against the engine on the same text."""
    from disgraph.sparql.evaluation import answer
    from disgraph.store.current import STORE, current_graph

    store = open_store(os.path.join(current_graph(os.fspath(shipped_project().build)), STORE))
    queries = {
        "join": "SELECT ?p ?o ?q { ?e dg:employee ?p ; dg:employer ?o . ?c dg:asserts ?e ; dg:hasEvidence/dg:quote ?q }",
        "count": "SELECT ?t (COUNT(*) AS ?n) { ?x a ?t } GROUP BY ?t",
        "places": "SELECT ?x ?y { ?x dg:containedIn+ ?y }",
    }
    for name, text in queries.items():
        mine = best(lambda text=text: answer(store, text))
        raw = best(lambda text=text: [list(row) for row in store.query(text, prefixes=prefixes())])
        yield Row(f"query: {name}", f"{mine / raw:.2f} x ({mine * 1000:.1f} ms)", "within 1.2 x pyoxigraph", mine / raw <= 1.2)


def export_cost(share: int) -> Iterator[Row]:
    """Measure the GEXF of a generated graph on disk, and of one ten times as large, against the writer of networkx."""
    with tempfile.TemporaryDirectory() as place:
        folder, output = make_graph(Path(place) / "one", NODES // share, EDGES // share), Path(place) / "x.gexf"
        cost, theirs = measured(folder, output), networkx_seconds(folder)
        large = measured(make_graph(Path(place) / "ten", 10 * NODES // share, 10 * EDGES // share), output)
    size = f"GEXF of {NODES // share:,} nodes, {EDGES // share:,} edges"
    ratio, growth = theirs / cost.seconds, large.seconds / cost.seconds
    yield Row(size, f"{ratio:.1f} x ({cost.seconds:.1f} s)", "4 x as fast as networkx", ratio >= 4)
    yield Row(f"{size}, peak memory", f"{cost.megabytes:.0f} MB", "within 100 MB", cost.megabytes <= 100)
    yield Row("GEXF of ten times as many", f"{growth:.1f} x ({large.seconds:.1f} s, {large.megabytes:.0f} MB)", "within 12 x", growth <= 12)


def best(call: Callable[[], object]) -> float:
    """Return the shortest of several runs."""

    def once() -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    return min(once() for _ in range(RUNS))


def reasoning_cost(triples: int) -> Iterator[Row]:
    """Measure the closure of a generated graph against owlrl, and compare the entailments."""
    vocabulary = read_vocabulary(shipped_project().ontology)
    asserted = {*Generated(triples), *(quad for quad in vocabulary.quads if not _has_blank(quad))}
    axioms = read_axioms(vocabulary.quads)
    start = time.perf_counter()
    mine = close(asserted, axioms)
    seconds = time.perf_counter() - start
    theirs, their_seconds = owlrl_closure({*asserted, *vocabulary.quads})
    said = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in asserted if kept(quad)}
    same = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in mine if kept(quad)} == theirs - said
    ratio = their_seconds / seconds
    size = f"{len(asserted):,} triples"
    yield Row(f"reasoning, {size}", f"{ratio:.0f} x ({seconds:.2f} s)", "100 x as fast as owlrl", ratio >= 100)
    yield Row("the same entailments as owlrl", f"{len(mine):,} inferred", "equal", same)


def extraction_cost(documents: int) -> Iterator[Row]:
    """Measure extraction by rules on two cores, and whether its memory grows with the number of documents."""
    speed, grown = measure(documents)
    yield Row("extraction on two cores", f"{speed:,.0f} characters/s", "200,000 characters/s", speed >= 200_000)
    yield Row(f"extraction, memory, {documents:,} docs", f"{grown:+.1%}", "flat: within 10 % of a tenth", grown <= 0.10)


def _has_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def kept(quad: Quad) -> bool:
    """Return whether a triple is an entailment about instances: a class or a relation of `dg:`."""
    subject, predicate, target = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode) or not subject.value.startswith(RESOURCE):
        return False
    if predicate == RDF["type"]:
        return target.value.startswith(DG)
    return predicate.value.startswith(DG) and target.value.startswith(RESOURCE)


def owlrl_closure(quads: set[Quad]) -> tuple[set[tuple[str, str, str]], float]:
    """Return the kept entailments of owlrl, and its seconds."""
    import owlrl
    import rdflib

    from disgraph.rdf import parse_text

    graph = rdflib.Graph()
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert text is not None
    graph.parse(data=text, format="nt")
    start = time.perf_counter()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    seconds = time.perf_counter() - start
    resources = rdflib.Graph()
    for triple in graph:
        if all(isinstance(term, rdflib.URIRef) for term in triple):
            resources.add(triple)
    closed = parse_text(resources.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in closed if kept(quad)}, seconds


if __name__ == "__main__":
    sys.exit(main())
