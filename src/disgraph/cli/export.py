"""`disgraph export FILE`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from disgraph.cli.options import WholeNumber, endpoint_option, inferred_option, query_timeout_option, quiet_option
from disgraph.cli.session import current_graph, progress
from disgraph.relationships.deadline import FREE_SECONDS

if TYPE_CHECKING:
    from datetime import datetime

#: `disgraph.privacy.private_copy.WAYS`, which is not imported only for `--help`.
WAYS = ("pseudonym", "public-figures-only")


@click.command(epilog='Example: disgraph export around.gexf --around "Liu Weiping" --hops 2')
@click.argument("file")
@click.option("-f", "--format", metavar="FORMAT", default="", help="File format.  [default: from the suffix]")
@click.option("--table", default="", metavar="TABLE", help="Only this table (csv: nodes or edges), written to FILE.")
@click.option("--query", metavar="QUERY", help="Relations of a CONSTRUCT, or of a SELECT of ?source ?relation ?target [?weight].")
@query_timeout_option
@click.option("--around", default="", metavar="NAME", help="Relations at most --hops away from this entity.")
@click.option("--hops", type=WholeNumber(1, 20), help="Distance for --around.  [default: 2]")
@click.option("--path", nargs=2, metavar="A B", help="Relations on the shortest paths between two entities.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Entities of this class, by its name or label.")
@click.option("-p", "--only", multiple=True, metavar="KIND", help="Relations of this kind only.")
@click.option("--exclude", multiple=True, metavar="KIND", help="Relations of other kinds only.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Relations that held on this day, or have no date.")
@click.option("--between", nargs=2, metavar="FROM TO", help="Relations that held in this time, or have no date.")
@click.option(
    "--layout",
    default="auto",
    metavar="LAYOUT",
    help="Placement of nodes in gexf, graphml and cyjs: auto, distances, hubs or none.  [default: auto]",
)
@click.option("--complete", is_flag=True, help="Also derived relations that repeat a chain of others, and populations.")
@click.option("--measures/--no-measures", default=None, help="Communities and centrality.  [default: up to 2,000 entities]")
@click.option("--privacy", type=click.Choice(WAYS), help="Replace names, places and texts, or leave out all persons but public figures.")
@inferred_option
@endpoint_option
@quiet_option
@click.pass_context
def export(
    ctx: click.Context,
    /,
    file: str,
    query: str | None,
    timeout: float | None,
    as_of: datetime | None,
    endpoint: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Write the graph, or a part of it, to FILE for another program; - is standard output.

    gexf (Gephi), graphml, csv, json, cyjs (Cytoscape), cypher, dot, mermaid and html hold the relationship graph, each relation with its
    best quote and how it is known. gexf adds a legend, csv writes NAME-nodes.csv and NAME-edges.csv, xlsx has a sheet for each branch of
    the classes. --query, --around, --path, --type, --only, --exclude, --as-of and --between select a part; each narrows the others. If
    nothing is left, no file is written and the exit code is 1.

    ttl, nt, jsonld and rdf hold the whole graph of facts and evidence; nq and trig also list the inferred triples. ttl12 and nt12 are
    RDF 1.2, owl is the view for OWL tools (without claims and evidence), nanopub has a nanopublication for each claim, and crate is a zip
    archive of the dataset with licence and checksums. csl and bibtex list the source documents for reference managers.

    --privacy exports a private copy of the graph, in which names are those of the copy ("Person 07"). See data/README.md.
    """
    from disgraph.cli.query import read_source

    if endpoint:
        from disgraph.api.exporting import check_endpoint_export

        chosen = {name: value for name, value in options.items() if name not in ("privacy", "include_inferred")}
        check_endpoint_export(file, options["privacy"], chosen)
    result = current_graph(quiet, endpoint, timeout).export(
        file,
        query=read_source(query) if query else None,
        timeout=timeout or FREE_SECONDS,
        as_of=as_of.date().isoformat() if as_of else "",
        **options,
    )
    progress(quiet)(result.summary)
    ctx.exit(0 if result.files else 1)
