"""Reject entities whose class, relations or definition the ontology does not support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disgraph.claims.claim import BROADER, Entity
from disgraph.errors import Problem
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.similarity import nearest


def check_entities(entities: Mapping[str, Entity], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong in entities: an unknown class, another entity that is not declared, a property that does not fit."""
    for entity in entities.values():
        if not vocabulary.is_declarable(entity.type):
            known = filter(vocabulary.is_declarable, vocabulary.classes)
            remedy = f"Nearest: {', '.join(nearest(entity.type, known))}."
            yield Problem("undeclared-class", entity.file, entity.line, "", f"{entity.id}: no type {entity.type!r}.", remedy)
        for other in [*(other for other, _reason in entity.different_from), *filter(None, [entity.grammar.of])]:
            if other not in entities:
                remedy = f"Nearest: {', '.join(nearest(other, entities))}."
                yield Problem("undeclared-entity", entity.file, entity.line, "", f"{entity.id}: no entity {other!r}.", remedy)
        if entity.type in vocabulary.classes:
            yield from _check_defined(entity, entities, vocabulary)


def _check_defined(entity: Entity, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> Iterator[Problem]:
    for name, values in entity.defines:
        term = vocabulary.properties.get(name)
        kind = entity.type if name == BROADER else term.range if term and term.is_object else ""
        if not kind or (term and term.domain and not vocabulary.is_a(entity.type, term.domain)):
            near = nearest(name, (each.name for each in vocabulary.properties.values() if each.is_object))
            message = f"{entity.id}: the definition of {vocabulary.classes[entity.type].label} has no property {name!r}."
            yield Problem("undeclared-property", entity.file, entity.line, "", message, f"Nearest: {', '.join(near)}.")
            continue
        concepts = vocabulary.concepts.get(kind, {})
        for value in values:
            if value not in concepts and not (value in entities and vocabulary.is_a(entities[value].type, kind)):
                remedy = f"Nearest: {', '.join(nearest(value, [*concepts, *(each for each in entities if entities[each].type == kind)]))}."
                label = vocabulary.classes[kind].label
                yield Problem("wrong-range", entity.file, entity.line, "", f"{entity.id}: {name}: no {label} {value!r}.", remedy)
