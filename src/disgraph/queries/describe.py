"""The description of the dataset: VoID, and its named queries as SHACL SPARQL executables, so that tools can read them.

Sources: Describing Linked Datasets with the VoID Vocabulary (W3C, 2011); SHACL, section 5.2.1 (`sh:prefixes`) and SHACL Advanced Features,
`sh:SPARQLExecutable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.queries.catalogue import NamedQuery
from disgraph.rdf import DCTERMS, DG, FOAF, RDF, RDFS, RESOURCE, XSD, Literal, NamedNode, Namespace, Quad, prefixes
from disgraph.sparql.bindings import with_prefixes

VOID = Namespace("http://rdfs.org/ns/void#")
_SH = Namespace("http://www.w3.org/ns/shacl#")
_FORMS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct"}


def describe_dataset(name: str, entities: int, documents: int, queries: Iterable[NamedQuery]) -> Iterator[Quad]:
    """Return the description of a dataset.

    Args:
        name: of the project.
        entities: how many entities it has.
        documents: how many documents.
        queries: the named queries that come with it.
    """
    dataset = RESOURCE["dataset/disgraph"]
    yield Quad(dataset, RDF["type"], VOID["Dataset"])
    yield Quad(dataset, DCTERMS["title"], Literal(f"disgraph: {name}"))
    yield Quad(dataset, RDFS["label"], Literal(f"disgraph: {name}"))
    yield Quad(dataset, DCTERMS["license"], NamedNode("https://opensource.org/licenses/MIT"))
    yield Quad(dataset, VOID["uriSpace"], Literal(str(RESOURCE)))
    yield Quad(dataset, VOID["entities"], _number(entities))
    yield Quad(dataset, VOID["documents"], _number(documents))
    yield Quad(dataset, FOAF["topic"], DG["Person"])
    for namespace in prefixes().values():
        if namespace != str(RESOURCE):
            yield Quad(dataset, VOID["vocabulary"], NamedNode(namespace))
    for query in queries:
        yield from _query(dataset, query)


def _query(dataset: NamedNode, query: NamedQuery) -> Iterator[Quad]:
    node = RESOURCE[f"query/{query.name}"]
    form = query.form
    yield Quad(node, RDF["type"], _SH["SPARQLExecutable"])
    yield Quad(node, RDF["type"], _SH[f"SPARQL{form.capitalize()}Executable"])
    yield Quad(node, RDFS["label"], Literal(query.name))
    yield Quad(node, RDFS["comment"], Literal(query.question))
    yield Quad(node, _SH[_FORMS[form]], Literal(with_prefixes(query.text)))
    yield Quad(node, DCTERMS["isPartOf"], dataset)


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])
