"""What the rules for names know of a class: what it is below, from the ontology, and what its names are like, from `types.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_files
from disgraph.yamlfile import Fields


@cache
def ancestors() -> Mapping[str, frozenset[str]]:
    """Return each class of the shipped ontology with itself and every class above it."""
    return {name: term.ancestors for name, term in read_vocabulary(Path(shipped_files(), "ontology")).classes.items()}


@cache
def classes_below(top: str) -> frozenset[str]:
    """Return a class and every class below it."""
    return frozenset(name for name, above in ancestors().items() if top in above)


def type_group(type: str) -> str:
    """Return what a class is counted as: `organisation`, `place`, or the class itself."""
    if type in classes_below("Organisation") or type == "Platform":
        return "organisation"
    return "place" if type in classes_below("Place") else type


@cache
def types(name: str) -> frozenset[str]:
    """Return a list of classes of `types.yaml`."""
    return frozenset(texts_of(read_fields(__name__, "types.yaml")[name]))


@cache
def type_nouns() -> Mapping[str, tuple[str, ...]]:
    """Return the nouns that mean an entity of a class after an article: the company, the firm."""
    nouns = read_fields(__name__, "types.yaml")["nouns"]
    assert isinstance(nouns, Fields)
    return {str(name): texts_of(words) for name, words in nouns.items()}
