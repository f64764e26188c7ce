"""Quotes of one answer (interface section 6): each text once."""

from __future__ import annotations

from disgraph.passage import Passage, Source
from disgraph.render.citations import Citations

TEXT = "Ann employs 12 people, two of them with disabilities."
ONE, OTHER = (Source(f"urn:{name}", name, "Report", "", "") for name in ("d1", "d2"))


def passage(part: str, document: Source = ONE) -> Passage:
    start = TEXT.index(part)
    return Passage(part, document, start, start + len(part), "c", "stated", "", "", "")


def texts(*passages: Passage) -> list[str]:
    return [quote.text.strip("\u201c\u201d") for quote in Citations().quotes(passages, 1)]


def test_a_part_of_another_quote_is_left_out() -> None:
    assert texts(passage("12 people"), passage("Ann employs 12 people"), passage("employs 12 people")) == ["Ann employs 12 people"]


def test_quotes_that_overlap_or_are_of_two_documents_stay() -> None:
    overlapping = [passage("Ann employs 12 people"), passage("12 people, two of them")]
    assert texts(*overlapping) == ["Ann employs 12 people", "12 people, two of them"]
    assert texts(passage(TEXT), passage("12 people", OTHER)) == [TEXT, "12 people"]


def test_one_place_is_quoted_once() -> None:
    assert texts(passage("12 people"), passage("12 people")) == ["12 people"]
