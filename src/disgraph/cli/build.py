"""`disgraph build`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import current_project, progress


@click.command(epilog="Example: disgraph build")
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl-rust"]), default="auto", show_default=True, help="SHACL engine.")
@quiet_option
def build(engine: str, quiet: bool) -> None:
    """Build the graph: check documents and claims, make triples, reason, validate, store.

    Nothing is replaced unless all of it succeeded; what does not hold is named with file, line and remedy.
    """
    from disgraph import pipeline

    say = progress(quiet)
    folder, built = pipeline.build(current_project(), say, engine)
    warnings = sum(result.severity == "warning" for result in built.results)
    say(
        "Built: {claims:,} claims, {entities:,} entities, {asserted:,} triples said and {inferred:,} that follow".format(**built.summary)
        + f"; {warnings} warnings (see `disgraph validate`)"
    )
    click.echo(folder)
