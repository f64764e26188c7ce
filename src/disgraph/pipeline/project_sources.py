"""The sources of a project as checked values."""

from __future__ import annotations

from disgraph.claims.check import check_claims
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.gazetteer import read_gazetteer
from disgraph.claims.identity import identify, without_look_alikes
from disgraph.claims.judgements import check_judgements, locate, read_judgements
from disgraph.claims.mentioned_entities import mentioned
from disgraph.claims.places import check_places, read_places
from disgraph.claims.unlinked_names import read_excuses
from disgraph.corpus.documents import read_catalogue
from disgraph.errors import Refused
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, project_lock
from disgraph.transaction import is_unfinished
from disgraph.triples.emit import Sources
from disgraph.wording.noun_counts import count_noun


def read_sources(project: Project) -> Sources:
    """Read and check what a graph is built from; proposals that no accepted claim mentions are left out.

    Raises:
        Refused: see `checked_sources`.
    """
    return _without_proposed(checked_sources(project))


def checked_sources(project: Project) -> Sources:
    """Read and check documents, entities and claims, judgements of identity and the table of places.

    Every verb that reads the sources goes through this check, so that all of them refuse the same.

    Raises:
        Refused: the sources have problems; it lists all that one run finds.
    """
    if is_unfinished(project.build):
        with project_lock(project):  # which finishes it
            pass
    vocabulary = read_vocabulary(project.ontology)
    documents = read_catalogue(project.catalogue, project.documents)
    entities = read_entities(project.entities)
    claims = read_claims(project.claims, vocabulary)
    judgements = read_judgements(project.judgements)
    problems = check_judgements(judgements, entities, documents)
    if problems:
        raise Refused(tuple(problems))
    identified = identify(entities, claims, judgements, vocabulary)
    located = tuple(check_claims(identified.claims, identified.entities, documents, vocabulary))
    judged = locate(identified.judgements, documents)
    places, gazetteer = read_places(project.places), read_gazetteer(project.gazetteer)
    problems = list(check_places(identified.entities, identified.claims, places))
    if problems:
        raise Refused(tuple(problems))
    return Sources(documents, identified.entities, located, vocabulary, judged, places, gazetteer, read_excuses(project.unlinked_names))


def _without_proposed(sources: Sources) -> Sources:
    """Leave out proposed and rejected entities that no accepted claim mentions, and the judgements on them."""
    accepted = (located.claim for located in sources.claims if located.claim.status == "accepted")
    in_claims = {name for claim in accepted for name in mentioned(claim, sources.vocabulary)}
    kept = {name for name, entity in sources.entities.items() if entity.status == "accepted" or name in in_claims}
    return sources._replace(
        entities={name: without_look_alikes(entity, kept) for name, entity in sources.entities.items() if name in kept},
        judgements=tuple(each for each in sources.judgements if {each.judgement.entity, each.judgement.other} <= kept | {""}),
    )


def accepted_claims(sources: Sources) -> int:
    """Return the number of claims that become triples."""
    return sum(located.claim.status == "accepted" for located in sources.claims)


def content_of(sources: Sources) -> str:
    """Return what is built, in the numbers that `stats` shows."""
    accepted = accepted_claims(sources)
    entities = count_noun(len(sources.entities), "entity", "entities")
    rest = len(sources.claims) - accepted
    note = f" ({rest:,} not accepted)" if rest else ""
    return f"{count_noun(accepted, 'claim')} on {entities} in {count_noun(len(sources.documents), 'document')}{note}"
