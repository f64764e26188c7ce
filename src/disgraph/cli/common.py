"""`disgraph common A B`."""

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
    through_option,
    timeout_option,
)
from disgraph.cli.session import current_backend, write


@click.command(epilog='Example: disgraph common "Lan Shiyong" "Wu Weiyue"')
@click.argument("a")
@click.argument("b")
@click.option("-k", "--limit", type=click.IntRange(1, 100_000), default=10, show_default=True, help="At most so many entities.")
@only_option
@exclude_option
@through_option
@as_of_option
@inferred_option
@endpoint_option
@timeout_option
@format_option(("text", "json", "md"))
@output_option
@quiet_option
@click.pass_context
def common(
    ctx: click.Context,
    a: str,
    b: str,
    limit: int,
    only: frozenset[str],
    exclude: frozenset[str],
    through: frozenset[str],
    as_of: str,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Tell which entities are related to both A and B, the most particular first.

    Places, kinds of disability and whole populations are left out; --through lets them in. Exits with 1 when there is none.
    """
    from disgraph.cli import near_text
    from disgraph.cli.path_run import meant, resolve_all, view
    from disgraph.paths import near
    from disgraph.relationships.deadline import Deadline
    from disgraph.relationships.path_options import PathOptions

    deadline = Deadline(timeout)
    backend = current_backend(quiet, endpoint, timeout)
    first, second = resolve_all(backend, (a, b))
    options = meant(backend, PathOptions(limit, only=only, exclude=exclude, through=through, as_of=as_of))
    found = near.common(view(backend, include_inferred).relationships(), first.iri, second.iri, options, deadline)
    if form == "json":
        write(near_text.common_json(first, second, found), output)
    else:
        write(near_text.common_text(first, second, found, markdown=form == "md"), output)
    ctx.exit(0 if found.paths else 1)
