"""Descriptions that continue a sentence: a predicate (`grew up in a village`), or words that follow a verb (`to help her`)."""

from __future__ import annotations

_CONTINUES = (
    *("to ", "that ", "for ", "with ", "in ", "by ", "from ", "through ", "towards ", "on ", "as ", "at ", "when ", "after "),
    *("because ", "while ", "during ", "before ", "without ", "until "),
)
#: Verb forms after a singular and after a plural subject, where they differ.
_FINITE = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_PAST_WORDS = """
agreed became began bought brought broke built came chose could did fell felt found gave got grew had held kept knew lay learnt led left
lost made met paid put ran rose said sang sat saw sent set sold spent spoke stood taught thought took told went won would wrote can may must
will
"""
_PAST = frozenset(_PAST_WORDS.split())
#: Words in -ed that begin a noun phrase or say a state, not a predicate.
_STATES_WORDS = """
based called certified confronted designated disabled disadvantaged educated experienced fragmented hundred impoverished interested known
limited located need praised registered retired skilled speed talented targeted unemployed
"""
_STATES = frozenset(_STATES_WORDS.split())
#: Verbs in the present: the form after a plural subject; with -s after a singular one.
_PRESENT_WORDS = """
accept add address adhere advance aim allow answer apply appear ask attend become begin belong boost bring build buy care carry change
cherish collect combine conduct connect consist contain continue contribute create deal decide defend deliver demand depend develop
display earn employ empower enable encourage enhance enjoy enter explore face feel fight fill find finish follow function gain get give
grow handle harbor help hold hope implement improve include incubate insist join keep lead learn leave listen livestream live lose
maintain make manage meet need offer open operate organise own participate pay practise prepare process produce promote protect provide
raise receive recommend recover rely remain report represent run say see seize sell send serve show sit solve speak spend start stay
strengthen struggle support take teach tell think train travel try use visit wait walk want wear win work write
"""
_PRESENT = frozenset(_PRESENT_WORDS.split())
_ADVERBS_WORDS = """
also always ever first later never not often once soon still then
"""
_ADVERBS = frozenset(_ADVERBS_WORDS.split())
#: Words that show that a word in -ed before them is a verb.
_OBJECTS = frozenset(("a", "an", "her", "him", "his", "it", "its", "that", "the", "their", "them", "to"))
#: Words that show that the word before them is a noun: `work is improving`.
_AFTER_NOUNS = frozenset({*_FINITE, *_FINITE.values(), "of", "who", "that"})


def continues(text: str) -> bool:
    """Return whether a text follows a verb without a mark: it begins with a preposition or a conjunction.

    >>> continues("to help her"), continues("a loan")
    (True, False)
    """
    return text.startswith(_CONTINUES)


def is_predicate(text: str, is_plural: bool = False) -> bool:
    """Return whether a text is a predicate of a subject in that number: it begins with a finite verb, or an adverb and such a verb.

    A word that can also be a noun (`calls ring`, `plans fail`) does not count, so that a doubtful text keeps its colon.

    >>> is_predicate("once ran an orchard"), is_predicate("are active", is_plural=True), is_predicate("the class opened")
    (True, True, False)
    """
    first, second = _first_words(text)
    return _is_past(first) or (_is_present(first, is_plural) and second not in _AFTER_NOUNS)


def is_past(text: str) -> bool:
    """Return whether a text is a predicate in the past, which `and` joins to another one.

    A word in -ed counts before an object that shows it to be a verb.

    >>> is_past("told him about a job"), is_past("invited him"), is_past("tailored support"), is_past("keeps helping them")
    (True, True, False, False)
    """
    first, second = _first_words(text)
    return first in _PAST or (_is_past(first) and second in _OBJECTS)


def _first_words(text: str) -> tuple[str, str]:
    """Return the first two words of a text, without an adverb before them."""
    first, second, third = [*text.split()[:3], "", "", ""][:3]
    return (second, third) if first in _ADVERBS or first.endswith("ly") else (first, second)


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and not word.endswith("eed") and word not in _STATES)


def _is_present(word: str, is_plural: bool) -> bool:
    if is_plural:
        return word in _FINITE.values() or word in _PRESENT
    return word in _FINITE or _base(word) in _PRESENT


def _base(word: str) -> str:
    """Return the plain form of a verb in -s: `try` of `tries`."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    stem = word.removesuffix("s") if word.endswith("s") else ""
    return stem.removesuffix("e") if stem.endswith(("sse", "she", "che", "xe")) else stem
