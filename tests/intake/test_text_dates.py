"""The date that a text gives itself in words."""

from __future__ import annotations

import pytest

from disgraph.intake.text_dates import text_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Labour\n\nLast revised 4 May 2021\n\nIn 2019, 40 people worked.", "2021-05-04"),
        ("**Last updated:** 11 August 2023", "2023-08-11"),
        ("Central Office, Riga. Released on 14 September 2023.", "2023-09-14"),
        ("Published: 2020-02-03\nLast updated: 2023-08-11", "2020-02-03"),
        ("Last updated: 2023-08-11\nPublished Feb. 3, 2020", "2020-02-03"),
        ("A page\n\n" + "Words. " * 2_000 + "\nPosted on March 1st, 2019\n", "2019-03-01"),
    ],
)
def test_a_text_says_when_it_was_published(text: str, date: str) -> None:
    """extraction-E58."""
    assert text_date(text)[0] == date


@pytest.mark.parametrize(
    "text",
    [
        "Last revised 4/5/2021",
        "The list, last updated 4 May 2021, has 40 names.",
        "The law was published on 4 May 2021.",
        "Last revised 34 May 2021",
        "Published by the ministry 4 May 2021",
        "A page\n\n" + "Words. " * 2_000 + "\nPosted on March 1st, 2019\n" + "Words. " * 2_000,
    ],
)
def test_other_dates_are_not_of_the_text(text: str) -> None:
    assert text_date(text) == ("", "")
