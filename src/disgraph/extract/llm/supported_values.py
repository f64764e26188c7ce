"""Whether the words of a quote support a value: a concept of a closed list, a date, a number or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.claims.stated_numbers import stated
from disgraph.corpus.folding import fold
from disgraph.extract.relations.condition_details import condition_words
from disgraph.extract.relations.patterns import conditions
from disgraph.extract.text.phrases import units
from disgraph.extract.text.shared_money import money_of, shared_nouns
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.rdf import SKOS, Literal

#: The ways to write a unit that no list of nouns or marks has.
_PERCENT = ("%", "per cent", "percentage points")
#: Units, counted objects, and the object for whatever else is counted, for which there is no word.
_UNIT, _COUNTED, _ANYTHING = "Unit", "CountedObject", "item"
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\d{4}")
#: A year, month or day, perhaps approximate or with unknown digits, or an interval of two, of which one may be open.
_EDTF = re.compile(r"(?=.*\d{2})(?:\d[\dX]{3}(?:-[\dX]{2}){0,2}[~?]?|\.\.)?(?:/(?:\d[\dX]{3}(?:-[\dX]{2}){0,2}[~?]?|\.\.)?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class UnsupportedValue(Exception):
    """A value that the words of the quote do not support, or that is not of the range of its property."""


class ConceptWords:
    """The words for the concepts of an ontology: their labels, and those that the rules know.

    Args:
        vocabulary: the ontology.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.concepts = vocabulary.concepts
        self._labels: dict[str, set[str]] = {}
        for quad in vocabulary.quads:
            if quad.predicate in (SKOS["prefLabel"], SKOS["altLabel"]) and isinstance(quad.object, Literal):
                self._labels.setdefault(str(quad.subject), set()).add(fold(quad.object.value).lower())

    def words(self, kind: str, name: str) -> set[str]:
        """Return the words for a concept."""
        words = self._labels.get(str(self.concepts[kind][name]), set()) | {name.replace("-", " ")}
        words |= {word for word, (_, meaning) in conditions().items() if meaning == name}
        words |= {word for word, meaning in condition_words().items() if meaning == name}
        if kind in (_UNIT, _COUNTED):
            words |= set(_PERCENT) if name == "percent" else set()
            words |= shared_nouns().get(name, frozenset())
            words |= {word.lower() for table in (units().by_noun, units().by_mark) for word, unit in table.items() if unit == name}
        return words

    def find(self, term: PropertyTerm, value: str, quote: str) -> str:
        """Return the concept that a value means, by its id or in the words of the text, if the quote has a word for it.

        Raises:
            UnsupportedValue: there is no such concept, or the quote has no word for it.
        """
        kind = term.range
        plain = fold(value).lower().strip()
        usual = money_of(plain).nouns.get(plain, "") if kind == _UNIT else ""
        fitting = [usual] if usual in self.concepts.get(kind, ()) else self._fitting(kind, plain)
        if not fitting and kind == _UNIT:  # what is counted is given in the place of the unit
            kind = _COUNTED
            fitting = self._fitting(kind, plain)
        if not fitting:
            raise UnsupportedValue(f"wrong-range: {term.name}: no {term.range} {value!r}.")
        supported = [name for name in fitting if name == _ANYTHING or self._has_word(kind, name, quote)]
        if not supported:
            raise UnsupportedValue(f"unsupported-value: the quote has no word for {term.name} {value!r}.")
        return supported[0]

    def _fitting(self, kind: str, plain: str) -> list[str]:
        return [name for name in self.concepts.get(kind, ()) if plain in (name.lower(), *self.words(kind, name))]

    def _has_word(self, kind: str, name: str, quote: str) -> bool:
        return any(is_in_words(word, quote) for word in self.words(kind, name))


def literal_of(term: PropertyTerm, value: str, words: str) -> str:
    """Return a value that is neither an entity nor a concept, if the quote has its words and figures.

    Raises:
        UnsupportedValue: it has not.
    """
    if term.range.endswith("EDTF"):
        return _date_of(term, value, words)
    if term.number:
        plain = value.replace(",", "").strip()
        if not re.fullmatch(r"\d+(?:\.\d+)?", plain) or not stated(plain, words):
            raise UnsupportedValue(f"unsupported-value: the quote does not state {term.name} {value!r}.")
        return plain
    missing = [digits for digits in _DIGITS.findall(value) if digits not in _DIGITS.findall(words)]
    if missing or not value.strip() or (not value.isdigit() and not is_in_words(value, words)):
        raise UnsupportedValue(f"unsupported-value: {term.name} {value!r} is not in the words of the quote.")
    return value


def _date_of(term: PropertyTerm, value: str, words: str) -> str:
    missing = [year for year in _YEAR.findall(value) if year not in words]
    months = [int(month) for month in re.findall(r"\d{4}-(\d\d)", value)]
    named = [month for month in months if not (0 < month < 13 and (_MONTHS[month - 1] in words or f"-{month:02}" in words))]  # noqa: PLR2004
    if missing or named or not _EDTF.fullmatch(value):
        raise UnsupportedValue(f"unsupported-value: the quote does not state {term.name} {value!r}.")
    return value


def is_in_words(value: str, words: str) -> bool:
    """Return whether words occur whole in the lower-case words of a quote."""
    return any(True for _ in _whole_words(value, words))


def _whole_words(value: str, words: str) -> Iterator[re.Match[str]]:
    pattern = r"\s+".join(re.escape(part) for part in fold(value).lower().split())
    left = r"(?<!\w)" if pattern[:1].isalnum() else ""
    right = r"(?!\w)" if pattern[-1:].isalnum() else ""
    return re.finditer(left + pattern + right, words) if pattern else iter(())
