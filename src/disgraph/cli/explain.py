"""`disgraph explain`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import WholeNumber, endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog='Example: disgraph explain "Tang Xiaopeng" "works in" Gansu')
@click.argument("names", nargs=-1, required=True, metavar="SUBJECT [PROPERTY] [OBJECT]", shell_complete=complete_entity)
@click.option("--all", "several", is_flag=True, help="Several explanations of a fact, each resting on other statements.")
@click.option("--limit", type=WholeNumber(1, 100), default=10, show_default=True, help="Maximum number of explanations with --all.")
@click.option("--max-steps", type=WholeNumber(1, 50), default=12, show_default=True, help="Maximum number of rules in an explanation.")
@endpoint_options
@output_options()
@click.pass_context
def explain(
    ctx: click.Context,
    names: tuple[str, ...],
    several: bool,
    limit: int,
    max_steps: int,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Explain why a fact holds: the quotes that state it, or the rule and the facts from which it is derived.

    SUBJECT PROPERTY OBJECT asks for one fact (PROPERTY may be "is a"), two entities for all facts that join them, and one entity for all
    that is derived about it. The exit code is 1 if the documents do not state it.
    """
    found = current_graph(quiet, endpoint, timeout).explain(*names, limit=limit if several else 1, max_steps=max_steps)
    write(found.render(form), output)
    ctx.exit(0 if found else 1)
