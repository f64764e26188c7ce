import rdflib
from rdflib.plugins.sparql import prepareQuery

from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries
from disgraph.queries.describe import describe_dataset
from disgraph.rdf import RdfFormat, serialize

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def described() -> rdflib.Graph:
    quads = describe_dataset("test", 7, 2, read_queries(shipped_project().queries).values())
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert text is not None
    return rdflib.Graph().parse(data=text, format="nt")


def test_the_dataset_states_its_size_and_vocabularies() -> None:
    graph = described()
    (dataset,) = graph.subjects(rdflib.RDF.type, VOID.Dataset)
    assert int(str(graph.value(dataset, VOID.entities))) == 7
    assert rdflib.URIRef("http://www.w3.org/ns/prov#") in set(graph.objects(dataset, VOID.vocabulary))


def test_every_named_query_is_an_executable_that_another_parser_reads() -> None:
    graph = described()
    queries = list(graph.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    assert len(queries) == len(read_queries(shipped_project().queries)) > 0
    texts = [str(text) for form in (SH.select, SH.ask, SH.construct) for text in graph.objects(None, form)]
    assert len(texts) == len(queries)
    assert [prepareQuery(text) is not None for text in texts] == [True] * len(texts)
