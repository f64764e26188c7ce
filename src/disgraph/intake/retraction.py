"""Retraction of a document, with its claims and everything that only they support."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.check import check_each
from disgraph.claims.claim import Claim, Entity
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.entity_check import check_entities
from disgraph.claims.judgements import Judgement, read_judgements
from disgraph.claims.mentioned_entities import mentioned
from disgraph.claims.places import Place, read_places
from disgraph.claims.proposal_files import REFUSED, SUFFIX
from disgraph.corpus.documents import CatalogueEntry, Document, read_entries
from disgraph.errors import InputError, Refused
from disgraph.intake.shelf import ORIGINALS, cut_entries, files_of, find_entry
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, project_lock
from disgraph.source_change import change_sources
from disgraph.yamlfile import Fields, Items, Text, parse_yaml, read_yaml


class RetractionPlan(NamedTuple):
    """What is removed with a document: its files, its claims, entities without other claims, and judgements that quote it."""

    entry: CatalogueEntry
    removed: tuple[Path, ...]
    changed: Mapping[Path, bytes]
    claims: int
    entities: tuple[str, ...]
    judgements: int


def plan(project: Project, document: str) -> RetractionPlan:
    """Return what is removed with a document; nothing is changed.

    Raises:
        MisuseError: the document is unknown.
        Refused: the sources are invalid.
    """
    entry = find_entry(project, document)
    vocabulary = read_vocabulary(project.ontology)
    claims, entities = read_claims(project.claims, vocabulary), read_entities(project.entities)
    _check_form(claims, entities, project, vocabulary)
    judgements = read_judgements(project.judgements)
    own = [claim for claim in claims if claim.document == document]
    doomed = _only_here(own, [claim for claim in claims if claim.document != document], entities, vocabulary, document)
    places = read_places(project.places)
    while kept := _needed_places(doomed, entities, places) | _named_by_definitions(doomed, entities):
        doomed -= kept
    quoting = [one for one in judgements if document in dict(one.quotes) or {one.entity, one.other} & doomed]
    changed = dict(_changed(project, entry, entities, doomed, quoting))
    emptied = {path for path, data in changed.items() if _is_emptied(path, data, project, document)}
    proposals = project.entities / f"{document}{SUFFIX}"
    if proposals.exists() and not any(entity.file == str(proposals) for entity in entities.values()):
        emptied.add(proposals)  # the extraction found nothing
    refused = [path for path in (project.build / REFUSED / f"{document}.jsonl",) if path.exists()]
    claim_files = sorted({Path(claim.file) for claim in own} | set(_claim_files(project, document)))
    return RetractionPlan(
        entry=entry,
        removed=(*files_of(project, entry), *claim_files, *sorted(emptied), *refused),
        changed={path: data for path, data in changed.items() if path not in emptied},
        claims=len(own),
        entities=tuple(sorted(doomed)),
        judgements=len(quoting),
    )


def _check_form(claims: Sequence[Claim], entities: Mapping[str, Entity], project: Project, vocabulary: Vocabulary) -> None:
    """Refuse what `build` refuses, except quotes: the document that is removed may be lost or changed.

    Raises:
        Refused: with every problem.
    """
    texts = {name: Document(entry, "") for name, entry in read_entries(project.catalogue).items()}
    wrong = [problem for _claim, problems in check_each(claims, entities, texts, vocabulary) for problem in problems]
    problems = (*check_entities(entities, vocabulary), *(problem for problem in wrong if problem.rule != "misquote"))
    if problems:
        raise Refused(problems)


def retract(project: Project, planned: RetractionPlan, check: Callable[[Project], object]) -> None:
    """Carry out a plan, if the remaining sources are valid.

    Args:
        project: of the document.
        planned: the result of `plan`.
        check: raises if the sources of a project are invalid; it gets a copy without the document.

    Raises:
        InputError: the sources have changed since the plan was made; nothing was changed.
        Refused: the remaining sources are invalid; nothing was changed.
    """
    with project_lock(project):
        if plan(project, planned.entry.id) != planned:
            raise InputError("The sources have changed since the confirmation.", "Run the command again.")
        change_sources(project, planned.changed, check, planned.removed, [project.documents / ORIGINALS])


def _is_emptied(path: Path, data: bytes, project: Project, document: str) -> bool:
    """Return whether a file that `disgraph extract` began is empty now: proposals of the document, or judgements at the default path."""
    if path == project.judgements:
        return data == b"[]\n" and path.parent == project.catalogue.parent
    return path.name == f"{document}{SUFFIX}" and data.endswith(b"[]\n")


def _only_here(
    own: Iterable[Claim], others: Iterable[Claim], entities: Mapping[str, Entity], vocabulary: Vocabulary, document: str
) -> set[str]:
    """Return the entities that only claims of a document mention, or that were proposed from it and that no claim mentions."""
    elsewhere = {name for claim in others for name in mentioned(claim, vocabulary)}
    here = {name for claim in own for name in mentioned(claim, vocabulary)}
    proposed = {entity.id for entity in entities.values() if Path(entity.file).name == f"{document}{SUFFIX}"}
    return (here | proposed) - elsewhere


def _needed_places(doomed: set[str], entities: Mapping[str, Entity], places: Mapping[str, Place]) -> set[str]:
    """Return the doomed places that contain a remaining place, by the table of places."""
    coded = {entity.code: entity.id for entity in entities.values() if entity.code}
    needed: set[str] = set()
    for entity in entities.values():
        code = entity.code if entity.id not in doomed else ""
        while code in places and (code := places[code].parent):
            needed.add(coded.get(code, ""))
    return doomed & needed


def _named_by_definitions(doomed: set[str], entities: Mapping[str, Entity]) -> set[str]:
    """Return the doomed entities that the definition of a remaining one names: its broader concept, a criterion, what it is a part of."""
    remaining = [entity for entity in entities.values() if entity.id not in doomed]
    named = {value for entity in remaining for _name, values in entity.defines for value in values}
    return doomed & (named | {entity.grammar.of for entity in remaining})


def _claim_files(project: Project, document: str) -> Iterator[Path]:
    for path in sorted(project.claims.glob("*.yaml")):
        root = read_yaml(path)
        if isinstance(root, Fields) and root.get("document") == document:
            yield path


def _changed(
    project: Project, entry: CatalogueEntry, entities: Mapping[str, Entity], doomed: set[str], quoting: Sequence[Judgement]
) -> Iterator[tuple[Path, bytes]]:
    for file in sorted({entity.file for entity in entities.values()}):
        lines = [entity.line for entity in entities.values() if entity.file == file and entity.id in doomed]
        text = _without_look_alikes(cut_entries(Path(file), lines), doomed) if doomed else ""
        if text and text.encode() != Path(file).read_bytes():
            yield Path(file), text.encode()
    if quoting:
        yield (
            project.judgements,
            cut_entries(project.judgements, [one.line for one in quoting if one.file == str(project.judgements)]).encode(),
        )
    root = read_yaml(project.catalogue)
    nodes = root if isinstance(root, Items) else ()
    lines = [node.line for node in nodes if isinstance(node, Fields) and node.get("id") == entry.id]
    yield project.catalogue, cut_entries(project.catalogue, lines).encode()


def _without_look_alikes(text: str, doomed: set[str]) -> str:
    """Return the text of an entity file without `different_from` lines about removed entities."""
    root = parse_yaml(text.encode(), "the remaining entities")
    cut: set[int] = set()
    for node in root if isinstance(root, Items) else ():
        pairs = node.get("different_from") if isinstance(node, Fields) else None
        if isinstance(node, Fields) and isinstance(pairs, Fields):
            gone = {key.line for key in pairs if isinstance(key, Text) and key in doomed}
            key = next(key for key in node if key == "different_from")
            assert isinstance(key, Text)
            cut |= gone | ({key.line} if gone and len(gone) == len(pairs) else set())
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True), 1) if number not in cut)
