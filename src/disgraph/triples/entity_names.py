"""The names by which the entities of a graph are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disgraph.claims.mentioned_entities import mentioned
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.store.name_file import Name, fold_name
from disgraph.triples import iris
from disgraph.triples.emit import Sources


def entity_names(sources: Sources) -> list[Name]:
    """Return every name, alias, official name, id and IRI of every entity, with the documents that speak of it."""
    documents: dict[str, set[str]] = defaultdict(set)
    for located in sources.claims:
        claim = located.claim
        if claim.status == "accepted":
            for name in mentioned(claim, sources.vocabulary):
                documents[name].add(claim.document)
    names: set[Name] = set()
    for entity in sources.entities.values():
        iri = iris.entity_iri(entity, sources.vocabulary).value
        official = (sources.places[entity.code].name,) if entity.code else ()
        for name in (entity.name, *entity.aliases, *official, entity.id, iri):
            names.add(Name(fold_name(name), iri, entity.name, entity.type, ",".join(sorted(documents[entity.id]))))
    return sorted(names | set(_concept_names(sources.vocabulary)))


def _concept_names(vocabulary: Vocabulary) -> Iterator[Name]:
    """Yield label and IRI of the concepts that the ontology declares and users find by name."""
    for kind, concepts in vocabulary.concepts.items():
        if vocabulary.classes[kind].has("isNamed"):
            for concept in concepts.values():
                label = vocabulary.labels[concept]
                for name in (label, concept.value):
                    yield Name(fold_name(name), concept.value, label, kind, "")
