"""From the text of a document to proposed claims, by rules alone: no model, no network."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.extract.confidence import with_fitted_confidence
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.namesakes import doubt_namesakes
from disgraph.extract.relations.line import lines
from disgraph.extract.relations.observations import Observer
from disgraph.extract.relations.relater import Relater
from disgraph.extract.relations.speech import Quotations, find_quotations
from disgraph.extract.relations.support import Support
from disgraph.extract.text.counts import find_numbers
from disgraph.extract.text.dates import find_dates
from disgraph.extract.text.segmentation import read_text
from disgraph.extract.text.text_model import TextModel

#: Maximum number of quotes of a claim that a document repeats.
_MOST_QUOTES = 5


def extract(text: str) -> Extract:
    """Propose the claims that the rules find in a document.

    Args:
        text: the document, decoded and otherwise unchanged.

    Returns:
        Its entities, mentions and claims: the same for the same text, without repeated claims.
    """
    model = read_text(text)
    found, mentions = find_mentions(model)
    return extract_from(model, found, mentions)


def extract_from(model: TextModel, found: tuple[FoundEntity, ...], mentions: tuple[Mention, ...]) -> Extract:
    """Propose the claims that the rules find in a document, given its mentions."""
    dates = find_dates(model.view)
    by_sentence = {line.number: line for line in lines(model, mentions, dates)}
    support = Support(model, mentions, found)
    speeches = Quotations(find_quotations(model, mentions))
    relater = Relater(model, support, speeches)
    relations = [draft for line in by_sentence.values() for draft in relater.drafts(line)]
    remarks = list(relater.remarks())
    observer = Observer(model, by_sentence, mentions, support, speeches)
    figures = list(observer.drafts(find_numbers(model, dates)))
    added = [*relater.added.values(), *observer.measures.values()]
    known = {entity.id for entity in found}
    drafts = with_fitted_confidence(doubt_namesakes(merged([*relations, *remarks, *figures]), {entity.id: entity.name for entity in found}))
    return Extract((*found, *(entity for entity in added if entity.id not in known)), mentions, drafts)


def merged(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return drafts in the order of the text; drafts of the same claim are one, with the quotes of all."""
    by_content: dict[tuple[object, ...], Draft] = {}
    for draft in sorted(drafts, key=_order):
        key: tuple[object, ...] = (type(draft.content).__name__, draft.content, draft.modality, draft.speaker, draft.negated)
        if draft.rule == "remark":
            key = (*key, draft.quotes)
        known = by_content.get(key)
        by_content[key] = _joined(known, draft) if known else draft
    return tuple(sorted(by_content.values(), key=_order))


def _order(draft: Draft) -> tuple[object, ...]:
    return (draft.quotes, draft.rule, type(draft.content).__name__, draft.content, -draft.confidence)


def _joined(one: Draft, other: Draft) -> Draft:
    """Merge two drafts of one claim: the surer, with the quotes of both if they do not overlap and refer to the same entities."""
    best, rest = (one, other) if one.confidence >= other.confidence else (other, one)
    if len(best.quotes) >= _MOST_QUOTES:
        return best
    apart = all(span.end <= own.start or own.end <= span.start for span in rest.quotes for own in best.quotes)
    refers = dict(best.refers)
    if not apart or any(refers.get(word, entity) != entity for word, entity in rest.refers):
        return best
    antecedents = dict(rest.antecedents) | dict(best.antecedents)
    return best._replace(
        quotes=tuple(sorted((*best.quotes, *rest.quotes))),
        refers=tuple((refers | dict(rest.refers)).items()),
        antecedents=tuple(antecedents.items()),
    )
