"""Dates and intervals: the forms that claims may use, and the days that each allows."""

from __future__ import annotations

import datetime as dt

import edtf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disgraph.claims.edtf import days


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-07", "2017-07-01", "2017-07-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2020-05-17", "2020-05-17", "2020-05-17"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1985-04-XX?", "1985-04-01", "1985-04-30"),
        ("2015~", "2015-01-01", "2015-12-31"),
        ("2015?", "2015-01-01", "2015-12-31"),
        ("2015%", "2015-01-01", "2015-12-31"),
        ("2015-21", "2015-03-01", "2015-05-31"),
        ("2015-22", "2015-06-01", "2015-08-31"),
        ("2015-23", "2015-09-01", "2015-11-30"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("2016/2019", "2016-01-01", "2019-12-31"),
        ("2016-07/2016-07", "2016-07-01", "2016-07-31"),
        ("2017-07-03/2017-08", "2017-07-03", "2017-08-31"),
        ("2015~/2017?", "2015-01-01", "2017-12-31"),
        ("../2020-06", None, "2020-06-30"),
        ("/2020-06", None, "2020-06-30"),
        ("2022/..", "2022-01-01", None),
        ("2022/", "2022-01-01", None),
    ],
)
def test_a_form_allows_its_days(text: str, earliest: str | None, latest: str | None) -> None:
    found = days(text)
    assert (found.earliest and found.earliest.isoformat(), found.latest and found.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a date"),
        ("last year", "not a date"),
        ("17", "not a date"),
        ("2017-7", "not a date"),
        ("2017/07/03", "not a date"),
        ("July 2017", "not a date"),
        ("\u0662\u0660\u0661\u0667", "not a date"),
        ("2017 ", "not a date"),
        ("2017\n", "not a date"),
        ("2015-22~", "a season takes no qualifier"),
        ("??2021~~", "not a date"),  # interface-P7
        ("%2021?", "not a date"),
        ("?2016", "a qualifier follows its date: 2016\\?"),
        ("1985-XX-03", "a day needs its month"),
        ("1XXX", "not a date"),
        ("2004-X1", "not a date"),
        ("0000", "year 0"),
        ("0000-05-01", "year 0"),
        ("2017-13", "13 is not a month"),
        ("2017-00", "00 is not a month"),
        ("2017-22-01", "22 is not a month"),
        ("2017-02-29", "2017-02-29"),
        ("201X-05", "201X has no month"),
        ("2019/2016", "ends before it begins"),
        ("../..", "open at both ends"),
        ("/", "open at both ends"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        days(text)


def forms(date: dt.date) -> st.SearchStrategy[str]:
    """Return the ways to write a date, from the year to the day."""
    return st.sampled_from([f"{date:%Y}", f"{date:%Y-%m}", date.isoformat(), f"{date:%Y}~", f"{date:%Y-%m}?"])


dates = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))


@given(dates.flatmap(lambda date: st.tuples(st.just(date), forms(date))))
def test_the_days_of_a_date_hold_the_day_that_is_meant(given_date: tuple[dt.date, str]) -> None:
    date, text = given_date
    found = days(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= date <= found.latest


@given(dates.flatmap(forms), dates.flatmap(forms))
def test_an_interval_never_ends_before_it_begins(first: str, last: str) -> None:
    begins, ends = days(first).earliest, days(last).latest
    assert begins is not None
    assert ends is not None
    if begins > ends:
        with pytest.raises(ValueError, match="ends before it begins"):
            days(f"{first}/{last}")
    else:
        assert days(f"{first}/{last}") == (begins, ends)


LEVEL_1 = st.builds(
    "{}{}{}".format,
    st.sampled_from(["1985", "198X", "19XX"]),
    st.sampled_from(["", "-04", "-XX", "-04-12", "-04-XX", "-XX-XX", "-21", "-13", "-04-31"]),
    st.sampled_from(["", "?", "~", "%", "?~"]),
)


@given(LEVEL_1 | st.builds("{}/{}".format, LEVEL_1 | st.sampled_from(["", ".."]), LEVEL_1 | st.sampled_from(["", ".."])))
def test_interface_p7_another_parser_accepts_what_is_accepted(text: str) -> None:
    assume(not ("/" in text and "X" in text))  # the other parser has no unspecified digits in an interval
    try:
        days(text)
    except ValueError:
        return
    assert edtf.parse_edtf(text) is not None


@given(st.text("0123456789-/~?%.X", max_size=14))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = days(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017
    else:
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
