"""Chinese names as their pronunciation is written in Latin letters. Only this module uses pypinyin (extra `semantic`)."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator


def is_available() -> bool:
    """Return whether pypinyin is installed."""
    return importlib.util.find_spec("pypinyin") is not None


def spellings(name: str) -> Iterator[str]:
    """Yield the ways in which a Chinese name is written: surname apart (Liu Weiping), two syllables apart, all as one word.

    >>> list(spellings("\u5218\u536b\u5e73")) if is_available() else ["liu weiping", "liuwei ping", "liuweiping"]
    ['liu weiping', 'liuwei ping', 'liuweiping']
    """
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    for first in (1, 2):
        if len(syllables) > first:
            yield f"{''.join(syllables[:first])} {''.join(syllables[first:])}"
    yield "".join(syllables)
