import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries
from disgraph.queries.describe import DatasetSummary, count_dataset, describe_dataset
from disgraph.queries.triple_counts import count_triples
from disgraph.rdf import DCTERMS, RdfFormat, parse_text, serialize

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def described() -> rdflib.Graph:
    summary = DatasetSummary("test", 7, ("d1", "d2"), "2026-01-01", is_shipped=True)
    quads = describe_dataset(summary, read_queries(shipped_project().queries).values())
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert text is not None
    return rdflib.Graph().parse(data=text, format="nt")


def test_the_dataset_states_its_size_and_vocabularies() -> None:
    graph = described()
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    assert int(str(graph.value(dataset, VOID.entities))) == 7
    assert rdflib.URIRef("http://www.w3.org/ns/prov#") in set(graph.objects(dataset, VOID.vocabulary))


def test_facts_and_quotes_have_terms_of_their_own() -> None:
    graph = described()
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    facts, quotes = sorted(graph.objects(dataset, VOID.subset), key=str)
    assert str(graph.value(facts, rdflib.DCTERMS.license)).endswith("/MIT")
    assert graph.value(quotes, rdflib.DCTERMS.license) is None
    assert "the rights stay with the publisher" in str(graph.value(quotes, rdflib.DCTERMS.rights))


def test_an_own_project_states_no_licence() -> None:
    stated = describe_dataset(DatasetSummary("own", 1, ("d1",)), ())
    assert not any(quad.predicate == DCTERMS["license"] for quad in stated)


def test_partitions_count_classes_and_properties() -> None:
    text = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . <urn:a> a foaf:Person ; foaf:knows <urn:b>, <urn:c> . <urn:b> a foaf:Person ."
    lines = sorted(f"{quad} .\n" for quad in parse_text(text.encode(), RdfFormat.TURTLE))
    counted = list(count_dataset(count_triples(lines)))
    data = serialize((quad.triple for quad in counted), format=RdfFormat.N_TRIPLES)
    assert data is not None
    graph = rdflib.Graph().parse(data=data, format="nt")
    (persons,) = graph.subjects(VOID["class"], rdflib.FOAF.Person)
    (knows,) = graph.subjects(VOID.property, rdflib.FOAF.knows)
    assert int(str(graph.value(persons, VOID.entities))) == 2
    assert int(str(graph.value(knows, VOID.triples))) == 2
    assert int(str(graph.value(knows, VOID.distinctSubjects))) == 1
    assert [int(str(value)) for value in graph.objects(None, VOID.triples) if int(str(value)) > 2] == [4]


@pytest.mark.slow
@pytest.mark.thorough
def test_every_named_query_is_an_executable_that_another_parser_reads() -> None:
    graph = described()
    queries = list(graph.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    assert len(queries) == len(read_queries(shipped_project().queries)) > 0
    texts = [str(text) for form in (SH.select, SH.ask, SH.construct) for text in graph.objects(None, form)]
    assert len(texts) == len(queries)
    assert [prepareQuery(text) is not None for text in texts] == [True] * len(texts)
