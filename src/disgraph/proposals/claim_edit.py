"""A claim edited by hand during review: its lines alone, checked before they count."""

from __future__ import annotations

from pathlib import Path

from disgraph.claims.check import check_each
from disgraph.claims.claim_files import read_claim_files, read_entities
from disgraph.corpus.documents import read_document, read_entries
from disgraph.errors import Refused
from disgraph.files import read_text
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, project_lock
from disgraph.proposals.decisions import Undo
from disgraph.proposals.entry_lines import entry_end, entry_line, entry_lines
from disgraph.proposals.waiting import ReviewItem
from disgraph.source_change import change_sources


def lines_of(item: ReviewItem) -> tuple[str, int, int]:
    """Return the text of an entry in its file, and the indices of its first line and of the one behind its last."""
    written = read_text(item.file)
    lines = written.splitlines(keepends=True)
    start = entry_line(entry_lines(written, str(item.file)), item) - 1
    end = entry_end(lines, start)
    return "".join(lines[start:end]), start, end


def replace_entry(project: Project, item: ReviewItem, text: str) -> tuple[Undo, ...]:
    """Put an edited claim in the place of what it was.

    Args:
        project: that has the claim.
        item: the claim.
        text: its lines, as edited.

    Raises:
        Refused: it is malformed or unsupported; the file is unchanged.
    """
    with project_lock(project):
        return _replace_entry(project, item, text)


def _replace_entry(project: Project, item: ReviewItem, text: str) -> tuple[Undo, ...]:
    before = read_text(item.file)
    lines = before.splitlines(keepends=True)
    _old, start, end = lines_of(item)
    edited = "".join((*lines[:start], text.rstrip("\n") + "\n", *lines[end:]))
    change_sources(project, {item.file: edited.encode()}, lambda changed: _check(changed, item.document, item.file.name))
    return (Undo(item.file, before, edited),)


def _check(project: Project, name: str, file: str) -> None:
    vocabulary, edited = read_vocabulary(project.ontology), project.claims / file
    claims = read_claim_files({edited: None, **dict.fromkeys(_reviewed(project, name))}, vocabulary)
    document = read_document(read_entries(project.catalogue)[name], project.catalogue, project.documents)
    checked = check_each(claims, read_entities(project.entities), {document.id: document}, vocabulary)
    problems = tuple(problem for located, wrong in checked for problem in wrong if Path(located.claim.file) == edited)
    if problems:
        raise Refused(problems)


def _reviewed(project: Project, document: str) -> list[Path]:
    return [path for path in (project.claims / f"{document}.yaml",) if path.exists()]
