"""`disgraph retract DOCUMENT`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress
from disgraph.wording.noun_counts import count_noun


@click.command(epilog="Example: disgraph retract report")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
@click.option("--dry-run", is_flag=True, help="List what would be removed, and stop.")
@quiet_option
def retract(document: str, yes: bool, dry_run: bool, quiet: bool) -> None:
    """Remove a document from your project, with its claims and every entity and judgement that only it supports.

    Nothing is changed if the remaining sources are invalid. The graph changes with the next `disgraph build`.
    """
    import sys

    from disgraph.errors import MisuseError
    from disgraph.intake.retraction import plan
    from disgraph.intake.retraction import retract as carry_out
    from disgraph.pipeline import read_sources

    project = own_current_project()
    planned = plan(project, document)
    say = progress(quiet and not dry_run)
    entities = count_noun(len(planned.entities), "entity", "entities")
    counts = f"{count_noun(planned.claims, 'claim')}, {entities} and {count_noun(planned.judgements, 'judgement')}"
    say(f"Document {document} ({planned.entry.title}) is removed with {counts}:")
    for path in (*planned.removed, *planned.changed):
        say(f"  {'changes' if path in planned.changed else 'removes'} {path}")
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise MisuseError("Not a terminal: cannot prompt.", "Add --yes, or --dry-run to list what would be removed.")
        click.confirm("Remove it?", abort=True, err=True)
    carry_out(project, planned, read_sources)
    say("Removed. Run `disgraph build` to update the graph.")
