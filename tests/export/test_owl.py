"""The view for OWL tools: declared individuals, readable literals, all axioms, no claims; read by owlready2 and rdflib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib

from disgraph.api.graph_opening import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, OWL, RDF, XSD, BlankNode, Literal, NamedNode, Quad, RdfFormat, parse_text
from disgraph.reasoning.owl_view import DATATYPES, owl_view

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import owlready2


@pytest.fixture(scope="module")
def graph(shipped_folder: Path) -> KnowledgeGraph:
    """The graph of the seed documents, as a program opens it."""
    return open_graph(shipped_folder)


@pytest.fixture(scope="module")
def file(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export."""
    target = tmp_path_factory.mktemp("owl") / "graph.owl"
    result = graph.export(target)
    assert list(result.files) == [str(target)]
    assert result.summary == f"Wrote the view for OWL tools to {target}"
    return target


@pytest.fixture(scope="module")
def quads(file: Path) -> list[Quad]:
    """The triples of the export."""
    return parse_text(file.read_bytes(), RdfFormat.RDF_XML)


def members(graph: Graph, *classes: str) -> set[str]:
    """Return the individuals of classes in the graph, as IRIs."""
    return {quad.subject.value for name in classes for quad in graph.to(DG[name], RDF["type"]) if isinstance(quad.subject, NamedNode)}


def test_every_entity_record_and_concept_is_a_declared_individual(quads: list[Quad], shipped: Graph) -> None:
    declared = {quad.subject.value for quad in quads if quad.object == OWL["NamedIndividual"] and isinstance(quad.subject, NamedNode)}
    expected = members(shipped, "Entity", "Record", "Concept")
    assert len(expected) > 1500
    assert expected <= declared
    assert not declared & members(shipped, "Claim", "Evidence", "Document", "AuditFinding")


def test_statements_and_axioms_are_those_of_graph_and_ontology(quads: list[Quad], shipped: Graph) -> None:
    held = {quad.triple for quad in quads}
    related = {quad.triple for quad in shipped.quads.quads_for_pattern(None, DG["livesIn"], None, None)}
    assert related
    assert related <= held
    ontology = read_vocabulary(shipped_project().ontology).quads
    for axiom in (OWL["propertyChainAxiom"], OWL["members"], OWL["hasValue"], OWL["annotatedTarget"]):
        count = sum(quad.predicate == axiom for quad in ontology)
        assert count == sum(quad.predicate == axiom for quad in quads) > 0


def test_dates_are_strings_and_every_literal_has_a_datatype_of_owl(quads: list[Quad], shipped: Graph) -> None:
    """interface-O4."""
    literals = [quad.object for quad in quads if isinstance(quad.object, Literal)]
    assert {literal.datatype for literal in literals} <= DATATYPES
    times = {
        quad.object.value for quad in shipped.quads.quads_for_pattern(None, DG["time"], None, None) if isinstance(quad.object, Literal)
    }
    written = [quad.object for quad in quads if quad.predicate == DG["time"]]
    assert {time.value for time in written if isinstance(time, Literal) and time.datatype == XSD["string"]} == times


@pytest.mark.filterwarnings("ignore:Binding 1:DeprecationWarning")  # owlready2 names a parameter of SQLite by its number
def test_owlready2_finds_every_individual(file: Path, shipped: Graph) -> None:
    """interface-O5."""
    world: Any = owlready2.World()
    try:
        ontology = world.get_ontology("https://example.org/view").load(fileobj=io.BytesIO(file.read_bytes()), only_local=True)
        found = {individual.iri for individual in world.individuals()}
        assert members(shipped, "Entity", "Record", "Concept") <= found
        person = world[DG["Person"].value]
        assert {each.iri for each in person.instances()} == members(shipped, "Person")
        assert ontology is not None
    finally:
        world.close()


@pytest.mark.slow
def test_rdflib_reads_the_same_number_of_triples(file: Path, quads: list[Quad]) -> None:
    assert len(rdflib.Graph().parse(file, format="xml")) == len(quads)


@pytest.mark.slow
def test_the_bytes_are_the_same_each_time_it_is_written(graph: KnowledgeGraph, file: Path, tmp_path: Path) -> None:
    graph.export(tmp_path / "again.owl")
    assert (tmp_path / "again.owl").read_bytes() == file.read_bytes()


@pytest.mark.slow
def test_a_private_copy_names_nobody(graph: KnowledgeGraph, tmp_path: Path, shipped: Graph) -> None:
    """Neither individuals nor examples of the ontology's terms."""
    graph.export(tmp_path / "private.owl", privacy="pseudonym")
    written = (tmp_path / "private.owl").read_bytes()
    individuals = {quad.subject for quad in parse_text(written, RdfFormat.RDF_XML) if quad.object == OWL["NamedIndividual"]}
    assert len(individuals) > 1500
    text = written.decode("utf-8")
    persons = [quad.subject for quad in shipped.to(DG["Person"], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    assert len(persons) > 50
    assert [name for name in map(shipped.label, persons) if name in text] == []
    assert [person for person in persons if f'{person.value}"' in text] == []


def test_terms_that_the_ontology_does_not_declare_are_left_out() -> None:
    def some() -> Iterator[Quad]:
        yield Quad(DG["Entity"], RDF["type"], OWL["Class"])
        yield Quad(NamedNode("urn:x"), RDF["type"], DG["Entity"])
        yield Quad(NamedNode("urn:x"), RDF["type"], NamedNode("urn:Undeclared"))
        yield Quad(NamedNode("urn:x"), NamedNode("urn:undeclared"), Literal("a"))

    text = "\n".join(map(str, owl_view(some(), ())))
    assert "ndeclared" not in text
    assert not any(isinstance(quad.subject, BlankNode) for quad in owl_view(some(), ()))
