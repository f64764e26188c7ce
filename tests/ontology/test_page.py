"""The page of the ontology in the docs: current, and with an anchor for every term (ontology-V52)."""

import re
from pathlib import Path

from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries
from disgraph.rdf import DG, RDF, NamedNode, local_name
from disgraph.render.ontology_page import page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "ontology.md"


def test_the_page_in_the_docs_is_the_one_that_the_ontology_gives() -> None:
    project = shipped_project()
    assert PAGE.read_text(encoding="utf-8") == page(read_vocabulary(project.ontology), read_queries(project.queries).values())


def test_every_term_has_one_anchor() -> None:
    anchors = re.findall(r'<a id="(\w+)">', PAGE.read_text(encoding="utf-8"))
    typed = (quad for quad in read_vocabulary(shipped_project().ontology).quads if quad.predicate == RDF["type"])
    terms = {local_name(quad.subject) for quad in typed if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DG)}
    assert len(terms) > 300
    assert sorted(anchors) == sorted(terms)


def test_a_term_lists_the_queries_that_use_it() -> None:
    (row,) = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if 'id="Federation"' in line]
    assert "queries: federations" in row
