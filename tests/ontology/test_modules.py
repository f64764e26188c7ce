"""The modules of the ontology: each file has a complete header, and the core imports each (ontology-V45, V46)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disgraph import __version__
from disgraph.project import shipped_project
from disgraph.rdf import DCTERMS, DG, OWL, RDF, RDFS, Literal, NamedNode, Namespace, Quad, RdfFormat, local_name, parse_file, parse_text
from disgraph.reasoning.owl_view import one_ontology

ONTOLOGY = NamedNode(DG.removesuffix("#"))
VANN = Namespace("http://purl.org/vocab/vann/")
FILES = sorted(shipped_project().ontology.glob("*.ttl"))
#: What every header states, and what that of the core states besides.
EVERY = {OWL["versionIRI"], OWL["versionInfo"], *(DCTERMS[name] for name in ("title", "description", "creator", "publisher", "created"))}
EVERY |= {DCTERMS["modified"], DCTERMS["license"], RDF["type"]}
CORE = EVERY | {OWL["priorVersion"], OWL["imports"], DCTERMS["bibliographicCitation"], RDFS["seeAlso"], VANN["changes"]}


def header(file: Path) -> tuple[NamedNode, list[Quad]]:
    """Return the IRI of the one ontology that a file declares, and its header."""
    quads = parse_file(file)
    (node,) = {quad.subject for quad in quads if quad.object == OWL["Ontology"]}
    assert isinstance(node, NamedNode)
    return node, [quad for quad in quads if quad.subject == node]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_has_a_complete_header(file: Path) -> None:
    node, stated = header(file)
    is_core = file.stem == "disgraph"
    assert node.value == ONTOLOGY.value + ("" if is_core else f"/{file.stem}")
    assert (CORE if is_core else EVERY | {DCTERMS["isPartOf"]}) <= {quad.predicate for quad in stated}
    values = {quad.predicate: quad.object for quad in stated}
    assert values[OWL["versionInfo"]] == Literal(__version__)
    assert values[OWL["versionIRI"]] == NamedNode(f"{ONTOLOGY.value}/{__version__}" + ("" if is_core else f"/{file.stem}"))


def test_the_core_imports_every_module() -> None:
    _node, stated = header(shipped_project().ontology / "disgraph.ttl")
    imported = {local_name(str(quad.object).strip("<>")) for quad in stated if quad.predicate == OWL["imports"]}
    assert imported == {file.stem for file in FILES} - {"disgraph"}


def test_every_term_is_declared_in_one_module() -> None:
    declared: dict[str, list[str]] = {}
    for file in FILES:
        for name in set(re.findall(r"(?m)^dg:(\w+) a owl:", file.read_text(encoding="utf-8"))):
            declared.setdefault(name, []).append(file.stem)
    assert len(declared) > 250
    assert {name: files for name, files in declared.items() if len(files) > 1} == {}


def test_modules_become_one_ontology() -> None:
    text = f"""@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
    <{ONTOLOGY.value}> a owl:Ontology ; owl:imports <urn:m> . <urn:m> a owl:Ontology ; dcterms:isPartOf <{ONTOLOGY.value}> ."""
    left = list(one_ontology(parse_text(text.encode(), RdfFormat.TURTLE)))
    assert left == [Quad(ONTOLOGY, RDF["type"], OWL["Ontology"])]
