"""Several extractors on one document: agreement raises the confidence of a draft, contradiction gives it a doubt.

Two drafts say the same if one says all that the other says, about the same entities, in words that overlap. Their confidence is then that
of a noisy-or, 1 - (1 - a)(1 - b): two readings that err independently are both wrong only so often. They do not err quite independently
(both rest on the same names), so nothing becomes surer than `SUREST`. Two that rest on the same resolution of a pronoun are no surer
than one: they are wrong together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import fold
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import Mention

SUREST = 0.99
#: Properties of which an entity has one value, so that two are a contradiction.
SINGLE_VALUED = frozenset(["age", "birthDate", "bornIn", "hasFather", "hasMother"])
_TIMES = frozenset(["time", "start", "end"])


def agreed(extracts: Iterable[Extract]) -> Extract:
    """Merge what several extractors found in one document.

    Args:
        extracts: results for the same text, with the same ids for the same entities.
    """
    return reduce(_both, extracts)


def _both(one: Extract, other: Extract) -> Extract:
    entities = {entity.id: entity for entity in (*other.entities, *one.entities)}
    order = [entity.id for entity in one.entities] + [entity.id for entity in other.entities]
    mentions: tuple[Mention, ...] = tuple(sorted({*one.mentions, *other.mentions}))
    found = tuple(entities[name] for name in dict.fromkeys(order))
    return Extract(
        found,
        mentions,
        _drafts(one.drafts, other.drafts),
        (*one.refused, *other.refused),
        one.lost + other.lost,
        (*one.answers, *other.answers),
    )


def _drafts(ours: tuple[Draft, ...], theirs: tuple[Draft, ...]) -> tuple[Draft, ...]:
    kept = list(ours)
    for draft in theirs:
        same = next((place for place, known in enumerate(kept) if _overlap(known, draft) and is_same(known, draft)), None)
        if same is not None:
            kept[same] = joined(kept[same], draft)
            continue
        against = [place for place, known in enumerate(kept) if _overlap(known, draft) and contradicts(known, draft)]
        for place in against:
            kept[place] = _doubted(kept[place], draft)
        kept.append(_doubted(draft, kept[against[0]]) if against else draft)
    return tuple(sorted(kept, key=lambda draft: (draft.quotes, draft.rule, type(draft.content).__name__, draft.content)))


def _overlap(one: Draft, other: Draft) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.quotes for b in other.quotes)


def is_same(one: Draft, other: Draft) -> bool:
    """Return whether one of two drafts includes the other, with the same modality, speaker and negation."""
    if (one.modality, one.speaker, one.negated) != (other.modality, other.speaker, other.negated):
        return False
    return says_all(one.content, other.content) or says_all(other.content, one.content)


def says_all(full: Statement | Record, part: Statement | Record) -> bool:
    """Return whether a claim includes another."""
    if isinstance(full, Statement) or isinstance(part, Statement):
        if not (isinstance(full, Statement) and isinstance(part, Statement)):
            return False
        return full[:2] == part[:2] and _holds(full.object, part.object)
    if full.type != part.type:
        return False
    return all(
        any(_holds(value, wanted) for value in full.values(role)) for role, values in part.roles for wanted in values
    )  # fmt: skip


def _holds(full: str, part: str) -> bool:
    """Return whether a value equals another or contains its words."""
    return full == part or (" " in full and f" {fold(part).lower()} " in f" {fold(full).lower()} ")


def joined(one: Draft, other: Draft) -> Draft:
    """Return two drafts of one claim as one: the fuller, with the confidence of both together."""
    best, rest = (one, other) if says_all(one.content, other.content) else (other, one)
    refers = dict(rest.refers) | dict(best.refers)
    antecedents = dict(rest.antecedents) | dict(best.antecedents)
    fits = all(dict(best.refers).get(word, entity) == entity for word, entity in rest.refers)
    apart = tuple(span for span in rest.quotes if all(span.end <= own.start or own.end <= span.start for own in best.quotes))
    shared = {*one.antecedents} & {*other.antecedents}
    confidence = max(one.confidence, other.confidence) if shared else together(one.confidence, other.confidence)
    doubt, note = one.doubt or other.doubt, one.note or other.note
    best = best._replace(rule=f"{one.rule}+{other.rule}", confidence=confidence, doubt=doubt, note=note)
    if not apart or not fits:
        return best
    return best._replace(quotes=tuple(sorted((*best.quotes, *apart))), refers=tuple(refers.items()), antecedents=tuple(antecedents.items()))


def together(one: float, other: float) -> float:
    """Return the confidence of two readings together: a bounded noisy-or.

    >>> together(0.5, 0.5)
    0.75
    """
    return round(min(max(SUREST, one, other), 1 - (1 - one) * (1 - other)), 3)


def contradicts(one: Draft, other: Draft) -> bool:
    """Return whether two drafts contradict each other: different values, swapped ends, another modality or time."""
    ours, theirs = one.content, other.content
    if isinstance(ours, Statement) and isinstance(theirs, Statement):
        if ours.property != theirs.property:
            return False
        turned = (ours.subject, ours.object) == (theirs.object, theirs.subject)
        another = ours.property in SINGLE_VALUED and ours.subject == theirs.subject and ours.object != theirs.object
        return turned or another or ours == theirs
    if isinstance(ours, Record) and isinstance(theirs, Record) and ours.type == theirs.type:
        first, second = (Record(one.type, tuple(pair for pair in one.roles if pair[0] not in _TIMES)) for one in (ours, theirs))
        if says_all(first, second) or says_all(second, first):
            return True
        ends = [sorted(value for _, values in one.roles for value in values) for one in (first, second)]
        return ends[0] == ends[1]
    return False


def _doubted(draft: Draft, other: Draft) -> Draft:
    """Return a draft with the doubt that another extractor reads its quote differently."""
    return draft._replace(doubt=draft.doubt or f"{other.rule} reads otherwise: {_described(other)}")


def _described(draft: Draft) -> str:
    content = draft.content
    force = " ".join(filter(None, ["not" if draft.negated else "", draft.modality if draft.modality != "stated" else "", draft.speaker]))
    if isinstance(content, Statement):
        text = " ".join(content)
    else:
        text = f"{content.type} " + ", ".join(f"{role} {' and '.join(values)}" for role, values in content.roles)
    return f"{text} ({force})" if force else text
