"""The names by which the entities of a graph are found."""

from __future__ import annotations

from collections import defaultdict

from disgraph.claims.model import Statement
from disgraph.graph import iris
from disgraph.graph.emit import Sources
from disgraph.store.names import Name, fold_name


def entity_names(sources: Sources) -> list[Name]:
    """Return every name, alias, id and IRI of every entity, with the documents that speak of it."""
    documents: dict[str, set[str]] = defaultdict(set)
    for located in sources.claims:
        claim = located.claim
        if claim.status == "accepted":
            content = claim.content
            values = (
                (content.subject, content.object) if isinstance(content, Statement) else [v for _, given in content.roles for v in given]
            )
            for value in (*values, claim.speaker):
                documents[value].add(claim.document)
    names: set[Name] = set()
    for entity in sources.entities.values():
        iri = iris.entity_iri(entity, sources.vocabulary).value
        for name in (entity.name, *entity.aliases, entity.id, iri):
            folded = iri if name == iri else fold_name(name)
            names.add(Name(folded, iri, entity.name, entity.type, ",".join(sorted(documents[entity.id]))))
    return sorted(names)
