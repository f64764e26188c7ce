"""The graph in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.graph.passages import documents
from disgraph.rdf import DG, FOAF, PROV, RDF, SKOS, NamedNode, local_name


class GraphCounts(NamedTuple):
    """Counts by what they count, each table in a fixed order.

    Attributes:
        totals: by what they count.
        documents: id, title and number of claims of each.
        entities: by the label of their class.
        records: claims by the label of the class of their record.
        modalities: claims by modality.
        catch_all: label, records and records without a kind, of each class that holds what no other class covers; after them all records.
    """

    totals: tuple[tuple[str, int], ...]
    documents: tuple[tuple[str, str, int], ...]
    entities: tuple[tuple[str, int], ...]
    records: tuple[tuple[str, int], ...]
    modalities: tuple[tuple[str, int], ...]
    catch_all: tuple[tuple[str, int, int], ...]


def count(graph: Graph) -> GraphCounts:
    """Count what a graph holds."""
    summary, labels = graph.summary, graph.relations.labels
    records = Counter[str]()
    for quad in graph.quads.quads_for_pattern(None, DG["asserts"], None, None):
        if isinstance(quad.object, NamedNode):
            records[graph.type(quad.object) or "denied statement"] += 1
    statements = sum(1 for _ in graph.to(RDF["Statement"], RDF["type"]))
    modalities = Counter(
        local_name(str(quad.object).strip("<>")) for quad in graph.quads.quads_for_pattern(None, DG["modality"], None, None)
    )
    named = {name.iri: name.type for name in graph.names.every()}
    defined = {str(quad.subject)[1:-1] for quad in graph.quads.quads_for_pattern(None, SKOS["inScheme"], None, None)}
    defined -= {str(quad.subject)[1:-1] for quad in graph.quads.quads_for_pattern(None, FOAF["name"], None, None)}  # of a project
    types = Counter(kind for iri, kind in named.items() if iri not in defined)
    doubts = len({quad.subject for quad in graph.quads.quads_for_pattern(None, DG["doubt"], None, None)})
    evidence = sum(1 for _ in graph.to(DG["Evidence"], RDF["type"]))
    totals = {
        "documents": summary["documents"],
        "entities": summary["entities"],
        "concepts of the ontology": len(named.keys() & defined),
        "claims": summary["claims"],
        "passages quoted": evidence,
        "claims with a doubt": doubts,
        "asserted triples": summary["asserted"],
        "inferred triples": summary["inferred"],
    }
    claims = Counter(str(quad.object) for quad in graph.quads.quads_for_pattern(None, PROV["hadPrimarySource"], None, None))
    return GraphCounts(
        totals=tuple(totals.items()),
        documents=tuple((each.id, each.title, claims[f"<{each.iri}>"]) for each in documents(graph)),
        entities=_ranked(Counter({labels.get(kind, kind): number for kind, number in types.items()})),
        records=_ranked(Counter({labels.get(kind, kind): number for kind, number in records.items()} | {"plain statement": statements})),
        modalities=_ranked(modalities),
        catch_all=tuple(_catch_all(graph)),
    )


def _catch_all(graph: Graph) -> Iterator[tuple[str, int, int]]:
    """Yield how many records are of catch-all classes, and of these how many have no kind; then the number of all records."""
    for name, role in sorted(graph.relations.kind_roles.items()):
        records = {quad.subject for quad in graph.to(DG[name], RDF["type"])}
        sorted_out = {quad.subject for quad in graph.quads.quads_for_pattern(None, DG[role], None, None)}
        yield graph.relations.labels[name], len(records), len(records - sorted_out)
    yield "all records", sum(1 for _ in graph.to(DG["Record"], RDF["type"])), 0


def _ranked(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
