"""`disgraph query`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from disgraph.cli.options import endpoint_option, limit_option, output_option, quiet_option, timeout_option
from disgraph.cli.session import open_current, write

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph
    from disgraph.sparql.evaluation import Bindings

RDF_FORMS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
FORMS = ("text", "md", "csv", "tsv", "json", "jsonl", "xml", *RDF_FORMS)


@click.command(epilog='Example: disgraph query work-of-person -p person="Xia Xiaobin"')
@click.argument("source", metavar="[FILE|-|NAME|SPARQL]")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the query.")
@click.option("--labels/--no-labels", default=None, help="Labels instead of IRIs in tables, beside them elsewhere.  [default: in tables]")
@click.option("--explain", is_flag=True, help="Print the query instead of running it.")
@timeout_option
@click.option("--include-inferred/--no-inferred", default=True, help="With or without what follows by reasoning.")
@endpoint_option
@limit_option
@click.option("-f", "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the output.")
@output_option
@quiet_option
@click.pass_context
def query(
    ctx: click.Context,
    source: str,
    params: tuple[str, ...],
    labels: bool | None,
    explain: bool,
    timeout: float | None,
    include_inferred: bool,
    endpoint: str | None,
    limit: int | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Ask the graph in SPARQL 1.1: a file, standard input (-), a named query, or the text itself.

    The project's prefixes (dg:, dgr:, rdfs:, skos:, prov:, oa: ...) need not be declared. An ASK that is false exits with 1.
    """
    from disgraph.cli import query_text

    graph = open_current(quiet, include_inferred, endpoint, timeout)
    text, bindings = read_source(graph, source, params)
    if explain:
        write(query_text.explained(text, bindings), output)
        return
    found = graph.backend.answer(text, bindings, timeout)
    write(query_text.render(graph, query_text.without(found, bindings), form, labels, limit), output)
    ctx.exit(1 if found is False else 0)


def read_source(graph: Graph, source: str, params: tuple[str, ...]) -> tuple[str, Bindings]:
    """Return the text of a query and the values of its parameters.

    Args:
        graph: the opened graph.
        source: a file, `-`, the name of a query, or SPARQL.
        params: values as NAME=VALUE.
    """
    import os
    from pathlib import Path

    from disgraph.cli.session import current_project
    from disgraph.queries.catalogue import find_query, parse_query, read_query
    from disgraph.queries.parameters import bind

    if source == "-":
        found = parse_query("the query", _standard_input())
    elif "{" in source or source.split(None, 1)[:1] == ["DESCRIBE"]:
        found = parse_query("the query", source)
    elif os.path.isfile(source):
        found = read_query(Path(source))
    else:
        found = find_query(current_project().queries, source)
    return found.text, bind(found, params, graph.names, graph.relations.labels if params else ())


def _standard_input() -> str:
    """Return standard input as UTF-8, whatever the locale.

    Raises:
        InputError: it is closed, or not UTF-8.
    """
    from disgraph.errors import InputError

    if sys.stdin is None:
        raise InputError("Standard input is closed.", "Give a file, a name or the text of the query.")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"Standard input is not UTF-8 ({error}).", "Convert it to UTF-8 first.") from error
