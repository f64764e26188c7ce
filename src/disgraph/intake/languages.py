"""The language of a text: as a file states it, or found by its script and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

#: A language tag (BCP 47): the language, and what follows it.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
#: Characters of a text that are looked at.
_READ = 20_000
#: The share of letters that must be Chinese characters.
_HAN = 0.3
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "a", "is", "for", "with", "was", "that", "on", "as", "by", "at", "are"})
#: The share of words that must be among the most frequent ones of English, and the smallest number of words.
_SHARE, _WORDS = 0.15, 8


def stated_language(value: str) -> str:
    """Return a language tag as BCP 47 writes it, or an empty text for what is none.

    >>> stated_language("en_US"), stated_language("sw"), stated_language("English (US)")
    ('en-US', 'sw', '')
    """
    value = value.strip()
    language, mark, rest = value.replace("_", "-").partition("-")
    return f"{language.lower()}{mark}{rest}" if _TAG.fullmatch(value) else ""


def found_language(text: str) -> str:
    """Return the language of a text, if its script or its words make it clear: `zh` or `en`; otherwise an empty text.

    >>> found_language("The workshop is in Nakuru, and it was set up by the sisters of the house.")
    'en'
    """
    sample = text[:_READ]
    letters = [sign for sign in sample if sign.isalpha()]
    kinds = Counter("han" if "\u4e00" <= sign <= "\u9fff" else "kana" if "\u3040" <= sign <= "\u30ff" else "other" for sign in letters)
    if letters and kinds["han"] >= _HAN * len(letters) and not kinds["kana"]:
        return "zh"
    words = re.findall(r"[a-z]+", sample.lower())
    common = sum(word in _ENGLISH for word in words)
    return "en" if len(words) >= _WORDS and common >= _SHARE * len(words) else ""
