"""The description of the dataset: VoID and DCAT, and its named queries as SHACL SPARQL executables, so that tools can read them.

Sources: Describing Linked Datasets with the VoID Vocabulary (W3C, 2011); Data Catalog Vocabulary, version 3 (W3C, 2024); SHACL,
section 5.2.1 (`sh:prefixes`) and SHACL Advanced Features, `sh:SPARQLExecutable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.queries.catalogue import NamedQuery
from disgraph.queries.triple_counts import TripleCounts
from disgraph.rdf import (
    DCAT,
    DCTERMS,
    FOAF,
    INFERRED,
    PROV,
    RDF,
    RDFS,
    RESOURCE,
    VOID,
    XSD,
    Literal,
    NamedNode,
    Namespace,
    Quad,
    Term,
    prefixes,
)
from disgraph.sparql.bindings import with_prefixes
from disgraph.triples.annotation import ANNOTATOR, SOFTWARE
from disgraph.triples.iris import document_iri, slug

#: The dataset, and its parts that have terms of use of their own.
DATASET = RESOURCE["dataset/disgraph"]
FACTS, QUOTES = RESOURCE["dataset/facts"], RESOURCE["dataset/quotes"]
#: The run of the reasoner, which generated the inferred triples.
REASONING = RESOURCE["build/reasoning"]
MIT = NamedNode("https://opensource.org/licenses/MIT")
_SH = Namespace("http://www.w3.org/ns/shacl#")
_FORMS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct"}


class DatasetSummary(NamedTuple):
    """What the description of a dataset states.

    Attributes:
        name: of the project.
        entities: how many it has.
        documents: their ids.
        released: the day of the release, or empty.
        is_shipped: whether the facts are those of this project, whose licence is known.
    """

    name: str
    entities: int
    documents: tuple[str, ...]
    released: str = ""
    is_shipped: bool = False


def describe_dataset(summary: DatasetSummary, queries: Iterable[NamedQuery]) -> Iterator[Quad]:
    """Return the description of a dataset, without counts of its triples.

    Args:
        summary: what is stated about the dataset.
        queries: the named queries that come with it.
    """
    title = Literal(f"disgraph: {summary.name}")
    yield from _facts(DATASET, {RDF["type"]: [VOID["Dataset"], DCAT["Dataset"]], DCTERMS["title"]: [title], RDFS["label"]: [title]})
    description = "Statements of documents on disability, work and support, each with the quote that states it."
    yield Quad(DATASET, DCTERMS["description"], Literal(description))
    yield Quad(DATASET, DCTERMS["creator"], ANNOTATOR)
    if summary.released:
        yield Quad(DATASET, DCTERMS["issued"], Literal(summary.released, datatype=XSD["date"]))
    yield Quad(DATASET, VOID["uriSpace"], Literal(str(RESOURCE)))
    yield Quad(DATASET, VOID["uriRegexPattern"], Literal(f"^{RESOURCE}.+"))
    yield Quad(DATASET, VOID["entities"], _number(summary.entities))
    yield Quad(DATASET, VOID["documents"], _number(len(summary.documents)))
    for document in map(document_iri, summary.documents):
        yield Quad(DATASET, DCTERMS["source"], document)
        yield Quad(DATASET, VOID["exampleResource"], document)
    for namespace in prefixes().values():
        if namespace != str(RESOURCE):
            yield Quad(DATASET, VOID["vocabulary"], NamedNode(namespace))
    yield Quad(DATASET, FOAF["topic"], NamedNode("http://www.wikidata.org/entity/Q12131"))
    yield from _terms_of_use(summary.is_shipped)
    yield from _reasoning()
    for query in queries:
        yield from _query(query)


def _facts(node: NamedNode, values: dict[NamedNode, list[Term]]) -> Iterator[Quad]:
    for predicate, objects in values.items():
        for value in objects:
            yield Quad(node, predicate, value)


def _terms_of_use(is_shipped: bool) -> Iterator[Quad]:
    """State the terms of use of facts and quotes apart: an own project has not chosen a licence for its facts."""
    rights = {
        FACTS: ("facts", "Entities, statements, records and figures that were written after reading the documents."),
        QUOTES: ("quotes", "Quotes and the text around them: the rights stay with the publisher of each document."),
    }
    for part, (name, text) in rights.items():
        yield Quad(DATASET, VOID["subset"], part)
        yield Quad(part, RDF["type"], VOID["Dataset"])
        yield Quad(part, RDFS["label"], Literal(f"disgraph: {name}"))
        yield Quad(part, DCTERMS["rights" if part == QUOTES else "description"], Literal(text))
    if is_shipped:
        yield Quad(DATASET, DCTERMS["license"], MIT)
        yield Quad(FACTS, DCTERMS["license"], MIT)


def _reasoning() -> Iterator[Quad]:
    yield Quad(INFERRED, RDF["type"], PROV["Entity"])
    yield Quad(INFERRED, RDFS["label"], Literal("inferred triples"))
    yield Quad(INFERRED, PROV["wasGeneratedBy"], REASONING)
    yield Quad(REASONING, RDF["type"], PROV["Activity"])
    yield Quad(REASONING, RDFS["label"], Literal("reasoning in OWL 2 RL over the asserted triples"))
    yield Quad(REASONING, PROV["used"], FACTS)
    yield Quad(REASONING, PROV["wasAssociatedWith"], SOFTWARE)


def count_dataset(counts: TripleCounts) -> Iterator[Quad]:
    """Return counts of a graph in VoID: triples, subjects, and a partition for each class and property."""
    yield Quad(DATASET, VOID["triples"], _number(counts.total))
    yield Quad(DATASET, VOID["classes"], _number(len(counts.members)))
    yield Quad(DATASET, VOID["properties"], _number(len(counts.triples)))
    yield Quad(DATASET, VOID["distinctSubjects"], _number(counts.nodes))
    for kind, number in counts.members.items():
        yield from _partition("class", NamedNode(kind[1:-1]), {"entities": number})
    for predicate, number in counts.triples.items():
        yield from _partition("property", NamedNode(predicate[1:-1]), {"triples": number, "distinctSubjects": counts.subjects[predicate]})


def _partition(kind: str, term: NamedNode, counts: dict[str, int]) -> Iterator[Quad]:
    name = _short_name(term)
    node = RESOURCE[f"partition/{kind}/{name}"]
    yield Quad(DATASET, VOID[f"{kind}Partition"], node)
    yield Quad(node, VOID[kind], term)
    yield Quad(node, RDFS["label"], Literal(f"partition by {kind} {name}"))
    for count, number in counts.items():
        yield Quad(node, VOID[count], _number(number))


def _short_name(term: NamedNode) -> str:
    """Return prefix and local name joined by a hyphen, or a slug of an IRI without a prefix."""
    fitting = [(prefix, space) for prefix, space in prefixes().items() if term.value.startswith(space)]
    name = next((f"{prefix}-{term.value.removeprefix(space)}" for prefix, space in fitting), "")
    return name if name and "/" not in name else slug(term.value.partition("://")[2])


def _query(query: NamedQuery) -> Iterator[Quad]:
    node = RESOURCE[f"query/{query.name}"]
    form = query.form
    yield Quad(node, RDF["type"], _SH["SPARQLExecutable"])
    yield Quad(node, RDF["type"], _SH[f"SPARQL{form.capitalize()}Executable"])
    yield Quad(node, RDFS["label"], Literal(query.name))
    yield Quad(node, RDFS["comment"], Literal(query.question))
    yield Quad(node, _SH[_FORMS[form]], Literal(with_prefixes(query.text)))
    yield Quad(node, DCTERMS["isPartOf"], DATASET)


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])
