"""The quotes that state something, as blocks, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from disgraph.facts.known import how_known
from disgraph.passage import Passage
from disgraph.render.answer_blocks import Block, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.hop_answer import sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import provenance_mark

COLUMNS = ("fact", "quote", "document", "start", "end", "modality", "known", "speaker", "doubt", "basis")


def evidence_blocks(found: Sequence[tuple[str, Passage]]) -> Iterator[Block]:
    """Return each fact with the quotes that state it."""
    if not found:
        yield Paragraph("No document states anything about it.")
        return
    citations = Citations()
    for fact, pairs in groupby(found, key=lambda pair: pair[0]):
        passages = [passage for _, passage in pairs]
        yield ListItem(f"{sentence(fact)}{provenance_mark(passages, inferred=False)}")
        yield from citations.quotes(passages, 1)
    yield from citations.sources()


def evidence_rows(found: Sequence[tuple[str, Passage]]) -> list[list[str]]:
    """Return a row for each quote; the columns are `COLUMNS`."""
    return [[fact, *_cells(passage)] for fact, passage in found]


def _cells(passage: Passage) -> list[str]:
    place = [passage.document.id, str(passage.start), str(passage.end)]
    return [passage.quote, *place, passage.modality, how_known((passage,)).known, passage.speaker, passage.doubt, passage.basis]


def evidence_json(found: Sequence[tuple[str, Passage]]) -> str:
    """Return the quotes as JSON; schema `evidence.json`."""
    return versioned({"evidence": [{"fact": fact} | passage_object(passage) for fact, passage in found]})
