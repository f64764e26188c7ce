"""Official factors and public magnitudes that checks compare with, each with its source."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

#: Each unit as its dimension and how many of the dimension's base unit it is.
#: mu: 1/15 hectare, 10,000/15 square metres (State Council order on the unified legal units of measurement, 27 February 1984).
#: acre: 4,046.8564224 square metres (NIST Special Publication 811, B.8, international acre).
UNITS: Final[dict[str, tuple[str, Fraction]]] = {
    "square-metre": ("area", Fraction(1)),
    "hectare": ("area", Fraction(10_000)),
    "mu": ("area", Fraction(10_000, 15)),
    "acre": ("area", Fraction(40_468_564_224, 10_000_000)),
    "metre": ("length", Fraction(1)),
    "kilometre": ("length", Fraction(1_000)),
    "minute": ("duration", Fraction(1)),
    "hour": ("duration", Fraction(60)),
    "day": ("duration", Fraction(1_440)),
    "week": ("duration", Fraction(10_080)),
    "month": ("months", Fraction(1)),
    "year": ("months", Fraction(12)),
}

#: Yuan to the US dollar, yearly average in hundredths, from 1994, when the rates were unified
#: (World Bank, World Development Indicators, PA.NUS.FCRF, China).
_HUNDREDTHS = (
    (1994, (862, 835, 831, 829, 828, 828, 828, 828, 828, 828)),
    (2004, (828, 819, 797, 761, 695, 683, 677, 646, 631, 620)),
    (2014, (614, 623, 664, 676, 662, 691, 690, 645, 674, 708, 720)),
)
YUAN_PER_DOLLAR: Final[dict[int, Fraction]] = {
    first + at: Fraction(rate, 100) for first, rates in _HUNDREDTHS for at, rate in enumerate(rates)
}

#: How far the rate of a day may be from the average of its year, and that of a later year from the last one in the table:
#: in 2022, the days from March to November were 6 percent below to 8 percent above the average of the year.
RATE_IN_YEAR: Final = Fraction(8, 100)

#: How far two exchange rates of one document may lie apart when both are of about one time.
SAME_RATE: Final = Fraction(5, 100)


class Magnitude(NamedTuple):
    """The number of a kind in a country: a count of a part cannot be larger."""

    country: str
    units: frozenset[str]
    words: tuple[str, ...]
    value: int
    what: str
    source: str


_FAMILIES = frozenset({"family", "household"})
_PERSONS = frozenset({"person"})
_SURVEY = "Second China National Sample Survey on Disability, Communique of 1 December 2006"
_CENSUS = "Seventh National Population Census of China, Communique No. 2, 11 May 2021"

#: The most special kind first; `words` are stems that the figure's population must hold.
MAGNITUDES: Final = (
    Magnitude("China", _FAMILIES, ("disab",), 70_500_000, "families with members with disabilities", _SURVEY),
    Magnitude("China", _PERSONS, ("disab",), 85_020_000, "people with disabilities", "China Disabled Persons' Federation, end of 2010"),
    Magnitude("China", _FAMILIES, (), 494_157_423, "family households", _CENSUS),
    Magnitude("China", _PERSONS, (), 1_411_778_724, "inhabitants", _CENSUS),
)

#: A reference is exceeded only beyond this factor: the figures are of one year, the documents of others.
REFERENCE_SLACK: Final = Fraction(5, 4)


class Schooling(NamedTuple):
    """A word for a stage of school, and the oldest usual age in it."""

    word: str
    age: int
    why: str


#: School begins at six, and stages last 6, 3, 3 and (university) 4 years: Compulsory Education Law of China (2018), article 11,
#: and Education Law, article 17. Physical education is obligatory in the first two years of university
#: (Ministry of Education, Teaching guidelines for physical education in universities, 2002).
SCHOOLING: Final = (
    Schooling("kindergarten", 7, "kindergarten ends at about 6"),
    Schooling("elementary school", 14, "elementary school ends at about 12"),
    Schooling("primary school", 14, "primary school ends at about 12"),
    Schooling("middle school", 17, "middle school ends at about 15"),
    Schooling("high school", 20, "high school ends at about 18"),
    Schooling("pe class", 21, "physical education is taught at school and in the first two years of university, up to about 20"),
    Schooling("physical education class", 21, "physical education is taught at school and in the first two years of university"),
)
