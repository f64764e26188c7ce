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
@format_option(("text", "md", "json"))
@output_option
@quiet_option
@click.pass_context
def evaluate(ctx: click.Context, documents: tuple[str, ...], errors: bool, calibration: str, form: str, output: str, quiet: bool) -> None:
    """Compare the proposals of the rules with the accepted claims: precision, recall and F1.

    The rules run again on the text of each document. The default is every reviewed document: one with decided claims and without open
    proposals. docs/extraction.md defines what counts as right. No file of the project changes. Exit code 1: no document is reviewed.
    """
    from disgraph.claims.claim_files import read_claims, read_entities
    from disgraph.evaluation.evaluator import Evaluator
    from disgraph.pipeline import checked_sources
    from disgraph.render.evaluation_answer import as_object, as_text

    project, say = current_project(), progress(quiet)
    vocabulary = checked_sources(project).vocabulary
    claims = read_claims(project.claims, vocabulary)
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
