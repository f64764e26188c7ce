"""The formats: one table of what writes each, which the command line reads.

A format is added by one entry of `WRITERS`. A writer makes the content of its files before the first one is replaced, or gives it
piece by piece; then a file is replaced when its last piece is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.rdf import Quad
from disgraph.store.current import DATASET

Content = str | bytes | Iterable[str]
Files = Mapping[str, Content]

#: Standard output, as the name of a file.
STDOUT = "-"


class ExportRequest(NamedTuple):
    """What is to be written, and where.

    `network` reads the relationship graph, or the part of it that was chosen, and is called by the writers that need it. `table`
    names the one table that is wanted of a format that has several, `layout` how nodes are placed (`disgraph.export.layout`), and
    `title` is that of a page, and `opening` its lines before the picture. `ontology` gives the axioms that the graph lacks because they
    need blank nodes.
    """

    graph: Graph
    network: Callable[[], RelationshipNetwork]
    file: str
    table: str = ""
    layout: str = "auto"
    title: str = "Who is related to whom"
    opening: tuple[str, ...] = ()
    ontology: Callable[[], Iterable[Quad]] = tuple

    def sibling(self, ending: str) -> str:
        """Return the name of the target with another ending."""
        return f"{os.path.splitext(self.file)[0]}{ending}"


class FormatWriter(NamedTuple):
    """The writer of a format.

    `files` returns each file to write with its content. `network` is true if the format holds the relationship graph, of which a
    part can be chosen; the others hold the whole dataset. `tables` are the names of its tables, each of which can be written alone;
    without one, such a format is several files, and not for standard output. `on_disk` is true if it needs what only the build knows of
    a graph, and not the dataset, so that it cannot be written from an endpoint. `sources` is true if it lists only
    the documents. `content` names what it holds, if that is neither.
    """

    files: Callable[[ExportRequest], Files]
    network: bool = True
    tables: tuple[str, ...] = ()
    on_disk: bool = False
    sources: bool = False
    content: str = ""


def _gexf(request: ExportRequest) -> Files:
    from disgraph.export.gexf import gexf
    from disgraph.export.legend import legend

    network, looks = request.network(), request.graph.relations.looks
    drawn: Files = {request.file: gexf(network, looks, request.layout)}
    return drawn if request.file == STDOUT else {**drawn, request.sibling(".legend.md"): legend(network, looks)}


def _graphml(request: ExportRequest) -> Files:
    from disgraph.export.graphml import graphml

    return {request.file: graphml(request.network(), request.graph.relations.looks, request.layout)}


def _csv(request: ExportRequest) -> Files:
    from disgraph.export.tabular import TABLES

    network = request.network()
    if request.table:
        return {request.file: TABLES[request.table](network)}
    return {request.sibling(f"-{name}.csv"): make(network) for name, make in TABLES.items()}


def _json(request: ExportRequest) -> Files:
    from disgraph.export.network_json import network_json

    return {request.file: network_json(request.network())}


def _geojson(request: ExportRequest) -> Files:
    from disgraph.export.geojson import geojson

    return {request.file: geojson(request.network())}


def _cytoscape(request: ExportRequest) -> Files:
    from disgraph.export.network_json import cytoscape

    return {request.file: cytoscape(request.network(), request.graph.relations.looks, request.layout)}


def _cypher(request: ExportRequest) -> Files:
    from disgraph.export.cypher import cypher

    return {request.file: cypher(request.network())}


def _dot(request: ExportRequest) -> Files:
    from disgraph.export.dot import dot

    return {request.file: dot(request.network(), request.graph.relations.looks)}


def _mermaid(request: ExportRequest) -> Files:
    from disgraph.export.mermaid import mermaid

    return {request.file: mermaid(request.network(), request.graph.relations.looks)}


def _html(request: ExportRequest) -> Files:
    from disgraph.export.webpage import webpage

    return {request.file: webpage(request.network(), request.graph.relations.looks, request.title, request.opening)}


def _xlsx(request: ExportRequest) -> Files:
    from disgraph.export.sheets import sheets
    from disgraph.export.xlsx import xlsx

    return {request.file: xlsx(sheets(request.graph, request.network()))}


def _dataset(form: str, request: ExportRequest) -> Files:
    from disgraph.export.dataset import dataset
    from disgraph.export.dataset_stream import STREAMED, stream_dataset

    backend = request.graph.backend
    written = backend.file(DATASET) if backend.with_inferred else None
    if form in STREAMED and written is not None:
        return {request.file: stream_dataset(Path(written), form)}
    return {request.file: dataset(request.graph, form)}


def _annotated(form: str, request: ExportRequest) -> Files:
    from disgraph.export.rdf12 import rdf12

    return {request.file: rdf12(request.graph, form)}


def _owl(request: ExportRequest) -> Files:
    from disgraph.export.dataset import serialize_quads
    from disgraph.rdf import DefaultGraph
    from disgraph.reasoning.owl_view import owl_view

    quads = request.graph.quads.quads_for_pattern(None, None, None, DefaultGraph())
    return {request.file: serialize_quads(owl_view(quads, request.ontology()), "rdf")}


def _cube(request: ExportRequest) -> Files:
    from disgraph.export.cube import cube

    return {request.file: cube(request.graph)}


def _nanopubs(request: ExportRequest) -> Files:
    from disgraph.export.nanopubs import nanopubs

    return {request.file: nanopubs(request.graph)}


def _sources(form: str, request: ExportRequest) -> Files:
    from disgraph.export import sources

    return {request.file: {"csl": sources.csl, "bibtex": sources.bibtex}[form](request.graph)}


def _crate(request: ExportRequest) -> Files:
    from disgraph.export.crate import crate

    parts = [WRITERS[form].files(request._replace(file=name)) for name, form in CRATED.items()]
    return {request.file: crate(request.graph, {name: as_bytes(content) for part in parts for name, content in part.items()})}


def as_bytes(content: Content) -> bytes:
    """Return the whole content of a file."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else "".join(content)).encode()


#: The files of an RO-Crate by the format of each.
CRATED = {
    "graph.trig": "trig",
    "graph.ttl": "ttl",
    "relationships.gexf": "gexf",
    "relationships.csv": "csv",
    "relationships.json": "json",
    "relationships.html": "html",
    "tables.xlsx": "xlsx",
}

WRITERS: Mapping[str, FormatWriter] = {
    "gexf": FormatWriter(_gexf),
    "graphml": FormatWriter(_graphml),
    "csv": FormatWriter(_csv, tables=("nodes", "edges")),
    "xlsx": FormatWriter(_xlsx),
    "html": FormatWriter(_html),
    "json": FormatWriter(_json),
    "geojson": FormatWriter(_geojson),
    "cyjs": FormatWriter(_cytoscape),
    "cypher": FormatWriter(_cypher),
    "dot": FormatWriter(_dot),
    "mermaid": FormatWriter(_mermaid),
    **{form: FormatWriter(partial(_dataset, form), network=False) for form in ("ttl", "nt", "nq", "trig", "jsonld", "rdf")},
    **{form: FormatWriter(partial(_annotated, form), network=False) for form in ("ttl12", "nt12")},
    "owl": FormatWriter(_owl, network=False, content="the view for OWL tools"),
    "cube": FormatWriter(_cube, network=False, content="the comparable figures"),
    "nanopub": FormatWriter(_nanopubs, network=False),
    **{form: FormatWriter(partial(_sources, form), network=False, sources=True) for form in ("csl", "bibtex")},
    "crate": FormatWriter(_crate, network=False, on_disk=True),
}

#: Suffixes of formats with another name.
SUFFIXES: Mapping[str, str] = {"gv": "dot", "mmd": "mermaid", "zip": "crate", "bib": "bibtex"}
