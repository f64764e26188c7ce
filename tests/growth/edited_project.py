"""A small project of `benchmarks/projects.py` that is changed step by step, as its users do."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.projects import COMMUNITY, write_document, write_project

from disgraph.project import Project, own_project, shipped_project

#: Documents of the project; its entities are those of a whole community.
DOCUMENTS = 3


def begin_edited(folder: Path) -> Project:
    """Write the project into a new folder, with an ontology of its own."""
    write_project(folder, COMMUNITY)
    for number in range(DOCUMENTS, COMMUNITY):
        retract_document(folder, number)
    shutil.copytree(shipped_project().ontology, folder / "ontology")
    (folder / "disgraph.toml").write_text('name = "edited"\nontology = "ontology"\n')
    return own_project(folder)


def add_words(folder: Path, number: int) -> None:
    """Add words to a document that no claim quotes; a document that was retracted is there again."""
    path = folder / f"documents/d{number}.txt"
    already = path.read_text().count("More words.") if path.is_file() else 0
    write_document(folder, number, "More words.\n" * (already + 1))
    _catalogue(folder, number)


def retract_document(folder: Path, number: int) -> None:
    """Remove a document with its claims."""
    for name in (f"documents/d{number}.txt", f"data/claims/d{number}.yaml"):
        (folder / name).unlink(missing_ok=True)
    _catalogue(folder, number)


def drop_claim(folder: Path, number: int) -> None:
    """Remove the last claim of a document that has more than one."""
    path = folder / f"data/claims/d{number}.yaml"
    lines = path.read_text().splitlines(keepends=True) if path.is_file() else []
    if sum("{id: c" in line for line in lines) > 1:
        path.write_text("".join(lines[:-1]))


def change_entity(folder: Path, number: int) -> None:
    """Give a company that several documents name a plural, or take it away; the lines of other entities move."""
    path = folder / "data/entities/all.yaml"
    plain = f"- {{id: company-{number}, type: Company, name: Company {number}}}\n"
    plural = plain.replace("}", ", number: plural}").replace("- {", "- { # in the plural\n  ")
    text = path.read_text()
    path.write_text(text.replace(plain, plural) if plain in text else text.replace(plural, plain))


def change_ontology(folder: Path, _number: int) -> None:
    """Change the sentence of a property, or change it back."""
    path = folder / "ontology/disgraph.ttl"
    text, first, second = path.read_text(encoding="utf-8"), "{lives|live} in {object}", "{lives|live} at {object}"
    assert first in text or second in text
    path.write_text(text.replace(first, second) if first in text else text.replace(second, first), encoding="utf-8")


#: The changes; each takes the folder and the number of a document or company.
EDITS: tuple[Callable[[Path, int], None], ...] = (add_words, retract_document, drop_claim, change_entity, change_ontology)


def _catalogue(folder: Path, number: int) -> None:
    """Write the entry of a document, or remove it."""
    path, text = folder / "data/documents.yaml", folder / f"documents/d{number}.txt"
    others = [line for line in path.read_text().splitlines(keepends=True) if f"{{id: d{number}," not in line]
    if text.is_file():
        digest = hashlib.sha256(text.read_bytes()).hexdigest()
        others.append(f"- {{id: d{number}, file: d{number}.txt, sha256: {digest}, title: Report {number}, kind: report, language: en}}\n")
    path.write_text("".join(sorted(others)))
