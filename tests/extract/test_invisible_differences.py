"""Texts that look the same are read the same: decomposed characters, soft hyphens and zero-width marks (documents-IN6, IN26, IN27)."""

from __future__ import annotations

import unicodedata

import pytest

from disgraph.claims.claim import Record
from disgraph.corpus.folding import fold
from disgraph.extract.draft import Extract
from disgraph.extract.extractors import extract_with

TEXT = "Zo\u00eb Barasa founded Caf\u00e9 Sunrise Cooperative in Nakuru in 2016. Caf\u00e9 Sunrise Cooperative employs 140 people.\n"
#: The same text with differences that nobody sees.
ALIKE = {
    "decomposed": unicodedata.normalize("NFD", TEXT),
    "word joiner": TEXT.replace("140", "14\u20600").replace("Barasa", "Bara\u2060sa"),
    "soft hyphen": TEXT.replace("Cooperative", "Co\u00adope\u00adrative"),
    "zero-width space": TEXT.replace("2016", "20\u200b16"),
    "mark inside the text": f"\ufeff{TEXT}\ufeff",
}


def stated(text: str, found: Extract) -> list[object]:
    """Return what is proposed with its quotes as a reader sees them."""
    quotes = [[fold(text[start:end]) for start, end in draft.quotes] for draft in found.drafts]
    names = [fold(text[mention.start : mention.end]) for mention in found.mentions]
    return [found.entities, [draft.content for draft in found.drafts], quotes, names]


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_what_looks_the_same_is_read_the_same(text: str) -> None:
    assert stated(text, extract_with(text)) == stated(TEXT, extract_with(TEXT))


def test_the_plain_text_is_read_right() -> None:
    found = extract_with(TEXT)
    assert {entity.name for entity in found.entities} >= {"Zo\u00eb Barasa", "Caf\u00e9 Sunrise Cooperative"}
    figures = [draft.content.values("value") for draft in found.drafts if isinstance(draft.content, Record)]
    assert ("140",) in figures
