"""What a question is answered with, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.ask.answering import Answered, AnswerFact
from disgraph.ask.verdict import ANSWERED
from disgraph.passage import Passage
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations
from disgraph.render.hop_answer import sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import known_object, provenance_mark

#: Facts shown next to those of the answer, and quotes of each; JSON has all.
_OTHERS, _QUOTES = 2, 2


def question_blocks(answered: Answered, layout: Layout) -> Iterator[Block]:
    """Return the answer in a line, its facts with their quotes, and what was assumed.

    Args:
        answered: the answer.
        layout: `all_ways` shows all facts and quotes.
    """
    yield Heading(sentence(answered.answer), 1)
    yield from map(Paragraph, answered.notes)
    citations = Citations()
    chosen = [fact for fact in answered.facts if fact.is_answer]
    others = [fact for fact in answered.facts if not fact.is_answer]
    for fact in chosen:
        yield from _fact(fact, citations, layout)
    if others:
        yield Heading("Other facts" if answered.status == ANSWERED else "The nearest facts")
    for fact in others if layout.all_ways or answered.status != ANSWERED else others[:_OTHERS]:
        yield from _fact(fact, citations, layout)
    yield from citations.sources()


def _fact(fact: AnswerFact, citations: Citations, layout: Layout) -> Iterator[Block]:
    yield ListItem(f"{sentence(fact.sentence)}{provenance_mark(fact.passages, inferred=not fact.passages)}")
    yield from citations.quotes(fact.passages if layout.all_ways else fact.passages[:_QUOTES], 1)


def question_json(answered: Answered) -> str:
    """Return the answer as JSON; schema `ask.json`."""
    return versioned(
        {
            "question": answered.question,
            "status": answered.status,
            "answer": answered.answer,
            "facts": [_object(fact) for fact in answered.facts],
            "entities": [{"iri": each.iri, "label": each.label, "type": each.type} for each in answered.entities],
            "sparql": answered.sparql,
            "notes": list(answered.notes),
        }
    )


def _object(fact: AnswerFact) -> dict[str, object]:
    claim = fact.passages[0].claim if fact.passages else fact.iri
    return {
        "sentence": fact.sentence,
        "answers": fact.is_answer,
        "slots": list(fact.slots),
        **known_object(fact.known),
        "claim": claim,
        "fact": fact.iri,
        "quotes": [_quote(passage) for passage in fact.passages],
    }


def _quote(passage: Passage) -> dict[str, object]:
    return {"document": passage.document.id, "start": passage.start, "end": passage.end, "text": passage.quote}
