"""RDF terms, parsing, writing and datasets. Only this module uses pyoxigraph.

Every other module takes its terms from here, so that the engine could be changed in this file.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    parse_query_results,
    serialize,
)

from disgraph.errors import InputError, NotBuilt
from disgraph.files import read_regular

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DCAT",
    "DG",
    "EDTF",
    "FORMATS",
    "OA",
    "OWL",
    "PAV",
    "PROV",
    "QB",
    "RDF",
    "RDFS",
    "RESOURCE",
    "SCHEMA",
    "SKOS",
    "VOID",
    "XSD",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Namespace",
    "Quad",
    "Quads",
    "QueryBoolean",
    "QueryResultsFormat",
    "QuerySolutions",
    "QueryTriples",
    "RdfFormat",
    "Readable",
    "Store",
    "Term",
    "Triple",
    "Variable",
    "load_nquads",
    "local_name",
    "memory_store",
    "merge_nquads",
    "merged_lines",
    "nquad_line",
    "open_store",
    "parse_file",
    "parse_results",
    "parse_results_from",
    "parse_text",
    "parse_triples_from",
    "prefixes",
    "serialize",
    "write_nquads",
    "write_sorted",
]

#: Maximum number of lines sorted in memory; more are sorted in parts, which are merged.
_SORTED_AT_ONCE = 100_000

#: Bytes of N-Quads that are loaded at once: a bulk load holds them in memory, parsed and sorted.
_LOADED_AT_ONCE = 5_000_000

Term = NamedNode | BlankNode | Literal | Triple


class Quads(Protocol):
    """A source of quads: a store, or a client of an endpoint."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the quads with the given terms; None matches any term."""
        ...

    def __contains__(self, quad: Quad, /) -> bool: ...


class Readable(Protocol):
    """A source of bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return some bytes; empty at the end."""
        ...


class Namespace(str):
    """A namespace IRI; `namespace["name"]` is a term in it."""

    __slots__ = ()

    def __getitem__(self, name: object) -> NamedNode:  # type: ignore[override]
        """Return the named node of a local name."""
        return _term(self, name)


@lru_cache(maxsize=1 << 12)
def _term(namespace: str, name: object) -> NamedNode:
    """Make a term once: reading an ontology asks for the same few hundred terms a hundred thousand times."""
    return NamedNode(f"{namespace}{name}")


DG: Final = Namespace("https://w3id.org/disgraph/ontology#")
RESOURCE: Final = Namespace("https://w3id.org/disgraph/resource/")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
#: Dublin Core elements, whose values may be texts where those of DCTERMS are resources.
DC: Final = Namespace("http://purl.org/dc/elements/1.1/")
PAV: Final = Namespace("http://purl.org/pav/")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
QB: Final = Namespace("http://purl.org/linked-data/cube#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA: Final = Namespace("https://schema.org/")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
EDTF: Final = Namespace("http://id.loc.gov/datatypes/edtf/")

#: The named graph that lists inferred triples.
INFERRED: Final = RESOURCE["graph/inferred"]

#: The RDF formats by name, which is also the file suffix.
FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def prefixes() -> dict[str, str]:
    """Return the prefixes that documents, queries and exports of this project use, in a fixed order."""
    return {
        "dg": str(DG),
        "dgr": str(RESOURCE),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "owl": str(OWL),
        "xsd": str(XSD),
        "skos": str(SKOS),
        "dcterms": str(DCTERMS),
        "dc": str(DC),
        "pav": str(PAV),
        "prov": str(PROV),
        "oa": str(OA),
        "qb": str(QB),
        "org": str(ORG),
        "foaf": str(FOAF),
        "schema": str(SCHEMA),
        "edtf": str(EDTF),
    }


def typed_iri(text: str) -> NamedNode | None:
    """Return a resource of this project from the text of its IRI, or None."""
    try:
        return NamedNode(text) if text.startswith(RESOURCE) else None
    except ValueError:
        return None


def local_name(term: NamedNode | str) -> str:
    """Return the part of an IRI after its last `#` or `/`."""
    iri = term if isinstance(term, str) else term.value
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def parse_file(path: Path, rdf_format: RdfFormat | None = None) -> list[Quad]:
    """Read an RDF file.

    Raises:
        InputError: the file is unreadable or malformed; the message names file and line.
    """
    try:
        form = rdf_format or RdfFormat.from_extension(path.suffix.removeprefix("."))
        if form is None:
            raise InputError(f"{path}: no RDF format has this suffix.", "Rename the file, for example to end in .ttl.")
        return list(parse(read_regular(path).removeprefix(BOM_UTF8), format=form))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).", "Check the file.") from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: {error}", "Fix the file, or name another format.") from error


def parse_text(text: bytes, rdf_format: RdfFormat) -> list[Quad]:
    """Return the quads of a text in an RDF format."""
    return list(parse(text, format=rdf_format))


def parse_results(text: bytes, results_format: QueryResultsFormat) -> QuerySolutions | QueryBoolean:
    """Parse SPARQL results."""
    return parse_query_results(text, results_format)


def parse_results_from(source: Readable, results_format: QueryResultsFormat) -> QuerySolutions | QueryBoolean:
    """Parse SPARQL results; rows are read lazily."""
    return parse_query_results(cast("IO[bytes]", source), results_format)


def parse_triples_from(source: Readable, rdf_format: RdfFormat) -> Iterator[Triple]:
    """Parse the triples of a graph lazily."""
    return (quad.triple for quad in parse(cast("IO[bytes]", source), format=rdf_format))


def memory_store(quads: Iterable[Quad]) -> Store:
    """Return a store in memory with some quads."""
    store = Store()
    store.bulk_extend(quads)
    return store


def write_nquads(quads: Iterable[Quad], path: Path) -> None:
    """Write quads as N-Quads, one per line, sorted by code point and each once: the same set gives the same bytes."""
    write_sorted(map(nquad_line, quads), path)


def nquad_line(quad: Quad) -> str:
    """Return a quad as a line of N-Quads."""
    return f"{quad} .\n"


def write_sorted(lines: Iterable[str], path: Path) -> None:
    """Write lines sorted by code point, each once.

    Many lines are sorted in parts, which are files next to this one until they are merged.
    """
    coming = iter(lines)
    parts: list[Path] = []
    try:
        while part := sorted(islice(coming, _SORTED_AT_ONCE)):
            parts.append(path.with_name(f"{path.name}.{len(parts)}"))
            _write_lines(part, parts[-1])
        merge_nquads(parts, path)
    finally:
        for written in parts:
            written.unlink(missing_ok=True)


def merge_nquads(parts: Iterable[Path], path: Path) -> None:
    """Merge sorted files of N-Quads into one, each line once."""
    _write_lines((line for line, _ in groupby(merged_lines(parts))), path)


def merged_lines(parts: Iterable[Path]) -> Iterator[str]:
    """Return the lines of sorted files in order."""
    with ExitStack() as stack:
        files = [stack.enter_context(part.open(encoding="utf-8", newline="\n")) for part in parts]
        yield from files[0] if len(files) == 1 else merge(*files)


def load_nquads(store: Store, path: Path, graph: NamedNode | None = None) -> None:
    """Load a file of N-Quads into a store, piece by piece: the store then needs 100 MB rather than memory for the whole file.

    Args:
        store: it may have other quads.
        path: of the file; if a graph is given, of triples.
        graph: for triples.
    """
    form = RdfFormat.N_QUADS if graph is None else RdfFormat.N_TRIPLES
    with path.open("rb") as file:
        while piece := file.read(_LOADED_AT_ONCE):
            store.bulk_load(piece + file.readline(), format=form, to_graph=graph)


def _write_lines(lines: Iterable[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def open_store(path: str) -> Store:
    """Open a store on disk for reading.

    Raises:
        NotBuilt: the directory has no readable store.
    """
    try:
        return Store.read_only(path)
    except (OSError, RuntimeError) as error:
        raise NotBuilt(f"{path}: no readable graph ({error}).", "Run `disgraph build`.") from error
