"""Raised and lowered characters of a page as text: marks of notes, powers, ordinals and formulas never change a number."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_RAISED = str.maketrans("0123456789+-", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b")
_LOWERED = str.maketrans("0123456789+-", "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b")
_ORDINAL = re.compile(r"st|nd|rd|th|er|re|e|o|a|\u00ba|\u00aa", re.IGNORECASE)
_POWER = re.compile(r"[+-]?[0-9]{1,3}")
#: What occurs before a power: a unit of length, or a base of ten.
_BASE = re.compile(r"(?:(?:^|[^A-Za-z])(?:[munkcd]?m|ft|in|yd|mi|s)|(?:^|[^0-9.,])10)$")


def raised_text(before: str, node: LexborNode) -> str:
    """Return the text of a `sup` or `sub`, after the words before it.

    Args:
        before: the words of the block so far.
        node: the element.

    Returns:
        A power or an index in raised or lowered digits, an ordinal as it is, any other raised text in brackets.
    """
    words = " ".join((node.text() or "").split())
    if node.tag == "sub":
        lowered = words.translate(_LOWERED)
        return f"[{words}]" if re.search(r"[0-9]", words) and re.search(r"[^0-9+-]", words) else lowered
    if _ORDINAL.fullmatch(words) and before[-1:].isdigit():
        return words
    is_note = node.css_first("a") is not None or (node.parent is not None and node.parent.tag == "a")
    if _POWER.fullmatch(words) and _BASE.search(before) and not is_note:
        return words.translate(_RAISED)
    return f"[{words.strip('[]()')}]" if words else ""
