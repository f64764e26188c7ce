"""`disgraph path A B`."""

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
from disgraph.paths.best_paths import MAX_K
from disgraph.paths.rank import RANKS


@click.command(epilog='Example: disgraph path "Liu Weiping" "Tang Xiaopeng" -k 2')
@click.argument("names", nargs=-1, required=True, metavar="A B [C]...")
@click.option("-k", "count", type=click.IntRange(1, MAX_K), default=3, show_default=True, help="How many paths at most.")
@click.option("--all-shortest", is_flag=True, help="All paths of the shortest length, instead of -k.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="How long a path may be.")
@click.option("--via", multiple=True, metavar="NAME", help="An entity that every path goes through.")
@click.option("--avoid", multiple=True, metavar="NAME", help="An entity that no path goes through.")
@only_option
@exclude_option
@through_option
@as_of_option
@click.option("--overlap", is_flag=True, help="Only paths whose neighbouring hops may have held on one day.")
@click.option("--rank", type=click.Choice(list(RANKS)), default="length", show_default=True, help="What comes first.")
@click.option("--scores", is_flag=True, help="With the price of each path and its parts.")
@click.option("--co-mention", is_flag=True, help="Not by relations, but by being named in one document.")
@inferred_option
@endpoint_option
@timeout_option
@format_option(("text", "json", "md", "dot", "mermaid", "gexf", "html"))
@output_option
@quiet_option
@click.pass_context
def path(
    ctx: click.Context,
    names: tuple[str, ...],
    count: int,
    all_shortest: bool,
    max_hops: int,
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    only: frozenset[str],
    exclude: frozenset[str],
    through: frozenset[str],
    as_of: str,
    overlap: bool,
    rank: str,
    scores: bool,
    co_mention: bool,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Explain how A and B are connected: each hop a sentence, with the words that say it.

    Of three or more names it tells how they hang together: a small network that joins them all.

    Places, kinds of disability and whole populations may begin or end a path; a path goes through them only with --through. What only
    follows by reasoning may begin or end a path, too, but does not lead on. Exits with 1 when the two are not connected, or not all.
    """
    from disgraph.cli.path_run import Request, run
    from disgraph.relationships.path_options import PathOptions

    if all_shortest and ctx.get_parameter_source("count") == click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--all-shortest gives all paths of the shortest length; leave -k out.")
    words = {"only": only, "exclude": exclude, "avoid": frozenset(avoid), "via": frozenset(via)}
    options = PathOptions(
        count, max_hops, through=through, as_of=as_of, overlap=overlap, rank=rank, all_shortest=all_shortest, **words
    )  # fmt: skip
    ctx.exit(run(names, Request(options, include_inferred, scores, co_mention, timeout, form, output, quiet, endpoint)))
