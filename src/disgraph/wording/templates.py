"""Templates of sentences: slots, verbs that agree, and parts that are dropped when they are empty or said already.

A template is a text with these parts:

- `{employer}`: the phrases of a slot, as a list.
- `{a role}`: with an indefinite article, if it is singular.
- `{as object}`: with an indefinite article, or in the plural after a plural subject.
- `{at employer}`: after the preposition of its class: at a company, for a person.
- `{to content}`: after a space where it begins with a word that continues the sentence, after `and` where it is a predicate in the past,
  else after a colon.
- `{and description}`: the same, else after a semicolon.
- `{do description}`: after a space where it is a predicate of the slot before it, else after a colon.
- `{has|have}`: the verb that agrees with the slot before it; a third form is the past and participle, for a verb that follows the
  tense; five forms (`{is|are|was|were|been}`) for a verb whose past agrees too.
- `[?intent=plan {plans|plan}|{hopes|hope}]`: a part for one value of a slot; `[?words said|spoke]`: for any value.
- `[, {rank}]`: dropped if a slot in it is empty, or if the sentence already contains all that it would add.
- `[by {maker}|for {user}]`: the first alternative whose slots are all filled.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from disgraph.wording.noun_counts import join, plural_noun
from disgraph.wording.noun_phrases import Phrase, Slots, are_plural, is_unnamed, name_once, with_article
from disgraph.wording.predicates import continues, is_past, is_predicate
from disgraph.wording.times import PERFECT, PRESENT

_PART = re.compile(r"\[([^\[\]]*)\]")
_CHOSEN = re.compile(r"[\[<]([^\[\]<>]*)[\]>]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_MARK = re.compile(r"(?:a|and|as|at|do|to) (?=\w)")
_CONDITION = re.compile(r"^\?(\w+)(?:=(\w+) | )")
_BETWEEN = re.compile(r"\|(?![^{]*\})")
_WORD = re.compile(r"[\w'\u2019]+")
_STEM = 6
#: What separates a slot from the words before it where it does not continue them, by its mark.
_SEPARATORS = {"to": ":", "and": ";", "do": ":"}
#: First words that take no article.
_NO_NOUN_WORDS = """
a among an in on one the
"""
_NO_NOUN = frozenset(_NO_NOUN_WORDS.split())
#: Slots that hold no names.
_TIMES = ("when", "date", "duration")
#: Words that add nothing to a sentence.
_SMALL_WORDS = """
a about an and are as at by for from has have his her in into is it its of on or so that the their them there this to until up was
were who which with
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_WITH_PAST, _WITH_PLURAL_PAST = 3, 5


def fill(template: str, slots: Slots, tense: str = PRESENT) -> str:
    """Return a template with its slots filled.

    >>> fill("{a} visited {b}[ in {place}]", {"a": [Phrase("Liu")], "b": [Phrase("Tang")]})
    'Liu visited Tang'
    """
    return _Filling(template, slots, tense).text


def slots_of(template: str) -> list[str]:
    """Return the names of a template's slots in their order, each once."""
    named = (_MARK.sub("", inner, count=1) for inner in _BRACES.findall(template) if "|" not in inner)
    return list(dict.fromkeys(named))


def verb(forms: Sequence[str], plural: bool, tense: str = PRESENT) -> str:
    """Return the form of a verb.

    >>> verb(["works", "work", "worked"], plural=False, tense="perfect"), verb(["is", "are"], plural=True)
    ('has worked', 'are')
    """
    if tense == PRESENT or len(forms) < _WITH_PAST:
        return forms[1 if plural else 0]
    if tense == PERFECT:
        return f"{'have' if plural else 'has'} {forms[-1]}"
    return forms[3 if plural and len(forms) == _WITH_PLURAL_PAST else 2]


def has_tense(template: str) -> bool:
    """Return whether a template has a verb with a present and another past."""
    verbs = (inner.split("|") for inner in _BRACES.findall(template) if "|" in inner)
    return any(len(forms) >= _WITH_PAST and forms[0] != forms[-1] for forms in verbs)


def adds_nothing(text: str, said: str) -> bool:
    """Return whether a text has content words, and all of them are in what was said already."""
    stems = content_stems(text)
    return bool(stems) and stems <= content_stems(said)


def fixed_text(template: str) -> str:
    """Return what a template says by itself: its words and verb forms, without its slots."""
    return _BRACES.sub(lambda brace: brace[1].replace("|", " ") if "|" in brace[1] else " ", template)


def content_stems(text: str) -> frozenset[str]:
    """Return the content words of a text, cut so that word forms fall together."""
    words = (word.replace("\u2019", "'").removesuffix("'s").strip("'") for word in _WORD.findall(text.casefold()))
    return frozenset(word.rstrip("s")[:_STEM] for word in words if word not in _SMALL)


class _Filling:
    """One template being filled, from left to right."""

    def __init__(self, template: str, slots: Slots, tense: str) -> None:
        self.tense, self.subject = tense, False
        chosen = "".join(_choose(template, slots))
        self.slots = _named_once(chosen, slots)
        self.text = ""
        at = 0
        for part in _CHOSEN.finditer(chosen):
            self.text += self._filled(chosen[at : part.start()])
            self.text += self._optional(part[1]) if part[0].startswith("[") else self._filled(part[1])
            at = part.end()
        self.text = " ".join((self.text + self._filled(chosen[at:])).split())

    def _filled(self, text: str) -> str:
        return _BRACES.sub(self._brace, text)

    def _optional(self, part: str) -> str:
        given = self.slots
        names = slots_of(part)
        self.slots = {**given, **{name: self._unsaid(name) for name in names}}
        filled = self._filled(part) if all(self.slots[name] for name in names) else ""
        self.slots = given
        return filled

    def _unsaid(self, name: str) -> list[Phrase]:
        """Return the phrases of a slot that say something new."""
        return [phrase for phrase in self.slots.get(name, ()) if not adds_nothing(phrase.text, self.text)]

    def _brace(self, match: re.Match[str]) -> str:
        inner = match[1]
        if "|" in inner:
            return verb(inner.split("|"), self.subject, self.tense)
        mark = _MARK.match(inner)
        values = self.slots.get(inner[mark.end() :] if mark else inner, ())
        subject, self.subject = self.subject, are_plural(values)
        return _marked(mark[0].strip() if mark else "", values, subject)


def _marked(mark: str, values: Sequence[Phrase], subject: bool) -> str:
    """Return the phrases of a slot after its mark.

    Args:
        mark: before the name of the slot, or empty.
        values: the phrases.
        subject: whether the slot before it is plural.
    """
    if mark == "a":
        return join([_indefinite(phrase) for phrase in values if not _is_wider(phrase, values)])
    if mark == "as":
        return join([plural_noun(phrase.text) if subject else _indefinite(phrase) for phrase in values])
    text = join([phrase.words for phrase in values])
    if mark == "at" and values:
        return f"{values[0].preposition} {text}"
    if mark in _SEPARATORS:
        follows = is_predicate(text, subject) if mark == "do" else continues(text)
        joins = mark == "to" and is_past(text)
        return f"{'' if follows else ' and' if joins else _SEPARATORS[mark]} {text}"
    return text


def _indefinite(phrase: Phrase) -> str:
    """Return a noun with its article; a title and what does not begin with a noun have none."""
    takes_none = phrase.is_plural or phrase.text[:1].isupper() or phrase.text.split()[0] in _NO_NOUN
    return phrase.text if takes_none else with_article(phrase.text)


def _is_wider(phrase: Phrase, values: Sequence[Phrase]) -> bool:
    """Return whether another phrase says all that this one says, and more."""
    return any(content_stems(phrase.text) < content_stems(other.text) for other in values)


def _choose(template: str, slots: Slots) -> Iterator[str]:
    """Yield a template with the first complete alternative of each part, and without the parts that have none."""
    at, said = 0, [phrase.text for name in slots_of(template)[:1] for phrase in slots.get(name, ())]
    for part in _PART.finditer(template):
        yield template[at : part.start()]
        alternatives = _BETWEEN.split(part[1])
        chosen = _CONDITION.sub("", next((each for each in alternatives if _is_complete(each, slots, said)), ""))
        yield f"[{chosen}]" if len(alternatives) == 1 else f"<{chosen}>"
        at = part.end()
    yield template[at:]


def _is_complete(alternative: str, slots: Slots, said: Collection[str]) -> bool:
    """Return whether every slot of an alternative has a phrase, and its condition holds if it has one.

    Args:
        alternative: of a part of the template.
        slots: the phrases of each slot.
        said: names that fill no condition, since the sentence begins with them.
    """
    condition = _CONDITION.match(alternative)
    meets = condition is None or any(
        condition[2] in (None, phrase.text) for phrase in slots.get(condition[1], ()) if phrase.text not in said
    )
    return meets and all(slots.get(name) for name in slots_of(alternative))


def _named_once(template: str, slots: Slots) -> dict[str, Sequence[Phrase]]:
    """Return the slots with no name twice among those that the template uses."""
    slots = {name: _named_first(values) for name, values in slots.items()}
    used = [name for name in slots_of(template) if slots.get(name) and name not in _TIMES]
    shown = iter(name_once([phrase for name in used for phrase in slots[name]]))
    return {**slots, **{name: [next(shown) for _ in slots[name]] for name in used}}


def _named_first(values: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases of a slot so that those named after another one follow it: `Peng Yu and her mother`."""
    return sorted(values, key=lambda phrase: is_unnamed(phrase, values))
