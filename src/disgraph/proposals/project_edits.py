"""Corrections of a project by its reviewer: classes of entities, judgements of identity, new entities and new claims.

Each correction is checked as a build checks it. If the sources are then refused, every file is as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from disgraph.claims.claim import Claim, Entity
from disgraph.claims.claim_files import read_claim_files, read_entities
from disgraph.claims.judgements import Judgement, read_judgements
from disgraph.claims.proposal_files import SUFFIX
from disgraph.errors import InputError, MisuseError
from disgraph.files import read_text
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline import read_sources
from disgraph.project import Project, project_lock
from disgraph.proposals.decisions import Undo
from disgraph.proposals.entry_lines import entry_end
from disgraph.proposals.proposal import claims_text, entities_text, with_ids
from disgraph.similarity import nearest
from disgraph.source_change import change_sources
from disgraph.store.name_file import fold_name
from disgraph.triples.iris import slug
from disgraph.yamlfile import append_yaml

#: Verdicts that a reviewer gives about two entities.
VERDICTS = ("same", "different", "unsure")
_TYPE = re.compile(r"(\btype:\s*)([A-Za-z]\w*)")


def entity_called(entities: Mapping[str, Entity], text: str, document: str = "") -> Entity:
    """Return the entity that a text means.

    Args:
        entities: of the project, by id.
        text: an id, a name or an alias; case and accents make no difference in names.
        document: id of the document whose entity is meant if several have the name.

    Raises:
        InputError: no entity or several have the name.
    """
    if text in entities:
        return entities[text]
    wanted = fold_name(text)
    found = [each for each in entities.values() if wanted in map(fold_name, (each.name, *each.aliases))]
    own = [each for each in found if document and each.id.endswith(f"-{document}")]
    if len(found) == 1 or len(own) == 1:
        return (own or found)[0]
    if found:
        raise InputError(f"Several entities are named {text!r}.", f"Give the id: {', '.join(each.id for each in found)}.")
    names = {each.name: each.id for each in entities.values()}
    near = ", ".join(f"{name} ({names[name]})" for name in nearest(text, names))
    raise InputError(
        f"No entity of the project is named {text!r}.", f"Declare it first, or give one of {near}." if near else "Declare it first."
    )


def reclassify(project: Project, name: str, kind: str) -> tuple[Undo, ...]:
    """Give an entity another class.

    Args:
        project: that has it.
        name: its id.
        kind: local name of the class.

    Raises:
        Refused: claims about it do not permit the class; nothing is changed.
        InputError: its entry does not name its class in the usual place.
    """
    with project_lock(project):
        entity = entity_called(read_entities(project.entities), name)
        path = Path(entity.file)
        lines = _text(path).splitlines(keepends=True)
        start = entity.line - 1
        end = entry_end(lines, start)
        edited, count = _TYPE.subn(rf"\g<1>{kind}", "".join(lines[start:end]), count=1)

        def check(changed: Project) -> None:
            read_sources(changed)
            if count == 0 or read_entities(changed.entities)[name].type != kind:
                raise InputError(f"{path}:{entity.line}: the class of {name} is not where it is expected.", "Change it in the file.")

        return _apply(project, {path: "".join((*lines[:start], edited, *lines[end:]))}, check)


def judge(project: Project, one: Entity, other: Entity, verdict: str, reason: str) -> tuple[Undo, ...]:
    """Judge whether two entities are one; a former judgement about them is replaced.

    Args:
        project: that has both.
        one: whose id and name the joint entity keeps.
        other: the second.
        verdict: one of `VERDICTS`.
        reason: in words, for later readers.

    Raises:
        MisuseError: no reason, or no such verdict.
        Refused: it contradicts other judgements, or claims about the two; nothing is changed.
    """
    if verdict not in VERDICTS or not reason.strip():
        raise MisuseError("A judgement needs a verdict and a reason.", f"Choose from {', '.join(VERDICTS)}, and say why.")
    with project_lock(project):
        path = project.judgements
        before = _text(path)
        lines = before.splitlines(keepends=True)
        for former in reversed([each for each in read_judgements(path) if {each.entity, each.other} == {one.id, other.id}]):
            start = former.line - 1
            del lines[start : entry_end(lines, start)]
        entry = {"verdict": verdict, "entity": one.id, "other": other.id, "reason": reason.strip()}
        return _apply(project, {path: append_yaml("".join(lines), [entry])})


def judgements_about(project: Project, entity: Entity) -> list[Judgement]:
    """Return the judgements about an entity and another one, in the order of the file."""
    return [each for each in read_judgements(project.judgements) if each.other and entity.id in (each.entity, each.other)]


def declare(project: Project, document: str, name: str, kind: str) -> tuple[str, tuple[Undo, ...]]:
    """Declare an entity of a document, and return its id.

    Args:
        project: of the document.
        document: id of the document that speaks of it.
        name: as the document has it.
        kind: local name of its class.

    Raises:
        MisuseError: the name is empty.
        Refused: there is no such class; nothing is changed.
    """
    if not name.strip():
        raise MisuseError("An entity needs a name.", "Give it as the document has it.")
    with project_lock(project):
        path = project.entities / f"{document}{SUFFIX}"
        taken = read_entities(project.entities)
        base = f"{slug(name)}-{document}"
        found = next(each for each in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if each not in taken)
        entity = Entity(found, kind, name.strip(), (), "", (), "", "accepted", str(path), 0)
        return found, _apply(project, {path: entities_text([entity], _text(path))})


def add_claim(project: Project, claim: Claim) -> tuple[Undo, ...]:
    """Add a claim that a reviewer made; its id is made of what it states.

    Raises:
        Refused: it is malformed or unsupported; nothing is changed.
    """
    with project_lock(project):
        path, reviewed = (project.claims / f"{claim.document}{end}" for end in (SUFFIX, ".yaml"))
        known = read_claim_files([each for each in (path, reviewed) if each.exists()], read_vocabulary(project.ontology))
        named = tuple(with_ids([claim], (each.id for each in known)))
        return _apply(project, {path: claims_text(named, _text(path))})


def entity_classes(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the classes that an entity may have, with their labels, by label."""
    found = [(name, term.label) for name, term in vocabulary.classes.items() if vocabulary.is_declarable(name)]
    return sorted(found, key=lambda each: each[1])


def _text(path: Path) -> str:
    """Return the text of a file, in any encoding that a build reads; empty if the file is missing."""
    return read_text(path) if path.exists() else ""


def _apply(project: Project, texts: Mapping[Path, str], check: Callable[[Project], object] = read_sources) -> tuple[Undo, ...]:
    """Write files, if a check accepts the project with them; else nothing is changed."""
    undo = tuple(Undo(path, _text(path) if path.exists() else None, text) for path, text in texts.items())
    change_sources(project, {path: text.encode() for path, text in texts.items()}, check)
    return undo
