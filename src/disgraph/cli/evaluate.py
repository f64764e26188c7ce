"""`disgraph evaluate [DOCUMENT...]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import format_option, output_option, quiet_option
from disgraph.cli.session import current_project, progress, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from disgraph.claims.claim import Claim
    from disgraph.corpus.documents import CatalogueEntry
    from disgraph.evaluation.evaluator import DocumentComparison, Evaluator
    from disgraph.project import Project


@click.command(epilog="Example: disgraph evaluate --errors")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--errors", is_flag=True, help="Also list missed and false facts in text and Markdown; JSON always has them.")
@click.option(
    "--calibration", default="", metavar="FILE", help="File for the confidence fitted to the reviewed proposals, as the rules read it."
)
@click.option(
    "--against", default="", metavar="FOLDER", help="Folder of a copy of the project that another person reviewed, to compare decisions."
)
@format_option(("text", "md", "json"))
@output_option
@quiet_option
@click.pass_context
def evaluate(
    ctx: click.Context, documents: tuple[str, ...], errors: bool, calibration: str, against: str, form: str, output: str, quiet: bool
) -> None:
    """Compare the proposals of the rules with the accepted claims: precision, recall and F1.

    The rules run again on the text of each document. The default is every reviewed document: one with decided claims and without open
    proposals. docs/extraction.md defines what counts as right. No file of the project changes. Exit code 1: no document is reviewed.
    With --against, two people's decisions are compared instead: agreement, Cohen's kappa and the list of conflicts. Exit code 1: no
    proposal was decided by both.
    """
    from disgraph.claims.claim_files import read_claims, read_entities
    from disgraph.evaluation.evaluator import Evaluator
    from disgraph.pipeline import checked_sources
    from disgraph.render.evaluation_answer import as_object, as_text

    project, say = current_project(), progress(quiet)
    vocabulary = checked_sources(project).vocabulary
    claims = read_claims(project.claims, vocabulary)
    if against:
        is_compared = _compare_decisions(project, claims, documents, against, (form, output), is_alone=not (errors or calibration))
        ctx.exit(0 if is_compared else 1)
    chosen = _chosen(project, documents, claims)
    if not chosen:
        say("No document is reviewed. Accept or reject the proposals: `disgraph review`.")
        ctx.exit(1)
    evaluator = Evaluator(read_entities(project.entities), claims, vocabulary)
    compared = list(_compared(project, chosen, evaluator, say))
    found = evaluator.evaluate(compared)
    write(as_object(found) if form == "json" else as_text(found, vocabulary, form, with_errors=errors), output)
    if calibration:
        from disgraph.evaluation.calibration import calibration_text

        write(calibration_text([one.decided for one in compared]), calibration)
    ctx.exit(4 if len(compared) < len(chosen) else 0)


def _compare_decisions(
    project: Project, claims: Iterable[Claim], documents: tuple[str, ...], against: str, written: tuple[str, str], *, is_alone: bool
) -> bool:
    """Write the comparison with the decisions in another project; return whether any proposal was decided in both."""
    from disgraph.errors import MisuseError
    from disgraph.evaluation.annotators import compare_decisions
    from disgraph.intake.shelf import find_entry
    from disgraph.render.agreement_answer import agreement_json, agreement_text

    if not is_alone:
        raise MisuseError("--against compares decisions only.", "Leave out --errors and --calibration.")
    for document in documents:
        find_entry(project, document)
    theirs = _claims_in(against, project)
    ours, others = ([one for one in given if not documents or one.document in documents] for given in (claims, theirs))
    found = compare_decisions(ours, others)
    form, output = written
    write(agreement_json(found) if form == "json" else agreement_text(found, form), output)
    return found.both > 0


def _claims_in(folder: str, ours: Project) -> list[Claim]:
    """Return the claims of the project in another folder, whose documents must be those of this project.

    Raises:
        MisuseError: there is no project in the folder, it is this project, or a document has another text.
    """
    from pathlib import Path

    from disgraph.claims.claim_files import read_claims
    from disgraph.corpus.documents import read_entries
    from disgraph.errors import MisuseError
    from disgraph.ontology.vocabulary_reader import read_vocabulary
    from disgraph.project import own_project

    theirs = own_project(Path(folder))
    if theirs.claims.resolve() == ours.claims.resolve():
        raise MisuseError(f"{folder}: is this project.", "Give the folder of a copy that another person reviewed.")
    texts, others = read_entries(ours.catalogue), read_entries(theirs.catalogue)
    changed = [name for name in texts.keys() & others.keys() if texts[name].sha256 != others[name].sha256]
    if changed or texts.keys().isdisjoint(others):
        what = f"document {min(changed)} has another text" if changed else "has none of the documents of this project"
        raise MisuseError(f"{folder}: {what}.", "Compare a copy of this project.")
    return read_claims(theirs.claims, read_vocabulary(theirs.ontology))


def _chosen(project: Project, documents: Iterable[str], claims: Iterable[Claim]) -> list[CatalogueEntry]:
    """Return the entries of the documents to compare, in the order of the catalogue."""
    from disgraph.corpus.documents import read_entries
    from disgraph.intake.shelf import find_entry

    if documents:
        return [find_entry(project, document) for document in dict.fromkeys(documents)]
    claims = list(claims)
    decided = {claim.document for claim in claims if claim.status == "accepted" or (claim.status == "rejected" and claim.rule)}
    waiting = {claim.document for claim in claims if claim.status == "proposed" and claim.rule}
    return [entry for name, entry in read_entries(project.catalogue).items() if name in decided - waiting]


def _compared(
    project: Project, chosen: Iterable[CatalogueEntry], evaluator: Evaluator, say: Callable[[str], None]
) -> Iterator[DocumentComparison]:
    """Yield the comparison of each document; one that cannot be read does not stop the others."""
    from disgraph.corpus.documents import read_document
    from disgraph.extract.extractors import extract_with
    from disgraph.extract.many import DocumentText, in_turn

    for entry in chosen:
        document = read_document(entry, project.catalogue, project.documents)
        (result,) = in_turn([DocumentText(document.id, document.text)], extract_with)
        if result.extract is None:
            say(f"{document.id}: {result.error}")
            continue
        yield evaluator.compare(document, result.extract)
