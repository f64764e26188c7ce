"""`disgraph build`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import current_project, progress


@click.command(epilog="Example: disgraph build")
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl-rust"]), default="auto", show_default=True, help="SHACL engine.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Number of processes that emit documents.")
@quiet_option
def build(engine: str, jobs: int, quiet: bool) -> None:
    """Build the graph: check documents and claims, emit triples, reason, validate, store.

    The former graph stays unless all steps succeed. Each problem is reported with file, line and remedy.
    """
    from disgraph import pipeline
    from disgraph.wording.noun_counts import count_noun

    say = progress(quiet)
    built = pipeline.build(current_project(), say, engine, jobs)
    claims, entities = count_noun(built.summary["claims"], "claim"), count_noun(built.summary["entities"], "entity", "entities")
    warnings = count_noun(built.warnings, "warning")
    triples = f"{built.summary['asserted']:,} asserted and {built.summary['inferred']:,} inferred triples"
    say(f"Built: {claims}, {entities}, {triples}; {warnings} (see `disgraph validate`)")
    click.echo(built.folder)
