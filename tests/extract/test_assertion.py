"""What a clause states: ten clauses in many ways of denying, doubting, wishing and reporting them (extraction-E4 to E15)."""

from __future__ import annotations

import time

import pytest
from tests.extract.small import lines_of

from disgraph.extract.extractor import extract
from disgraph.extract.relations.assertion import standing_of

#: Subject, past, base form, gerund, and the rest.
CLAUSES = [
    ("Alpha Cooperative", "trained", "train", "training", "170 weavers"),
    ("Alpha Cooperative", "employed", "employ", "employing", "120 people"),
    ("the Lotus Trust", "equipped", "equip", "equipping", "90 schools with ramps"),
    ("the Lotus Trust", "housed", "house", "housing", "600 families"),
    ("Joseph Kamau", "founded", "found", "founding", "Upsilon Company"),
    ("Joseph Kamau", "joined", "join", "joining", "the Lotus Trust as a member"),
    ("Ada Obi", "lost", "lose", "losing", "her sight"),
    ("Ada Obi", "won", "win", "winning", "the Hope Prize"),
    ("Delta Mills Limited", "hired", "hire", "hiring", "Ada Obi as a welder"),
    ("the Lotus Trust", "gave", "give", "giving", "Ada Obi a loom"),
]
UNSTATED = [
    "{S} did not {base} {rest}.",
    "{S} never {past} {rest}.",
    "{S} has yet to {base} {rest}.",
    "{S} failed to {base} {rest}.",
    "{S} refused to {base} {rest}.",
    "{S} avoided {gerund} {rest}.",
    "{S} stopped {gerund} {rest} in 2019.",
    "{S} worked without {gerund} {rest}.",
    "The auditor found no evidence that {s} {past} {rest}.",
    "Officials deny that {s} {past} {rest}.",
    "The registry contradicts the story that {s} {past} {rest}.",
    "No one believes that {s} {past} {rest}.",
    "It is a myth that {s} {past} {rest}.",
    "{S} allegedly {past} {rest}.",
    "It is rumoured that {s} {past} {rest}.",
    "According to critics, {s} {past} {rest}.",
    "{S} pretended to {base} {rest}.",
    "{S} {past} {rest}, it is alleged.",
    "{S} seeks to {base} {rest}.",
    "{S} is supposed to {base} {rest}.",
    "{S} was meant to {base} {rest}.",
    "{S} set out to {base} {rest}.",
    "{S} has set itself the task of {gerund} {rest}.",
    "{S} must {base} {rest} by 2030.",
    "{S} was ordered to {base} {rest}.",
    "{S} will soon {base} {rest}.",
    "If {s} {past} {rest}, no one noticed.",
    "Did {s} {base} {rest}?",
]
STATED = [
    "{S} {past} {rest}.",
    "In 2019, {s} {past} {rest}.",
    "{S}, which denied the charge, {past} {rest}.",
    "{S} refused the offer and {past} {rest}.",
    "Nothing changed, but {s} {past} {rest}.",
    "Not only that: {s} {past} {rest}.",
]


def proposals(frame: str, clause: tuple[str, str, str, str, str]) -> list[str]:
    """Return the facts about the clause that are proposed as stated."""
    subject, past, base, gerund, rest = clause
    text = frame.format(S=subject[:1].upper() + subject[1:], s=subject, past=past, base=base, gerund=gerund, rest=rest)
    found = extract(text)
    names = {entity.id: entity.name for entity in found.entities}
    return [line for draft in found.drafts for line in lines_of(draft, names)]


@pytest.mark.parametrize("frame", UNSTATED)
def test_no_clause_is_a_fact_that_is_denied_doubted_wished_or_reported(frame: str) -> None:
    assert [proposals(frame, clause) for clause in CLAUSES] == [[] for _ in CLAUSES]


@pytest.mark.parametrize("frame", STATED)
def test_what_is_stated_next_to_a_denial_is_still_proposed(frame: str) -> None:
    silent = [clause for clause in CLAUSES if not proposals(frame, clause)]
    assert len(silent) <= 1, silent


def test_one_sentence_of_any_length_is_read_in_linear_time() -> None:
    """A sentence of 4,000 clauses took half a minute when each pronoun was held against each name."""
    begun = time.process_time()
    extract("it is not true that the Lotus Trust employs 12 people, " * 4_000 + ".")
    assert time.process_time() - begun < 5  # 0.2 seconds on two cores


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ('It is not true that "I was alone," she recalled, her cousin Ada Obi.', "denied"),
        ('It is rumoured that "I was alone," she recalled, her cousin Ada Obi.', "hearsay"),
        ("Leong stammers; No one has shown that Ada Obi trains.", "denied"),
        ('She did not say "I was alone," and her cousin is Ada Obi.', ""),
        ("Leong does not stammer; Ada Obi trains.", ""),
    ],
)
def test_a_denial_reaches_over_the_quotation_behind_it(text: str, standing: str) -> None:
    assert standing_of(text, text.index("Ada Obi")) == standing
