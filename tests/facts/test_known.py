"""How a fact is known, from the passages that state it."""

from __future__ import annotations

import pytest

from disgraph.facts.known import KNOWN, Known, how_known
from disgraph.passage import Passage, Source
from disgraph.render.provenance import known_mark, known_values

DOCUMENT = Source("https://example.org/document/d1", "d1", "A report", "", "")


def passage(modality: str, speaker: str = "", doubt: str = "", basis: str = "") -> Passage:
    return Passage("He helped.", DOCUMENT, 0, 10, "c:1", modality, speaker, doubt, basis)


@pytest.mark.parametrize(
    ("passages", "known"),
    [
        ([passage("stated")], Known("stated")),
        ([passage("reported", "Tang")], Known("reported", "Tang")),
        ([passage("inferred", basis="the next sentence")], Known("inferred", basis="the next sentence")),
        ([passage("inferred", "Tang", basis="his words")], Known("inferred", "Tang", basis="his words")),
        ([passage("intended")], Known("stated")),
        ([passage("intended", "Tang")], Known("reported", "Tang")),
        ([passage("stated", doubt="is it he?", basis="the heading")], Known("stated", doubt="is it he?", basis="the heading")),
    ],
)
def test_one_passage_gives_its_own_way(passages: list[Passage], known: Known) -> None:
    assert how_known(passages) == known


def test_of_several_passages_the_strongest_counts_and_weaker_speakers_and_bases_are_left_out() -> None:
    reported, inferred = passage("reported", "Tang"), passage("inferred", basis="a guess")
    assert how_known([inferred, reported, passage("stated")]) == Known("stated")
    assert how_known([inferred, reported]) == Known("reported", "Tang")


def test_speakers_and_doubts_of_equal_passages_are_joined_once_each() -> None:
    passages = [passage("reported", "Tang", "when?"), passage("reported", "Liu"), passage("reported", "Tang", "where?")]
    assert how_known(passages) == Known("reported", "Tang; Liu", "when?; where?")


def test_a_speaker_has_its_article_in_a_sentence_only() -> None:
    known = how_known([passage("reported", "survey of 2006")._replace(article="the"), passage("reported", "Tang")])
    assert (known.speaker, known.reporters) == ("survey of 2006; Tang", "the survey of 2006; Tang")
    assert known_mark(known) == " [reported by the survey of 2006 and Tang]"
    assert known_values(known) == ("reported", "survey of 2006; Tang", None, None)


def test_doubts_of_weaker_passages_are_kept() -> None:
    assert how_known([passage("stated"), passage("inferred", doubt="is it he?", basis="b")]) == Known("stated", doubt="is it he?")


def test_without_passages_a_fact_is_derived_or_background() -> None:
    assert how_known([], is_derived=True) == Known("derived")
    assert how_known([]) == Known("background")


def test_weak_is_what_rests_only_on_a_speaker_or_the_annotator() -> None:
    assert [known for known in KNOWN if Known(known).is_weak] == ["reported", "inferred"]
