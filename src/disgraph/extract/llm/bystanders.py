"""Who is in a quote for another reason than the role that a claim gives: met by the subject, agent of another verb, giver or receiver."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import Mention
from disgraph.extract.text.rule_files import read_fields, texts_of

#: The longest stretch before a name that is read.
_REACH = 40
#: What may be between a governing word and a name.
_ARTICLE = r"(?:the |a |an |his |her |their |its )?"
_RELATIVE = re.compile(r",? (?:who|which|whose)\b")
_AGENT = re.compile(rf"\bby {_ARTICLE}$", re.IGNORECASE)


@cache
def _words(name: str) -> str:
    return "|".join(re.escape(word) for word in texts_of(read_fields(__name__, "role_order.yaml")[name]))


def met_only(view: str, quote: Span, fillers: Sequence[Sequence[Mention]]) -> str:
    """Return why one who should have done something did not: the subject of the quote only meets them. Empty if there is no reason."""
    met = re.compile(rf"\b(?:{_words('encounters')}) {_ARTICLE}$", re.IGNORECASE)
    found = any(
        own and all(_is_behind(view, quote, one, met) and not _RELATIVE.match(view, one.end, quote.end) for one in own) for own in fillers
    )
    return "the subject of the sentence only meets the one who should have done it" if found else ""


def agent_only(view: str, quote: Span, fillers: Sequence[Sequence[Mention]]) -> str:
    """Return why nothing was done to one: the quote names them after "by", as who did something. Empty if there is no reason."""
    found = any(own and all(_is_behind(view, quote, one, _AGENT) for one in own) for own in fillers)
    return 'the one after "by" does it and has nothing done to it' if found else ""


def no_employer(view: str, quote: Span, fillers: Sequence[Sequence[Mention]]) -> str:
    """Return why a person is not the employer: no word before them says so. Empty if there is no reason."""
    before = re.compile(rf"\b(?:{_words('before-employers')}) {_ARTICLE}$", re.IGNORECASE)
    people = [[one for one in own if one.type == "Person"] for own in fillers]
    found = any(own and not any(_is_behind(view, quote, one, before) for one in own) for own in people)
    return "no word makes the person an employer" if found else ""


def is_of_transfer(view: str, quote: Span) -> bool:
    """Return whether a quote has a verb of giving, with which a figure may be that of the giver or of the receiver."""
    return re.search(rf"\b(?:{_words('transfers')})\b", view[quote.start : quote.end], re.IGNORECASE) is not None


def _is_behind(view: str, quote: Span, one: Mention, words: re.Pattern[str]) -> bool:
    return words.search(view, max(quote.start, one.start - _REACH), one.start) is not None
