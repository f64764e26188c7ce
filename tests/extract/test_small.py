"""Small texts of the kinds that extraction got wrong (the inputs of cases/extraction.md and forty of our own that were held out)."""

from __future__ import annotations

import pytest
from tests.extract.checking import problems_of
from tests.extract.small import Small, judge, small_texts

from disgraph.extract.extractor import extract
from disgraph.ontology.vocabulary import Vocabulary

DEVELOPED = {small.id: small for small in small_texts("developed.yaml")}


@pytest.mark.parametrize("name", sorted(DEVELOPED))
def test_a_case_is_read_right(name: str) -> None:
    """The cases extraction-E1 to E52, extraction-E17 among them, and later kinds: all that must be proposed, and nothing unsupported."""
    small: Small = DEVELOPED[name]
    assert judge(small, extract(small.text)) == ((), ())


def test_texts_that_were_held_out_are_read_as_well_as_promised() -> None:
    """Forty texts whose facts were written down before they were read; no rule was made for one of them."""
    judged = {small.id: judge(small, extract(small.text)) for small in small_texts()}
    right = [name for name, one in judged.items() if not one.missing and not one.wrong]
    wrong = [name for name, one in judged.items() if one.wrong]
    assert len(right) >= 31, sorted(judged.keys() - set(right))
    assert len(wrong) <= 7, wrong


def test_what_is_proposed_of_small_texts_passes_the_checks_of_a_build(vocabulary: Vocabulary) -> None:
    problems = [
        (small.id, str(problem))
        for small in (*small_texts("developed.yaml"), *small_texts())
        for problem in problems_of(small.text, extract(small.text), vocabulary)
    ]
    assert problems == []
