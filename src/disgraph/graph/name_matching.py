"""How well a name matches what a user typed: names of an entity before descriptions of groups named after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from disgraph.store.name_file import Name

#: A description ends in a common noun after a possessive: "Liu Hongxia's parents-in-law".
_POSSESSIVE = re.compile(r"['\u2019]s [a-z]")

_AFTER_HEAD = re.compile(r" (?:of|in|for|with|on|at|by|that|who|whom|whose|employed|helped|led|supported) ")
_ARTICLES = frozenset(["the", "a", "an"])

#: Minimum number of words of a name that is taken for the only entity that holds them: a surname alone is not.
MIN_WORDS = 2

#: Ranks of a match, the best first.
EXACT, HOLDS_WORDS, SHORT_NAME, DESCRIPTION, CONTAINS, SIMILAR = range(6)


class HeadNouns(NamedTuple):
    """The last words of the proper names of each type: base, center, federation.

    Attributes:
        by_type: the folded words, by type.
    """

    by_type: dict[str, set[str]]

    def are_alike(self, typed: str, name: Name) -> bool:
        """Return whether a typed noun is the head of another name of the same type."""
        return typed in self.by_type.get(name.type, ()) and name.folded.split()[-1] in self.by_type[name.type]


def head_nouns(names: Iterable[Name]) -> HeadNouns:
    """Return the head nouns of proper names of more than one word."""
    found: dict[str, set[str]] = {}
    for name in names:
        if " " in name.folded and not is_description(name.label):
            found.setdefault(name.type, set()).add(name.folded.split()[-1])
    return HeadNouns(found)


def is_description(label: str) -> bool:
    """Return whether a label describes entities without a name of their own.

    >>> [is_description(label) for label in ("teachers of the center", "Liu Hongxia's parents-in-law", "Zhangye")]
    [True, True, False]
    """
    return label[:1].islower() or bool(_POSSESSIVE.search(label))


def match_rank(folded: str, name: Name, heads: HeadNouns) -> int:
    """Return how well a name matches folded text; the smaller, the better.

    Args:
        folded: what was typed, folded.
        name: of an entity.
        heads: the head nouns of all names.
    """
    if folded == name.folded:
        return EXACT
    *words, head = folded.split()
    held = set(name.folded.replace("-", " ").split())
    if held.issuperset((*words, head)):
        return DESCRIPTION if is_description(name.label) else HOLDS_WORDS
    if words and held.issuperset(words) and not is_description(name.label) and heads.are_alike(head, name):
        return SHORT_NAME
    return CONTAINS if folded in name.folded and "://" not in name.folded else SIMILAR


def only_match(folded: str, names: Iterable[Name]) -> Name | None:
    """Return the one entity in whose name all words occur: as they are, or with another head noun of the same kind of entity.

    A proper name counts before descriptions of groups that are named after it.

    Args:
        folded: what was typed, folded; one word alone names no person.
        names: that are worth comparing.
    """
    words = [word.removesuffix("'s") for word in folded.replace("-", " ").split() if word not in _ARTICLES]
    if len(words) < MIN_WORDS:
        return None
    listed = list(names)
    heads = head_nouns(listed)
    ranked = [(_match_of_words(words, name, heads), name) for name in listed]
    for rank in (HOLDS_WORDS, SHORT_NAME, DESCRIPTION):
        matched = [name for found, name in ranked if found == rank]
        if len({name.iri for name in matched}) > 1 and rank == DESCRIPTION:
            matched = [name for name in matched if _head(name.folded) == words[-1]]
        if matched:
            return matched[0] if len({name.iri for name in matched}) == 1 else None
    return None


def _head(folded: str) -> str:
    """Return the last word of the first noun phrase of a description.

    >>> _head("innovation park for people with disabilities in xingtang county")
    'park'
    """
    return _AFTER_HEAD.split(folded, maxsplit=1)[0].split()[-1]


def _match_of_words(words: list[str], name: Name, heads: HeadNouns) -> int:
    held = {word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", name.folded)}
    if held.issuperset(words):
        return DESCRIPTION if is_description(name.label) else HOLDS_WORDS
    *others, head = words
    return SHORT_NAME if held.issuperset(others) and not is_description(name.label) and heads.are_alike(head, name) else SIMILAR
