"""`disgraph compare A B`."""

from __future__ import annotations

import click

from disgraph.cli.options import endpoint_option, format_option, inferred_option, output_option, quiet_option, timeout_option
from disgraph.cli.session import open_current, write


@click.command(epilog='Example: disgraph compare "Yang Shuting" "Liao Zhusheng" --quotes')
@click.argument("a")
@click.argument("b")
@click.option("--quotes", is_flag=True, help="With the words that say it.")
@inferred_option
@endpoint_option
@timeout_option
@format_option(("text", "json", "md"))
@output_option
@quiet_option
def compare(
    a: str,
    b: str,
    quotes: bool,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Put A and B side by side: what is said of both, and what only of one.

    A relation is the same when it is of one kind, in one direction, with one entity; a property when its words are.
    """
    from disgraph.cli import compare_text
    from disgraph.cli.path_run import resolve_all
    from disgraph.paths import comparison as side_by_side
    from disgraph.relationships.deadline import Deadline

    deadline = Deadline(timeout)
    graph = open_current(quiet, include_inferred, endpoint, timeout)
    first, second = resolve_all(graph.backend, (a, b))
    found = side_by_side.compare(graph, graph.backend.relationships(), first.iri, second.iri, deadline)
    if form == "json":
        write(compare_text.as_json(first, second, found), output)
    else:
        write(compare_text.as_text(first, second, found, quotes, markdown=form == "md"), output)
