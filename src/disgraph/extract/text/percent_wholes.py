"""What a share is a share of: the words behind it, the label before it, or the head of its row."""

from __future__ import annotations

import re

from disgraph.extract.text.counted_phrases import whole_phrase

_LONGEST_PHRASE = 120
_PHRASE_ENDS = re.compile(
    r"[;!?()\"]|(?<!\d)[.,:]|[.,:](?!\d)|\s[\u2013\u2014]\s|\s(?:and|or|but|while|since|in \d|by \d|through|to|into|during|each|every|per"
    r"|find|hold|holds|held|complete[ds]?|repaid|receive[ds]?|joined|attended|live|work|earn|took|use|used|applied|became|went|lost|benefited|gained"
    r"|have|has|had|are|were|is|was|remain(?:s|ed)?|said|say|lives?|lived|lost|will|would|can"
    r"|could|last|this|next|so far"
    r"|for (?:the|free|more)|as|from|at|on|over the|in|worth|over|a (?:year|month|day|week)|\w+ly|founded|made|found"
    r"|got|gave|took|who|which|that|now"
    r"|here|there)\b"
)
_LEAD = re.compile(r"^(?:(?:of|are|were|is|was|have been|had been|the|its|their|his|her)\s)+")
#: 22% of women; 55% of whom are women; 12 percent women.
_OF = re.compile(r"\s?of\s(?!(?:whom|which|them|these|those|it)\b)")
_OF_THESE = re.compile(r",?\s?of (?:whom|which|them|these|those)\s(?:are|were|is|was|have been|had been)\s(?!(?:not|also|now|still)\b)")
_ALONE = re.compile(
    r"\s(?=(?:(?!for|among|to|by|from|in|with)[a-z]+(?:ed)? )?(?:men|women|people|children|boys|girls|adults"
    r"|workers|persons|pupils|students|families|households)\b)"
)
#: One in five | workers.
_RATIO = re.compile(r"\b(?:in|out of) (?:every )?(?:[a-z]+|\d{1,3})$")
_LONGEST_RATIO = 24
#: Women 22%; Women (22%); Women: 22%.
_LABEL = re.compile(
    r"(?:^|[,;:(\u2013|]|\band\b|\*\*)\s*(?:(?:for|among|of|and|or|with|only|about|nearly)\s)*((?:[A-Za-z][\w'-]*\s?){1,5})[:\s]*[(]?\s?$"
)
#: Words that may say what the share is, so that no label before it does.
_CONTINUES = re.compile(r"\s(?!and\b|or\b|in\b)[A-Za-z]")
_ROW = re.compile(r"^[\s*•-]*([A-Za-z][^:;|]{2,80}?)\s?:\*{0,2}\s?$")
_IN_BRACKETS = re.compile(r"\(([^()]*[A-Za-z][^()]*)\)$")
#: A label that names a quantity and not those who are counted, or that is not a label.
_NO_LABEL = re.compile(
    r"\b(?:rates?|share|percentage|proportion|ratio|total|average|growth|figure|is|are|was|were|be|been|to|at|by|from|rose|fell|than|of|in|on|the"
    r"|a|an|he|she|it|they|we|only|about|nearly|almost|over|around|some|up|down|as|that|this|which|who|has|have|had|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|year|month|\w+ed|\w+ly|\w+ing)\b",
    re.IGNORECASE,
)


#: What holds of a share of them, up to a mark, another figure or another clause.
_PREDICATE = re.compile(r"(?:(?! (?:and|but|while|who|which|in \d)\b)[^.,;:!?()\d]){0,80}")


def phrase(view: str, start: int, start_of_end: int, limit: int) -> str:
    """Return the words from a place up to the end of their phrase, which is sought from another place on."""
    furthest = min(limit, start + _LONGEST_PHRASE)
    ends = _PHRASE_ENDS.search(view, start_of_end, furthest)
    return _LEAD.sub("", view[start : ends.start() if ends else furthest].strip(" -+.,;*"))


def share_whole(view: str, before: tuple[int, int], behind: tuple[int, int]) -> str:
    """Return whom or what a share is a share of, in the words of the text; empty if they do not state it.

    Args:
        view: the text.
        before: the stretch of the sentence before the share.
        behind: the stretch after it.
    """
    start, end = behind
    if _RATIO.search(view, max(0, start - _LONGEST_RATIO), start):
        return whole_phrase(view, start, end)
    if found := _OF_THESE.match(view, start, end):
        return _PREDICATE.match(view, found.end(), end)[0].strip()  # type: ignore[index]
    for pattern in (_OF, _ALONE):
        if found := pattern.match(view, start, end):
            return whole_phrase(view, found.end(), end)
    if _CONTINUES.match(view, start, end):
        return ""
    return _label(view[before[0] : before[1]])


def _label(words: str) -> str:
    """Return the label that ends some words: Rates: women | 22%."""
    if row := _ROW.match(words):
        return (inner[1] if (inner := _IN_BRACKETS.search(row[1].strip())) else "") or ("" if _NO_LABEL.search(row[1]) else row[1].strip())
    found = _LABEL.search(words)
    label = found[1].strip() if found else ""
    is_name = label[:1].isupper() and found is not None and words[: found.start(1)].strip(" *-\u2022") != ""
    return "" if is_name or _NO_LABEL.search(label) else label
