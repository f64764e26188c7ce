"""The axioms of other vocabularies with which the alignments of an ontology must agree."""

from __future__ import annotations

from disgraph.project import shipped_project
from disgraph.rdf import Quad, parse_file


def cited_axioms() -> list[Quad]:
    """Return the axioms of PROV-O, ORG, FOAF, SKOS, Web Annotation, Data Cube and schema.org about the terms that are used here."""
    return parse_file(shipped_project().ontology / "check" / "vocabularies.ttl")
