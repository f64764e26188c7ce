"""`disgraph neighbors X`."""

from __future__ import annotations

import click

from disgraph.cli.options import (
    as_of_option,
    endpoint_option,
    exclude_option,
    format_option,
    inferred_option,
    only_option,
    output_option,
    quiet_option,
    timeout_option,
)
from disgraph.cli.session import current_backend, write


@click.command(epilog='Example: disgraph neighbors "Peng Yu" --exclude Remark')
@click.argument("name")
@click.option("-k", "--limit", type=click.IntRange(1, 100_000), default=10, show_default=True, help="At most so many relations of a kind.")
@only_option
@exclude_option
@as_of_option
@inferred_option
@endpoint_option
@timeout_option
@format_option(("text", "json", "md"))
@output_option
@quiet_option
@click.pass_context
def neighbors(
    ctx: click.Context,
    name: str,
    limit: int,
    only: frozenset[str],
    exclude: frozenset[str],
    as_of: str,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Tell to whom and to what an entity is related, by kind of relation, with the words that say it.

    Exits with 1 when it is related to nothing.
    """
    from disgraph.cli import near_text
    from disgraph.cli.path_run import meant, view
    from disgraph.graph.graph import Graph
    from disgraph.graph.hops import edge_label
    from disgraph.graph.resolver import resolve
    from disgraph.paths.near import neighbours
    from disgraph.relationships.deadline import Deadline
    from disgraph.relationships.path_options import PathOptions

    deadline = Deadline(timeout)
    backend = current_backend(quiet, endpoint, timeout)
    entity = resolve(backend.names, name)
    options = meant(backend, PathOptions(limit, only=only, exclude=exclude, as_of=as_of))
    groups = neighbours(view(backend, include_inferred).relationships(), entity.iri, options, deadline)
    graph = Graph(backend)
    labels = {group.kind: edge_label(graph, group.kind) for group in groups}
    if form == "json":
        write(near_text.neighbours_json(entity, groups, labels), output)
    else:
        write(near_text.neighbours_text(entity, groups, labels, markdown=form == "md"), output)
    ctx.exit(0 if groups else 1)
