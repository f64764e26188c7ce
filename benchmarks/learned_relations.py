"""Whether a learned model of pairs of names adds relations to the rules: logistic regression on the words of their sentence.

Candidates are the ordered pairs of resolved mentions of a sentence. A pair has a relation if the reference of its document states it.
Trained on the accepted claims of the shipped documents and on labelled texts (`tests/extract`), tested on texts that were not trained on,
in five folds by document. `docs/decisions/0016-learned-relations.md` reports the result.

Usage: python benchmarks/learned_relations.py
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.extract.documents import facts_of, slug
from tests.extract.unseen import unseen

from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.corpus.documents import read_catalogue
from disgraph.extract.draft import Draft
from disgraph.extract.extractor import extract_from
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.relations.mention_kinds import kind_of
from disgraph.extract.text.segmentation import read_text
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

FOLDS, ROUNDS, RATE, RIDGE = 5, 8, 0.3, 1e-4
_WORD = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")
_LONGEST = 200

#: A fact of two entities by name: subject, relation, object.
Fact = tuple[str, str, str]


class Pair(NamedTuple):
    """Two entities that a sentence names, and the features of the sentence."""

    source: str
    target: str
    features: tuple[str, ...]


class Text(NamedTuple):
    """A document: its pairs, the facts that its reference states, and those that the rules propose."""

    id: str
    pairs: tuple[Pair, ...]
    stated: frozenset[Fact]
    proposed: frozenset[Fact]


def read(name: str, text: str, names: Iterable[Sequence[str]], stated: Iterable[str]) -> Text:
    """Read a document with a reference: the names of each entity, the fullest first, and facts as `subject | relation | object`."""
    fullest = {slug(one): slug(group[0]) for group in names for one in group}
    model = read_text(text)
    found, mentions = find_mentions(model)
    ids = {entity.id: _fullest(entity, fullest) for entity in found}
    known = {*fullest.values(), *ids.values()}
    drafts = extract_from(model, found, mentions).drafts
    wanted = frozenset(_facts((fact for fact in stated), fullest, known))
    proposed = frozenset(_facts((fact for draft in drafts for fact in facts_of(draft)), {**fullest, **ids}, known))
    return Text(name, tuple(_pairs(model.view, model.sentences, mentions, ids)), wanted, proposed)


def _fullest(entity: FoundEntity, fullest: Mapping[str, str]) -> str:
    return next((fullest[slug(name)] for name in (entity.name, *entity.aliases) if slug(name) in fullest), slug(entity.name))


def _facts(lines: Iterable[str], names: Mapping[str, str], known: set[str]) -> Iterator[Fact]:
    for line in lines:
        source, relation, target = line.split(" | ")
        ends = [names.get(end) or names.get(slug(end)) or slug(end) for end in (source, target)]
        if known.issuperset(ends) and relation not in ("role", "condition", "age", "birthDate", "usesAid"):
            yield ends[0], relation, ends[1]


def _pairs(view: str, sentences: Sequence[object], mentions: Sequence[Mention], ids: Mapping[str, str]) -> Iterator[Pair]:
    for sentence in sentences:
        spans = sentence.spans  # type: ignore[attr-defined]
        here = [one for one in mentions if one.entity in ids and spans[0].start <= one.start < spans[-1].end]
        for one, other in permutations(here, 2):
            if ids[one.entity] != ids[other.entity] and abs(one.start - other.start) <= _LONGEST:
                yield Pair(ids[one.entity], ids[other.entity], tuple(_features(view, one, other, here)))


def _features(view: str, one: Mention, other: Mention, here: Sequence[Mention]) -> Iterator[str]:
    first, second = sorted((one, other))
    types = f"{kind_of(one.type)}>{kind_of(other.type)}"
    yield f"types {types}"
    yield f"order {one is first} {types}"
    between = [word.lower() for word in _WORD.findall(view[first.end : second.start])]
    yield f"distance {min(10, len(between) // 2)}"
    yield f"names between {min(3, sum(first.end <= each.start < second.start for each in here))}"
    direction = ">" if one is first else "<"
    yield from (f"{direction} {word}" for word in between[:12])
    yield from (f"{direction} {a} {b}" for a, b in pairwise(between[:12]))
    yield from (f"before {word.lower()}" for word in _WORD.findall(view[max(0, first.start - 24) : first.start])[-2:])
    yield from (f"behind {word.lower()}" for word in _WORD.findall(view[second.end : second.end + 24])[:2])


def shipped() -> Iterator[Text]:
    """Yield the five shipped documents with their accepted claims as reference."""
    project = shipped_project()
    vocabulary = read_vocabulary(project.ontology)
    entities = read_entities(project.entities)
    claims = [claim for claim in read_claims(project.claims, vocabulary) if claim.status == "accepted" and not claim.negated]
    names = [(entity.name, *entity.aliases) for entity in entities.values()]
    title = {name: slug(entity.name) for name, entity in entities.items()}
    for document in read_catalogue(project.catalogue, project.documents).values():
        stated = []
        for claim in claims:
            if claim.document == document.id and claim.modality == "stated":
                draft = Draft(claim.content, (), (), (), "stated", "", False, "", "", 1.0)
                lines = facts_of_claim(draft)
                stated += [" | ".join(title.get(part, part) for part in line.split(" | ")) for line in lines]
        yield read(document.id, document.text, names, stated)


def facts_of_claim(draft: Draft) -> list[str]:
    """Return the facts of a claim; none of records that lack a role of a fact."""
    try:
        return facts_of(draft)
    except (KeyError, ValueError):
        return []


def fit(pairs: Sequence[tuple[Pair, bool]]) -> dict[str, float]:
    """Return the weights of one relation: logistic regression by stochastic gradient descent with AdaGrad, in a fixed order."""
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    for _ in range(ROUNDS):
        for pair, is_stated in pairs:
            error = score(pair, weights) - is_stated
            for name in pair.features:
                slope = error + RIDGE * weights[name]
                squares[name] += slope * slope
                weights[name] -= RATE * slope / math.sqrt(squares[name])
    return dict(weights)


def score(pair: Pair, weights: Mapping[str, float]) -> float:
    """Return the probability that a pair has a relation."""
    total = sum(weights.get(name, 0.0) for name in pair.features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def learned(train: Sequence[Text], test: Sequence[Text]) -> Iterator[tuple[str, Fact, float]]:
    """Yield the pairs of test documents with each relation and its probability; only for the types of names that it had in training."""
    relations = Counter(relation for text in train for _, relation, _ in text.stated)
    for relation in (name for name, number in sorted(relations.items()) if number >= 5):
        labelled = [(pair, (pair.source, relation, pair.target) in text.stated) for text in train for pair in text.pairs]
        types = {pair.features[0] for pair, is_stated in labelled if is_stated}
        weights = fit([(pair, is_stated) for pair, is_stated in labelled if pair.features[0] in types])
        for text in test:
            for pair in text.pairs:
                if pair.features[0] in types:
                    yield text.id, (pair.source, relation, pair.target), score(pair, weights)


def main() -> int:
    """Print precision and recall of the rules alone, of the model alone, and of both, on texts that were not trained on."""
    texts = [read(one.id, one.text, [names for kind in one.names.values() for names in kind], one.facts) for one in unseen()]
    seeds = list(shipped())
    best: dict[tuple[str, Fact], float] = {}
    for fold in range(FOLDS):
        train = [*seeds, *(text for at, text in enumerate(texts) if at % FOLDS != fold)]
        for name, fact, share in learned(train, texts[fold::FOLDS]):
            best[name, fact] = max(share, best.get((name, fact), 0.0))
    stated = {(text.id, fact) for text in texts for fact in text.stated}
    rules = {(text.id, fact) for text in texts for fact in text.proposed}
    reachable = {(text.id, (pair.source, relation, pair.target)) for text in texts for pair in text.pairs
                 for relation in {fact[1] for fact in text.stated}} & stated  # fmt: skip
    pairs, positive = sum(len(text.pairs) for text in texts), len(reachable)
    sys.stdout.write(f"{len(texts)} texts, {pairs} pairs, {len(stated)} facts, {positive} of them with both names in a sentence\n")
    rows = [("rules alone", rules)]
    for least in (0.5, 0.7, 0.8, 0.9, 0.95, 0.99):
        model = {one for one, share in best.items() if share >= least}
        rows += [(f"model alone, {least}", model), (f"rules and model, {least}", rules | model)]
    for name, found in rows:
        right = len(found & stated)
        sys.stdout.write(f"{name:24} P {right / max(1, len(found)):.2f} R {right / len(stated):.2f} (right {right} of {len(found)})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
