"""The title of a plain text: its first line, if that line is set apart and is not a sentence, a date, or a field of a head."""

from __future__ import annotations

import re

#: Number of characters that are searched, and the maximum of a title.
_SEARCHED, _LONGEST = 10_000, 150
#: A line of signs under a title, as in reStructuredText.
_RULE = re.compile(r"[=\-~*_#]{3,}")
#: Signs around a title.
_MARKS = " \t#*=-\ufeff\u00a0"
#: The end of a sentence or of a part of one.
_SENTENCE = re.compile(r"[.,;:\u3002\uff0c\uff1b\uff1a][\"'\u2019\u201d)\]]*$")
#: An abbreviation or an ellipsis at the end of a title.
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|No|St|etc)|\.\.)\.$")
#: A field such as "Date: 12 May 2019" or an address.
_FIELD = re.compile(r"[\w-]{1,20}\s?[:=]\s|\w+://|\S+@\S+$")


def plain_title(text: str) -> str:
    """Return the first line with a letter if it looks like a title, else an empty text.

    A title is a paragraph of one line, or has a rule under it; other text follows; it does not end as a sentence does.
    """
    lines = [line.strip(_MARKS) if not _RULE.fullmatch(line.strip()) else line.strip() for line in text[:_SEARCHED].splitlines()]
    at = next((at for at, line in enumerate(lines) if any(map(str.isalpha, line))), None)
    if at is None or not any(any(map(str.isalnum, line)) for line in lines[at + 1 :]):
        return ""
    title, below = lines[at], lines[at + 1]
    is_apart = not below or _RULE.fullmatch(below) is not None
    return title if is_apart and len(title) <= _LONGEST and not _is_other(title) else ""


def _is_other(line: str) -> bool:
    """Return whether a line is a sentence, a field, or mostly digits, such as a date."""
    is_sentence = _SENTENCE.search(line) is not None and _ABBREVIATION.search(line) is None
    return is_sentence or _FIELD.match(line) is not None or sum(map(str.isalpha, line)) <= sum(map(str.isdigit, line))
