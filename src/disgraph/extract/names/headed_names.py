"""Names with a head word, which states what they name: Ministry of Labour, Sunshine School, Disabled Persons' Federation."""

from __future__ import annotations

import re
from typing import NamedTuple

from disgraph.extract.names.lexicon import HeadWord, is_chinese_name
from disgraph.extract.names.run_view import WITHIN, RunView
from disgraph.extract.names.type_groups import classes_below, types

#: What joins the words after a head word to it, and to each other.
_COMPLEMENT = ("of", "for", "on")
_INSIDE_COMPLEMENT = ("space", "of", "for", "on", "with", "amp")
_RIGHT = (*WITHIN, "amp", "possessive", "with")
#: Words; measured on the texts in tests/extract.
_MOST_BEFORE, _MOST_AFTER = 9, 7
_LAWS = ("Act", "Bill", "Law", "Regulations")
#: Rules whose names may end in a place after the head word: University | Nsukka.
_BEFORE_PLACE = ("university", "association", "other-organisation")
LAW_NUMBER = re.compile(r" (?:No\.? ?)?\d[\d.,/]*\d(?: of (?:1[89]|20)\d\d)?\b")


class HeadedName(NamedTuple):
    """The words of a name, from `first` up to `end`, with its class and the rule that gives it."""

    first: int
    end: int
    type: str
    rule: str


class HeadedNames:
    """Finds the names with head words of one run."""

    def __init__(self, run: RunView) -> None:
        self.run, self.gaps, self.words = run, run.gaps, run.words

    def find(self, at: int, pending: int) -> HeadedName | None:
        """Return the name whose first head word is a word of the run, if that makes a name.

        Args:
            at: the index of the word.
            pending: the index of the first word that belongs to no other name.
        """
        run = self.run
        head = run.head(at)
        if head is None:
            return None
        first = self._leftmost(at, pending)
        end, last = self._rightmost(at, head)
        if last.where == "place" and end == at + 1 and first < at and all(gap == "space" for gap in self.gaps[first:at]):
            first = max(first, at - 3)
        end = self._complement(end, last)
        name = run.text(first, end)
        if end - first == 1:
            end = self._head_first(first, head)
            if not end:
                return None
        if end - first == 2 and is_chinese_name(run.texts(first, end), run.lexicon):  # noqa: PLR2004 - a surname and a given name: Gao Lei
            return None
        return HeadedName(first, end, *self._type(name, last))

    def _type(self, name: str, head: HeadWord) -> tuple[str, str]:
        """Return class and rule: of the gazetteer for what it knows, else of a pattern over the whole name, else of the head word."""
        settled = self.run.lexicon.places.get(name, "?") if head.type in types("settled-by-gazetteer") else "?"
        if not settled.endswith("?"):
            return settled, "gazetteer"
        patterns = self.run.lexicon.patterns if head.type in classes_below("Organisation") else ()
        chosen = next((one for pattern, one in patterns if pattern.search(name)), head)
        return chosen.type, chosen.rule

    def _head_first(self, first: int, head: HeadWord) -> int:
        """Return the end of a name that begins with its head word, 0 if it makes none: Instituto Federal, Café Central, Law 8.213."""
        run = self.run
        if head.type == "Policy" and LAW_NUMBER.match(run.view, run.tokens[first].end):
            return first + 1
        if not run.is_listed(first, "heads-first"):
            return 0
        end = first + 1
        while end < run.size and self.gaps[end - 1] in ("space", "of") and not run.is_foreign(end):
            end += 1
        return end if end > first + 1 else 0

    # --- to the left ---

    def _leftmost(self, at: int, pending: int) -> int:
        """Return where the name of a head word begins: the capitalised words before it, without titles and owners that are names."""
        run = self.run
        first = at
        while first > pending and at - first < _MOST_BEFORE and self._joins_left(first, at, pending) and not run.is_foreign(first - 1):
            first -= 1
        return first + 1 if first < at and run.is_bare(first) and self.gaps[first] in WITHIN else first

    def _joins_left(self, first: int, at: int, pending: int) -> bool:
        """Return whether the word before belongs to the name that now begins at `first` and has its head word at `at`."""
        run, gap = self.run, self.gaps[first - 1]
        if gap in WITHIN or gap == "amp":
            return True
        if gap == "possessive":
            return run.is_listed(first - 1, "owners") or (first >= pending + 2 and run.tokens[first - 2].text in ("St", "Saint"))
        if gap == "with":
            return run.is_listed(first - 1, "owners")
        if gap == "and":
            return run.is_common(first - 1) and run.is_common(first)
        if (gap == "close" and run.is_place(first - 1)) or (gap == "open" and first < at and self.gaps[first] == "close"):
            return True
        return gap in ("open", "close", "of") and self._joins_law(first, at)

    def _joins_law(self, first: int, at: int) -> bool:
        """Return whether the name of a law continues to the left over brackets or `of`: Rights of Persons ... (Prohibition) Act."""
        run = self.run
        if run.tokens[at].text not in _LAWS:
            return False
        if self.gaps[first - 1] == "of":
            return run.is_listed(first - 1, "matters-of-law")
        return self.gaps[first - 1] == "open" or first == at

    # --- to the right ---

    def _rightmost(self, at: int, head: HeadWord) -> tuple[int, HeadWord]:
        """Return where the capitalised words after a head word end that lead to another head word, and that head word."""
        run = self.run
        end, last = at + 1, head
        look = at + 1
        while look < run.size and look < at + _MOST_AFTER and self.gaps[look - 1] in _RIGHT:
            needs_owner = self.gaps[look - 1] in ("possessive", "with")
            if run.is_listed(look, "titles") or (needs_owner and not run.is_listed(look - 1, "owners")):
                break
            found = run.head(look)
            if found is not None and not (found.where == "place" and last.where != "place"):
                end, last = look + 1, found
            look += 1
        if end == at + 1 and head.rule in _BEFORE_PLACE and self._ends_in_place(end):
            end += 1
        return end, last

    def _ends_in_place(self, end: int) -> bool:
        """Return whether one word that names a place follows and ends the name."""
        if end >= self.run.size or self.gaps[end - 1] != "space" or not self.run.is_place(end):
            return False
        return end + 1 == self.run.size or self.gaps[end] not in WITHIN

    def _complement(self, end: int, head: HeadWord) -> int:
        """Return where a name ends that continues with `of`, `for` or `on` after its head word."""
        run = self.run
        if end >= run.size or self.gaps[end - 1] not in _COMPLEMENT or head.where == "place":
            return end
        if self.gaps[end - 1] == "for" and head.type in types("without-for"):
            return end
        at = end
        while at < run.size:
            gap = self.gaps[at - 1]
            if run.is_listed(at, "calendar") or (run.is_listed(at, "titles") and gap == "space"):
                break
            listed = gap in ("and", "comma", "and the") and at > end and self._is_list(at, head)
            if not (gap in _INSIDE_COMPLEMENT or listed or run.is_owned(at)):
                break
            at += 1
        return at

    def _is_list(self, at: int, head: HeadWord) -> bool:
        """Return whether `and` or a comma continues the matters of a body: Ministry of Labour, Invalids and Social Affairs."""
        gap = self.gaps[at - 1]
        if gap == "and the":
            return head.type == "Policy"
        if gap == "comma":
            more = [other for other in self.gaps[at : at + 4] if other in ("and", "comma")]
            return head.type == "GovernmentBody" and "and" in more and self._is_matter(at - 1) and self._is_matter(at)
        ahead = at
        while ahead < self.run.size and (ahead == at or self.gaps[ahead - 1] in WITHIN):
            if not self._is_matter(ahead) or (ahead == at and ahead + 1 < self.run.size and self.gaps[ahead] == "of"):
                return False
            ahead += 1
        return True

    def _is_matter(self, at: int) -> bool:
        run = self.run
        return run.is_common(at) and not run.is_place(at) and not run.is_listed(at, "titles")
