"""Whether the words of a quote support a value: a concept of a closed list, a date, a number or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.claims.stated_numbers import stated
from disgraph.corpus.folding import fold
from disgraph.extract.relations.condition_details import condition_words
from disgraph.extract.relations.patterns import conditions
from disgraph.extract.text.phrases import units
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.rdf import SKOS, Literal

#: The ways to write a unit that no list of nouns or marks has.
_PERCENT = ("%", "per cent", "percentage points")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\d{4}")
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
        if kind == "Unit":
            words |= set(_PERCENT) if name == "percent" else set()
            words |= {word.lower() for table in (units().by_noun, units().by_mark) for word, unit in table.items() if unit == name}
        return words

    def find(self, term: PropertyTerm, value: str, quote: str) -> str:
        """Return the concept that a value means, by its id or in the words of the text, if the quote has a word for it.

        Raises:
            UnsupportedValue: there is no such concept, or the quote has no word for it.
        """
        known = self.concepts[term.range]
        plain = fold(value).lower().strip()
        chosen = plain if plain in known else next((name for name in known if plain in self.words(term.range, name)), "")
        chosen = chosen or (value if value in known else "")
        if not chosen:
            raise UnsupportedValue(f"wrong-range: {term.name}: no {term.range} {value!r}.")
        if not any(is_in_words(word, quote) for word in self.words(term.range, chosen)):
            raise UnsupportedValue(f"unsupported-value: the quote has no word for {term.name} {value!r}.")
        return chosen


def literal_of(term: PropertyTerm, value: str, words: str) -> str:
    """Return a value that is no entity and no concept, if the quote has its words and figures.

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
    if missing or named or not _DIGITS.search(value) or not re.fullmatch(r"[\dX~./?-]+", value):
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
