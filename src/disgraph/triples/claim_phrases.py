"""The phrases and the sentence of a claim, before it is in any graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disgraph.claims.claim import Claim, Entity, Record, Statement
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.triples import iris
from disgraph.triples.figure_phrases import FigurePhrases
from disgraph.wording.amounts import spell_number
from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.sentences import record_sentence, statement_sentence
from disgraph.wording.times import spell_time

#: The role for the words of a speaker. A sentence names their topic; profiles quote the words.
SPEECH = "words"


class Phrasing:
    """Makes the phrases of claims from entities and ontology.

    Args:
        entities: by id; an id that is not among them represents itself.
        vocabulary: the ontology.
    """

    def __init__(self, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self._entities, self._vocabulary = entities, vocabulary
        self._figures = FigurePhrases(entities, vocabulary)

    def sentence(self, claim: Claim) -> str:
        """Return a claim as a sentence without its full stop; a negated one begins with `Not so:`."""
        content = claim.content
        text = self._statement(content) if isinstance(content, Statement) else self.record(content.type, dict(content.roles))
        return f"Not so: {text}" if claim.negated else text

    def record(self, kind: str, roles: Mapping[str, Sequence[str]], as_of: str = "") -> str:
        """Return the sentence of a record.

        Args:
            kind: the name of its class.
            roles: the values of each role, as claims have them.
            as_of: the date of its document, or an empty text.
        """
        slots = {
            role: [self._value(self._vocabulary.properties[role], each) for each in values]
            for role, values in roles.items()
            if role != SPEECH
        }
        slots |= {"asOf": phrases([as_of] if as_of else [])}
        figure, sentence = self._figures.slots(roles, slots)
        return record_sentence(self._vocabulary.classes[kind], {**slots, **figure}, sentence)

    def entity(self, name: str) -> Phrase:
        """Return an entity as a phrase."""
        entity = self._entities.get(name)
        if entity is None:
            return Phrase(name)
        grammar = entity.grammar
        return Phrase(entity.name, self.is_plural(entity), self.preposition(entity), grammar.short, grammar.article, self.owner(entity))

    def owner(self, entity: Entity) -> str:
        """Return the name of the one after whom an unnamed entity is called, where it is declared, or an empty text."""
        owner = self._entities.get(entity.grammar.of)
        return owner.name if owner else ""

    def is_plural(self, entity: Entity) -> bool:
        """Return whether a verb after an entity's name is plural: as declared, else as its class says."""
        if entity.grammar.number:
            return entity.grammar.number == "plural"
        return entity.type in self._vocabulary.classes and self._vocabulary.classes[entity.type].is_plural

    def preposition(self, entity: Entity) -> str:
        """Return what leads to an entity as a place of work."""
        term = self._vocabulary.classes.get(entity.type)
        return (term.preposition if term else "") or Phrase("").preposition

    def _statement(self, statement: Statement) -> str:
        term = self._vocabulary.properties[statement.property]
        labelled = f"{{subject}} {term.label} {{object}}" if term.is_object else f"{term.label} of {{subject}}: {{object}}"
        template = term.sentence or term.plain_sentence or labelled
        value = spell_time(statement.object) if term.range.endswith("EDTF") else statement.object
        return statement_sentence(template, self.entity(statement.subject), self._value(term, value), term.unnamed)

    def _value(self, term: PropertyTerm, value: str) -> Phrase:
        """Return a value as people read it: the label of a concept, the name of an entity, a number with commas, else the text."""
        concept = iris.concept_iri(term.range, value, self._vocabulary)
        if concept:
            others = " ".join(self._vocabulary.nouns.get(concept, ())[2:])
            return Phrase(self._vocabulary.labels[concept], concept in self._vocabulary.plural_concepts, short=others)
        if term.is_object and term.name not in self._vocabulary.links:
            return self.entity(value)
        return Phrase(spell_number(value) if term.number else value)


def claim_sentence(claim: Claim, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> str:
    """Return a claim as a sentence without its full stop; a negated one begins with `Not so:`."""
    return Phrasing(entities, vocabulary).sentence(claim)


def roles_of(records: Sequence[Record]) -> dict[str, list[str]]:
    """Return the roles that records of one thing have together, each value once."""
    roles: dict[str, list[str]] = {}
    for record in records:
        for role, values in record.roles:
            given = roles.setdefault(role, [])
            given += [value for value in values if value not in given]
    return roles
