"""`disgraph path A B`."""

from __future__ import annotations

import click

from disgraph.cli.options import format_option, inferred_option, output_option, quiet_option


@click.command(epilog='Example: disgraph path "Liu Weiping" "Tang Xiaopeng" -k 2')
@click.argument("a")
@click.argument("b")
@click.option("-k", "count", type=click.IntRange(1, 100), default=3, show_default=True, help="How many paths at most.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="How long a path may be.")
@click.option("--avoid", multiple=True, metavar="NAME", help="An entity that no path goes through.")
@click.option("-p", "--only", multiple=True, metavar="KIND", help="Only relations of this kind.")
@click.option("--exclude", multiple=True, metavar="KIND", help="No relations of this kind.")
@click.option("--through", default="", metavar="GROUPS", help="Let paths go through places, kinds, populations (comma-separated).")
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
    avoid: tuple[str, ...],
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    through: str,
    include_inferred: bool,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Explain how A and B are connected: each hop a sentence, with the words that say it.

    Places, kinds of disability and whole populations may begin or end a path; a path goes through them only with --through. Exits with 1
    when the two are not connected.
    """
    from disgraph.cli.path_run import run
    from disgraph.paths.lookup import Options

    groups = frozenset(filter(None, through.split(",")))
    options = Options(count, max_hops, frozenset(only), frozenset(exclude), frozenset(), groups)
    ctx.exit(run(a, b, options, avoid, include_inferred, form, output, quiet))
