"""The annotation of a document in PROV-O: which agents read it, with which software, and when."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph import __version__
from disgraph.corpus.documents import CatalogueEntry
from disgraph.rdf import DG, PROV, RDF, RDFS, RESOURCE, SCHEMA, XSD, Literal, NamedNode, Quad
from disgraph.triples import iris

#: The role of those who read documents and write claims; persons are not named.
ANNOTATOR = RESOURCE["agent/annotator"]
#: The program that builds the graph.
SOFTWARE = RESOURCE["agent/disgraph"]


def annotation_quads(entry: CatalogueEntry) -> Iterator[Quad]:
    """Return the activity of annotating a document, with its agents; it ended at the latest on the day `annotated`."""
    activity = iris.annotation_iri(entry.id)
    yield Quad(activity, RDF["type"], DG["Annotation"])
    yield Quad(activity, RDFS["label"], Literal(f"Annotation of document {entry.id}"))
    yield Quad(activity, PROV["used"], iris.document_iri(entry.id))
    for agent in (ANNOTATOR, SOFTWARE):
        yield Quad(activity, PROV["wasAssociatedWith"], agent)
    if len(entry.annotated) == len("2026-11-30"):
        yield Quad(activity, PROV["endedAtTime"], Literal(f"{entry.annotated}T23:59:59Z", datatype=XSD["dateTime"]))
    yield from _agent(ANNOTATOR, "annotator", PROV["Agent"])
    yield from software_quads()


def software_quads() -> Iterator[Quad]:
    """Return the program as an agent, with its version."""
    yield from _agent(SOFTWARE, f"disgraph {__version__}", PROV["SoftwareAgent"])
    yield Quad(SOFTWARE, RDF["type"], PROV["Agent"])
    yield Quad(SOFTWARE, SCHEMA["softwareVersion"], Literal(__version__))


def _agent(node: NamedNode, label: str, kind: NamedNode) -> Iterator[Quad]:
    yield Quad(node, RDF["type"], kind)
    yield Quad(node, RDFS["label"], Literal(label))
