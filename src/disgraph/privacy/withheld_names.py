"""The names that a private copy withholds, and whether a text contains one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disgraph.store.name_file import fold_name

#: A word; an apostrophe belongs to it (Xi'an), but not the ending of a possessive.
_WORD = re.compile(r"[^\W_]+(?:['\u2019](?!s\b)[^\W_]+)*")
_SHORT = 2

#: Words next to names that are not names: kinds of places, and forms of address.
_COMMON = frozenset(
    {"village", "town", "township", "district", "community", "street", "road", "centre", "center"}
    | {"aunt", "uncle", "teacher", "doctor", "professor", "mr", "mrs", "ms", "miss", "dr", "old", "young"}
)


class WithheldNames:
    """The names that are withheld.

    A name is found as a whole, however it is written: in another case, with hyphens, or within a longer text; a name in a script
    without blanks between words also inside a run of letters. The parts of a proper name (a surname, a given name, the name of a
    village without the word village) are found as words that are written alike.

    Args:
        names: names, aliases and ids, as a whole.
        parts: words that are names by themselves.
    """

    def __init__(self, names: Iterable[str], parts: Iterable[str] = ()) -> None:
        self._whole = {words for name in names if (words := _spaced(name)).strip()}
        self._joined = {words.strip() for words in self._whole if not words.isascii()}
        self._parts = frozenset(parts)
        self._longest = max((words.count(" ") for words in self._whole), default=1) - 1

    def is_in(self, text: str) -> bool:
        """Return whether a text contains one of the names."""
        if self._parts.intersection(_WORD.findall(text)):
            return True
        spaced = _spaced(text)
        return any(name in spaced for name in self._joined) or any(run in self._whole for run in self._runs(spaced.split()))

    def is_name(self, text: str) -> bool:
        """Return whether a text is one of the names as a whole."""
        return _spaced(text) in self._whole

    def _runs(self, words: list[str]) -> Iterator[str]:
        """Return every run of words that is not longer than the longest name."""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                yield f" {' '.join(words[start:end])} "


def parts_of(name: str) -> list[str]:
    """Return the words of a name that are names themselves; a description, which has lower-case words, has none.

    >>> parts_of("Liu Weiping"), parts_of("person with the surname Xu"), parts_of("Dong'an village")
    (['Liu', 'Weiping'], [], ["Dong'an"])
    """
    tokens = [token for token in name.split() if fold_name(token) not in _COMMON]
    if any(token[0].islower() for token in tokens):
        return []
    words = [word for token in tokens for word in _WORD.findall(token)]
    return [word for word in words if len(word) >= _SHORT and not word[0].islower()]


def _spaced(text: str) -> str:
    """Return the words of a text, folded, with one blank around each."""
    return f" {' '.join(_WORD.findall(fold_name(text)))} "
