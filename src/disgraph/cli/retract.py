"""`disgraph retract DOCUMENT` and `disgraph retract --entity NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from disgraph.project import Project


@click.command(epilog='Example: disgraph retract report; disgraph retract --entity "Amina Barasa"')
@click.argument("document", default="")
@click.option("--entity", "names", multiple=True, metavar="NAME", help="Withhold an entity instead of a document. Repeatable.")
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
@click.option("--dry-run", is_flag=True, help="List what would be removed, and stop.")
@quiet_option
def retract(document: str, names: tuple[str, ...], yes: bool, dry_run: bool, quiet: bool) -> None:
    """Remove a document from your project, with its claims and every entity and judgement that only it supports.

    With --entity, a person is withheld: the entity and its claims are removed, and its names are blacked out in the documents and in
    everything that quotes them. Original files with the name are removed, and so is the built graph. New documents are blacked out when
    they are added. Exports and copies that were made before still have the name.

    Nothing is changed if the remaining sources are invalid. The graph changes with the next `disgraph build`.
    """
    from disgraph.errors import MisuseError

    if bool(document) == bool(names):
        raise MisuseError("Give a document or --entity NAME.", "See `disgraph retract --help`.")
    project, say = own_current_project(), progress(quiet and not dry_run)
    steps = _withholding(project, names, say) if names else _retraction(project, document, say)
    if dry_run:
        return
    _confirm(yes)
    steps()


def _confirm(yes: bool) -> None:
    """Prompt for a confirmation.

    Raises:
        MisuseError: standard input is not a terminal.
    """
    import sys

    from disgraph.errors import MisuseError

    if not yes:
        if not sys.stdin.isatty():
            raise MisuseError("Not a terminal: cannot prompt.", "Add --yes, or --dry-run to list what would be removed.")
        click.confirm("Remove it?", abort=True, err=True)


def _retraction(project: Project, document: str, say: Callable[[str], None]) -> Callable[[], None]:
    """List what is removed with a document, and return what removes it."""
    from disgraph.intake.retraction import plan
    from disgraph.intake.retraction import retract as carry_out
    from disgraph.pipeline import read_sources

    planned = plan(project, document)
    entities = count_noun(len(planned.entities), "entity", "entities")
    counts = f"{count_noun(planned.claims, 'claim')}, {entities} and {count_noun(planned.judgements, 'judgement')}"
    say(f"Document {document} ({planned.entry.title}) is removed with {counts}:")
    _list_files(planned.removed, planned.changed, say)

    def steps() -> None:
        carry_out(project, planned, read_sources)
        say("Removed. Run `disgraph build` to update the graph.")

    return steps


def _withholding(project: Project, names: tuple[str, ...], say: Callable[[str], None]) -> Callable[[], None]:
    """List what changes when entities are withheld, and return what changes it."""
    from disgraph.intake.withholding import plan_withholding, withhold

    planned = plan_withholding(project, names)
    places = f"{count_noun(planned.places, 'place')} in {count_noun(len(planned.documents), 'document')}"
    entities = count_noun(len(planned.entities), "entity", "entities")
    say(f"{entities} withheld, with {count_noun(planned.claims, 'claim')}; {places} blacked out:")
    _list_files([path for path in planned.removed if not path.is_relative_to(project.build)], planned.changed, say)
    if planned.kept:
        say(f"Words of the name that other names have stay: {', '.join(planned.kept)}.")

    def steps() -> None:
        withhold(project, names)
        say("Withheld, and the former graph removed. Run `disgraph build`. Exports and copies that were made before still have the name.")

    return steps


def _list_files(removed: Iterable[Path], changed: Iterable[Path], say: Callable[[str], None]) -> None:
    for word, paths in (("removes", removed), ("changes", changed)):
        for path in paths:
            say(f"  {word} {path}")
