"""`disgraph query`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from disgraph.cli.completion import complete_query
from disgraph.cli.options import (
    endpoint_option,
    inferred_option,
    limit_option,
    memory_option,
    no_pager_option,
    output_option,
    query_timeout_option,
    quiet_option,
)
from disgraph.cli.session import current_graph, write
from disgraph.relationships.deadline import FREE_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

    from disgraph.queries.catalogue import NamedQuery

RDF_FORMS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
FORMS = ("text", "md", "csv", "tsv", "json", "jsonl", "xml", *RDF_FORMS)


@click.command(epilog='Example: disgraph query work-of-person -p person="Xia Xiaobin"')
@click.argument("source", metavar="[FILE|-|NAME|SPARQL]", shell_complete=complete_query)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Value of a parameter of the query.")
@click.option("--labels/--no-labels", default=None, help="Labels for IRIs.  [default: in text and md]")
@click.option("--explain", is_flag=True, help="The query with its parameters, without running it.")
@query_timeout_option
@memory_option
@inferred_option
@endpoint_option
@limit_option
@click.option("-f", "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Output format.")
@output_option
@no_pager_option
@quiet_option
@click.pass_context
def query(
    ctx: click.Context,
    source: str,
    params: tuple[str, ...],
    labels: bool | None,
    explain: bool,
    timeout: float | None,
    memory: int,
    include_inferred: bool,
    endpoint: str | None,
    limit: int | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Run a query in SPARQL 1.1: a file, standard input (-), a named query, or the text itself.

    The prefixes of the project (dg:, dgr:, rdfs:, skos:, prov:, oa: ...) are declared. The exit code is 1 for an ASK that is false.
    Notes on standard error explain an empty result.
    """
    from disgraph.queries.parameters import split_parameters
    from disgraph.render.terminal import without_controls

    graph, asked, given = current_graph(quiet, endpoint, timeout), read_source(source), split_parameters(params)
    if explain:
        from disgraph.render.query_answer import query_source

        found, bindings = graph.bound_query(asked, given)
        write(query_source(found.text, bindings), output)
        return
    answer = graph.answer(asked, given, timeout=timeout or FREE_SECONDS, memory=memory << 20, include_inferred=include_inferred)
    notes = answer.notes
    write(answer.render(form, labels, limit, notes), output)
    for note in notes:
        click.echo(without_controls(f"Note: {note}"), err=True)
    ctx.exit(1 if answer.is_false else 0)


def read_source(source: str) -> str | Path | NamedQuery:
    """Return a query as the API takes it: its text or name, or the path of its file.

    Args:
        source: a file, `-` for standard input, the name of a query, or SPARQL.
    """
    from pathlib import Path

    from disgraph.queries.catalogue import parse_query
    from disgraph.sparql.guard import is_query

    if source == "-":
        return parse_query("the query", _standard_input())
    return Path(source) if not is_query(source) and os.path.isfile(source) else source


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
