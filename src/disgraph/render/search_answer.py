"""What a search finds, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disgraph.errors import Candidate
from disgraph.render.answer_blocks import Block, Heading, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.hop_answer import sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import known_object, provenance_mark
from disgraph.search.ranked_search import FoundItem

#: Quotes shown for a fact; JSON has all.
_QUOTES = 2


def search_blocks(found: Sequence[FoundItem], labels: Mapping[str, str]) -> Iterator[Block]:
    """Return the results in their order.

    Args:
        found: best first.
        labels: of classes.
    """
    if not found:
        yield Paragraph("Nothing found.")
        return
    citations = Citations()
    yield Heading("Results", 1)
    for item in found:
        yield from _entity(item, labels) if item.kind == "entity" else _fact(item, citations)
    yield from citations.sources()


def _entity(item: FoundItem, labels: Mapping[str, str]) -> Iterator[Block]:
    noun = "document" if len(item.documents) == 1 else "documents"
    documents = f"; {noun} {', '.join(item.documents)}" if item.documents else ""
    basis = f"; {item.basis}" if item.basis else ""
    yield ListItem(f"{item.text} ({labels.get(item.type, item.type)}{documents}{basis})")


def _fact(item: FoundItem, citations: Citations) -> Iterator[Block]:
    text = "Passage" if item.kind == "passage" else sentence(item.text)
    yield ListItem(f"{text}{provenance_mark(item.passages, inferred=False)}")
    yield from citations.quotes(item.passages[:_QUOTES], 1)


def search_json(found: Sequence[FoundItem], entities: Sequence[Candidate]) -> str:
    """Return the results as JSON; schema `search.json`. `entities` and `passages` are the keys of 0.1."""
    stated = [(item.text, passage) for item in found for passage in item.passages]
    return versioned(
        {
            "results": [_object(item) for item in found],
            "entities": [entity._asdict() for entity in entities],
            "passages": [{"fact": " ".join(fact.split())} | passage_object(passage) for fact, passage in dict.fromkeys(stated)],
        }
    )


def _object(item: FoundItem) -> dict[str, object]:
    common = {"kind": item.kind, "iri": item.iri, "text": item.text, "type": item.type or None, "documents": item.documents}
    known = known_object(item.known) if item.passages else dict.fromkeys(("known", "speaker", "doubt")) | {"basis": item.basis or None}
    return {**common, "score": item.score, **known, "evidence": [passage_object(passage) for passage in item.passages]}
