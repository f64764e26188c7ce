"""Taking a person out of a project: the entity, its claims and its names in every source, and whatever was derived from them.

Names are blacked out in the texts and in all that quotes them, so that no reading verb needs to know about it, and a new extraction
finds no name. Original files that hold the name are removed; the catalogue keeps their digests and a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.judgements import read_judgements
from disgraph.claims.mentioned_entities import mentioned
from disgraph.corpus.documents import Document, read_catalogue
from disgraph.corpus.folding import fold
from disgraph.errors import Candidate, MisuseError, UnknownName
from disgraph.files import read_text
from disgraph.intake.source_redaction import SourceRedaction, blacked_document
from disgraph.intake.withheld_words import BlackPen, own_words, read_withheld, remembered, shared_names, withheld_file, withheld_text
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline import checked_sources
from disgraph.pipeline.shards import SHARDS
from disgraph.project import Project, project_lock
from disgraph.similarity import nearest
from disgraph.source_change import change_sources
from disgraph.store.build_record import RECORD
from disgraph.store.current import CURRENT
from disgraph.store.graph_writer import is_graph


class WithholdingPlan(NamedTuple):
    """What happens when an entity is withheld: files that change or go, and what the user should know.

    `kept` are words of the names that stay, because another entity has them too.
    """

    entities: tuple[str, ...]
    changed: Mapping[Path, bytes]
    removed: tuple[Path, ...]
    claims: int
    places: int
    documents: tuple[str, ...]
    kept: tuple[str, ...]


def plan_withholding(project: Project, names: Sequence[str]) -> WithholdingPlan:
    """Return what happens when entities are withheld; nothing is changed.

    Args:
        project: one of the user's own.
        names: names or ids of the entities; those that are judged the same as one of them go, too.

    Raises:
        UnknownName: no entity has a name.
        MisuseError: an entity that is not to be withheld has the same name.
        Refused: the sources are invalid.
    """
    checked_sources(project)
    vocabulary, entities = read_vocabulary(project.ontology), read_entities(project.entities)
    doomed = frozenset(_same(project, [one for name in names for one in _named(name, entities)]))
    surfaces = [name for one in doomed for name in _names(entities[one])]
    others = {one: _names(entity) for one, entity in entities.items() if one not in doomed}
    _refuse_shared(surfaces, others)
    words = list(own_words(surfaces, (name for given in others.values() for name in given)))
    pen = BlackPen([*surfaces, *words])
    documents = read_catalogue(project.catalogue, project.documents)
    claims = read_claims(project.claims, vocabulary)
    blacked = {name: blacked_document(document, pen) for name, document in documents.items()}
    redaction = SourceRedaction(project, doomed, pen, blacked, _ids(doomed, entities, claims, documents))
    gone = redaction.doomed_claims((claim, frozenset(mentioned(claim, vocabulary))) for claim in claims)
    changed = {path: data for path, data in redaction.changed(gone) if not path.exists() or path.read_bytes() != data}
    changed[withheld_file(project.catalogue)] = _withheld(project, surfaces)
    return WithholdingPlan(
        tuple(sorted(doomed)),
        changed,
        (*redaction.removed(), *_derived_files(project, pen)),
        len(gone),
        sum(each.places for each in blacked.values()),
        tuple(name for name, each in blacked.items() if each.places),
        tuple(sorted({word for name in surfaces for word in name.split() if len(word) > 1} - set(words) if words else ())),
    )


def withhold(project: Project, names: Sequence[str]) -> WithholdingPlan:
    """Withhold entities, if the remaining sources are valid; the graph is removed and must be built again.

    Raises:
        Refused: the remaining sources would be invalid; nothing was changed.
        InputError: a file cannot be written; nothing was changed.
    """
    with project_lock(project):
        planned = plan_withholding(project, names)
        change_sources(project, planned.changed, checked_sources, planned.removed, _emptied_folders(planned.removed, project))
    return planned


def _named(name: str, entities: Mapping[str, Entity]) -> list[str]:
    wanted = fold(name).casefold()
    found = [one for one, entity in entities.items() if name == one or wanted in {fold(each).casefold() for each in _names(entity)}]
    if found:
        return found
    near = nearest(name, [entity.name for entity in entities.values()])
    candidates = tuple(Candidate(one, entity.name, entity.type, ()) for one, entity in entities.items() if entity.name in near)
    raise UnknownName(f"No entity of the project is named {name!r}.", candidates, "Give its name or id.", name)


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(filter(None, (entity.name, *entity.aliases, entity.grammar.short)))


def _same(project: Project, found: Iterable[str]) -> set[str]:
    """Return entities with those that accepted judgements call the same."""
    same = [{one.entity, one.other} for one in read_judgements(project.judgements) if one.verdict == "same" and one.status == "accepted"]
    group = set(found)
    while more := {name for pair in same if pair & group for name in pair if name} - group:
        group |= more
    return group


def _refuse_shared(surfaces: Sequence[str], others: Mapping[str, Iterable[str]]) -> None:
    shared = shared_names(surfaces, others)
    if shared:
        message = f"Another entity has the same name: {', '.join(shared)}."
        raise MisuseError(message, "Give the id of each with --entity, or rename the one that stays.")


def _ids(doomed: frozenset[str], entities: Mapping[str, Entity], claims: Iterable[Claim], documents: Mapping[str, Document]) -> set[str]:
    """Return all ids that stay, among which those with a name in them are replaced."""
    claim_ids = {name for claim in claims for name in (claim.id, claim.record) if name}
    return {*(one for one in entities if one not in doomed), *claim_ids, *documents}


def _withheld(project: Project, surfaces: Iterable[str]) -> bytes:
    before = read_withheld(project.catalogue)
    fresh = (remembered(name) for name in dict.fromkeys(surfaces))
    return withheld_text([*before, *(name for name in fresh if name is not None and name.words > 1)]).encode()


def _derived_files(project: Project, pen: BlackPen) -> Iterator[Path]:
    """Yield files of the build folder that may hold a name: graphs, kept triples, and kept answers and refusals of extraction."""
    for folder in (*filter(is_graph, project.build.glob("graph-*")), project.build / SHARDS):
        yield from (path for path in folder.rglob("*") if path.is_file())
    yield from (project.build / name for name in (CURRENT, RECORD))
    for pattern in ("answers/*.json", "refused/*.jsonl"):
        yield from (path for path in sorted(project.build.glob(pattern)) if pen.spans(_readable(path)))


def _readable(path: Path) -> str:
    try:
        return read_text(path)
    except OSError:
        return ""


def _emptied_folders(removed: Iterable[Path], project: Project) -> list[Path]:
    """Return the folders that may be empty without some files, inner ones first; those of the project stay."""
    kept = {project.build, project.documents, project.claims, project.entities}
    found = {
        folder for path in removed for folder in path.parents if folder not in kept and any(folder.is_relative_to(each) for each in kept)
    }
    return sorted(found, key=lambda folder: (-len(folder.parts), folder))
