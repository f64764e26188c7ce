"""`disgraph export FILE`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from disgraph.cli.options import inferred_option, quiet_option
from disgraph.cli.session import open_current, progress, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from disgraph.export.relationship import Network
    from disgraph.facts.graph import Graph

NETWORKS = ("gexf", "graphml", "csv")
DATASETS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")


@click.command(epilog="Example: disgraph export relationships.gexf")
@click.argument("file")
@click.option("-f", "--format", "form", type=click.Choice(NETWORKS + DATASETS), help="Form of the file; else its suffix tells.")
@click.option("--table", type=click.Choice(("nodes", "edges")), help="With csv: only this table, to FILE as it is named.")
@inferred_option
@quiet_option
def export(file: str, form: str | None, table: str | None, include_inferred: bool, quiet: bool) -> None:
    """Write the graph to FILE for another program; - is standard output.

    gexf (Gephi), graphml and csv hold who is related to whom, each relation with its best quote; a legend stands beside a gexf file,
    and csv writes NAME-nodes.csv and NAME-edges.csv. ttl, nt, jsonld and rdf hold the whole graph of facts and evidence; nq and trig
    also list what was inferred.
    """
    from disgraph.errors import MisuseError

    if not file.strip():
        raise MisuseError("An empty name of a file.", "Name a file, or - for standard output.")
    chosen = form or _by_suffix(file)
    if table and chosen != "csv":
        raise MisuseError(f"{chosen} has no tables.", "Use --table with csv.")
    if chosen == "csv" and file == "-" and not table:
        raise MisuseError("csv is two tables, and standard output is one.", "Add --table nodes or --table edges, or name a file.")
    say = progress(quiet)
    graph = open_current(quiet, include_inferred)
    if chosen in DATASETS:
        _write_dataset(graph, chosen, file, say)
    else:
        _write_network(graph, chosen, file, table, say)


def _by_suffix(file: str) -> str:
    """Return the format that a file name tells.

    Raises:
        MisuseError: it tells none that is known.
    """
    from disgraph.errors import MisuseError

    known = ", ".join(NETWORKS + DATASETS)
    if file == "-":
        raise MisuseError("Standard output has no suffix that tells the format.", f"Add --format with one of {known}.")
    suffix = os.path.splitext(file)[1].lstrip(".").lower()
    if suffix not in NETWORKS + DATASETS:
        raise MisuseError(f"{file}: no known format has the suffix {suffix!r}.", f"Add --format, or use one of {known}.")
    return suffix


def _write_dataset(graph: Graph, form: str, file: str, say: Callable[[str], None]) -> None:
    from disgraph.export.dataset import dataset

    write(dataset(graph, form), file)
    say(f"Wrote {graph.summary['asserted']:,} triples{_inferred(graph)} to {_told(file)}")


def _inferred(graph: Graph) -> str:
    return f" and {graph.summary['inferred']:,} that follow by reasoning" if graph.with_inferred else ""


def _write_network(graph: Graph, form: str, file: str, table: str | None, say: Callable[[str], None]) -> None:
    from disgraph.export.relationship import read_network

    network = read_network(graph)
    files = _files(network, graph.relations.segments, form, file, table)
    for name, text in files.items():
        write(text, name)
    say(f"Wrote {len(network.nodes)} nodes and {len(network.edges)} edges to {', '.join(map(_told, files))}")


def _files(network: Network, segments: dict[str, str], form: str, file: str, table: str | None) -> dict[str, str]:
    """Return each file to write with its content; all is made before the first one is replaced."""
    from disgraph.export.appearance import legend
    from disgraph.export.gexf import gexf
    from disgraph.export.graphml import graphml
    from disgraph.export.tabular import TABLES

    name = os.path.splitext(file)[0]
    if form == "csv":
        return {file: TABLES[table](network)} if table else {f"{name}-{kind}.csv": make(network) for kind, make in TABLES.items()}
    if form == "graphml":
        return {file: "".join(graphml(network, segments))}
    drawn = {file: "".join(gexf(network, segments))}
    return drawn if file == "-" else {**drawn, f"{name}.legend.md": legend(network, segments)}


def _told(file: str) -> str:
    return "standard output" if file == "-" else file
