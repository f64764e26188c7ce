"""Names and texts as parts of a sentence, with what grammar needs to know of them; lists and articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_POSSESSIVE = re.compile(r"^(?:his|her|their|its) ")
_OBJECTIVE = {"his": "him", "her": "her", "their": "them", "its": "it"}


class Phrase(NamedTuple):
    """A name or a text in a sentence.

    Attributes:
        text: as it is labelled.
        is_plural: whether a verb after it is plural.
        preposition: what leads to it as a place of work: `at` a company, `for` a person.
        short: for something unnamed, what it is called where the one it is named after is in the sentence: `her mother`.
        article: such as `the`, or empty where it takes none.
        owner: the one after whom something unnamed is called, where the text does not hold that name itself.
    """

    text: str
    is_plural: bool = False
    preposition: str = "at"
    short: str = ""
    article: str = ""
    owner: str = ""

    @property
    def words(self) -> str:
        """The text with its article."""
        return f"{self.article} {self.text}".strip()


#: The phrases of each slot of a template.
Slots = Mapping[str, Sequence[Phrase]]


def phrases(texts: Sequence[str]) -> list[Phrase]:
    """Return plain texts as phrases."""
    return [Phrase(text) for text in texts]


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an`.

    >>> with_article("agent"), with_article("person"), with_article("unit")
    ('an agent', 'a person', 'a unit')
    """
    sounds_open = noun[:1].lower() in tuple("aeiou") and not noun.lower().startswith(("uni", "eu", "one", "use"))
    return f"{'an' if sounds_open else 'a'} {noun}"


def are_plural(values: Sequence[Phrase]) -> bool:
    """Return whether a verb after these phrases is plural."""
    return len(values) > 1 or any(value.is_plural for value in values)


def is_unnamed(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    """Return whether a phrase is only named after one of others: `Liu Haijun's mother` after `Liu Haijun`."""
    owner = phrase.owner or _owner(phrase)
    return bool(phrase.short) and any(
        other.text != phrase.text and (other.text in phrase.text or (owner and owner in other.text)) for other in others if _is_name(other)
    )


def _owner(phrase: Phrase) -> str:
    """Return the name before the possessive of a phrase: `Li Juan` of `Li Juan's mother`, for short `her mother`."""
    noun = _POSSESSIVE.sub("", phrase.short, count=1)
    return phrase.text.removesuffix(f"'s {noun}") if noun != phrase.short and phrase.text.endswith(f"'s {noun}") else ""


def _is_name(phrase: Phrase) -> bool:
    return phrase.text != phrase.text.lower()


def unnamed_noun(phrase: Phrase) -> str:
    """Return what an unnamed one is, as a noun: `a mother`, `children`."""
    noun = _POSSESSIVE.sub("", phrase.short, count=1)
    is_bare = not phrase.is_plural and not noun.startswith(("a ", "an ", "the "))
    return with_article(noun) if is_bare else noun


def name_once(ordered: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases of a sentence so that no name occurs in two of them.

    >>> [phrase.text for phrase in name_once([Phrase("Peng Yu's mother", short="her mother"), Phrase("Peng Yu")])]
    ["Peng Yu's mother", 'her']
    """
    shown: list[Phrase] = []
    for at, phrase in enumerate(ordered):
        if is_unnamed(phrase, ordered[:at]):
            shown.append(phrase._replace(text=phrase.short, article=""))
        else:
            shown.append(phrase._replace(text=_pronoun(phrase, ordered[:at]) or phrase.text))
    return shown


def _pronoun(phrase: Phrase, before: Sequence[Phrase]) -> str:
    """Return the pronoun for one after whom an earlier phrase is named, as the short name of that phrase has it."""
    for other in before:
        if _POSSESSIVE.match(other.short) and phrase.text in (other.owner, _owner(other)):
            return _OBJECTIVE[other.short.partition(" ")[0]]
    return ""
