"""The phrases of a figure: what is measured, what it is expressed in, and what it is divided by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disgraph.claims.claim import Entity
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import NamedNode
from disgraph.triples import iris
from disgraph.wording.amounts import per_number
from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.templates import fill

Roles = Mapping[str, Sequence[str]]
Phrases = Mapping[str, list[Phrase]]


class FigurePhrases:
    """Makes the phrases of figures.

    Args:
        entities: by id, the measures among them.
        vocabulary: the ontology.
    """

    def __init__(self, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self._entities, self._vocabulary = entities, vocabulary

    def slots(self, roles: Roles, given: Phrases) -> tuple[dict[str, list[Phrase]], str]:
        """Return the slots of a figure that depend on several roles, and the sentence of its measure, if it has one."""
        per = [*self._per_counted(roles, given), *given.get("per", ())]
        slots = {**self._expressed(roles), "per": per}
        measure = next((self._entities[name] for name in roles.get("measure", ()) if name in self._entities), None)
        if measure is None:
            return slots, ""
        template = self._template(roles, measure)
        name = _named(template, measure) if template else self._with_divisor(roles, measure)
        return {**slots, "measure": phrases([name])}, "" if template else measure.grammar.sentence

    def _template(self, roles: Roles, measure: Entity) -> str:
        """Return how a statistic that is not the usual one of a measure changes its name: `share of people trained`."""
        names = [name for name in roles.get("statistic", ()) if name != measure.defined("usualStatistic")]
        return next((self._vocabulary.templates.get(concept, "") for concept in self._concepts("statistic", names)), "")

    def _with_divisor(self, roles: Roles, measure: Entity) -> str:
        """Return the name of a measure as its divisor changes it, if that is one of its names: `monthly income`."""
        divisors = [concept for role in ("per", "perCounted") for concept in self._concepts(role, roles.get(role, ()))]
        names = [_named(self._vocabulary.templates[each], measure) for each in divisors if each in self._vocabulary.templates]
        return next((name for name in names if name in measure.aliases), measure.name)

    def _expressed(self, roles: Roles) -> dict[str, list[Phrase]]:
        """Return what a figure is expressed in, in the number of the figure, and every word for it."""
        vocabulary = self._vocabulary
        role = "counts" if roles.get("counts") else "unit"
        found = list(self._concepts(role, roles.get(role, ())))
        shown = vocabulary.labels if list(roles.get("value", ())) == ["1"] else vocabulary.plurals
        nouns = [noun for concept in found for noun in vocabulary.nouns[concept]]
        general = ["yes" for concept in found if concept in vocabulary.general_units]
        return {"unit": phrases([shown[concept] for concept in found]), "unitNoun": phrases(nouns), "anyNoun": phrases(general)}

    def _per_counted(self, roles: Roles, given: Phrases) -> Iterator[Phrase]:
        number = next(iter(roles.get("perNumber", ())), "")
        found = self._concepts("perCounted", roles.get("perCounted", ()))
        for phrase, concept in zip(given.get("perCounted", ()), found, strict=True):
            yield Phrase(per_number(number, self._vocabulary.plurals[concept])) if number else phrase

    def _concepts(self, role: str, names: Sequence[str]) -> Iterator[NamedNode]:
        term = self._vocabulary.properties.get(role)
        concepts = (iris.concept_iri(term.range, name, self._vocabulary) for name in names) if term else ()
        return (concept for concept in concepts if concept)


def _named(template: str, measure: Entity) -> str:
    return fill(template, {"measure": phrases([measure.name])})
