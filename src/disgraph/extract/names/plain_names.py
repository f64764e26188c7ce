"""Capitalised words without a head word: places of the gazetteer, persons after a title, and names that only their context types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.extract.names.lexicon import COMPASS, is_chinese_name
from disgraph.extract.names.run_view import NamePiece, RunView

#: After a name: a head word of places in lower case.
_ADMIN = re.compile(
    r" ((?:autonomous )?(?:county|district|province|city|town|township|village|prefecture|region|state|municipality|subdistrict|banner|"
    r"island|market|street|road|stadium|slum|estate|bridge|river|mountain|valley|lake))\b(?!-)"
)
_DAY = re.compile(r"\.? \d")
#: Words of a place of the gazetteer, at most.
_LONGEST_PLACE = 5


class PlainNames:
    """Cuts the words between the names with head words of one run."""

    def __init__(self, run: RunView) -> None:
        self.run, self.gaps, self.lexicon = run, run.gaps, run.lexicon

    def pieces(self, first: int, end: int) -> Iterator[NamePiece]:
        """Yield the pieces of some words, separated where they are not simply side by side."""
        run, at = self.run, first
        while at < end:
            stop = self._gazetted(at, end)
            if stop:
                yield self._by_next_word(at, stop, titled=False)
            elif self._is_compass(at, end):
                stop = at + 2
                yield run.piece(at, stop, "Region", "compass")
            else:
                stop = at + 1
                while stop < end and self._is_joined(stop) and not self._gazetted(stop, end):
                    stop += 1
                yield from self._by_context(at, stop)
            at = stop

    def _is_compass(self, at: int, end: int) -> bool:
        """Return whether a word is the direction of the place after it: Northern Nigeria."""
        run = self.run
        return run.lower[at] in COMPASS and at + 1 < end and self.gaps[at] == "space" and run.is_place(at + 1)

    def _gazetted(self, first: int, end: int) -> int:
        """Return the end of a place whose name has `of` or `and` in it, or that a comma or another name follows; 0 if there is none."""
        run = self.run
        for stop in range(min(end, first + _LONGEST_PLACE), first + 1, -1):
            if any(gap in ("comma", "possessive") for gap in self.gaps[first : stop - 1]):
                continue
            continues = stop < end and self.gaps[stop - 1] == "space" and run.tokens[stop].start - run.tokens[stop - 1].end > 1
            if not continues and run.text(first, stop) in self.lexicon.places:
                return stop
        return 0

    def _is_joined(self, at: int) -> bool:
        """Return whether a word belongs to the name of the word before it."""
        run, gap = self.run, self.gaps[at - 1]
        if gap == "possessive":
            return not run.lower[at - 1].endswith("s") and not run.is_common(at - 1) and not run.is_place(at) and self._is_glottal(at)
        return gap in ("space", "amp") and not run.is_listed(at, "calendar")

    def _is_glottal(self, at: int) -> bool:
        """Return whether an apostrophe after a word is part of it (Achieng' Ochieng) and not a possessive."""
        return self.run.tokens[at].start - self.run.tokens[at - 1].end == 2  # noqa: PLR2004 - an apostrophe and a blank

    def _by_context(self, first: int, end: int) -> Iterator[NamePiece]:
        """Yield what plain words may name, without titles and other words that are not part of a name."""
        run = self.run
        at, titled = first, False
        while at < end:
            if self._separates(at):
                at, titled = at + 1, False
            elif run.is_listed(at, "titles"):
                at, titled = at + 1, True
            elif run.tokens[at].text == "NGO" and at + 1 < end:
                yield run.piece(at + 1, end, "Organisation", "organisation-noun")
                return
            elif run.is_listed(at, "demonyms") and not titled and not is_chinese_name(run.texts(at, min(at + 2, end)), self.lexicon):
                at += 1
            else:
                stop = self._end_of_name(at, end)
                if not self._is_office(at, stop, end):
                    yield self._by_next_word(at, stop, titled=titled)
                at, titled = stop, False

    def _separates(self, at: int) -> bool:
        """Return whether a word is a day, a month, or a small word at the beginning."""
        run = self.run
        if run.is_bare(at) or run.is_listed(at, "calendar"):
            return True
        return run.is_listed(at, "months-short") and _DAY.match(run.view, run.tokens[at].end) is not None

    def _end_of_name(self, at: int, end: int) -> int:
        stop = at + 1
        while stop < end and not self._ends_name(stop, end):
            stop += 1
        return stop

    def _ends_name(self, at: int, end: int) -> bool:
        """Return whether a word begins something else: a title before another name, a suffix after one, a day."""
        run = self.run
        if run.is_listed(at, "calendar") or run.is_listed(at, "suffixes"):
            return True
        return run.is_listed(at, "titles") and (at + 1 < end or not run.is_listed(at, "surnames-too"))

    def _is_office(self, first: int, stop: int, end: int) -> bool:
        """Return whether words state the matter of the title after them: Social Welfare | Minister Asim Arun."""
        run = self.run
        return stop < end and run.is_listed(stop, "titles") and all(run.is_common(at) for at in range(first, stop))

    def _by_next_word(self, first: int, end: int, *, titled: bool) -> NamePiece:
        """Return a piece: a place or a body where the next word in lower case says so, a person after a title."""
        run, stop = self.run, self.run.tokens[end - 1].end
        opener = run.run.begins and first == 0 and end - first == 1 and (run.is_common(first) or run.is_listed(first, "small-words"))
        if not titled and not opener:
            small = self._small(first, end, stop)
            if small:
                return run.piece(first, end, small[1], small[2], small[0])
        person = titled and not all(word in COMPASS for word in run.lower[first:end])
        return run.piece(first, end, "Person" if person else "", "title" if person else "")

    def _small(self, first: int, end: int, stop: int) -> tuple[int, str, str] | None:
        """Return end, class and rule where a head word in lower case follows."""
        run = self.run
        admin = _ADMIN.match(run.view, stop)
        if not admin:
            return run.small_head(stop, place=" ".join(run.texts(first, end)) in self.lexicon.places)
        head = self.lexicon.heads.get(admin[1].split()[-1], self.lexicon.heads["city"])
        return run.small_head(stop) or (admin.end(), head.type, head.rule)
