"""`disgraph path A B`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import WholeNumber, all_ways_option, output_options, relation_options, strict_option, through_option
from disgraph.cli.session import current_graph, progress, write
from disgraph.relationships.path_options import MAX_K, RANKS
from disgraph.render.answer_blocks import Layout

if TYPE_CHECKING:
    from disgraph.api.connections import Paths

#: The formats that draw the paths. Without a path they draw nothing, and the account of the search goes to standard error.
DRAWN = ("dot", "mermaid", "gexf", "html")


@click.command(epilog='Example: disgraph path "Liu Weiping" "Tang Xiaopeng" -k 2')
@click.argument("names", nargs=-1, required=True, metavar="A B [C]...", shell_complete=complete_entity)
@click.option("-k", "k", type=WholeNumber(1, MAX_K), default=3, show_default=True, help="Maximum number of paths.")
@click.option("--all-shortest", is_flag=True, help="All paths of the shortest length, instead of -k.")
@click.option("--max-hops", type=WholeNumber(1, 20), default=6, show_default=True, help="Maximum length of a path.")
@click.option("--via", multiple=True, metavar="NAME", shell_complete=complete_entity, help="Entity that every path passes through.")
@click.option("--avoid", multiple=True, metavar="NAME", shell_complete=complete_entity, help="Entity that no path passes through.")
@through_option
@strict_option
@click.option("--overlap", is_flag=True, help="Only paths whose adjacent hops may have held on the same day.")
@click.option("--rank", type=click.Choice(list(RANKS)), default="length", show_default=True, help="Order of the paths.")
@click.option("--scores", is_flag=True, help="Cost of each path, with its parts.")
@click.option("--co-mention", is_flag=True, help="Entities that one document names, instead of relations.")
@all_ways_option
@relation_options
@output_options(("text", "json", "md", "dot", "mermaid", "gexf", "html"))
@click.pass_context
def path(
    ctx: click.Context,
    /,
    names: tuple[str, ...],
    scores: bool,
    all_ways: bool,
    endpoint: str | None,
    form: str,
    output: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Explain how A and B are connected: each hop a sentence with its quote.

    Three or more names are connected by a small network.

    If there is no direct chain of relations, the answer is a weak connection: through a shared site, facility, village, township, county,
    prefecture or event, or along two names that may denote one entity. A shared province, country, kind of disability or
    population does not connect, but may start or end a path. The exit code is 1 if the entities are not all connected.
    """
    if options["all_shortest"] and ctx.get_parameter_source("k") == click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--all-shortest finds all paths of the shortest length; leave -k out.")
    ctx.exit(_run(names, form, output, quiet, endpoint, Layout(all_ways=all_ways, scores=scores), options))


def _run(names: tuple[str, ...], form: str, output: str, quiet: bool, endpoint: str | None, layout: Layout, options: dict[str, Any]) -> int:
    """Connect entities and write the answer; return the exit code."""
    _check(names, form, layout.scores, options["co_mention"])
    graph = current_graph(quiet, endpoint, options["timeout"])
    if len(names) != 2:
        network = graph.connect(*names, **options)
        write(network.render(form, layout), output)
        return 0 if network else 1
    found = graph.path(*names, **options)
    if form in DRAWN and found:
        _draw(found, form, output)
    else:
        content = found.render("text" if form in DRAWN else form, layout)
        if form in DRAWN:
            progress(quiet)(content)
        else:
            write(content, output)
    return 0 if found else 1


def _draw(found: Paths, form: str, output: str) -> None:
    for name, content in found.files(form, output).items():
        write(content, name)


def _check(names: tuple[str, ...], form: str, scores: bool, co_mention: bool) -> None:
    from disgraph.errors import MisuseError

    if form in DRAWN and (co_mention or len(names) > 2):
        raise MisuseError(f"{form} draws the paths between two names.", "Give two names without --co-mention, or use text, json or md.")
    if scores and (co_mention or len(names) > 2):
        raise MisuseError("--scores applies to the paths between two names.", "Give two names without --co-mention, or leave it out.")
