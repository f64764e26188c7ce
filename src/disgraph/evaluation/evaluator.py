"""Proposals against what people have accepted: how many are right, how many are missed, which ones, and by which rule.

No rule reads the reviewed claims. docs/extraction.md defines what is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span
from disgraph.evaluation.calibration import CurvePoint, Decisions, learning_curve
from disgraph.evaluation.fact_pairs import FACT_LEVELS, NAME_LEVELS, Relations, pair_facts, pair_names, relations_of
from disgraph.evaluation.pairing import Levels
from disgraph.evaluation.stated_facts import ENTITIES, PARTS, DocumentFacts, StatedFact, document_facts
from disgraph.extract.draft import Extract
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.proposals.proposal import claims_of, identity_of, propose

Item = Entity | StatedFact

#: How many proposals the figure that a rule declares is worth, when it is set right by reviewed ones.
_WORTH = 10
#: Where the classes of confidence of the reliability table begin; `--accept-above 0.9` takes the last.
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


class LevelCount(NamedTuple):
    """At a level: how much was proposed and is right, how much is known to be said and was found.

    Both differ only where a fact is right although it is of another kind: each is counted at its own.
    """

    level: str
    proposed: int
    right: int
    reference: int
    found: int

    @property
    def precision(self) -> float | None:
        """The share of the proposals that is right."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """The share of the reference that was found."""
        return self.found / self.reference if self.reference else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class PartScore(NamedTuple):
    """The counts of a part (entities, relations, words, numbers) and kind in a document; an empty document or kind means all."""

    document: str
    part: str
    kind: str
    counts: tuple[LevelCount, ...]


class Mismatch(NamedTuple):
    """One thing that was missed, or proposed and not found among what is known: in words, with the document's words for it.

    `near` is true if it was right at the most lenient level. The `quote` of a name is the name.
    """

    document: str
    part: str
    kind: str
    text: str
    quote: str
    rule: str
    confidence: float | None
    near: bool


class RuleCount(NamedTuple):
    """How many distinct facts a rule proposed, how many were right (strictly, leniently), its mean confidence, and what it should be."""

    rule: str
    proposed: int
    strict: int
    lenient: int
    confidence: float
    calibrated: float


class ReliabilityBin(NamedTuple):
    """The facts proposed with a confidence from `low` up to `high`: how many, how many right, and their mean confidence."""

    low: float
    high: float
    proposed: int
    right: int
    confidence: float


class Evaluation(NamedTuple):
    """The results of a comparison."""

    documents: tuple[str, ...]
    scores: tuple[PartScore, ...]
    missed: tuple[Mismatch, ...]
    false: tuple[Mismatch, ...]
    rules: tuple[RuleCount, ...]
    reliability: tuple[ReliabilityBin, ...] = ()
    curve: tuple[CurvePoint, ...] = ()


class DocumentComparison(NamedTuple):
    """A document: what was proposed, what is known, the pairs of each level, and the proposals that were reviewed as they are."""

    document: Document
    proposed: DocumentFacts
    reference: DocumentFacts
    names: Levels
    facts: Levels
    decided: Decisions


class Evaluator:
    """Compares document by document.

    Args:
        entities: of the project.
        claims: of the project; the accepted ones are the reference.
        vocabulary: the ontology.
    """

    def __init__(self, entities: Mapping[str, Entity], claims: Iterable[Claim], vocabulary: Vocabulary) -> None:
        self.entities, self.vocabulary = entities, vocabulary
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        self.decided: dict[str, dict[tuple[object, ...], bool]] = defaultdict(dict)
        for claim in claims:
            if claim.status == "accepted":
                self.claims[claim.document].append(claim)
            if claim.rule and claim.status in ("accepted", "rejected"):
                self.decided[claim.document][identity_of(claim)] = claim.status == "accepted"
        self.related: Mapping[object, Relations] = relations_of(vocabulary)

    def compare(self, document: Document, extract: Extract) -> DocumentComparison:
        """Compare what was found in a document with the accepted claims of it."""
        made = propose(extract, document, (), (), self.vocabulary)
        own = {entity.id: entity for entity in made.entities}
        proposed = document_facts(document, made.claims, own, self.vocabulary, made.entities)
        reference = document_facts(document, self.claims[document.id], self.entities, self.vocabulary)
        names = pair_names(proposed.named, reference.named, self.vocabulary)
        facts = pair_facts(self._as_reference(proposed, reference), reference.facts, self.related)
        return DocumentComparison(document, proposed, reference, names, facts, self.decisions(document, extract))

    def decisions(self, document: Document, extract: Extract) -> Decisions:
        """Return the proposals of rules that a reviewer accepted or rejected with the same content and quotes."""
        known = self.decided[document.id]
        claims = zip(extract.drafts, claims_of(extract, document, self.vocabulary), strict=True)
        judged = ((draft.features, known.get(identity_of(claim))) for draft, claim in claims if draft.features)
        return Decisions(document.id, tuple((features, right) for features, right in judged if right is not None))

    def _as_reference(self, proposed: DocumentFacts, reference: DocumentFacts) -> list[StatedFact]:
        """Return the proposed facts with the ids of the entities that the reference has for the same names."""
        pairs = pair_names(proposed.entities, reference.entities, self.vocabulary)[-1]
        ids = {proposed.entities[one].id: reference.entities[other].id for one, other in pairs}
        return [
            fact._replace(source=ids.get(fact.source, fact.source), target=ids.get(fact.target, fact.target)) for fact in proposed.facts
        ]

    def evaluate(self, compared: Sequence[DocumentComparison]) -> Evaluation:
        """Count what was compared."""
        return Evaluation(
            documents=tuple(one.document.id for one in compared),
            scores=tuple(_scores(compared, self._kind)),
            missed=tuple(single for one in compared for single in self._singles(one, is_missed=True)),
            false=tuple(single for one in compared for single in self._singles(one, is_missed=False)),
            rules=tuple(_rules(compared)),
            reliability=tuple(_reliability(compared)),
            curve=tuple(learning_curve([one.decided for one in compared])),
        )

    def _kind(self, item: Item) -> str:
        """Return what an item is counted as: an entity by its main class, a fact by its property or the class of its record."""
        if isinstance(item, StatedFact):
            return item.kind
        return self.vocabulary.classes[item.type].segment or item.type

    def _singles(self, one: DocumentComparison, *, is_missed: bool) -> Iterator[Mismatch]:
        """Return what was missed, or is false, at the strict level; `near` marks what is right at a lenient one."""
        said = one.reference if is_missed else one.proposed
        entities = {entity.id: entity for entity in said.entities}
        sides: tuple[tuple[Sequence[Item], Levels], ...] = ((said.named, one.names), (said.facts, one.facts))
        for items, levels in sides:
            paired, near = ({pair[is_missed] for pair in level} for level in levels[-2:])
            for number, item in enumerate(items):
                if number not in paired:
                    yield self._single(one.document, item, entities, number in near)

    def _single(self, document: Document, item: Item, entities: Mapping[str, Entity], near: bool) -> Mismatch:
        kind = self._kind(item)
        if not isinstance(item, StatedFact):
            return Mismatch(document.id, ENTITIES, kind, item.name, item.name, "", None, near)
        names = (entities[end].name if end in entities else end for end in (item.source, item.target))
        text = "; ".join(filter(None, (*names, item.unit, item.way)))
        return Mismatch(document.id, item.part, kind, text, _words(document, item.spans), item.rule, item.confidence, near)


def _words(document: Document, spans: Iterable[Span]) -> str:
    return " ... ".join(" ".join(document.text[span.start : span.end].split()) for span in spans)


# --- counting ---


def _scores(compared: Sequence[DocumentComparison], kind_of: Callable[[Item], str]) -> Iterator[PartScore]:
    """Yield the scores of all documents, then of each: of each part, and of its kinds."""
    yield from _table("", compared, kind_of)
    for one in compared:
        yield from _table(one.document.id, (one,), kind_of)


def _table(document: str, compared: Sequence[DocumentComparison], kind_of: Callable[[Item], str]) -> Iterator[PartScore]:
    tallies: Counter[tuple[str, str, str, str]] = Counter()
    for part, kind, level, what in (mark for one in compared for mark in _marks(one, kind_of)):
        tallies.update([(part, kind, level, what), (part, "", level, what)])
    for part, kind in sorted({key[:2] for key in tallies}, key=lambda key: (PARTS.index(key[0]), key[1])):
        levels = NAME_LEVELS if part == ENTITIES else FACT_LEVELS
        counts = tuple(LevelCount(level, *(tallies[part, kind, level, what] for what in LevelCount._fields[1:])) for level in levels)
        yield PartScore(document, part, kind, counts)


def _marks(one: DocumentComparison, kind_of: Callable[[Item], str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield part, kind and level of each fact that was proposed, is right, is known or was found."""
    groups: tuple[tuple[Sequence[Item], Sequence[Item], Levels, Sequence[str]], ...] = (
        (one.proposed.named, one.reference.named, one.names, NAME_LEVELS),
        (one.proposed.facts, one.reference.facts, one.facts, FACT_LEVELS),
    )
    for proposed, reference, levels, names in groups:
        for level, pairs in zip(names, levels, strict=True):
            right, found = ({pair[side] for pair in pairs} for side in (0, 1))
            sides = ((proposed, right, "proposed", "right"), (reference, found, "reference", "found"))
            for items, paired, every, good in sides:
                for number, item in enumerate(items):
                    yield _part(item), kind_of(item), level, every
                    if number in paired:
                        yield _part(item), kind_of(item), level, good


def _part(item: Item) -> str:
    return item.part if isinstance(item, StatedFact) else ENTITIES


def _rules(compared: Sequence[DocumentComparison]) -> Iterator[RuleCount]:
    """Yield for each rule how many of its facts were right."""
    found: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    for one in compared:
        strict, lenient = ({proposed for proposed, _known in level} for level in one.facts)
        for number, fact in enumerate(one.proposed.facts):
            found[fact.rule].append((fact.confidence or 0.0, number in strict, number in lenient))
    for rule, facts in sorted(found.items()):
        total = len(facts)
        right, nearly = sum(fact[1] for fact in facts), sum(fact[2] for fact in facts)
        confidence = sum(fact[0] for fact in facts) / total
        yield RuleCount(rule, total, right, nearly, confidence, (nearly + _WORTH * confidence) / (total + _WORTH))


def _reliability(compared: Sequence[DocumentComparison]) -> Iterator[ReliabilityBin]:
    """Yield for each class of confidence how much of it was right, leniently."""
    judged: list[tuple[float, bool]] = []
    for one in compared:
        right = {proposed for proposed, _known in one.facts[-1]}
        judged += [(fact.confidence or 0.0, number in right) for number, fact in enumerate(one.proposed.facts)]
    for low, high in zip(_BINS, (*_BINS[1:], 1.0), strict=True):
        inside = [(sure, fits) for sure, fits in judged if low <= sure < high or sure == high == 1.0]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            yield ReliabilityBin(low, high, len(inside), sum(fits for _, fits in inside), mean)
