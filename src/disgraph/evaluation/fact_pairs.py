"""When a proposed name or fact is right: strictly and leniently, as docs/extraction.md has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from disgraph.claims.claim import Entity
from disgraph.corpus.folding import Span
from disgraph.evaluation.pairing import Levels, pair
from disgraph.evaluation.stated_facts import NUMBERS, WORDS, StatedFact
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import DG, RDF, RESOURCE, NamedNode, Quad, Term, local_name
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.closure import close
from disgraph.store.name_file import fold_name

#: The levels at which names and facts are compared.
NAME_LEVELS = ("class", "strict", "lenient")
FACT_LEVELS = ("strict", "lenient")

#: How much of two quotes must be the same for words to be strictly the same.
_SAME_PLACE = 0.5

#: What the two ends of an edge have in common by the ontology: properties between them, and whether they point back.
Relations = frozenset[tuple[str, bool]]


#: What the two ends of an example of an edge are called.
_ENDS = ("source", "target")


# --- names ---


def pair_names(proposed: Sequence[Entity], reference: Sequence[Entity], vocabulary: Vocabulary) -> Levels:
    """Pair entities: by name and class; strictly by name and main class; leniently by the words of the name and main class."""
    names = {entity: frozenset(map(_name, (entity.name, *entity.aliases))) for entity in (*proposed, *reference)}

    def same_name(one: Entity, other: Entity, exact: bool) -> float:
        fits = one.type == other.type if exact else _compatible(one.type, other.type, vocabulary)
        return float(fits and not names[one].isdisjoint(names[other]))

    def same_words(one: Entity, other: Entity) -> float:
        if not _compatible(one.type, other.type, vocabulary):
            return 0.0
        return max(_shared_words(mine, theirs) for mine in names[one] for theirs in names[other])

    return pair(proposed, reference, (partial(same_name, exact=True), partial(same_name, exact=False), same_words))


def _name(name: str) -> str:
    return fold_name(name).removeprefix("the ")


def _compatible(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Return whether one class is the other or above it, or both are of one main class (person, organisation, place ...)."""
    if vocabulary.is_a(one, other) or vocabulary.is_a(other, one):
        return True
    return (
        one in vocabulary.classes and other in vocabulary.classes and vocabulary.classes[one].segment == vocabulary.classes[other].segment
    )


def _shared_words(one: str, other: str) -> float:
    """Return the share of words that two names have in common, if one has all words of the other."""
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) / len(mine | theirs) if mine <= theirs or theirs <= mine else 0.0


# --- facts ---


def pair_facts(proposed: Sequence[StatedFact], reference: Sequence[StatedFact], related: Mapping[object, Relations]) -> Levels:
    """Pair facts whose ends are ids of the same entities: strictly, then leniently."""
    return pair(proposed, reference, (_strict, partial(_lenient, related=related)))


def _strict(one: StatedFact, other: StatedFact) -> float:
    """Return whether two facts are equal: the same kind, roles and ends; words are equal, or quoted from the same place."""
    if one.part != other.part or one.way != other.way:
        return 0.0
    if one.part == NUMBERS:
        about = not one.source or not other.source or one.source == other.source
        return (1 + (one.source == other.source)) * float(about and (one.target, one.unit) == (other.target, other.unit))
    if (one.kind, one.edge[0], one.source) != (other.kind, other.edge[0], other.source):
        return 0.0
    if one.part == WORDS:
        overlap = _overlap(one.spans, other.spans)
        same = one.target != "" and one.target.casefold() == other.target.casefold()
        return 1 + overlap if same else overlap if overlap >= _SAME_PLACE else 0.0
    return float((one.edge, one.target) == (other.edge, other.target))


def _lenient(one: StatedFact, other: StatedFact, related: Mapping[object, Relations]) -> float:
    """Return whether two facts are similar: the same number; the same ends with a relation that follows from both; words from one place."""
    if one.way != other.way:
        return 0.0
    if NUMBERS in (one.part, other.part):
        return 1 + _overlap(one.spans, other.spans) if (one.part, one.target) == (other.part, other.target) else 0.0
    if WORDS in (one.part, other.part):
        return _lenient_words(one, other)
    mine, theirs = related.get((one.kind, one.edge), frozenset()), related.get((other.kind, other.edge), frozenset())
    straight = (one.source, one.target) == (other.source, other.target) and not mine.isdisjoint(theirs)
    back = (one.source, one.target) == (other.target, other.source) and not mine.isdisjoint((name, not turned) for name, turned in theirs)
    return float(straight or back)


def _lenient_words(one: StatedFact, other: StatedFact) -> float:
    """Return whether two have the same words about an entity (an occupation and the role of an employment), or words from one place."""
    if (one.part, one.source) != (other.part, other.source):
        return 0.0
    overlap = _overlap(one.spans, other.spans)
    if one.target and one.target.casefold() == other.target.casefold():
        return 1 + overlap
    return overlap if one.kind == other.kind else 0.0


def _overlap(some: Iterable[Span], others: Iterable[Span]) -> float:
    """Return the share of characters that two quotes have in common."""
    mine, theirs = _characters(some), _characters(others)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def relations_of(vocabulary: Vocabulary) -> dict[object, Relations]:
    """Return the relations that every property and every edge of a record states or implies between its two ends.

    An employment and a statement with `worksFor` have `worksFor` in common, a mother and a parent `hasParent`.
    """
    kinds: list[tuple[str, tuple[str, str]]] = [(term.name, ("", "")) for term in vocabulary.properties.values() if term.is_object]
    kinds += [(edge.record, (edge.source, edge.target)) for edge in vocabulary.edges]
    ends = {(_node(number, first), _node(number, last)): number for number in range(len(kinds)) for first, last in (_ENDS, _ENDS[::-1])}
    said = {quad for number, kind in enumerate(kinds) for quad in _example(number, *kind)}
    found = {kind: {(" ".join((kind[0], *kind[1])), False)} for kind in kinds}
    for quad in said | close(said, read_axioms(vocabulary.quads)):
        number = ends.get((quad.subject, quad.object))
        if number is not None and quad.predicate.value.startswith(DG):
            found[kinds[number]].add((local_name(quad.predicate), quad.subject == _node(number, _ENDS[1])))
    return {kind: frozenset(names) for kind, names in found.items()}


def _node(number: int, end: str) -> Term:
    return NamedNode(f"{RESOURCE}example/{number}/{end}")


def _example(number: int, kind: str, edge: tuple[str, str]) -> list[Quad]:
    """Return a statement or record of a kind between two nodes that nothing else speaks of."""
    source, target, record = (NamedNode(f"{RESOURCE}example/{number}/{end}") for end in (*_ENDS, "record"))
    if not edge[0]:
        return [Quad(source, DG[kind], target)]
    return [Quad(record, RDF["type"], DG[kind]), Quad(record, DG[edge[0]], source), Quad(record, DG[edge[1]], target)]
