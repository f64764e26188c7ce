"""Quotes in quotation marks."""

from __future__ import annotations


def in_quotation_marks(quote: str) -> str:
    """Return a quote in quotation marks, unless it begins or ends with one.

    >>> in_quotation_marks("She said so."), in_quotation_marks('"Yes," she said')
    ('“She said so.”', '"Yes," she said')
    """
    marks = ('"', "“", "”")
    return quote if quote.startswith(marks) or quote.endswith(marks) else f"“{quote}”"
