"""Whether a clause states a fact: negation, hearsay, intention, condition and past habit, for rules, figures and models alike.

The words that take a clause out of what is stated are data (`assertion.yaml`), each with the reach of its effect. A governing verb, noun
or adverb before a place of a sentence has effect on it unless a new predicate or an adversative begins between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from disgraph.extract.names.entities import Mention
from disgraph.extract.text.phrases import grammar
from disgraph.extract.text.rule_files import read_items, texts_of

_ADVERB = "now|also|then|later|still|already|even|since|thus|today|instead|eventually|finally|recently|soon|further"
_TO_WITHIN = r"(?: (?!and\b|but\b)[^\s,;:]+){0,4}?,? to(?= [a-z\ue000-\uf8ff])"
#: What ends every effect, and what ends that of a `clause` scope.
_BREAKS = re.compile(r"[;:!?\"]|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bwhereas\b|\bwhile\b|\bbecause\b")
#: A quotation at once behind a governing word: it is not true that "...," she recalled.
_QUOTED = re.compile(r'(?: [a-z]+){0,3} ?"')
#: The beginning of a clause behind a semicolon, unless it is a name or a month as well.
_CLAUSE_START = re.compile(r"(?<=; )(?!May\b|Will\b)[A-Z](?=[a-z])")
_RELATIVES = re.compile(r",? (?:who|which|whose|where)\b")
_THAT = re.compile(r"\bthat\b")
_WORD = re.compile(r"[a-z']+")
_FACTUAL_INFINITIVE = grammar("leads-to-fact")
_TO_VERB = re.compile(r"\b(?:(\w+) (?:on )?)?to ([a-z]+)(?: [a-z'-]+){0,4} $")
_NOT_VERBS = grammar("no-infinitives")
_ABLE = grammar("able")


class _Governor(NamedTuple):
    standing: str
    scope: str
    words: re.Pattern[str]


@cache
def _governors() -> tuple[_Governor, ...]:
    return tuple(
        _Governor(str(item["standing"]), str(item["scope"]), _pattern(texts_of(item["words"]), str(item.get("to", ""))))
        for item in read_items(__name__, "assertion.yaml")
    )


def _pattern(words: tuple[str, ...], before_to: str) -> re.Pattern[str]:
    alone = "|".join(f"(?:{one})" for one in words)
    to = f"|(?:{'|'.join(before_to.split())}){_TO_WITHIN}" if before_to else ""
    return re.compile(rf"(?<![\w'-])(?:{alone}{to})(?![\w-])")


def standing_of(sentence: str, at: int, *, is_figure: bool = False) -> str:
    """Return how a sentence puts what it says at a place.

    Args:
        sentence: its words; names may be masked.
        at: the place of the verb, or of the figure.
        is_figure: whether a figure is at the place, for which the infinitive before it also counts.

    Returns:
        Empty if it states it, else `denied`, `hearsay`, `intended`, `supposed` or `past`.

    >>> standing_of("The scheme seeks to train 700 weavers.", 26)
    'intended'
    >>> standing_of("It denied the charge and founded a school.", 25)
    ''
    """
    text = _lowered(sentence)
    if text.rstrip().endswith(("?", '?"')):
        return "supposed"
    for governor in _governors():
        if governor.scope == "behind":
            if governor.words.search(text, at):
                return governor.standing
        elif any(_reaches(text, found.end(), at, governor.scope) for found in governor.words.finditer(text, 0, _end_of_word(text, at))):
            return governor.standing
    return "intended" if is_figure and _is_purpose(text[:at]) else ""


def masked_view(view: str, mentions: Iterable[Mention]) -> str:
    """Return the view of a document with its names masked, so that Hope Trust hopes for nothing."""
    parts, at = [], 0
    for mention in sorted(mentions):
        if mention.how in ("name", "short") and mention.start >= at:
            parts += [view[at : mention.start], "\ue003" * (mention.end - mention.start)]
            at = mention.end
    return "".join([*parts, view[at:]])


def _lowered(sentence: str) -> str:
    """Return a sentence in which only the first words of its parts are put in lower case, unless they are names or months as well."""
    first = sentence.split(" ", 1)[0]
    sentence = _CLAUSE_START.sub(lambda found: found[0].lower(), sentence)
    return sentence if first in ("May", "Will") else sentence[:1].lower() + sentence[1:]


def _end_of_word(text: str, at: int) -> int:
    found = _WORD.match(text, at)
    return found.end() if found else at


def _reaches(text: str, start: int, at: int, scope: str) -> bool:
    """Return whether the effect of words that end at a place reaches a later place."""
    if start > at:
        return False
    between = text[start : _end_of_word(text, at)]
    quotation = _QUOTED.match(text, start)
    if quotation and quotation.end() <= at and _THAT.search(text, max(0, start - 4), quotation.end()):
        return not _BREAKS.search(text.replace('"', " "), quotation.end(), at)
    if _BREAKS.search(text, start, at):
        return False
    if scope == "open" or _THAT.search(between):
        return True
    return not (_RELATIVES.search(between) or begins_predicate(between))


def begins_predicate(between: str) -> bool:
    """Return whether a new predicate begins in some words: after "and" with its verb, or after a comma with a verb anywhere."""
    for joint in re.finditer(rf"(?:,? and|,? or|, then)(?: (?:{_ADVERB}))* ([a-z']+)", between):
        if _is_finite(joint[1]) or (joint[1].endswith("s") and not joint[1].endswith(("ss", "us"))):
            return True
    comma = between.find(",")
    return comma >= 0 and any(_is_finite(word) for word in _WORD.findall(between[comma:]))


def _is_finite(word: str) -> bool:
    """Return whether a word has the form of a verb that states something."""
    listed = word in grammar("verbs") or word in grammar("be") or word in grammar("have")
    return listed or (word.endswith("ed") and len(word) > 3)  # noqa: PLR2004


def _is_purpose(before: str) -> bool:
    """Return whether a figure is the object of an infinitive of purpose: money to equip | 90 schools."""
    found = _TO_VERB.search(before)
    if not found or found[2] in _NOT_VERBS or found[2].endswith(("s", "ing", "ed")):
        return False
    leading = found[1] or ""
    return leading not in _ABLE and leading not in _FACTUAL_INFINITIVE and leading.rstrip("sd") not in _FACTUAL_INFINITIVE
