"""`disgraph retract DOCUMENT`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress


@click.command(epilog="Example: disgraph retract report")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@quiet_option
def retract(document: str, yes: bool, dry_run: bool, quiet: bool) -> None:
    """Take a document out of your project, with its claims and every entity and judgement that only it supports.

    Nothing is changed unless what is left can be built from. The graph follows with the next `disgraph build`.
    """
    import sys

    from disgraph.errors import MisuseError
    from disgraph.intake.retraction import plan
    from disgraph.intake.retraction import retract as carry_out
    from disgraph.pipeline import read_sources

    project = own_current_project()
    planned = plan(project, document)
    say = progress(quiet and not dry_run)
    told = f"{planned.claims} claims, {len(planned.entities)} entities and {planned.judgements} judgements"
    say(f"Document {document} ({planned.entry.title}) goes with {told}:")
    for path in (*planned.removed, *planned.changed):
        say(f"  {'changes' if path in planned.changed else 'removes'} {path}")
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise MisuseError("Nobody can be asked.", "Add --yes, or --dry-run to see what would go.")
        click.confirm("Take it out?", abort=True, err=True)
    carry_out(project, planned, read_sources)
    say("Done. Run `disgraph build` for a graph without it.")
