"""Runs of capitalised words cut into pieces: known names, names with a head word, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.extract.names.headed_names import LAW_NUMBER, HeadedName, HeadedNames
from disgraph.extract.names.lexicon import Lexicon
from disgraph.extract.names.plain_names import PlainNames
from disgraph.extract.names.run_view import NamePiece, RunView
from disgraph.extract.names.runs import CapitalRun
from disgraph.extract.names.type_groups import classes_below, types

_PEOPLE = re.compile(
    r" (?:for|of) (?:the )?(?:disabled(?: people| persons)?|blind|deaf|"
    r"(?:people|persons|children|students|adults) with (?:\w+ )?disabilit(?:y|ies))\b"
)
_YEAR = re.compile(r",? (?:of )?(?:1[89]|20)\d\d\b| \((?:1[89]|20)\d\d(?:-\d{2,4})?\)")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $|\b(?:19|20)\d\d $")
#: Characters before a name in which an ordinal is sought, and words after one in which a head word is.
_ORDINAL_REACH, _HEAD_REACH = 6, 6
_TO_HEAD = ("space", "number", "amp", "possessive")


def cut_run(view: str, run: CapitalRun, lexicon: Lexicon) -> Iterator[NamePiece]:
    """Yield the pieces of a run, in order.

    Args:
        view: the text of the run.
        run: the capitalised words.
        lexicon: the known words.
    """
    yield from _RunCutter(RunView(view, run, lexicon)).pieces()


class _RunCutter:
    def __init__(self, run: RunView) -> None:
        self.run, self.gaps, self.lexicon = run, run.gaps, run.lexicon
        self.headed, self.plain = HeadedNames(run), PlainNames(run)

    def pieces(self) -> Iterator[NamePiece]:
        at = pending = 0
        while at < self.run.size:
            name = self._known(at) or self.headed.find(at, pending)
            if name:
                yield from self.plain.pieces(pending, name.first)
                yield self._piece(name)
                at = pending = name.end
            else:
                at += 1
        yield from self.plain.pieces(pending, self.run.size)

    # --- known names ---

    def _known(self, first: int) -> HeadedName | None:
        """Return the longest known name that begins at a word, if no head word follows it."""
        for length in self.lexicon.known_lengths.get(self.run.tokens[first].text, ()):
            end = first + length
            found = self.lexicon.known.get(self.run.text(first, end)) if end <= self.run.size else None
            if found and not self._leads_to_head(end) and not self._ends_longer_name(first, end):
                end = end + 1 if found[0] in types("with-branches") and self._is_branch(end) else end
                return HeadedName(first, end, found[0], found[1])
        return None

    def _is_branch(self, at: int) -> bool:
        """Return whether a word is the country of a branch: Oxfam India."""
        return at < self.run.size and self.gaps[at - 1] == "space" and self.lexicon.places.get(self.run.tokens[at].text) == "Country"

    def _leads_to_head(self, end: int) -> bool:
        """Return whether the name that seems to end continues to a head word: China | Disabled Persons' Federation."""
        run, at = self.run, end
        while at < run.size and at < end + _HEAD_REACH and self.gaps[at - 1] in _TO_HEAD:
            if (self.gaps[at - 1] == "possessive" and not run.is_owned(at)) or run.is_listed(at, "titles"):
                return False
            if run.lower[at] in self.lexicon.heads:
                return True
            at += 1
        return False

    def _ends_longer_name(self, first: int, end: int) -> bool:
        """Return whether more of the name precedes it: Kenya | National Bureau of Statistics."""
        run = self.run
        if first and self.gaps[first - 1] == "space" and run.text(first - 1, end) in self.lexicon.places:  # South | Africa
            return True
        if first == 0 or self.gaps[first - 1] != "space" or self.lexicon.heads.keys().isdisjoint(run.lower[first:end]):
            return False
        return not run.is_listed(first - 1, "small-words") and not run.is_listed(first - 1, "titles")

    # --- pieces ---

    def _piece(self, name: HeadedName) -> NamePiece:
        """Return the piece of a name, with what belongs to such a name and is not capitalised."""
        piece = self.run.piece(name.first, name.end, name.type, name.rule)
        if name.type in types("with-ordinal"):
            before = _ORDINAL.search(self.run.view, max(0, piece.start - _ORDINAL_REACH), piece.start)
            piece = piece._replace(start=before.start()) if before else piece
        if name.type == "Policy":
            return self._extended(piece, LAW_NUMBER, _YEAR)
        if name.type in classes_below("Organisation"):
            return self._extended(piece, _PEOPLE)
        small = self.run.small_head(piece.end) if name.type in classes_below("Place") else None
        return piece._replace(end=small[0], type=small[1], rule=small[2]) if small else piece

    def _extended(self, piece: NamePiece, *patterns: re.Pattern[str]) -> NamePiece:
        """Return a piece with the text after it that patterns match, one after the other."""
        for pattern in patterns:
            found = pattern.match(self.run.view, piece.end)
            piece = piece._replace(end=found.end()) if found else piece
        return piece
