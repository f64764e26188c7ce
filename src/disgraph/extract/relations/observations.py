"""Figures as proposed observations: what is measured, about which entity, where and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.claims.claim import Record
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.type_groups import classes_below
from disgraph.extract.relations.assertion import standing_of
from disgraph.extract.relations.clause import subject_before, tokens_of
from disgraph.extract.relations.figure_places import is_of_place, place_of
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import codes_of
from disgraph.extract.relations.speech import Quotations, attributed
from disgraph.extract.relations.support import Support
from disgraph.extract.text.counts import CountedNumber
from disgraph.extract.text.dates import TextDate
from disgraph.extract.text.phrases import units
from disgraph.extract.text.rule_files import read_items, texts_of
from disgraph.extract.text.text_model import TextModel

#: What figures are about.
_ABOUT = codes_of("person group organisation school programme event platform policy")
_BODIES, _PLACES = codes_of("organisation school"), codes_of("place")
#: A holder right before its figure: Salma earned 300 euros, Nadia | 4,000 kyat.
_ADJACENT = re.compile(rf"(?:, |\band )(?P<who>[{_ABOUT}]) $")
#: Bluepine, a company in Beirut with | 60 employees.
_APPOSED = re.compile(rf"(?P<who>[{_ABOUT}]), an? [^,;.]{{3,60}} with (?:about |some |over |nearly |more than |only )?$")
#: The Hope Workshop, with | 45 people employed in Lund; runs the Hope Workshop with | 45 people employed.
_STAFFED = re.compile(rf"(?P<who>[{_BODIES}])(?: in [{_PLACES}])?,? (?:with|where) (?:about |some |over |nearly |more than |only |its )?$")
_EMPLOYED = re.compile(r"[^,;.]{0,30}?\b(?:employed|(?:are|were) employed|work|working|on its staff|on the payroll)\b")
#: A figure that is the subject of a denial, a condition or a plan: about 103,000 people | were not employed.
_DENIED_BEHIND = re.compile(
    r"\W*(?:(?!(?:and|but|who|which|that)\b)[\w'-]+ ){0,6}?(?:not|never|no longer|would|could|might|will|should|must|may)\b"
)
_PEOPLE = ("person", "family", "household")
#: How sure an observation is: of a known unit, of a thing counted, in a place where columns may have run together.
_SURE, _THING, _RISK = 0.93, 0.85, 0.7
#: Parts of a body: what a person has lost is a condition, not a figure.
_BODY_PARTS = frozenset("fingers finger toes toe legs arms hands feet eyes limbs ears teeth kidneys".split())  # noqa: SIM905 - nouns
#: Relatives are counted, not helped or trained: "I support my two sons".
_KIN = re.compile(r"(?:sons|daughters|brothers|sisters|siblings|grandchildren|nieces|nephews|cousins)$")
_PARENT = re.compile(r"\b(?:has|had|have|with|raises|raised|raising|of|father|mother|bore|support(?:s|ed)?|feeds?)\b[^,;]{0,20}$")
_BEHIND, _REACH = 48, 100
_CLAUSE_BEGINS = re.compile(
    r"[;:](?!\W*$)|(?<!\d),(?: and| but| while| whose| who)? (?=(?:it|he|she|they|we|the [a-z]+) )|\b(?:while|but)\b"
)
#: A figure with a verb of its own: trained 214 people and has | 45; trained 214 people, and | 45 people are employed.
_OWN_VERB = re.compile(r"\band (?=(?:has|have|had) )")
_JOINED, _BE_BEHIND = re.compile(r", and $"), re.compile(r"\W*(?:are|were|is|was)\b")
_CLAUSE_ENDS = re.compile(r"[,;:.](?!\d)|\b(?:and|but|while)\b")
_OPENER = re.compile(r"^(?:In|On|At|By|Since|During|From|Last|This year|Between|Until|After|Before)\b[^,]{0,60}, ")
#: The head of a clause that is not a subject that a reader knows: a pronoun, a preposition, a part of a list.
_NO_SUBJECT = re.compile(
    r"(?:it|he|she|they|we|i|you|this|that|these|those|each|there|here|which|who|whom|of|in|on|at|for|from|with|by|to|and|or|but|up|down|not|as"
    r"|than|including|plus|also|about|over|some|nearly|against|among|another|a further|its|their|his|her|our|my)\b",
    re.IGNORECASE,
)
_SHARE_ENDS = re.compile(r"[;:.!?](?!\d)|,(?!\d)|\b(?:and|but|while)\b(?=[^,;.]*\d)")
#: "Rose from 26.8 to 33 percent": levels, no growth.
_LEVEL = re.compile(r"\b(?:from|to)(?: (?:about|nearly|only|just|almost|some))? $", re.IGNORECASE)
_CHANGES = ("growth-rate", "decline-rate")
#: Shares that need whom they are a share of, and changes that need what has changed.
_BARE = ("share", *_CHANGES)
_CHANGED = re.compile(r"\W*(?!(?:it|he|she|they|we|this|that|which|rose|fell|up|down|by)\b)[A-Za-z]{3,}\b[^,;]*\s", re.IGNORECASE)
#: Counted as households, but also run and built.
_DWELLINGS = ("homes", "houses", "dwellings")
#: Measures that say only what kind of thing a figure counts; it needs whose it is.
_GENERAL = frozenset(("people", "amount-of-money", "organisations", "companies", "places", "households", "families", "projects", "jobs"))
#: Between a subject and a figure that is not its own: "was refused a loan by three banks", "asked for 15 million".
_NOT_ITS_OWN = re.compile(
    r"\bby (?:the |some |about |nearly |over |more than )*$"
    r"|\b(?:ask(?:s|ed)?|refus(?:es|ed)|den(?:ies|ied)|pays?|paid|needs?|needed|lacks?|lacked|owe[sd]?|demand(?:s|ed)?|seeks?|sought"
    r"|visit(?:s|ed)?|inspect(?:s|ed)?|interview(?:s|ed)?|survey(?:s|ed)?|met|meets?|know|knows|knew|says?|said|from|than|of the)"
    r"\b(?:(?!\band\b)[^,;])*$"
)
#: A whole of which a part is counted before, or what holds of some: 23 of the | 31 couriers; one of | 86 men; firms in which | 3 percent.
_WHOLE = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|half|many|some|one)) (?:out )?of (?:the |its |their )?$"
    r"|\b(?:in which|where|whose) (?:all |at least |more than |over |up to |only )?$"
)
_OF_WHOLE = re.compile(r" (?:out )?of (?:the |its |their )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred)\b)")
_MONEY_WORDS = re.compile(r"\b(?:income|salary|salaries|wages?|earn(?:s|ed|ing)?)\b[^.;:]*$", re.IGNORECASE)


class _MeasureRule(NamedTuple):
    """A rule for a measure: its name, the units that it fits and the words that indicate it."""

    name: str
    units: frozenset[str]
    words: re.Pattern[str] | None


@cache
def _measures() -> tuple[_MeasureRule, ...]:
    return tuple(
        _MeasureRule(str(item["measure"]), frozenset(texts_of(item["units"])), _pattern(texts_of(item["words"])))
        for item in read_items(__name__, "measures.yaml")
    )


@cache
def measure_names() -> frozenset[str]:
    """Return the measures that the rules know."""
    return frozenset(measure.name for measure in _measures())


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    parts = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})\b", re.IGNORECASE) if words else None


def measure_of(unit: str, noun: str, before: str, counted: str = "", behind: str = "") -> str:
    """Return the measure of a figure: by the nearest indicator before it, else by what is counted, else by what follows.

    Args:
        unit: the unit of the figure.
        noun: what the text calls it.
        before: the words of the clause before the figure.
        counted: the words from the figure to the end of what is counted.
        behind: the words that follow.

    >>> measure_of("person", "staff", "The base employs", "378 staff members")
    'people-employed'
    """
    group = "people" if unit in _PEOPLE else "money" if unit in units().money else unit
    fitting = [measure for measure in _measures() if {unit, group} & measure.units]
    if _LEVEL.search(before):
        fitting = [measure for measure in fitting if measure.name not in _CHANGES]
    for words in (before, counted, behind) if not _KIN.match(noun) else ():
        ends = [(max(found.end() for found in measure.words.finditer(words)), -order) for order, measure in enumerate(fitting)
                if measure.words and measure.words.search(words)]  # fmt: skip
        if ends:
            return fitting[-max(ends)[1]].name
    if fitting and fitting[-1].words is None and noun not in _DWELLINGS:
        return fitting[-1].name
    return re.sub(r"[^a-z0-9]+", "-", noun.lower()).strip("-") or unit


class Observer:
    """Turns the figures of one text into observations."""

    def __init__(
        self, model: TextModel, lines: Mapping[int, EncodedLine], mentions: Sequence[Mention], support: Support, speeches: Quotations
    ) -> None:
        self.model, self.lines, self.support, self.speeches = model, lines, support, speeches
        self.measures: dict[str, FoundEntity] = {}
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]

    def drafts(self, numbers: Sequence[CountedNumber]) -> Iterator[Draft]:
        """Yield an observation for each figure that states a fact."""
        for number in numbers:
            if not self._in_name(number) and (draft := self._draft(number)):
                yield draft

    def _in_name(self, number: CountedNumber) -> bool:
        at = bisect_right(self._starts, number.start)
        return any(m.start < number.end and number.start < m.end for m in self.mentions[max(0, at - 1) : at + 1])

    def _draft(self, number: CountedNumber) -> Draft | None:
        sentence = self.model.sentences[number.sentence]
        part = next(span for span in sentence.spans if span.start <= number.start < span.end)
        line = self.lines.get(number.sentence)
        if self._standing(part, number, line):
            return None
        speech = self.speeches.at(number.start)
        speaker = speech.speaker if speech else attributed(line, _place(line, number.start)) if line else None
        if (speech and speaker is None) or (speaker is not None and not speaker.entity):
            return None
        about = self._about(line, number)
        if about == speaker:  # the speaker of a figure is not its subject
            about = None
        before, counted, behind = self._clause(part, number)
        measure = measure_of(number.unit, number.noun, before, counted, behind)
        if _DENIED_BEHIND.match(behind) or self._says_nothing(number, measure, before, about):
            return None
        named = self._place_of(line, number)
        is_governed = not about and measure in (measure_of(number.unit, "", before), measure_of(number.unit, "", "", "", behind))
        is_anchored = about is not None or self._is_anchored(line, number, measure, named, is_governed=is_governed)
        is_earned = is_governed and measure not in _GENERAL and number.unit in units().money
        if self._is_part(number) or not (is_anchored or is_earned or self._has_unnamed_subject(part, number)):
            return None
        self.measures.setdefault(measure, FoundEntity(measure, "Measure", measure.replace("-", " "), ()))
        place = named.entity if named else ""
        quote = self._quote(part, number, *(one for one in (about, named, _date_of(line, part, number)) if one), is_alone=about is None)
        entities = [*([about.entity] if about else []), *([speaker.entity] if speaker else []), *([place] if place else [])]
        backing = self.support.backing(entities, (quote,))
        if backing is None:
            return None
        confidence = (_THING if number.unit == "item" else _SURE) * (_RISK if sentence.layout_risk else 1)
        roles = self._roles(number, measure, about.entity if about else "", place)
        return Draft(
            Record("Observation", roles), (quote,), backing.refers, backing.antecedents, "reported" if speaker else "stated",
            speaker.entity if speaker else "", False, self._doubt(number, before), "figure", round(confidence, 3),
        )  # fmt: skip

    @staticmethod
    def _place_of(line: EncodedLine | None, number: CountedNumber) -> Mention | None:
        named = place_of(line, _place(line, number.start), _place(line, number.end)) if line else None
        return named if named and named.type in classes_below("Place") else None

    def _is_anchored(
        self, line: EncodedLine | None, number: CountedNumber, measure: str, place: Mention | None, *, is_governed: bool
    ) -> bool:
        """Return whether a figure without a subject still states something: whom it counts, of what, or what a place has.

        `is_governed` is whether words around the figure give its measure, and not only the noun: they trained | 90 women.
        """
        if line and place and is_of_place(line, place, _place(line, number.start)):
            return True
        if number.unit == "percent":
            return bool(number.population or (place and measure not in _BARE)) or measure in _CHANGES
        if measure in _GENERAL or number.unit == "item" or number.unit not in _PEOPLE:
            return bool(number.population) and number.unit in units().money
        return bool(number.population or place or number.period) and (is_governed or measure == "people-with-disabilities")

    @staticmethod
    def _says_nothing(number: CountedNumber, measure: str, before: str, about: Mention | None) -> bool:
        """Return whether a figure counts relatives, a share of an unknown whole, or money whose currency is unknown."""
        kin = _KIN.match(number.noun) or (number.noun == "children" and about is not None and _PARENT.search(before))
        unknown = number.unit == "item" and _MONEY_WORDS.search(before)
        return bool(kin or unknown) or number.noun in _BODY_PARTS or _is_bare_share(number, measure, before, about)

    def _standing(self, part: Span, number: CountedNumber, line: EncodedLine | None) -> str:
        if line:
            return standing_of(line.text, _place(line, number.start), is_figure=True)
        return standing_of(self.model.view[part.start : part.end], number.start - part.start, is_figure=True)

    def _roles(self, number: CountedNumber, measure: str, about: str, place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        roles = (
            ("measure", measure), ("about", about), ("value", number.value), ("minValue", number.low), ("maxValue", number.high),
            ("unit", number.unit), ("per", number.per), ("comparator", number.comparator), ("population", number.population),
            ("place", place), ("time", number.period),
        )  # fmt: skip
        return tuple((role, (value,)) for role, value in roles if value)

    def _about(self, line: EncodedLine | None, number: CountedNumber) -> Mention | None:
        """Return the subject of the clause of a figure, if it is resolved."""
        if line is None:
            return None
        if adjacent := _ADJACENT.search(line.text, 0, _place(line, number.start)):
            return self._resolved(line.mentions.get(adjacent.start("who")))
        if apposed := _APPOSED.search(line.text, 0, _place(line, number.start)):
            return self._resolved(line.mentions.get(apposed.start("who")))
        staffed = _STAFFED.search(line.text, 0, _place(line, number.start))
        if staffed and number.unit in _PEOPLE and _EMPLOYED.match(self.model.view, number.end):
            return self._resolved(line.mentions.get(staffed.start("who")))
        tokens = tokens_of(line.text)
        at = next((n for n, token in enumerate(tokens) if line.origins[token.start] >= number.start), len(tokens))
        subject = subject_before(tokens, at, _ABOUT)
        if subject is None or _NOT_ITS_OWN.search(line.text, subject.places[0], _place(line, number.start)):
            return None
        return self._resolved(line.mentions[subject.places[0]])

    @staticmethod
    def _resolved(mention: Mention | None) -> Mention | None:
        return mention if mention and mention.entity else None

    def _clause(self, part: Span, number: CountedNumber) -> tuple[str, str, str]:
        """Return the words of a clause before a figure, those for what it counts, and those behind, all without the names in them."""
        before = _CLAUSE_BEGINS.split(self._without_names(max(part.start, number.start - _REACH), number.start))[-1]
        before = _OWN_VERB.split(before)[-1]
        behind = _CLAUSE_ENDS.split(self._without_names(number.end, min(part.end, number.end + _BEHIND)))[0]
        if _JOINED.search(before) and _BE_BEHIND.match(behind):
            before = ""
        if number.population and self.model.view.endswith(
            "'s ", 0, number.start
        ):  # the country's 900,000 people with disabilities: all of them
            before, behind = "", number.population
        return before, self.model.view[number.start : number.end], behind

    def _without_names(self, start: int, end: int) -> str:
        """Return words without the names in them: "the Inclusive Workshop" is not an indicator of training."""
        words, at = "", start
        first = max(0, bisect_right(self._starts, start) - 1)
        for mention in self.mentions[first : bisect_right(self._starts, end)]:
            if mention.how in ("name", "short") and mention.end > at:
                words += self.model.view[at : max(at, mention.start)]
                at = mention.end
        return words + self.model.view[at:end]

    def _is_part(self, number: CountedNumber) -> bool:
        """Return whether a figure is the whole of another, or a part without its own words: 23 of the 31 couriers."""
        lead = max(0, number.start - _BEHIND)
        is_whole = _WHOLE.search(self.model.view, lead, number.start) is not None
        return is_whole or (number.unit != "percent" and _OF_WHOLE.match(self.model.view, number.end) is not None)

    def _has_unnamed_subject(self, part: Span, number: CountedNumber) -> bool:
        """Return whether a figure is that of an unnamed subject of its clause, or is the subject: "Inspectors visited 31 workshops"."""
        if number.unit == "percent":
            return False
        before = _OPENER.sub("", self.model.view[self._clause_span(part, number).start : number.start])
        if not before.strip():
            before = _OPENER.sub("", self.model.view[part.start : number.start]).rstrip()
            return not before or before.endswith((";", ":"))
        return not _NO_SUBJECT.match(before)

    def _quote(self, part: Span, number: CountedNumber, *named: Mention | TextDate, is_alone: bool) -> Span:
        """Return the words from the first of what is named with a figure, with its date, to the last of it and of what is counted.

        A figure of nobody has its whole clause: without the verb, no quote says what it is.
        """
        spans = [Span(number.start, number.end), *(Span(one.start, one.end) for one in named if part.start <= one.start < part.end)]
        if number.population and (found := self.model.view.find(number.population, part.start, part.end)) >= 0:
            spans.append(Span(found, found + len(number.population)))
        if number.unit == "percent" or is_alone:
            spans.append(self._clause_span(part, number))
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _clause_span(self, part: Span, number: CountedNumber) -> Span:
        """Return the clause of a percentage: without its verb, no quote says what the share is."""
        start, end = max(part.start, number.start - _REACH), min(part.end, number.end + _REACH)
        words = _CLAUSE_BEGINS.split(self.model.view[start : number.start])[-1]
        behind = _SHARE_ENDS.split(self.model.view[number.end : end])[0]
        first = number.start - len(words.lstrip(" ,;:"))
        is_cut = start > part.start and len(words) == number.start - start
        return Span(number.start if is_cut else first, number.end + len(behind.rstrip()))

    def _doubt(self, number: CountedNumber, before: str) -> str:
        if number.unit not in units().money | {"percent", "times"} and number.unit not in _PEOPLE and _MONEY_WORDS.search(before):
            return f"the words before it speak of money, but the unit is {number.noun or number.unit}"
        return ""


def _is_bare_share(number: CountedNumber, measure: str, before: str, about: Mention | None) -> bool:
    """Return whether a percentage comes without what it is a percentage of."""
    if number.unit != "percent" or measure not in _BARE or number.population:
        return False
    return not (measure in _CHANGES and (about or _CHANGED.match(before)))


def _date_of(line: EncodedLine | None, part: Span, number: CountedNumber) -> TextDate | None:
    """Return the date nearest to a figure, in its part of the sentence, that is the period of the figure."""
    dates = (one for one in (line.dates.values() if line else ()) if part.start <= one.start < part.end)
    return min((one for one in dates if one.edtf == number.period != ""), key=lambda one: abs(one.start - number.start), default=None)


def _place(line: EncodedLine, origin: int) -> int:
    return next((at for at, own in enumerate(line.origins) if own >= origin), len(line.origins))
