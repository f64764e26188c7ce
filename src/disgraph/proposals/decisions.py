"""The decisions of a reviewer, written into the file of the proposal: one line changes, and everything else stays as it is.

Every decision returns the former text of the file, so that it can be undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim_files import read_entities
from disgraph.claims.identity import identify
from disgraph.claims.judgements import read_judgements
from disgraph.errors import InputError
from disgraph.files import read_text
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, project_lock
from disgraph.proposals.entry_lines import entry_line, entry_lines
from disgraph.proposals.waiting import UNSURE, ReviewItem, status_line
from disgraph.source_change import change_sources
from disgraph.transaction import apply_changes

DECISIONS = ("accept", "reject", "unsure")


class Undo(NamedTuple):
    """The text of a file before a decision, None if there was no file, and its text after it."""

    file: Path
    text: str | None
    decided: str


def decide(project: Project, items: Iterable[ReviewItem], decision: str) -> tuple[Undo, ...]:
    """Write a decision about claims and links.

    Args:
        project: the project of the files.
        items: the reviewed proposals.
        decision: accept, reject or unsure. An unsure claim stays a proposal; an unsure link becomes the verdict `unsure`.

    Raises:
        InputError: a file has changed since it was read.
        Refused: a link that contradicts earlier judgements; no file is changed.
    """
    by_file: dict[Path, list[ReviewItem]] = defaultdict(list)
    for item in items:
        by_file[item.file].append(item)
    with project_lock(project):
        return _decide(project, by_file, decision)


def _decide(project: Project, by_file: Mapping[Path, list[ReviewItem]], decision: str) -> tuple[Undo, ...]:
    before = {file: read_text(file) for file in by_file}
    undo = tuple(Undo(file, text, _decided(text, by_file[file], decision)) for file, text in before.items())
    joins = decision == "accept" and any(item.kind == "link" for found in by_file.values() for item in found)
    files = {one.file: one.decided.encode() for one in undo}
    if joins:
        change_sources(project, files, _check_identity)
    else:
        apply_changes(project.build, files)
    return undo


def _check_identity(project: Project) -> None:
    identify(read_entities(project.entities), [], read_judgements(project.judgements), read_vocabulary(project.ontology))


def restore(project: Project, undo: Iterable[Undo]) -> None:
    """Restore the text of files before a decision.

    Raises:
        InputError: another process has changed a file since the decision; it stays as it is.
    """
    with project_lock(project):
        steps = list(undo)
        for one in steps:
            if read_text(one.file) != one.decided:
                raise InputError(f"{one.file}: has changed since the decision.", "Change the status in the file.")
        kept = {one.file: one.text.encode() for one in steps if one.text is not None}
        apply_changes(project.build, kept, [one.file for one in steps if one.text is None])


def _decided(text: str, items: Iterable[ReviewItem], decision: str) -> str:
    lines = text.splitlines()
    found = list(items)
    begins = entry_lines(text, str(found[0].file)) if found else {}
    for item in found:
        begin = entry_line(begins, item)
        at = status_line(lines, begin)
        if at is None:
            raise InputError(f"{item.file}:{begin}: {item.id} is no longer proposed there.", "Start the review again.")
        line = lines[at].removesuffix(UNSURE)
        if decision != "unsure":
            lines[at] = line.replace("status: proposed", f"status: {decision}ed", 1)
        elif item.kind == "claim":
            lines[at] = line + UNSURE
        else:
            lines[at] = line.replace("status: proposed", "status: accepted", 1)
            verdict = next(number for number in range(begin - 1, len(lines)) if "verdict: same" in lines[number])
            lines[verdict] = lines[verdict].replace("verdict: same", "verdict: unsure", 1)
    return "\n".join(lines) + "\n"
