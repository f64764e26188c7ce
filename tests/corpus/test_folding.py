"""Finding quotes: what may differ, what may not, and that offsets always lead back to the unchanged text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.corpus.folding import FoldedText, NormalText, Span, fold

#: Letters, and everything that folding touches: blanks, no-break blanks, line ends, quotation marks, invisible marks.
ALPHABET = "ab\u00e9 \t\n\u00a0\u2009\u3000'\u2018\u2019\u2032\"\u201c\u201d\u00ad\u200b\u2060"
texts = st.text(ALPHABET, max_size=24)


@pytest.mark.parametrize(
    ("text", "quote", "exact"),
    [
        ("Amei Li lives here.", "Amei Li", "Amei Li"),
        ("Amei\u00a0\n  Li lives", "Amei Li lives", "Amei\u00a0\n  Li lives"),
        ("\u201cI don\u2019t,\u201d she said", '"I don\'t," she said', "\u201cI don\u2019t,\u201d she said"),
        ('"I don\'t," she said', "\u201cI don\u2019t,\u201d", '"I don\'t,"'),
        ("em\u00adploy\u200bment", "employment", "em\u00adploy\u200bment"),
        ("employment", "em\u00adployment", "employment"),
        ("  a  b  ", "\n a b\t", "a  b"),
        ("caf\u00e9 \U0001f600 bar", "\U0001f600 bar", "\U0001f600 bar"),
        ("at Cafe\u0301 Sol", "Caf\u00e9", "Cafe\u0301"),
        ("at Caf\u00e9 Sol", "Cafe\u0301 Sol", "Caf\u00e9 Sol"),
        ("Z\u0323\u0307a", "Z\u0307\u0323a", "Z\u0323\u0307a"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
        ("10 k\u212b", "k\u00c5", "k\u212b"),
        ("e\u200b\u0301t\u00e9", "\u00e9t", "e\u200b\u0301t"),
    ],
)
def test_what_is_found_is_the_exact_original(text: str, quote: str, exact: str) -> None:
    (span,) = FoldedText(text).find_all(quote)
    assert text[span.start : span.end] == exact


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Amei Li", "amei li"),
        ("caf\u00e9", "cafe"),
        ("a-b", "a\u2013b"),
        ("ab", "a b"),
        ("1,200", "1200"),
        ("a", ""),
        ("a", " \n"),
        ("", "a"),
    ],
)
def test_every_other_difference_counts(text: str, quote: str) -> None:
    assert FoldedText(text).find_all(quote) == []


def test_every_place_is_found_overlapping_ones_too() -> None:
    assert FoldedText("aba  ba").find_all("a") == [Span(0, 1), Span(2, 3), Span(6, 7)]
    assert FoldedText("a a a").find_all("a a") == [Span(0, 3), Span(2, 5)]


def test_offsets_count_code_points_not_bytes() -> None:
    assert FoldedText("\U0001f600\u00e9 x").find_all("x") == [Span(3, 4)]


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_every_span_unfolded_equals_the_quote_folded(text: str, quote: str) -> None:
    spans = FoldedText(text).find_all(quote)
    assert {fold(text[span.start : span.end]) for span in spans} <= {fold(quote)}


@given(texts, st.data())
def test_every_stretch_of_a_text_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    spans = FoldedText(text).find_all(quote)
    if fold(quote):
        assert any(span.start <= start + len(quote) and start <= span.start and span.end <= start + len(quote) for span in spans)
    else:
        assert spans == []


@given(st.text("ab \u00a0'\u2019\u00ad", max_size=10), st.text("ab \u00a0'\u2019\u00ad", min_size=1, max_size=4))
def test_finding_equals_trying_every_stretch(text: str, quote: str) -> None:
    """A stretch counts that folds to the quote and begins and ends with a character that folding keeps."""
    kept = [not character.isspace() and character != "\u00ad" for character in text]
    wanted = fold(quote)
    tried = [
        Span(start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if wanted and kept[start] and kept[end - 1] and fold(text[start:end]) == wanted
    ]
    assert FoldedText(text).find_all(quote) == tried


@given(st.text("aeZo\u0301\u0323\u0308\u00e9\u00f6 \u200b\u1112\u1161\u11ab\u212b", max_size=20))
def test_canonically_equivalent_texts_fold_alike(text: str) -> None:
    """documents-IN27; an invisible mark between a letter and its accent does not count either."""
    plain = text.replace("\u200b", "")
    assert fold(unicodedata.normalize("NFD", plain)) == fold(unicodedata.normalize("NFC", plain))
    normal = NormalText(text)
    assert unicodedata.normalize("NFC", normal.text) == unicodedata.normalize("NFC", plain)
    for at in range(len(normal.text)):
        span = normal.origin(at, at + 1)
        assert normal.text[at] in NormalText(text[span.start : span.end]).text
