"""What a search finds, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disgraph.errors import Candidate
from disgraph.facts.text_search import FoundPassage
from disgraph.render.answer_blocks import Block, Heading, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.json_output import versioned


def search_blocks(entities: Sequence[Candidate], passages: Sequence[FoundPassage], labels: Mapping[str, str]) -> Iterator[Block]:
    """Return entities and passages.

    Args:
        entities: best first.
        passages: each with the fact that it states.
        labels: of classes.
    """
    if not (entities or passages):
        yield Paragraph("Nothing found.")
        return
    citations = Citations()
    if entities:
        yield Heading("Entities", 1)
    for entity in entities:
        documents = f"; documents {', '.join(entity.documents)}" if entity.documents else ""
        yield ListItem(f"{entity.label} ({labels.get(entity.type, entity.type)}{documents})")
    if passages:
        yield Heading("Passages", 1)
    for found in passages:
        yield ListItem(found.fact)
        yield citations.quote(found.passage, 1)
    yield from citations.sources()


def search_json(entities: Sequence[Candidate], passages: Sequence[FoundPassage]) -> str:
    """Return entities and passages as JSON; schema `search.json`."""
    return versioned(
        {
            "entities": [entity._asdict() for entity in entities],
            "passages": [{"fact": found.fact} | passage_object(found.passage) for found in passages],
        }
    )
