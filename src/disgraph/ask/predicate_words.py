"""The words of a question that an answer must say: the noun that is asked for, the verb, and the years.

Facts about the named entity that say something else do not answer: "Which bank lent money to Ann?" is not answered by what she bought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disgraph.ask.named_entities import TOKEN, NamedEntity
from disgraph.ask.question_language import FORM_WORDS, first_part, is_past
from disgraph.search.word_forms import STOP_WORDS
from disgraph.store.name_file import fold_name

BE = frozenset(("is", "are", "was", "were"))
AUXILIARIES = BE | frozenset(("be", "been", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should"))
ASKING = frozenset(("who", "whom", "whose", "what", "which", "when", "where", "why", "how"))
ARTICLES = frozenset(("the", "a", "an"))
PREPOSITIONS = frozenset(
    """of in at on for to by with from about into through during after before between among under over near around than as since until
    out up down off per within without against towards like because and or that""".split()  # noqa: SIM905  (a list of 40 lines)
)

#: Words that say no more than that something is so, and units, which facts write in other ways.
_LIGHT = frozenset(
    """live lives exist exists see saw serve include includes involve involved concern come comes came else need needs undergo
    current currently now today more less least most total exactly work works belong belongs amount figure sum size extent ever main
    mainly took part place places minute minutes hour hours day days week weeks month months years annually monthly yearly daily
    kilogram kilograms kilometre kilometres metre metres percent share percentage""".split()  # noqa: SIM905  (a list of 60 lines)
)

#: What begins the object of a verb.
_OWNING = frozenset(("his", "her", "its", "their", "my", "our", "your"))

#: Verbs that lead to another one.
_LEADING = frozenset(("decide", "decided", "start", "started", "begin", "began", "try", "tried", "manage", "managed", "come", "came"))

#: A verb among the words that say nothing as adjectives.
_OWN = frozenset(("own",))

#: What a name becomes; with a possessive ending, the second.
NAME, OWNER = "\0", "\1"
_STOPS = AUXILIARIES | PREPOSITIONS | ASKING | ARTICLES | {NAME, OWNER}

#: A year, unless a condition compares with it.
_YEAR = re.compile(r"(?<!\bbefore )(?<!\bafter )(?<!\bsince )(?<!\bthan )\b((?:1[89]|20)\d\d)\b")
_LIMIT = re.compile(r"\b(by|until|up to)( the)?( end| middle| beginning)?( of)?( [a-z]+)?,?( \d{1,2},)? $", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s?(?!\w)")


def predicate_words(text: str, mentions: Sequence[NamedEntity]) -> tuple[str, ...]:
    """Return the folded words of an English question that an answer must say, in other words or the same.

    Args:
        text: the question.
        mentions: what it names.
    """
    names = [each for each in mentions if each.is_proper]
    asked = [word for word, _ in without_intent(list(named_tokens(first_part(text), names)))]
    return tuple(dict.fromkeys(word for word in (*_noun(asked), *_verb(asked)) if is_topical(word)))


class AskedYear(NamedTuple):
    """A year of a question, and whether it is only the latest one (by 2020)."""

    year: int
    is_limit: bool


def asked_years(text: str, mentions: Sequence[NamedEntity]) -> tuple[AskedYear, ...]:
    """Return the years of a question, without those in names and in conditions."""
    for mention in sorted((each for each in mentions if each.is_proper), key=lambda each: -each.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return tuple(AskedYear(int(found.group(1)), bool(_LIMIT.search(text[: found.start()]))) for found in _YEAR.finditer(text))


def is_topical(word: str) -> bool:
    """Return whether a folded word says what a question is about."""
    return not (
        word in STOP_WORDS - _OWN
        or word in FORM_WORDS
        or word in _LIGHT
        or word in (NAME, OWNER)
        or word[:1].isdigit()
        or word.endswith("ly")
    )


def named_tokens(text: str, names: Sequence[NamedEntity]) -> Iterator[tuple[str, NamedEntity | None]]:
    """Yield the folded words of a text, each with the name that it is: a name is one word, `NAME` or, with a possessive ending, `OWNER`."""
    end = -1
    for token in TOKEN.finditer(text):
        inside = next((name for name in names if name.start <= token.start() < name.end), None)
        if inside is None:
            yield _POSSESSIVE.sub("", fold_name(token.group())), None
        elif inside.end != end:
            end = inside.end
            yield OWNER if _POSSESSIVE.search(text, end - 2, end + 2) else NAME, inside


def without_intent(tokens: Sequence[tuple[str, NamedEntity | None]]) -> list[tuple[str, NamedEntity | None]]:
    """Return tokens without verbs that lead to another one: of decide to open, open."""
    skipped = {at for at in range(len(tokens) - 1) if tokens[at][0] in _LEADING and tokens[at + 1][0] == "to"}
    return [token for at, token in enumerate(tokens) if at not in skipped and at - 1 not in skipped]


def _noun(asked: Sequence[str]) -> Iterator[str]:
    """Yield the noun after which, what or how many, and that after a form of be."""
    at = next((number for number, word in enumerate(asked) if word in ASKING), None)
    if at is None:
        return
    phrase = phrase_of(asked[at + 1 :])
    if asked[at] in ("what", "which", "whose") or phrase[:1] in (["many"], ["much"]):
        yield from _last(phrase)
        yield from [word for word in phrase[1:-1] if is_topical(word) and is_past(word)]
    rest = asked[at + 1 + len(phrase) :]
    if rest and rest[0] in BE and rest[1:2] and rest[1] in ARTICLES | {OWNER}:
        yield from _last(phrase_of(_named(rest[2:])))


def _named(words: Sequence[str]) -> Sequence[str]:
    """Return the words after the name of: whose name is asked for."""
    if words[:1] not in (["name"], ["names"]) or words[1:2] != ["of"]:
        return words
    return words[3:] if words[2:3] and words[2] in ARTICLES | {OWNER} else words[2:]


def phrase_of(words: Sequence[str]) -> list[str]:
    """Return the words up to an auxiliary verb, an article, a preposition, a name or another interrogative."""
    stop = next((at for at, word in enumerate(words) if word in _STOPS), len(words))
    return list(words[:stop])


def verb_phrase(words: Sequence[str]) -> list[str]:
    """Return the words of a phrase up to an owner, or a number: of open its doors, open."""
    phrase = phrase_of(words)
    return phrase[: next((at for at, word in enumerate(phrase) if word in _OWNING or word[:1].isdigit()), len(phrase))]


def _last(phrase: Sequence[str]) -> Iterator[str]:
    """Yield the last word of a phrase that says something."""
    yield from [word for word in phrase if is_topical(word)][-1:]


def _verb(asked: Sequence[str]) -> Iterator[str]:
    """Yield the verb after the subject of a question, or after who."""
    if len(asked) > 1 and asked[0] == "who" and asked[1] not in AUXILIARIES:
        yield from [word for word in phrase_of(asked[1:]) if is_topical(word)][:1]
        return
    at = next((number for number, word in enumerate(asked) if word in AUXILIARIES), None)
    if at is None:
        return
    rest = asked[at + 1 :]
    name = next((number for number, word in enumerate(rest) if word in (NAME, OWNER)), None)
    if name is None:
        yield from _last(rest[:1]) if asked[at] in BE else ()
    elif rest[name] == NAME or asked[at] not in BE:
        yield from _last(verb_phrase(after_places(rest[name + 1 :])))


def after_places(words: Sequence[str]) -> Sequence[str]:
    """Return the words after those that place a subject: in Paris."""
    while len(words) > 1 and words[0] in PREPOSITIONS and words[1] in (NAME, OWNER):
        words = words[2:]
    return words
