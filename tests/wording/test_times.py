"""Times in words, and the tense that they ask for."""

from __future__ import annotations

import pytest

from disgraph.wording.noun_phrases import phrases
from disgraph.wording.times import date, duration, spell_date, spell_time, tense, when


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017", "2017"),
        ("2017-07", "July 2017"),
        ("2020-05-17", "17 May 2020"),
        ("2020-05-07", "7 May 2020"),
        ("2015-21", "spring 2015"),
        ("2015-22", "summer 2015"),
        ("2015-23", "autumn 2015"),
        ("2015-24", "winter 2015"),
        ("201X", "2010s"),
        ("19XX", "1900s"),
        ("2015-XX", "2015 (month unknown)"),
        ("1985-04-XX~", "about April 1985 (day unknown)"),
        ("2016%", "about 2016 (uncertain)"),
        ("2015~", "about 2015"),
        ("2015-07~", "about July 2015"),
        ("2015?", "2015 (uncertain)"),
        ("2016/2019", "2016 to 2019"),
        ("2017-07-03/2017-08", "3 July 2017 to August 2017"),
        ("../2020-06", "up to June 2020"),
        ("/2020", "up to 2020 (start unknown)"),
        ("2022/..", "since 2022"),
        ("2022/", "since 2022 (end unknown)"),
    ],
)
def test_a_time_is_spelled(text: str, words: str) -> None:
    assert spell_time(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017", "in 2017"),
        ("2017-07", "in July 2017"),
        ("2020-05-17", "on 17 May 2020"),
        ("2015~", "in about 2015"),
        ("2016/2019", "from 2016 to 2019"),
        ("../2020-06", "by June 2020"),
        ("2022/..", "since 2022"),
    ],
)
def test_a_time_follows_a_verb(text: str, words: str) -> None:
    assert spell_date(text) == words


@pytest.mark.parametrize(
    ("roles", "bracketed", "following", "form"),
    [
        ({}, "", "", "present"),
        ({"time": "2017-07"}, "July 2017", "in July 2017", "past"),
        ({"start": "2017"}, "since 2017", "since 2017", "perfect"),
        ({"end": "2019"}, "until 2019", "until 2019", "past"),
        ({"start": "2017", "end": "2019-05"}, "2017 to May 2019", "from 2017 to May 2019", "past"),
        ({"time": "2018", "start": "2017"}, "2018, since 2017", "in 2018, since 2017", "past"),
        ({"time": "2022/.."}, "since 2022", "since 2022", "perfect"),
        ({"time": "../2012"}, "up to 2012", "by 2012", "past"),
        ({"tense": "past"}, "", "", "past"),
        ({"asOf": "2024-05"}, "", "as of May 2024", "present"),
        ({"asOf": "2024-05", "tense": "past"}, "", "", "past"),
        ({"asOf": "2024-05", "start": "2017"}, "since 2017", "since 2017", "perfect"),
    ],
)
def test_the_time_and_tense_of_a_record(roles: dict[str, str], bracketed: str, following: str, form: str) -> None:
    slots = {role: phrases([value]) for role, value in roles.items()}
    assert (when(slots), date(slots), tense(slots)) == (bracketed, following, form)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ({"time": "../2012"}, "until 2012"),
        ({"time": "/2012"}, "until 2012"),
        ({"time": "2010/2012"}, "from 2010 to 2012"),
        ({"time": "2012"}, "in 2012"),
        ({"start": "2010", "time": "../2012"}, "from 2010 to 2012"),
        ({"time": "../2012", "end": "2014"}, "by 2012, until 2014"),
        ({}, ""),
    ],
)
def test_what_lasts_lasts_until_its_end(roles: dict[str, str], words: str) -> None:
    assert duration({role: phrases([value]) for role, value in roles.items()}) == words
