"""What the catalogue gives to the graph: documents and their sections as triples."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.corpus.documents import Document
from disgraph.rdf import DC, DCTERMS, DG, PAV, RDF, RDFS, SCHEMA, SKOS, Literal, Quad
from disgraph.triples import iris, shortcuts
from disgraph.triples.annotation import annotation_quads


def document_quads(document: Document) -> Iterator[Quad]:
    """Yield the catalogue entry of a document, its annotation and its sections."""
    node, entry = iris.document_iri(document.id), document.entry
    yield Quad(node, RDF["type"], DG["Document"])
    known = {
        DCTERMS["identifier"]: entry.id,
        RDFS["label"]: entry.title,
        DCTERMS["title"]: entry.title,
        DCTERMS["type"]: entry.kind,
        DCTERMS["publisher"]: entry.publisher,
        DCTERMS["date"]: entry.date,
        DC["language"]: entry.language,
        DC["rights"]: entry.rights,
        SKOS["note"]: entry.note,
        SCHEMA["sha256"]: entry.sha256,
        DC["source"]: entry.file,
        DCTERMS["format"]: entry.media_type,
        SCHEMA["url"]: entry.url,
        DC["creator"]: entry.author,
        SCHEMA["name"]: entry.title,
        PAV["retrievedOn"]: entry.accessed,
    }
    for predicate, value in known.items():
        if value:
            yield Quad(node, predicate, Literal(value))
    if entry.language:
        yield Quad(node, DCTERMS["language"], iris.language_iri(entry.language))
    yield from annotation_quads(document.entry)
    yield from shortcuts.section_quads(document)
