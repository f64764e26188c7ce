"""Facts as sentences: statements, records and the edges that they give.

The templates are in the ontology (`dg:sentence`); `disgraph.wording.templates` describes their parts. Besides its roles a record has the
slots `{when}` (`July 2017`), `{date}` (`in July 2017`), and of its role one of `{role}`, `{field}` (`in recruitment`), `{manner}`
(`part-time`), by its `roleForm`; `{verb}` replaces the verb of the template.
"""

from __future__ import annotations

import re

from disgraph.ontology.vocabulary import ClassTerm, EdgeTerm
from disgraph.wording.amounts import observation_sentence
from disgraph.wording.noun_phrases import Phrase, Slots, are_plural, is_unnamed, phrases, unnamed_noun
from disgraph.wording.templates import fill, has_tense, slots_of
from disgraph.wording.times import date, duration, spell_time, tense, when

_DATE = re.compile(r"~?\d{4}(?:-\d{2}){0,2}[~?]?")
#: The slot that a role has, by the form of its words.
_ROLE_SLOTS = {"field": "field", "manner": "manner"}
#: A template that begins so says the same in both directions: the named one comes first.
_BOTH_WAYS = "{subject} and {object} "
#: A role with this form is not in the sentence: a name or the verb says it already.
_IMPLIED = "implied"


def statement_sentence(template: str, subject: Phrase, target: Phrase, unnamed: str = "") -> str:
    """Return a statement as a sentence.

    Args:
        template: of the property, with the slots `subject` and `object`.
        subject: the phrase of the subject.
        target: the phrase of the object.
        unnamed: the template for an object that is only named after the subject (`Lan Shiyong has children (not named)`).
    """
    if template.startswith(_BOTH_WAYS) and is_unnamed(subject, [target]):
        subject, target = target, subject
    if unnamed and is_unnamed(target, [subject]):
        template, target = unnamed, _as_noun(target)
    return fill(template, {"subject": [subject], "object": [target]})


def edge_sentence(edge: EdgeTerm, slots: Slots, source: Phrase | None = None, target: Phrase | None = None) -> str:
    """Return the sentence of an edge of a record.

    Args:
        edge: which edge.
        slots: the phrases of each role of the record.
        source: the one value of the source role that is meant (else all).
        target: the one value of the target role that is meant (else all).
    """
    words = dict(slots)
    if edge.source == edge.target:
        values = list(slots.get(edge.source, ()))
        words[edge.source] = [source, target] if source and target else values
    else:
        words[edge.source] = [source] if source else slots.get(edge.source, ())
        words[edge.target] = [target] if target else slots.get(edge.target, ())
    return _sentence(edge.sentence, edge.unnamed, words)


def record_sentence(term: ClassTerm, slots: Slots, measure: str = "") -> str:
    """Return the sentence of a record.

    Args:
        term: its class.
        slots: the phrases of each role.
        measure: of an observation, the sentence of what it measures, if that has one.
    """
    if "measure" in term.required:
        return observation_sentence(_prepared(measure, slots), measure)
    template = term.sentence or f"{term.label}: " + "; ".join(f"{{{role}}}" for role in term.required)
    return _sentence(template, term.unnamed, slots)


def spoken_sentence(template: str, slots: Slots, words: str) -> str:
    """Return the sentence of a record with the words of its speaker.

    Args:
        template: of its class, with the slot `words`.
        slots: the phrases of each role.
        words: in quotation marks.
    """
    return _sentence(template, "", {**slots, "words": phrases([words])})


def _sentence(template: str, unnamed: str, slots: Slots) -> str:
    subject, *other = slots_of(template) if unnamed else [""]
    first = slots.get(subject, ())
    if len(first) == 1 and first[0].is_plural and is_unnamed(first[0], [phrase for name in other for phrase in slots.get(name, ())]):
        template, slots = unnamed, {**slots, subject: [_as_noun(first[0])]}
    return fill(template, _prepared(template, slots), tense(slots))


def _as_noun(unnamed: Phrase) -> Phrase:
    return Phrase(unnamed_noun(unnamed), unnamed.is_plural)


def _prepared(template: str, slots: Slots) -> Slots:
    """Return the slots as they are read: times in words, the role in the slot of its form."""
    words = {name: [_spelt(name, phrase) for phrase in values] for name, values in slots.items()}
    if not has_tense(template):
        slots = {name: values for name, values in slots.items() if name != "asOf"}
    times = {"when": when(slots), "date": date(slots), "duration": duration(slots)}
    words |= {name: phrases([text] if text else []) for name, text in times.items()}
    forms = [phrase.text for phrase in slots.get("roleForm", ())]
    form = forms[0] if forms else "noun"
    if form in _ROLE_SLOTS:
        words[_ROLE_SLOTS[form]] = words.pop("role", [])
    elif form == _IMPLIED:
        words.pop("role", None)
    elif "role" in words:
        subject = words.get(slots_of(template)[0], ()) if slots_of(template) else ()
        words["role"] = [role._replace(is_plural=form == "post" or are_plural(subject)) for role in words["role"]]
    return words


def _spelt(name: str, phrase: Phrase) -> Phrase:
    if name == "onset" and _DATE.fullmatch(phrase.text):
        return phrase._replace(text=spell_time(phrase.text))
    return phrase
