"""Proposals into the files of a project: what a person reviews."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity
from disgraph.claims.claim_files import read_claim_files, read_claims, read_entities, read_entity_files
from disgraph.claims.judgements import read_judgements
from disgraph.claims.proposal_files import CONCEPTS, REFUSED, SUFFIX
from disgraph.corpus.documents import Document
from disgraph.extract.draft import Extract
from disgraph.files import read_text
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.project import Project, project_lock
from disgraph.proposals.entity_links import find_links, judgements_text, spoken_of
from disgraph.proposals.proposal import Proposal, claims_text, entities_text, propose
from disgraph.transaction import apply_changes


class FilingCounts(NamedTuple):
    """How much was proposed of a document: new entities and claims, claims refused by the guard, and claims known before."""

    document: str
    entities: int
    claims: int
    refused: int
    known: int


def is_filed(project: Project, document: str) -> bool:
    """Return whether a document has been extracted: it then has a file of proposed entities, perhaps an empty one."""
    return (project.entities / f"{document}{SUFFIX}").exists()


def file_proposals(
    project: Project, document: Document, extract: Extract, vocabulary: Vocabulary, declared: Mapping[str, Entity] = MappingProxyType({})
) -> FilingCounts:
    """Write what was found in a document into the project's files, after their present content.

    Args:
        project: one of your own.
        document: one of it.
        extract: what was found in it.
        vocabulary: the ontology.
        declared: every entity of the project by id, as checked before; the document's own file is read again.

    Raises:
        Refused: a file of the document is broken.
        InputError: a file cannot be written.
    """
    with project_lock(project):
        return _file_proposals(project, document, extract, vocabulary, declared)


def _file_proposals(
    project: Project, document: Document, extract: Extract, vocabulary: Vocabulary, declared: Mapping[str, Entity]
) -> FilingCounts:
    entity_file, claim_file = project.entities / f"{document.id}{SUFFIX}", project.claims / f"{document.id}{SUFFIX}"
    concept_file = project.entities / CONCEPTS
    entities, concepts = read_entity_files(_there(entity_file)), read_entity_files(_there(concept_file))
    claims = read_claim_files(_there(project.claims / f"{document.id}.yaml", claim_file), vocabulary)
    made = propose(extract, document, list(entities.values()), claims, vocabulary, {**declared, **concepts, **entities})
    refused = _refused(made, extract)
    files: dict[Path, bytes] = {project.build / REFUSED / f"{document.id}.jsonl": refused} if refused else {}
    if made.claims:
        files[claim_file] = claims_text(made.claims, _text(claim_file)).encode()
    own = [entity for entity in made.entities if entity.file != CONCEPTS]
    shared = [entity for entity in made.entities if entity.file == CONCEPTS]
    if own or not entity_file.exists():
        files[entity_file] = entities_text(own, _text(entity_file)).encode()
    if shared:
        files[concept_file] = entities_text(shared, _text(concept_file)).encode()
    apply_changes(project.build, files)
    return FilingCounts(document.id, len(made.entities), len(made.claims), len(made.refused) + len(extract.refused), made.known)


def file_links(project: Project, vocabulary: Vocabulary) -> int:
    """Write into the judgements file which entities may be one, as proposals; return how many are new.

    Raises:
        Refused: a file of the project is broken.
        InputError: the file cannot be written.
    """
    with project_lock(project):
        return _file_links(project, vocabulary)


def _file_links(project: Project, vocabulary: Vocabulary) -> int:
    entities, judgements = read_entities(project.entities), read_judgements(project.judgements)

    @cache
    def claims() -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in read_claims(project.claims, vocabulary):
            for entity in set(spoken_of(claim, vocabulary)):
                found[entity].append(claim)
        return found

    links = find_links(entities, judgements, lambda entity: claims().get(entity.id, ()), vocabulary)
    if links:
        apply_changes(project.build, {project.judgements: judgements_text(links, _text(project.judgements)).encode()})
    return len(links)


def _there(*paths: Path) -> list[Path]:
    return [path for path in paths if path.exists()]


def _text(path: Path) -> str:
    return read_text(path) if path.exists() else ""


def _refused(made: Proposal, extract: Extract) -> bytes:
    """Return the log of what was refused: by the extractor's own guard, and by that of every claim."""
    earlier = (one._asdict() for one in extract.refused)
    later = (
        {
            "rule": claim.rule,
            "content": claim.content,
            "quotes": [quote.text for quote in claim.quotes],
            "reasons": [f"{problem.rule}: {problem.message}" for problem in problems],
        }
        for claim, problems in made.refused
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (*earlier, *later)).encode("utf-8", "replace")
