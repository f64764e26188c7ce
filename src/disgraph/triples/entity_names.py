"""The names by which the entities of a graph are found."""

from __future__ import annotations

from collections import defaultdict

from disgraph.store.name_file import Name, fold_name
from disgraph.triples import iris
from disgraph.triples.emit import Sources, mentioned


def entity_names(sources: Sources) -> list[Name]:
    """Return every name, alias, id and IRI of every entity, with the documents that speak of it."""
    documents: dict[str, set[str]] = defaultdict(set)
    for located in sources.claims:
        claim = located.claim
        if claim.status == "accepted":
            for name in mentioned(claim, sources.vocabulary):
                documents[name].add(claim.document)
    names: set[Name] = set()
    for entity in sources.entities.values():
        iri = iris.entity_iri(entity, sources.vocabulary).value
        for name in (entity.name, *entity.aliases, entity.id, iri):
            names.add(Name(fold_name(name), iri, entity.name, entity.type, ",".join(sorted(documents[entity.id]))))
    for concept in sources.vocabulary.concepts.get("DisabilityKind", {}).values():
        label = sources.vocabulary.labels[concept]
        for name in (label, concept.value):
            names.add(Name(fold_name(name), concept.value, label, "DisabilityKind", ""))
    return sorted(names)
