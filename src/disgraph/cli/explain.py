"""`disgraph explain`."""

from __future__ import annotations

import click

from disgraph.cli.options import asking_timeout_option, endpoint_option, format_option, output_option, quiet_option
from disgraph.cli.session import open_current, write


@click.command(epilog='Example: disgraph explain "Tang Xiaopeng" "works in" Gansu')
@click.argument("names", nargs=-1, required=True, metavar="SUBJECT [PROPERTY] [OBJECT]")
@click.option("--all", "everything", is_flag=True, help="Several explanations of a fact, each resting on other statements.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="With --all: at most so many of one fact.")
@click.option("--max-steps", type=click.IntRange(1, 50), default=12, show_default=True, help="How many rules an explanation may apply.")
@endpoint_option
@asking_timeout_option
@format_option(("text", "md", "json"))
@output_option
@quiet_option
@click.pass_context
def explain(
    ctx: click.Context,
    names: tuple[str, ...],
    everything: bool,
    limit: int,
    max_steps: int,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Explain why a fact holds: the words that state it, or the rule and the facts that it follows from, down to the words.

    SUBJECT PROPERTY OBJECT asks for one fact (PROPERTY may be "is a"); two entities for all that joins them; one entity for all that
    follows of it by reasoning. Exits with 1 when the documents do not say so.
    """
    from disgraph.cli import explain_text
    from disgraph.facts.explanation import explain as find

    found = find(open_current(quiet, True, endpoint, timeout), names, limit if everything else 1, max_steps)
    write(explain_text.as_json(found) if form == "json" else explain_text.as_text(found, markdown=form == "md"), output)
    ctx.exit(0 if found.facts else 1)
