"""A claim in plain words, before it is in any graph."""

from __future__ import annotations

from collections.abc import Mapping

from disgraph.claims.check import LINKS
from disgraph.claims.claim import Claim, Entity, Statement
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.triples import iris
from disgraph.wording.sentences import fill, record_sentence, spell_number


def value_words(role: str, value: str, entities: Mapping[str, Entity], vocabulary: Vocabulary, is_one: bool = False) -> str:
    """Return a value as people say it: the label of a concept, the name of an entity, else the text itself.

    Args:
        role: the property.
        value: as a claim has it.
        entities: by id.
        vocabulary: the ontology.
        is_one: whether a unit counts one.
    """
    term = vocabulary.properties[role]
    concept = iris.concept_iri(term.range, value, vocabulary)
    if concept:
        return (vocabulary.plurals if role == "unit" and not is_one else vocabulary.labels)[concept]
    if term.is_object and role not in LINKS and value in entities:
        return entities[value].name
    return spell_number(value) if term.number else value


def claim_sentence(claim: Claim, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> str:
    """Return what a claim says, in one sentence without its full stop; a negated one says so."""
    content = claim.content
    if isinstance(content, Statement):
        term = vocabulary.properties[content.property]
        subject = entities[content.subject].name if content.subject in entities else content.subject
        slots = {"subject": subject, "object": value_words(content.property, content.object, entities, vocabulary)}
        told = fill(term.sentence or f"{{subject}}: {term.label} {{object}}", slots)
    else:
        is_one = content.value("value") == "1"
        roles = {role: [value_words(role, value, entities, vocabulary, is_one) for value in values] for role, values in content.roles}
        told = record_sentence(vocabulary.classes[content.type], roles)
    return f"Not so: {told}" if claim.negated else told
