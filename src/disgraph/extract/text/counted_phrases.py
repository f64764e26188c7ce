"""The words for what a figure counts: the noun with what comes before it, and the phrases behind it that say which."""

from __future__ import annotations

import re

_LONGEST = 120
_LEAD = re.compile(r"^(?:(?:of|are|were|is|was|the|its|their|his|her|also|other|more|further|additional|only|such|new|all)\s)+")
#: The end of a noun phrase: a plural, or a word for an impairment, an illness or a group that has no plural in -s.
_HEAD = (
    r"(?:(?!(?:its|his|this|has|was|is|as)\b)[a-z][a-z'-]*[a-rt-z]s"
    r"|(?:sight|hearing|vision|mobility) (?:impairments?|loss|disabilit(?:y|ies)|difficult(?:y|ies)|problems)"
    r"|disability|impairment|illness|syndrome|dementia|epilepsy|autism|albinism|mobility|vision|sight|hearing"
    r"|palsy|polio|leprosy|diabetes|women|men|people|children|staff|families|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}(?! syndrome| disease))"
)
_NO_PART = r"(?:who|which|that|and|or|but|in|at|on|to|by|for|from|of|with|has|had|have|is|was|are|were|did|live|lived|work|worked)"
_OBJECT = rf"(?:(?!{_NO_PART}\b)[A-Za-z][\w'-]*(?: and [a-z]+)? ){{0,3}}?{_HEAD}\b"
_AGED = (
    r" aged (?:between )?[\w-]+(?:(?: to | and |-)(?!over|above|older)[\w-]+)?(?: years?)?"
    r"(?: (?:and|or) (?:over|above|older|under|younger|more))?"
)
#: Phrases that say which ones are counted; a verb, a time and a place of their own do not belong to them.
_WHICH = re.compile(rf"(?: (?:with|without|of|living with|under|over) {_OBJECT}(?: (?:and|or) {_HEAD}\b)?|{_AGED}|-old\b)")


def counted_phrase(view: str, start: int, noun_end: int, limit: int) -> str:
    """Return the words for what is counted, from a place to the end of its last phrase.

    Args:
        view: the text.
        start: where the words begin, behind the figure.
        noun_end: where the noun ends; the phrases behind it are sought from there.
        limit: the end of the sentence.

    >>> counted_phrase("6,310 persons with disabilities worked in shops.", 5, 13, 48)
    'persons with disabilities'
    """
    end, furthest = noun_end, min(limit, start + _LONGEST)
    while found := _WHICH.match(view, end, furthest):
        end = found.end()
    return _LEAD.sub("", view[start:end].strip(' -+.,;*"'))


#: What a share is of, which need not be people: the population, its land.
_WHOLE_NAMES = r"population|workforce|labour force|total|land|budget|output|income|revenue|turnover|staff|electorate|cohort|sample|class"
_WHOLE = re.compile(
    rf"(?:(?: the| all| its| their| every| those| these)*(?: \d[\d,.]*(?: million| billion)?)? "
    rf"(?:(?:{_OBJECT}|(?:[a-z][\w'-]* ){{0,3}}?(?:{_WHOLE_NAMES})\b)(?:{_WHICH.pattern})*))"
)


def whole_phrase(view: str, start: int, end: int) -> str:
    """Return what a share is of, from a place on; empty if no noun phrase begins there.

    >>> whole_phrase("One in five disabled employees worked there.", 11, 44)
    'disabled employees'
    """
    found = _WHOLE.match(view, start, end) or _WHOLE.match(" " + view[start : min(end, start + _LONGEST)])
    words = _LEAD.sub("", found[0].strip()) if found else ""
    return "" if words.split(" ")[0] in ("still", "others", "now", "also") else words


#: Median pay for disabled employees was | £12.10: whose an amount or a rate is, before its verb.
_OWNED = re.compile(
    r"\b(?:pay|salary|salaries|wages?|incomes?|earnings|rates?|gap|share) (?:of|for|among|from) (?P<who>[a-z][\w '-]{2,60}?) "
    r"(?:was|were|is|are|reached|averaged|stood at|(?:rose|fell|grew|increased|dropped)(?: from [^.;,]{1,24} to| to| from))"
    r"\b[^.;,]{0,30}$"
)
#: £14.03 | for non-disabled employees: whose it is, behind it.
_FOR_WHOM = re.compile(rf"(?: (?:a|an|per|each) (?:hour|day|week|month|year))? (?:for|among) (?P<who>{_OBJECT}(?:{_WHICH.pattern})*)")
_PEOPLE = re.compile(
    r"\b(?:women|men|people|persons|adults|children|boys|girls|employees|workers|youth|students|pupils|families|households|residents)\b"
)


def owner_phrase(view: str, before: tuple[int, int], behind: tuple[int, int]) -> str:
    """Return the people whose an amount or a rate is, in the words of the text; empty if they are not stated.

    Args:
        view: the text.
        before: the stretch of the sentence before the figure.
        behind: the stretch behind it.

    >>> owner_phrase("It was £14.03 for older workers.", (0, 7), (13, 32))
    'older workers'
    """
    found = _FOR_WHOM.match(view, *behind) or _OWNED.search(view[before[0] : before[1]])
    return found["who"].strip() if found and _PEOPLE.search(found["who"]) else ""
