"""`disgraph audit [X]`."""

from __future__ import annotations

import click

from disgraph.audit import VERDICTS
from disgraph.cli.completion import complete_entity
from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, progress, write
from disgraph.wording.noun_counts import count_noun


@click.command(epilog='Example: disgraph audit "Li Juan"')
@click.argument("name", required=False, metavar="[X]", shell_complete=complete_entity)
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="Only this verdict.  [default: all but holds]")
@click.option("--all", "everything", is_flag=True, help="Findings with every verdict.")
@click.option("--fail-on", multiple=True, type=click.Choice(VERDICTS), help="Verdict for which the exit code is 1.")
@endpoint_options
@output_options(("text", "json", "md", "csv"))
@click.pass_context
def audit(
    ctx: click.Context,
    name: str | None,
    verdicts: tuple[str, ...],
    everything: bool,
    fail_on: tuple[str, ...],
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """List what in the documents is contradictory, implausible or does not add up, with the recomputation and the quotes.

    With X, an entity by name or any IRI, only the findings that concern it. No stated figure is ever changed.
    """
    graph = current_graph(quiet, endpoint, timeout)
    found = graph.audit(name, verdicts=VERDICTS if everything else verdicts or None)
    write(found.render(form), output)
    if len(found) < len(found.findings):
        progress(quiet)(f"{len(found):,} of {count_noun(len(found.findings), 'finding')} listed; --all lists every verdict.")
    ctx.exit(1 if any(finding.verdict in fail_on for finding in found.findings) else 0)
