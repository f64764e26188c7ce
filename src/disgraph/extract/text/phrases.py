"""The word lists of the rules, read once: `units.yaml`, `grammar.yaml`, `phrases.yaml`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.yamlfile import Fields, Node


class Units(NamedTuple):
    """Units by the nouns that mean them, by the marks before a figure, and which of them are lengths of time or currencies (`money`).

    `unclear` are nouns that alone are the unit of nothing: of several currencies, such as dinars, or of a measure that is unknown here.
    """

    by_noun: dict[str, str]
    by_mark: dict[str, str]
    durations: frozenset[str]
    unclear: frozenset[str]
    money: frozenset[str]


@cache
def units() -> Units:
    """Return what is counted and in what."""
    fields = read_fields(__name__, "units.yaml")
    money = read_fields(__name__, "currencies.yaml")
    people = {word: "person" for line in texts_of(fields["people"]) for word in line.split()}
    nouns, marks = (_inverted(money[name]) | _inverted(fields[name]) for name in ("units", "before"))
    unclear = (frozenset(texts_of(money["shared"])) - nouns.keys()) | frozenset(texts_of(fields["unmeasured"]))
    currencies = frozenset((*_units_of(money["units"]), *_units_of(money["before"]), *_units_of(fields["before"])))
    return Units(people | nouns, marks, frozenset(texts_of(fields["durations"])), unclear, currencies)


def _units_of(node: Node) -> list[str]:
    assert isinstance(node, Fields)
    return [str(unit) for unit in node]


def _inverted(node: Node) -> dict[str, str]:
    assert isinstance(node, Fields)
    return {word: str(unit) for unit, words in node.items() for word in texts_of(words)}


@cache
def _grammar() -> dict[str, frozenset[str]]:
    return {str(name): frozenset(str(values).split()) for name, values in read_fields(__name__, "grammar.yaml").items()}


def grammar(name: str) -> frozenset[str]:
    """Return a class of small words of `grammar.yaml`."""
    return _grammar()[name]


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the word classes that patterns name by `@`: each with its words, in the order of the file."""
    return {
        str(name): tuple(word for line in texts_of(values) for word in _split(line))
        for name, values in read_fields(__name__, "phrases.yaml").items()
    }


def _split(line: str) -> list[str]:
    return [word.strip() for word in line.split(",") if word.strip()]
