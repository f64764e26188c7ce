"""`disgraph path A B`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import format_option, inferred_option, output_option, quiet_option

if TYPE_CHECKING:
    from datetime import datetime


@click.command(epilog='Example: disgraph path "Liu Weiping" "Tang Xiaopeng" -k 2')
@click.argument("a")
@click.argument("b")
@click.option("-k", "count", type=click.IntRange(1, 100), default=3, show_default=True, help="How many paths at most.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="How long a path may be.")
@click.option("--via", multiple=True, metavar="NAME", help="An entity that every path goes through.")
@click.option("--avoid", multiple=True, metavar="NAME", help="An entity that no path goes through.")
@click.option("-p", "--only", multiple=True, metavar="KIND", help="Only relations of this kind.")
@click.option("--exclude", multiple=True, metavar="KIND", help="No relations of this kind.")
@click.option("--through", default="", metavar="GROUPS", help="Let paths go through places, kinds, populations (comma-separated).")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="Relations that held on this day, or have no date.",
)
@click.option("--overlap", is_flag=True, help="Only paths whose neighbouring hops may have held on one day.")
@click.option(
    "--rank", type=click.Choice(["length", "informative", "support"]), default="length", show_default=True, help="What comes first."
)
@inferred_option
@format_option(("text", "json", "md"))
@output_option
@quiet_option
@click.pass_context
def path(
    ctx: click.Context,
    a: str,
    b: str,
    count: int,
    max_hops: int,
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    through: str,
    as_of: datetime | None,
    overlap: bool,
    rank: str,
    include_inferred: bool,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Explain how A and B are connected: each hop a sentence, with the words that say it.

    Places, kinds of disability and whole populations may begin or end a path; a path goes through them only with --through. What only
    follows by reasoning may begin or end a path, too, but does not lead on. Exits with 1 when the two are not connected.
    """
    from disgraph.cli.path_run import run
    from disgraph.paths.selection import Options

    groups = frozenset(filter(None, through.split(",")))
    words = {"only": frozenset(only), "exclude": frozenset(exclude), "avoid": frozenset(avoid), "via": frozenset(via)}
    day = as_of.date().isoformat() if as_of else ""
    options = Options(count, max_hops, through=groups, as_of=day, overlap=overlap, rank=rank, **words)
    ctx.exit(run(a, b, options, include_inferred, form, output, quiet))
