"""`disgraph export FILE`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from disgraph.cli.options import endpoint_option, inferred_option, quiet_option, timeout_option
from disgraph.cli.session import current_project, open_current, progress, write

if TYPE_CHECKING:
    from disgraph.export.relationship import Network
    from disgraph.export.selection import Choice
    from disgraph.export.writers import Request, Writer
    from disgraph.graph.disk import Graph

#: The ways to withhold (`disgraph.privacy.copy.WAYS`).
WAYS = ("pseudonym", "public-figures-only")
#: What `--help` and the refusals call the options that choose a part.
CHOOSING = ("query", "around", "path", "types", "only", "exclude", "as_of", "between")


def _span(_ctx: click.Context, _param: click.Parameter, given: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return the first and the last day of two days, months or years; a month's last day is compared, and not shown."""
    from datetime import date

    if not given:
        return None
    first, last = (text + rest[len(text) - 4 :] for text, rest in zip(given, ("-01-01", "-12-31"), strict=True))
    for text in given:
        try:
            date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError as error:
            raise click.BadParameter(f"{text!r} is no day, month or year such as 2017-07-31, 2017-07 or 2017.") from error
    if first > last:
        raise click.BadParameter(f"{given[0]} is after {given[1]}.")
    return first, last


@click.command(epilog='Example: disgraph export around.gexf --around "Liu Weiping" --hops 2')
@click.argument("file")
@click.option("-f", "--format", "form", default="", metavar="FORMAT", help="Form of the file; else its suffix tells.")
@click.option("--table", default="", metavar="TABLE", help="Only this table (csv: nodes or edges), to FILE as it is named.")
@click.option("--query", metavar="QUERY", help="The relations of a CONSTRUCT, or of a SELECT of ?source ?relation ?target [?weight].")
@timeout_option
@click.option("--around", metavar="NAME", help="Only what is at most --hops away from this entity.")
@click.option("--hops", type=click.IntRange(1, 20), help="How far --around goes.  [default: 2]")
@click.option("--path", nargs=2, metavar="A B", help="Only what is on the shortest paths between two entities.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only entities of this type, by the name or label of its class.")
@click.option("-p", "--only", multiple=True, metavar="KIND", help="Only relations of this kind.")
@click.option("--exclude", multiple=True, metavar="KIND", help="No relations of this kind.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Relations that held on this day, or have no date.")
@click.option("--between", nargs=2, callback=_span, metavar="FROM TO", help="Relations that held in this time, or have no date.")
@click.option(
    "--layout",
    default="auto",
    metavar="LAYOUT",
    help="auto, distances, hubs or none: how nodes are placed in gexf, graphml and cyjs.  [default: auto]",
)
@click.option("--measures/--no-measures", default=None, help="With or without community and centrality.  [default: up to 2,000 entities]")
@click.option("--privacy", type=click.Choice(WAYS), help="Withhold names, places and texts, or leave out all persons but public figures.")
@inferred_option
@endpoint_option
@quiet_option
@click.pass_context
def export(
    ctx: click.Context,
    /,
    file: str,
    form: str,
    table: str,
    layout: str,
    include_inferred: bool,
    endpoint: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Write the graph, or a part of it, to FILE for another program; - is standard output.

    gexf (Gephi), graphml, csv, json, cyjs (Cytoscape), cypher, dot, mermaid and html hold who is related to whom, each relation with
    its best quote; a legend stands beside a gexf file, csv writes NAME-nodes.csv and NAME-edges.csv, and xlsx has a sheet for each
    class. Of these a part can be chosen: by --query, --around, --path, --type, --only, --exclude, --as-of and --between, each of which
    narrows the others. If nothing is left, no file is written and the exit code is 1.

    ttl, nt, jsonld and rdf hold the whole graph of facts and evidence; nq and trig also list what was inferred. ttl12 and nt12 are
    RDF 1.2, nanopub has a nanopublication for each claim, and crate is a zip archive of the dataset with licence and checksums.

    --privacy writes from a private copy of the graph, in which names are those of the copy ("Person 07"). See data/README.md.
    """
    from functools import cache

    from disgraph.errors import MisuseError
    from disgraph.export.layout import LAYOUTS
    from disgraph.export.selection import Choice
    from disgraph.export.writers import WRITERS, Request

    writer = _writer(file, form, table)
    if endpoint is not None and writer.on_disk:
        raise MisuseError("An RO-Crate tells when the graph was released, and an endpoint does not know.", "Leave --endpoint out.")
    chosen = any(options[name] for name in CHOOSING)
    if chosen and not writer.network:
        raise MisuseError(
            "This format holds the whole dataset, and no part of it can be chosen.",
            f"Choose from {', '.join(name for name, each in WRITERS.items() if each.network)}.",
        )
    if options["hops"] and not options["around"]:
        raise MisuseError("--hops tells how far --around goes.", "Add --around NAME.")
    if layout not in LAYOUTS:
        raise MisuseError(f"No layout {layout!r}.", f"Choose from {', '.join(LAYOUTS)}.")
    if endpoint and options["privacy"]:
        raise MisuseError("A private copy is made of a graph on this machine.", "Leave --endpoint or --privacy out.")
    graph = _withheld(ctx, open_current(quiet, include_inferred, endpoint, options["timeout"]), options["privacy"], quiet)
    choice = _choice(graph, options) if chosen else Choice()
    request = Request(graph, cache(lambda: _network(graph, choice, options["measures"])), file, table, layout)
    if chosen and not len(request.network().edges):
        progress(quiet)("Nothing is left to write: no relation meets all that was asked for. Take an option away, or see `disgraph path`.")
        ctx.exit(1)
    files = writer.files(request)
    for name, content in files.items():
        write(content, name)
    progress(quiet)(f"Wrote {_amount(writer, request)} to {', '.join('standard output' if name == '-' else name for name in files)}")


def _withheld(ctx: click.Context, graph: Graph, way: str | None, quiet: bool) -> Graph:
    """Return the graph, or a private copy of it that lasts as long as the command."""
    if way is None:
        return graph
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from disgraph.privacy.copy import private_copy

    folder = ctx.with_resource(TemporaryDirectory(prefix="disgraph-", ignore_cleanup_errors=True))
    copied = private_copy(graph, current_project(), way, Path(folder))
    progress(quiet)(copied.told)
    return copied.graph


def _network(graph: Graph, choice: Choice, measures: bool | None) -> Network:
    """Return what is chosen, with measures if they are wanted."""
    from disgraph.export.measuring import SMALL, measured
    from disgraph.export.selection import select

    network = select(graph, choice)
    wanted = len(network.nodes) <= SMALL if measures is None else measures
    return measured(network) if wanted and len(network.nodes) else network


def _choice(graph: Graph, options: dict[str, Any]) -> Choice:
    """Return what the options choose, names resolved."""
    from disgraph.cli.path_run import kinds_meant
    from disgraph.errors import MisuseError
    from disgraph.export.selection import Choice, relations_of
    from disgraph.graph.resolver import resolve
    from disgraph.paths.place import place_of

    if options["as_of"] and options["between"]:
        raise MisuseError("--as-of and --between both tell the time.", "Give one of them.")
    day = options["as_of"].date().isoformat() if options["as_of"] else ""
    first, last = options["between"] or (day, day)
    ends = tuple(resolve(graph.names, name).iri for name in options["path"] or ())
    if len(set(ends)) == 1:
        raise MisuseError("--path has one entity twice.", "Give two entities; --around tells of one.")
    return Choice(
        around=resolve(graph.names, options["around"]).iri if options["around"] else "",
        hops=options["hops"] or 2,
        ends=(ends[0], ends[1]) if ends else None,
        types=frozenset(_class_name(graph, name) for name in options["types"]),
        only=kinds_meant(place_of(graph), frozenset(options["only"])),
        exclude=kinds_meant(place_of(graph), frozenset(options["exclude"])),
        first=first,
        last=last,
        asked=relations_of(graph, _answer(graph, options["query"], options["timeout"])) if options["query"] else None,
    )


def _class_name(graph: Graph, given: str) -> str:
    """Return the class that a name or label means.

    Raises:
        MisuseError: it means none; the nearest are told.
    """
    from disgraph.errors import MisuseError
    from disgraph.similarity import nearest

    labels = graph.relations.labels
    known = {**{label.lower(): name for name, label in labels.items()}, **{name.lower(): name for name in labels}}
    if given.lower() not in known:
        raise MisuseError(f"No type {given!r}.", f"Nearest: {', '.join(nearest(given.lower(), known))}.")
    return known[given.lower()]


def _answer(graph: Graph, source: str, timeout: float | None) -> Any:
    from disgraph.cli.query import answer_of, read_source

    text, bindings = read_source(graph, source, ())
    return answer_of(graph, text, bindings, timeout)


def _writer(file: str, form: str, table: str) -> Writer:
    """Return what writes the file: of the format that is named, or else that the suffix tells.

    Raises:
        MisuseError: neither is known, or the format has no such table, or more tables than one output.
    """
    from disgraph.errors import MisuseError
    from disgraph.export.writers import STDOUT, SUFFIXES, WRITERS

    if not file.strip():
        raise MisuseError("An empty name of a file.", "Name a file, or - for standard output.")
    known = ", ".join(WRITERS)
    if file == STDOUT and not form:
        raise MisuseError("Standard output has no suffix that tells the format.", f"Add --format with one of {known}.")
    suffix = os.path.splitext(file)[1].lstrip(".").lower()
    chosen = form or SUFFIXES.get(suffix, suffix)
    if chosen not in WRITERS:
        what = f"No format {form!r}" if form else f"{file}: no known format has the suffix {suffix!r}"
        raise MisuseError(f"{what}.", f"Add --format, or use one of {known}.")
    tables = WRITERS[chosen].tables
    if table and table not in tables:
        having = ", ".join(f"{name} ({', '.join(writer.tables)})" for name, writer in WRITERS.items() if writer.tables)
        raise MisuseError(f"{chosen} has no table {table!r}.", f"Formats with tables: {having}.")
    if tables and file == STDOUT and not table:
        raise MisuseError(f"{chosen} is several tables, and standard output is one.", f"Add --table {' or '.join(tables)}, or name a file.")
    return WRITERS[chosen]


def _amount(writer: Writer, request: Request) -> str:
    if writer.network:
        network = request.network()
        return f"{len(network.nodes)} nodes and {len(network.edges)} edges"
    graph = request.graph
    inferred = f" and {graph.summary['inferred']:,} that follow by reasoning" if graph.with_inferred else ""
    return f"{graph.summary['asserted']:,} triples{inferred}"
