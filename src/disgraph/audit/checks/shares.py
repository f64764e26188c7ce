"""Shares in percent: part / whole * 100 against what is stated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, beginning, named, position
from disgraph.audit.finding import HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import Interval, loosely, quotient, rounding, spell_fraction
from disgraph.wording.noun_counts import join

#: All there are, in percent.
_ALL = 100

#: Kinds of quantities that do not count things: a percentage is not taken to be of these.
NO_COUNTS = frozenset({"ratio-of-numbers", "money", "duration"})


def shares(graph: AuditedGraph) -> Iterator[Finding]:
    """Recompute every share that has a part and a whole; 0 < share = 100 * part / whole."""
    for share in graph.figures:
        if share.unit == "percent" and share.stated and not share.to("growthFrom"):
            parts, wholes = graph.linked(share, "sharePart"), graph.linked(share, "shareWhole")
            if len(parts) == len(wholes) == 1 and wholes[0].value > 0:
                yield _share(graph, share, parts[0], wholes[0])
            elif len(parts) == 1 and not wholes:
                yield from _without_whole(graph, share, parts[0])


def _share(graph: AuditedGraph, share: Figure, part: Figure, whole: Figure) -> Finding:
    computed = 100 * part.value / whole.value
    concerns = (share.iri, part.iri, whole.iri)
    shown = f"{spell_fraction(computed)} percent"
    working = f"{spell_fraction(part.value, 4)} / {spell_fraction(whole.value, 4)} = {shown}; stated {amount(share)}"
    recomputed = f"Stated: {amount(share)}. {beginning(named(part))} of {named(whole)} are {shown}"
    condition = _condition(graph, share, part, whole, computed)
    if condition is None:
        sentence = f"{recomputed}."
        return finding("share", NOT_ADDING, concerns, sentence, working=working, recomputed=shown)
    verdict = ONLY_IF if condition else HOLDS
    sentence = f"{recomputed}: it {verdict}{' ' if condition else ''}{condition}."
    return finding("share", verdict, concerns, sentence, working=working, recomputed=shown, condition=condition)


def _condition(graph: AuditedGraph, share: Figure, part: Figure, whole: Figure, computed: Fraction) -> str | None:
    """Return under what the share holds: an empty text for always, nothing for never."""
    half = rounding(share.stated)
    if loosely(share.value, share.comparator, half).holds(computed):
        nearer = _nearer(graph, share, part, whole)
        if not nearer:
            return ""
        other = join([f"the {amount(each)} would give {spell_fraction(100 * each.value / whole.value)} percent" for each in nearer])
        return f"the {amount(part)} are meant; {other}, though that figure is nearer to the percentage"
    if abs(computed - share.value) < 2 * half:
        return "the figure is cut off, not rounded"
    widened = quotient(part.reach(coarse=True), whole.reach(coarse=True))
    if widened.meets(Interval(share.value - half, share.value + half)):
        return f"the {amount(part)} or the {amount(whole)} are a rounded or vague figure"
    if part.unit != whole.unit and not (part.is_general and whole.is_general):
        return f"the percentage counts something other than the {amount(part)} or the {amount(whole)}"
    return None


def _nearer(graph: AuditedGraph, share: Figure, part: Figure, whole: Figure) -> list[Figure]:
    """Return other counts between the part and the percentage in the text, which could be the part."""
    found = []
    for document in sorted(share.documents):
        begins, ends = position(part, document), position(share, document)
        if begins is not None and ends is not None:
            found += [each for each in _counts(graph, share, document) if begins < (position(each, document) or -1) < ends]
    return [each for each in found if each.iri not in (part.iri, whole.iri) and each.value != part.value]


def _counts(graph: AuditedGraph, share: Figure, document: str) -> list[Figure]:
    """Return counts in the same passages of a document as a share."""
    passages = [span for span in share.spans if span.document == document]
    counts = []
    for each in graph.figures:
        at = position(each, document) if document in each.documents and each.stated and each.quantity not in NO_COUNTS else None
        if at is not None and any(span.start <= at < span.end for span in passages):
            counts.append(each)
    return counts


def _without_whole(graph: AuditedGraph, share: Figure, part: Figure) -> Iterator[Finding]:
    """Compute what the whole must be where the text states none, if more than one count could be the part."""
    for document in sorted(share.documents):
        candidates = {each.value: each for each in [*_counts(graph, share, document), part]}
        if len(candidates) == 1 or not _nearer(graph, share, part, part):
            continue
        wholes = {value: f"about {spell_fraction(100 * value / share.value, 0)}" for value in sorted(candidates, reverse=True)}
        condition = f"the {amount(part)} are meant and the whole is {wholes[part.value]}"
        others = [f"with the {amount(each)} it would be {wholes[value]}" for value, each in candidates.items() if value != part.value]
        yield finding(
            "share-without-whole",
            ONLY_IF,
            (share.iri, *(each.iri for each in candidates.values())),
            f"The stated {amount(share)} {ONLY_IF} {condition}; {join(sorted(others))}. The document does not state the whole.",
            working="; ".join(
                f"{spell_fraction(value, 4)} / {spell_fraction(share.value, 4)} percent = {whole}" for value, whole in wholes.items()
            ),
            recomputed=f"a whole of {wholes[part.value]}",
            condition=condition,
        )


def over_hundred(graph: AuditedGraph) -> Iterator[Finding]:
    """Find shares of more than all: a percentage over 100 that is not a growth rate."""
    for share in graph.figures:
        growing = share.to("growthFrom") or any(word in share.measure_label.lower() for word in ("growth", "increase", "rise", "change"))
        low = share.reach().low
        if share.unit == "percent" and not growing and low is not None and low > _ALL:
            sentence = f"{named(share)} is more than all there are, which are 100 percent."
            yield finding("over-hundred", IMPLAUSIBLE, (share.iri,), sentence, working=f"{spell_fraction(low)} > 100")
