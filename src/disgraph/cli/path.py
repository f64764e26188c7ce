"""`disgraph path A B`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.common import format_option, inferred_option, open_current, output_option, quiet_option, write

if TYPE_CHECKING:
    from disgraph.errors import Candidate
    from disgraph.facts.graph import Graph
    from disgraph.paths.lookup import Answer


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

    Places, kinds of disability and whole populations may begin or end a path; a path goes through them only with --through.
    Exits with 1 when the two are not connected.
    """
    from disgraph.errors import MisuseError
    from disgraph.facts.names import resolve
    from disgraph.paths.lookup import HUBS, Options, find_paths

    groups = frozenset(filter(None, through.split(",")))
    if not groups <= set(HUBS):
        raise MisuseError(f"No group {', '.join(sorted(groups - set(HUBS)))}.", f"Choose from {', '.join(HUBS)}.")
    graph = open_current(quiet, include_inferred)
    start, goal = resolve(graph.folder, a), resolve(graph.folder, b)
    if start.iri == goal.iri:
        raise MisuseError(f"{a!r} and {b!r} are one entity: {start.label}.", "Give two entities; `disgraph show` tells of one.")
    avoided = frozenset(resolve(graph.folder, name).iri for name in avoid)
    options = Options(count, max_hops, _kinds(graph, only), _kinds(graph, exclude), avoided, groups)
    answer = find_paths(graph, start.iri, goal.iri, options)
    write(_render(start, goal, answer, form), output)
    ctx.exit(0 if answer.paths else 1)


def _kinds(graph: Graph, given: tuple[str, ...]) -> frozenset[str]:
    """Return edge kinds for names of properties, edges or records, or their labels."""
    from disgraph.errors import MisuseError
    from disgraph.names import nearest

    known = {name: {name} for name in graph.relations.properties}
    for record, edges in graph.relations.records.items():
        known[record.lower()] = {edge.name for edge in edges}
        known |= {edge.name: {edge.name} for edge in edges}
    unknown = [name for name in given if name not in known and name.lower() not in known]
    if unknown:
        raise MisuseError(f"No relation {unknown[0]!r}.", f"Nearest: {', '.join(nearest(unknown[0], known))}.")
    return frozenset(kind for name in given for kind in (known.get(name) or known[name.lower()]))


def _render(start: Candidate, goal: Candidate, answer: Answer, form: str) -> str:
    from disgraph.cli import path_text

    if form == "json":
        return path_text.as_json(start, goal, answer)
    return path_text.as_text(start, goal, answer, markdown=form == "md")
