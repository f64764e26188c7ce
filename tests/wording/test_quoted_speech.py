"""Quotation marks hold the words of the speaker and no others."""

from __future__ import annotations

import pytest

from disgraph.wording.quoted_speech import quoted_speech, spoken


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("\u201cHello,\u201d says Li", ["Hello"]),
        ('"Hello, how may I help you?" At her desk, Liu listens', ["Hello, how may I help you?"]),
        ('Work is improving," Liang said with hope.', ["Work is improving"]),
        ('made me relieved,"Wen said', ["made me relieved"]),
        ('His roadmap is clear: "I\u2019m young', ["I\u2019m young"]),
        ('"At first," Peng said. "I came here just to try', ["At first", "I came here just to try"]),
        ("the \u2018base.\u2019 is a home", []),
        ("She downplayed her hardships", []),
        ("", []),
    ],
)
def test_the_words_of_the_speaker(passage: str, words: list[str]) -> None:
    assert spoken(passage) == words


def test_speech_follows_a_sentence_or_is_left_out() -> None:
    assert quoted_speech(['"I came," he said', "and left"]) == "\u201cI came\u201d"
    assert quoted_speech(["He was glad"]) == ""
