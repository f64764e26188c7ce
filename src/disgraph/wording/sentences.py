"""Plain sentences from the templates of the ontology: the one place where a hop becomes words.

A template is a sentence with `{slot}`s; a part in square brackets is dropped when one of its slots is empty. A record's
slots are its roles and `{when}`, which is made of its time, start and end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from disgraph.ontology.vocabulary import ClassTerm, EdgeTerm

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
#: Marks that follow a colon where the parts between were dropped.
_GAP = re.compile(r"(:)(?=\s*[,;])\s*[,;]|:$")
_DATE = re.compile(r"~?\d{4}(?:-\d{2}){0,2}[~?]?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMBERS = ("value", "minValue", "maxValue")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Return a template with its slots filled.

    >>> fill("{a} visited {b}[ in {place}][ ({when})]", {"a": "Liu", "b": "Tang", "when": "July 2017"})
    'Liu visited Tang (July 2017)'
    """

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(slots.get(name) for name in _SLOT.findall(part[1])) else ""

    filled = _SLOT.sub(lambda slot: slots.get(slot[1], ""), _OPTIONAL.sub(optional, template))
    return " ".join(_GAP.sub(r"\1", filled).split())


def edge_sentence(edge: EdgeTerm, slots: Mapping[str, Sequence[str]], source: str = "", target: str = "") -> str:
    """Return the sentence of an edge of a record.

    Args:
        edge: which edge.
        slots: the words of each role of the record, one or more.
        source: the one value of the source role that is meant (else all).
        target: likewise of the target role.
    """
    words = {role: join(_spelt(role, values)) for role, values in slots.items()}
    if edge.source == edge.target:
        values = list(slots.get(edge.source, ()))
        words[edge.source] = source or values[0]
        words[f"{edge.source}2"] = target or join(values[1:])
    else:
        words[edge.source] = source or words.get(edge.source, "")
        words[edge.target] = target or words.get(edge.target, "")
    words["when"] = when(slots)
    return fill(edge.sentence, words)


def record_sentence(term: ClassTerm, slots: Mapping[str, Sequence[str]]) -> str:
    """Return the sentence of a record, from its class's template."""
    template = term.sentence or f"{term.label}: " + "; ".join(f"{{{role}}}" for role in term.required)
    words = {role: join(_spelt(role, values)) for role, values in slots.items()}
    return fill(template, words | {"when": when(slots), "figure": _figure(words)})


def _spelt(role: str, values: Sequence[str]) -> Sequence[str]:
    """Return the values of a role as people read them: numbers with commas, an onset that is a date in words."""
    if role in _NUMBERS:
        return [spell_number(value) for value in values]
    if role == "onset":
        return [spell_time(value) if _DATE.fullmatch(value) else value for value in values]
    return values


def _figure(words: Mapping[str, str]) -> str:
    """Return the value of an observation, or its range."""
    if words.get("value"):
        return words["value"]
    return fill("[{minValue} to {maxValue}]", words) or fill("[at least {minValue}][up to {maxValue}]", words)


def spell_number(text: str) -> str:
    """Return a plain number with commas between thousands, and any other text as it is.

    >>> spell_number("3500"), spell_number("58.05"), spell_number("some")
    ('3,500', '58.05', 'some')
    """
    if not _NUMBER.fullmatch(text):
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"


def join(values: Sequence[str]) -> str:
    """Return words as an English list: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(values[:-1]), *values[-1:]]))


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an`.

    >>> with_article("agent"), with_article("person"), with_article("unit")
    ('an agent', 'a person', 'a unit')
    """
    sounds_open = noun[:1].lower() in tuple("aeiou") and not noun.lower().startswith(("uni", "eu", "one", "use"))
    return f"{'an' if sounds_open else 'a'} {noun}"


def when(slots: Mapping[str, Sequence[str]]) -> str:
    """Return a record's time in words, from its time, start and end (EDTF)."""
    parts = [spell_time(value) for value in slots.get("time", ())[:1]]
    starts, ends = slots.get("start", ())[:1], slots.get("end", ())[:1]
    if starts and ends:
        parts.append(f"{spell_time(starts[0])} to {spell_time(ends[0])}")
    else:
        parts += [f"since {spell_time(value)}" for value in starts] + [f"until {spell_time(value)}" for value in ends]
    return ", ".join(parts)


def spell_time(text: str) -> str:
    """Return an EDTF date or interval in words.

    >>> spell_time("2017-07"), spell_time("2016/2019"), spell_time("../2020-06"), spell_time("2015-22")
    ('July 2017', '2016 to 2019', 'up to June 2020', 'summer 2015')
    """
    if "/" in text:
        first, _, last = text.partition("/")
        if first in ("", ".."):
            return f"up to {spell_time(last)}"
        if last in ("", ".."):
            return f"since {spell_time(first)}"
        return f"{spell_time(first)} to {spell_time(last)}"
    about = "about " if text.startswith("~") or text.endswith(("~", "%")) else ""
    unsure = " (uncertain)" if text.endswith("?") else ""
    year, *rest = text.strip("~?%").split("-")
    if year.endswith("X"):
        return f"{about}{year[:3]}0s{unsure}"
    if not rest:
        return f"{about}{year}{unsure}"
    month = _SEASONS.get(rest[0]) or _MONTHS[int(rest[0]) - 1]
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{about}{day}{month} {year}{unsure}"
