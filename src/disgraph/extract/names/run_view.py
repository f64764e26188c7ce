"""A run of capitalised words together with its text and the lexicon: what the rules for names ask about its words."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from disgraph.extract.names.lexicon import HeadWord, Lexicon
from disgraph.extract.names.runs import CapitalRun

#: What joins the words of one name.
WITHIN = ("space", "number")
#: Heads in lower case that are too common to make a name without the level or the matter before them.
_NEEDS_MATTER = frozenset(
    ("party", "office", "police", "army", "court", "administration", "authority", "network", "union", "fund", "action", "plan", "id")
)


class NamePiece(NamedTuple):
    """A stretch of text that is, or may be, a name; the type is empty where only its context decides."""

    start: int
    end: int
    type: str
    rule: str
    sentence: int
    begins: bool
    tokens: tuple[str, ...]


class RunView:
    """A run, its words in lower case, and what the lexicon says of them; words are given by their index.

    Args:
        view: the text of the run.
        run: the capitalised words.
        lexicon: the known words.
    """

    def __init__(self, view: str, run: CapitalRun, lexicon: Lexicon) -> None:
        self.view, self.run, self.lexicon = view, run, lexicon
        self.tokens, self.gaps, self.words = run.tokens, run.gaps, lexicon.words
        self.lower = tuple(token.text.lower() for token in run.tokens)
        self.size = len(run.tokens)

    def text(self, first: int, end: int) -> str:
        """Return the text of some words, with single blanks."""
        return " ".join(self.view[self.tokens[first].start : self.tokens[end - 1].end].split())

    def texts(self, first: int, end: int) -> tuple[str, ...]:
        """Return some words."""
        return tuple(token.text for token in self.tokens[first:end])

    def piece(self, first: int, end: int, type: str, rule: str, stop: int | None = None) -> NamePiece:
        """Return some words as a piece, which may extend to a later place in the text."""
        begins = self.run.begins and first == 0
        last = self.tokens[end - 1].end if stop is None else stop
        return NamePiece(self.tokens[first].start, last, type, rule, self.run.sentence, begins, self.texts(first, end))

    def is_listed(self, at: int, name: str) -> bool:
        """Return whether a list of `words.yaml` has a word."""
        return self.lower[at] in self.words[name]

    def is_common(self, at: int) -> bool:
        """Return whether a word is an ordinary one."""
        return self.lower[at] in self.lexicon.common

    def is_place(self, at: int) -> bool:
        """Return whether a word alone names a place."""
        return self.tokens[at].text in self.lexicon.places

    def is_owned(self, at: int) -> bool:
        """Return whether a possessive joins a word to an owner that is part of the name: Disabled Persons' Federation."""
        return self.gaps[at - 1] == "possessive" and self.is_listed(at - 1, "owners")

    def is_foreign(self, at: int) -> bool:
        """Return whether a word is a title or a day, which the name of a body never contains."""
        return self.is_listed(at, "titles-that-part") or (self.is_listed(at, "calendar") and self.lower[at] != "may")

    def is_bare(self, at: int) -> bool:
        """Return whether a word is a small word that is capitalised only because a sentence or a title begins with it."""
        return self.is_listed(at, "small-words") and (self.lower[at] in ("the", "a", "an") or (self.run.begins and at == 0))

    def head(self, at: int) -> HeadWord | None:
        """Return the head word, of one word or two, that ends at a word."""
        if at and self.gaps[at - 1] == "space":
            two = self.lexicon.heads.get(f"{self.lower[at - 1]} {self.lower[at]}")
            if two:
                return two
        return self.lexicon.heads.get(self.lower[at])

    def small_head(self, stop: int, *, place: bool = True) -> tuple[int, str, str] | None:
        """Return end, class and rule where a head word in lower case makes a longer name: Luonan | county government.

        Args:
            stop: where the capitalised words end in the text.
            place: whether they name a place, which only organs of state and party follow.
        """
        found = _small_pattern(self.words["matters"]).match(self.view, stop)
        if not found or self.view.startswith("-", found.end()):
            return None
        head = self.lexicon.heads.get(found[2])
        if head is None or head.where != "small" or (place and head.rule not in ("government", "party")):
            return None
        if (found[2] in _NEEDS_MATTER and not found[1]) or (found[2] == "committee" and "party" not in found[1].lower()):
            return None
        return found.end(), head.type, head.rule


@functools.cache
def _small_pattern(matters: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a head word in lower case, with the level and the matter before it."""
    return re.compile(rf"((?: (?:{'|'.join(sorted(matters, key=len, reverse=True)).replace('_', ' ')}))*) ([a-z-]+)\b")
