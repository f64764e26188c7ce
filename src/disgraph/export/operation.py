"""The export of a graph: from options to the files of a format. Callers write the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from disgraph.errors import MisuseError
from disgraph.export.export_options import ExportOptions, check_options
from disgraph.export.network_part import PartChoice, query_relations, select
from disgraph.export.node_measures import SMALL, add_measures
from disgraph.export.period import read_period
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.writers import ExportRequest, Files, FormatWriter
from disgraph.graph.graph import Graph
from disgraph.graph.passages import documents
from disgraph.graph.resolver import resolve
from disgraph.paths.kind_names import resolve_kinds
from disgraph.rdf import DG, RDF, Quad
from disgraph.similarity import nearest
from disgraph.wording.noun_counts import count_noun


class ExportContent(NamedTuple):
    """The files of an export by name, each with its content, and a summary in words.

    Without files there is nothing to write, and the summary gives the reason.
    """

    files: Files
    summary: str


def export_graph(
    graph: Graph,
    target: str,
    options: ExportOptions = ExportOptions(),  # noqa: B008  (a frozen value)
    ontology: Callable[[], Iterable[Quad]] = tuple,
) -> ExportContent:
    """Export a graph, or a part of it.

    Args:
        graph: the opened graph.
        target: a file, or `-` for standard output. Some formats write several files, whose names begin with that of the target.
        options: format, layout and part.
        ontology: gives the ontology with the axioms that need blank nodes, for the format that holds them.

    Raises:
        MisuseError: an option is unknown, or options do not go together.
        UnresolvedName: a name does not lead to one entity.
        InputError: the format cannot hold a text of the graph; the message names its owner.
        LimitExceeded: the format cannot hold so large a graph.
    """
    writer = check_options(target, options)
    choice = resolve_choice(graph, options)
    network = cache(lambda: _read(graph, choice, options.measures))
    request = ExportRequest(graph, network, target, options.table, options.layout, ontology=ontology)
    reason = _why_empty(graph, choice, request.network()) if writer.network else ""
    if reason:
        return ExportContent({}, f"Nothing to write: {reason}")
    files = writer.files(request)
    names = ", ".join("standard output" if name == "-" else name for name in files)
    return ExportContent(files, f"Wrote {_amount(writer, request)} to {names}")


def resolve_choice(graph: Graph, options: ExportOptions) -> PartChoice:
    """Return the part that options select, names resolved.

    Raises:
        MisuseError: a type, relation or date is unknown, or both ends of a path are one entity.
        UnresolvedName: a name does not lead to one entity.
    """
    first, last = read_period(*options.between) if options.between else (options.as_of, options.as_of)
    ends = tuple(resolve(graph.names, name).iri for name in options.path or ())
    if len(set(ends)) == 1:
        raise MisuseError("--path names one entity twice.", "Name two entities, or use --around.")
    return PartChoice(
        around=resolve(graph.names, options.around).iri if options.around else "",
        hops=options.hops or 2,
        ends=(ends[0], ends[1]) if ends else None,
        types=frozenset(_resolve_class(graph, name) for name in options.types),
        only=resolve_kinds(graph.relations, options.only),
        exclude=resolve_kinds(graph.relations, options.exclude),
        first=first,
        last=last,
        asked=query_relations(graph, options.query(graph)) if options.query else None,
        complete=options.complete,
    )


def _resolve_class(graph: Graph, name: str) -> str:
    labels = graph.relations.labels
    known = {**{label.lower(): iri for iri, label in labels.items()}, **{iri.lower(): iri for iri in labels}}
    if name.lower() not in known:
        raise MisuseError(f"{name!r} is not a type.", f"Nearest: {', '.join(nearest(name.lower(), known))}.")
    return known[name.lower()]


def _read(graph: Graph, choice: PartChoice, measures: bool | None) -> RelationshipNetwork:
    network = select(graph, choice)
    wanted = len(network.nodes) <= SMALL if measures is None else measures
    return add_measures(network) if wanted and len(network.nodes) else network


def _why_empty(graph: Graph, choice: PartChoice, network: RelationshipNetwork) -> str:
    """Return why a network is empty, or an empty text where it is not."""
    if choice._replace(complete=False) != PartChoice():
        return "" if len(network.edges) else "no relation meets all options. Remove an option, or see `disgraph path`."
    if len(network.nodes):
        return ""
    if any(graph.to(DG["Claim"], RDF["type"])):
        return (
            "no node of the graph has the class dg:Entity, which reasoning adds. Load the dataset with its inferred triples "
            "(`disgraph export dataset.nq`), or export ttl, nt or nq."
        )
    return "the graph has no entities."


def _amount(writer: FormatWriter, request: ExportRequest) -> str:
    if writer.network:
        network = request.network()
        return f"{count_noun(len(network.nodes), 'node')} and {count_noun(len(network.edges), 'edge')}"
    if writer.content:
        return writer.content
    graph = request.graph
    if writer.sources:
        return count_noun(len(documents(graph)), "source")
    inferred = f" and {graph.summary['inferred']:,} inferred triples" if graph.with_inferred else ""
    return f"{graph.summary['asserted']:,} asserted{inferred or ' triples'}"
