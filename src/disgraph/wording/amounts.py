"""Figures in words: a comparator, a value with separators, a unit, what is counted, and the sentence of an observation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disgraph.wording.noun_counts import join
from disgraph.wording.noun_phrases import Slots, phrases
from disgraph.wording.predicates import is_predicate
from disgraph.wording.templates import adds_nothing, content_stems, fill, fixed_text
from disgraph.wording.times import tense

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WORD = re.compile(r"[\w'\u2019]+")
#: First words of a noun phrase before which a number cannot occur: `1,670 all registered families`.
_DETERMINERS_WORDS = """
a all among an at both by each every for from in most no of on per some the this those with
"""
_DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
#: Words that end the head of a noun phrase.
_AFTER_HEAD_WORDS = """
among at besides by for from given in of on per that to which who whom whose with without
"""
_AFTER_HEAD = frozenset(_AFTER_HEAD_WORDS.split())
#: Round divisors in words.
_SCALES = {"1000": "thousand", "1000000": "million"}
_TAIL = "[ in {place}][ {date}]"
_OF = f"[ ({{population}})]{_TAIL}"
_NOUN = f"[{{about}}: ]{{amount}}{_TAIL}"
_LISTED = f"[{{about}}, ]{{population}}: {{amount}}{_TAIL}"
_SPENT = f"[{{about}}: ]{{amount}}, {{population}}{_TAIL}"
_COUNTED = f"[{{about}}: ]{{amount}}{_OF}"
_LABELLED = f"[{{about}}, ]{{measure}}: {{amount}}{_OF}"


def spell_number(text: str) -> str:
    """Return a plain number with commas between thousands, and any other text as it is.

    >>> spell_number("3500"), spell_number("58.05"), spell_number("some")
    ('3,500', '58.05', 'some')
    """
    if not _NUMBER.fullmatch(text):
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"


def spell_amount(figure: str, noun: str, comparator: str = "", per: Sequence[str] = ()) -> str:
    """Return a figure in words.

    Args:
        figure: the value or range, with separators.
        noun: of the unit, in the right number; may be empty.
        comparator: such as `at least`; may be empty.
        per: what it is given by, in the singular.

    >>> spell_amount("1,500", "yuan", "over", ["person", "month"])
    'over 1,500 yuan per person and month'
    >>> spell_amount("1", "person", "over")
    'more than 1 person'
    """
    comparator = "more than" if (comparator, figure) == ("over", "1") else comparator
    return " ".join(filter(None, [comparator, figure, noun, f"per {join(list(per))}" if per else ""]))


def per_number(number: str, plural: str) -> str:
    """Return a divisor in words.

    >>> per_number("1000000", "people"), per_number("100", "births")
    ('million people', '100 births')
    """
    return f"{_SCALES.get(number) or spell_number(number)} {plural}"


def observation_sentence(slots: Slots, sentence: str = "") -> str:
    """Return an observation as a sentence that names its noun once.

    The number comes before the population if that names the unit or the unit is a general one, else before the measure if that names
    the unit, else before the unit. A measure that the population repeats is left out.

    Args:
        slots: the roles; `unit` is the noun that fits the number, `unitNoun` holds every noun for the unit, and `anyNoun` is filled if
            the unit (person, item) may be replaced by any noun.
        sentence: of the measure, with the slots `about` and `amount`, if it has one.
    """
    population, measure = _new_population(slots), _text(slots, "measure")
    nouns = [each.text for each in slots.get("unitNoun", ())]
    repeats = bool(
        content_stems(population) & (content_stems(measure) | content_stems(fixed_text(sentence))) - content_stems(" ".join(nouns))
    )
    measured = f"{sentence}{_OF}" if sentence else _LABELLED
    if counts_directly(population, nouns, bool(slots.get("anyNoun"))) and _text(slots, "value") != "1":
        if repeats:
            return _filled(_NOUN, slots, population)
        counted = f"{population} {_without(nouns, measure)}".strip()
        return (
            _filled(_NOUN, slots, counted) if not sentence and _without(nouns, measure) != measure else _filled(measured, slots, population)
        )
    if sentence and not repeats:
        return _filled(measured, slots, _text(slots, "unit"), population)
    if _names(measure, nouns):
        return _filled(_COUNTED, slots, measure, population)
    listed = _SPENT if is_predicate(population) else _LISTED if population else _NOUN
    return _filled(listed if repeats else _LABELLED, slots, _text(slots, "unit"), population)


def _filled(template: str, slots: Slots, noun: str, population: str = "") -> str:
    said = f"{noun} {population} {_text(slots, 'measure') if '{measure}' in template else ''}"
    comparator, figure = _text(slots, "comparator"), _figure(slots)
    amount = spell_amount(figure, noun, comparator, _per(slots, said))
    texts = {"amount": amount, "figure": spell_amount(figure, "", comparator), "population": population}
    return fill(template, {**slots, **{name: phrases([text] if text else []) for name, text in texts.items()}}, tense(slots))


def _new_population(slots: Slots) -> str:
    """Return who or what is counted, unless measure, unit and what the figure is about say so."""
    population = _text(slots, "population")
    said = " ".join(_text(slots, name) for name in ("about", "measure", "unit", "unitNoun"))
    return "" if adds_nothing(population, said) else population


def _per(slots: Slots, said: str) -> list[str]:
    """Return what a figure is given by, unless the text already states it (`monthly income`)."""
    return [each.text for each in slots.get("per", ()) if not set(_words(said)) & set(each.short.split())]


def counts_directly(population: str, nouns: Sequence[str], is_general: bool) -> bool:
    """Return whether a number can come before a population instead of before the unit.

    Args:
        population: who or what is counted.
        nouns: every noun for the unit.
        is_general: whether any noun may replace the unit.
    """
    words = _words(population)
    return bool(words) and words[0] not in _DETERMINERS and (is_general or _names(population, nouns))


def _names(text: str, nouns: Sequence[str]) -> bool:
    """Return whether the head of a noun phrase, or a word before it, is one of some nouns."""
    words = _words(text)
    head = words[: next((at for at, word in enumerate(words) if word in _AFTER_HEAD), len(words))]
    return any(noun.casefold() in head or noun.casefold() == text.casefold() for noun in nouns)


def _without(nouns: Sequence[str], measure: str) -> str:
    """Return a measure without the noun of its unit that it begins with: `trained` of `people trained`."""
    first, _, rest = measure.partition(" ")
    return rest if first.casefold() in {noun.casefold() for noun in nouns} else measure


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _figure(slots: Slots) -> str:
    """Return the value of an observation, or its range."""
    value, least, most = (_text(slots, name) for name in ("value", "minValue", "maxValue"))
    if least and most and not value:
        return f"{least} to {most}"
    return value or (f"at least {least}" if least else f"up to {most}" if most else "")


def _text(slots: Slots, name: str) -> str:
    return join([phrase.text for phrase in slots.get(name, ())])
