"""A process that answers one query after another on a store opened for reading; who started it kills it when a query takes too long.

Requests and replies are frames: a kind of one byte, the length of the content (four bytes, big-endian), and the content. A request is
one frame of JSON. A reply is `h` (the header in JSON), then `d` (data) any number of times, then `z` (the last data); or `e` (an error in
JSON) at any place instead of the rest.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import threading
import time
from collections.abc import Mapping
from typing import IO, Any, BinaryIO, NamedTuple, cast

from disgraph.errors import DisgraphError, InputError, LimitExceeded, MisuseError, NotBuilt
from disgraph.rdf import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    open_store,
    prefixes,
    serialize,
)
from disgraph.sparql.evaluation import STACK, evaluate, pack_bindings, unpack_bindings

HEADER, DATA, LAST, ERROR, REQUEST = b"h", b"d", b"z", b"e", b"r"
#: Kind and length of a frame.
FRAME = struct.Struct(">cI")

#: Formats of results and of triples by media type, the preferred first.
RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
#: Bytes of a frame of data.
_PIECE = 1 << 16


class QueryRequest(NamedTuple):
    """A query with the media types of its answer.

    Attributes:
        text: SPARQL 1.1.
        results: media type of rows and truth values; empty if the client accepts none.
        triples: media type of triples; empty if the client accepts none.
        bindings: values of variables.
        default_graphs: IRIs of the graphs whose union is the default graph; empty for the graph's own.
        named_graphs: IRIs of the named graphs.
        base: the base IRI of relative IRIs; empty for none.
    """

    text: str
    results: str = "application/sparql-results+json"
    triples: str = "text/turtle"
    bindings: Mapping[str, NamedNode | Literal] = {}
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""

    def to_json(self) -> bytes:
        """Return the request as the content of a frame."""
        return json.dumps(self._asdict() | {"bindings": pack_bindings(self.bindings)}).encode()

    @classmethod
    def from_json(cls, content: bytes) -> QueryRequest:
        """Return the request of a frame."""
        given: dict[str, Any] = json.loads(content)
        return cls(**given | {"bindings": unpack_bindings(given["bindings"])})


class NotAcceptable(DisgraphError):
    """No media type that the client accepts fits the answer."""

    name = "not-acceptable"
    exit_code = 2


_ERRORS: dict[str, type[DisgraphError]] = {each.name: each for each in (InputError, LimitExceeded, MisuseError, NotAcceptable, NotBuilt)}


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """Return a frame."""
    return FRAME.pack(kind, len(content)) + content


class _Frames:
    """Writes data as frames of a moderate size, after the header; the serializer takes it for a file.

    The header is written with the first piece, so that a query that fails before has no answer but the error.
    """

    def __init__(self, out: BinaryIO, media: str) -> None:
        self._out = out
        self._header = frame(HEADER, json.dumps({"media": media}).encode())
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self._flush(DATA)
        return len(data)

    def flush(self) -> None:
        """Keep what waits: the serializer calls this before the end."""

    def end(self) -> None:
        """Write what waits as the last frame."""
        self._flush(LAST)

    def _flush(self, kind: bytes) -> None:
        self._out.write(self._header + frame(kind, bytes(self._waiting)))
        self._header = b""
        self._waiting.clear()


def raised_error(content: bytes) -> DisgraphError:
    """Return the error of an error frame."""
    name, message, remedy = json.loads(content)
    return _ERRORS.get(name, InputError)(message, remedy)


def serve(folder: str, source: BinaryIO, out: BinaryIO, memory: int = 0) -> None:
    """Answer requests until the source ends.

    Args:
        folder: the directory of the store.
        source: of the requests.
        out: for the replies.
        memory: bytes that the queries may use; 0 for no limit.
    """
    store = open_store(folder)
    if memory:
        limit_memory(memory)
    while head := source.read(FRAME.size):
        _, length = FRAME.unpack(head)
        try:
            _reply(store, QueryRequest.from_json(source.read(length)), out)
        except DisgraphError as error:
            out.write(frame(ERROR, json.dumps([error.name, error.message, error.remedy]).encode()))
        except MemoryError:
            out.write(frame(ERROR, json.dumps([LimitExceeded.name, "The query needs too much memory.", "Narrow it."]).encode()))
        out.flush()


def _reply(store: Store, request: QueryRequest, out: BinaryIO) -> None:
    results = evaluate(store, request.text, request.bindings, _dataset(request))
    is_graph = isinstance(results, QueryTriples)
    media = request.triples if is_graph else request.results
    if not media:
        known = GRAPH_FORMATS if is_graph else RESULT_FORMATS
        raise NotAcceptable("The answer has none of the accepted media types.", f"Accept one of {', '.join(known)}.")
    pieces = _Frames(out, media)
    if isinstance(results, QueryTriples):
        serialize(results, cast("IO[bytes]", pieces), format=GRAPH_FORMATS[media], prefixes=prefixes())
    else:
        results.serialize(cast("IO[bytes]", pieces), format=RESULT_FORMATS[media])
    pieces.end()


def _dataset(request: QueryRequest) -> dict[str, Any]:
    """Return the arguments of the engine for a dataset that the request describes (SPARQL 1.1 Protocol, section 2.1.4)."""
    given: dict[str, Any] = {"base_iri": request.base} if request.base else {}
    if request.default_graphs or request.named_graphs:
        given["default_graph"] = [NamedNode(iri) for iri in request.default_graphs]
        given["named_graphs"] = [NamedNode(iri) for iri in request.named_graphs]
    return given


def main() -> None:
    """Answer requests from standard input, on a stack deep enough for the longest query; arguments: folder, bytes of memory, parent."""
    folder, memory, parent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    threading.stack_size(STACK)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    thread = threading.Thread(target=serve, args=(folder, sys.stdin.buffer, sys.stdout.buffer, memory), daemon=True)
    thread.start()
    thread.join()


def _end_with(parent: int) -> None:
    """End this process when the one that started it has ended and can no longer read the answer."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def limit_memory(size: int) -> None:
    """Limit what this process may use beyond the address space that it has now, where the system can."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            own = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # Windows and macOS, where the address space cannot be limited or measured so
        return
    resource.setrlimit(resource.RLIMIT_AS, (own + size, own + size))


if __name__ == "__main__":
    main()
