"""The dataset as an RO-Crate 1.2: its files with licence, checksums and provenance (https://w3id.org/ro/crate/1.2)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import disgraph
from disgraph.errors import InputError
from disgraph.export.archive import zipped
from disgraph.graph.graph import Graph
from disgraph.graph.passages import documents
from disgraph.rdf import DC, DCTERMS, RESOURCE, SCHEMA, NamedNode
from disgraph.wording.noun_counts import count_noun

METADATA = "ro-crate-metadata.json"

#: The media type of a file by its suffix.
_TYPES = {
    ".csv": "text/csv",
    ".gexf": "application/gexf+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Entity = dict[str, Any]


def crate(graph: Graph, files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of files with the metadata that describes them.

    Args:
        graph: the opened graph, which knows its name, licence, day of release and documents.
        files: the content of each file by name.

    Raises:
        InputError: the project has no release date, which an RO-Crate needs.
    """
    described = json.dumps(metadata(graph, files), ensure_ascii=False, indent=1) + "\n"
    return zipped({METADATA: described.encode(), **files})


def metadata(graph: Graph, files: Mapping[str, bytes]) -> Entity:
    """Return the description of the files; arguments and errors as for `crate`."""
    return {"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": list(_entities(graph, files))}


def _entities(graph: Graph, files: Mapping[str, bytes]) -> Iterator[Entity]:
    dataset = RESOURCE["dataset/disgraph"]
    licence = _licence(graph)
    sources = [_document(graph, NamedNode(source.iri)) for source in documents(graph)]
    yield {"@id": METADATA, "@type": "CreativeWork", "conformsTo": _ref("https://w3id.org/ro/crate/1.2"), "about": _ref("./")}
    yield {
        "@id": "./",
        "@type": "Dataset",
        "identifier": dataset.value,
        "name": graph.value(dataset, DCTERMS["title"]),
        "description": _description(graph),
        "datePublished": _released(graph),
        **licence,
        "hasPart": [_ref(name) for name in files],
        "isBasedOn": [_ref(source["@id"]) for source in sources],
        "mentions": _ref("#build"),
    }
    yield from (_file(name, content, licence) for name, content in files.items())
    if licence:
        about = "Of graph and annotations, not of the documents."
        yield {**licence["license"], "@type": "CreativeWork", "name": "MIT licence", "description": about}
    yield from sources
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "Build of the graph from documents and reviewed claims",
        "instrument": _ref("#disgraph"),
        "object": [_ref(source["@id"]) for source in sources],
        "result": [_ref(name) for name in files],
    }
    yield {
        "@id": "#disgraph",
        "@type": "SoftwareApplication",
        "name": "disgraph",
        "version": disgraph.__version__,
        "url": "https://w3id.org/disgraph/ontology",
    }


def _licence(graph: Graph) -> Entity:
    """Return the licence of the facts as a property, or no property: a project of one's own has not stated one."""
    iri = graph.value(RESOURCE["dataset/disgraph"], DCTERMS["license"])
    return {"license": _ref(iri)} if iri else {}


def _ref(iri: str) -> Entity:
    return {"@id": iri}


def _description(graph: Graph) -> str:
    counts = graph.summary
    entities, papers = count_noun(counts["entities"], "entity", "entities"), count_noun(counts["documents"], "document")
    claims = count_noun(counts["claims"], "claim")
    return f"A knowledge graph of {entities} from {papers}, with {claims}: each leads to the quote that states it."


def _released(graph: Graph) -> str:
    day = graph.summary.get("released", "")
    if not day:
        raise InputError(
            "The project has no release date, which an RO-Crate needs.",
            'Write released = "2026-11-22", with the right day, in disgraph.toml, and run `disgraph build`.',
        )
    return str(day)


def _file(name: str, content: bytes, licence: Entity) -> Entity:
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": _TYPES[os.path.splitext(name)[1]],
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        **licence,
    }


def _document(graph: Graph, node: NamedNode) -> Entity:
    """Return a source, which is not in the crate: its rights stay with its publisher."""
    known = {
        "identifier": graph.value(node, DCTERMS["identifier"]),
        "name": graph.value(node, DCTERMS["title"]),
        "genre": graph.value(node, DCTERMS["type"]),
        "inLanguage": graph.value(node, DC["language"]),
        "publisher": graph.value(node, DCTERMS["publisher"]),
        "author": graph.value(node, DC["creator"]),
        "url": graph.value(node, SCHEMA["url"]),
        "datePublished": graph.value(node, DCTERMS["date"]),
        "copyrightNotice": graph.value(node, DC["rights"]),
        "sha256": graph.value(node, SCHEMA["sha256"]),
    }
    return {"@id": node.value, "@type": "CreativeWork", **{name: value for name, value in known.items() if value}}
