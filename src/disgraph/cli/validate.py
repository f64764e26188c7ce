"""`disgraph validate`."""

from __future__ import annotations

from collections import Counter

import click

from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, progress, write
from disgraph.wording.noun_counts import count_noun

#: `disgraph.validation.shacl.SEVERITIES`, which is not imported only for `--help`; an `info` is called a note.
SEVERITIES = {"violation": "violation", "warning": "warning", "info": "note"}


@click.command(epilog="Example: disgraph validate --fail-on warning")
@click.option(
    "--fail-on",
    type=click.Choice(list(SEVERITIES)),
    default="violation",
    show_default=True,
    help="Severity for which the exit code is 1.",
)
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl-rust"]), default="auto", show_default=True, help="SHACL engine.")
@endpoint_options
@output_options(("text", "md", "json", "jsonl", "csv", "tsv", "ttl"))
@click.pass_context
def validate(
    ctx: click.Context, fail_on: str, engine: str, endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool
) -> None:
    """Check documents, claims and graph again: evidence, reasoning and SHACL shapes.

    Each result names the entity, the rule, the remedy, and the passage it comes from. Format ttl is the SHACL report.
    """
    say = progress(quiet)
    found = current_graph(True, endpoint, timeout).validate(engine=engine, progress=say)
    write(found.report if form == "ttl" else found.render(form), output)
    counts = Counter(result.severity for result in found)
    say(
        ", ".join(count_noun(counts[severity], noun) for severity, noun in SEVERITIES.items())
        + f"; all quotes of {count_noun(found.claims, 'claim')} found"
    )
    grave = list(SEVERITIES)[: list(SEVERITIES).index(fail_on) + 1]
    ctx.exit(1 if any(counts[severity] for severity in grave) else 0)
