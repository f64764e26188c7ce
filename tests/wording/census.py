"""Faults of generated sentences, found without knowing how they were made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

#: Words of a speaker and titles, whose wording is not ours.
_QUOTED = re.compile(r"\u201c[^\u201d]*\u201d|\"[^\"]*\"")
_WORD = re.compile(r"[\w'\u2019-]+")
_SINGULAR = "is|has|was|works|employs|hopes|plans|aims|belongs|lives|comes|serves|runs|owns|sells|implements|sponsors|takes|gives|covers"
_DOUBLES = re.compile(r"\b(works or worked|is or was|has or had|hopes or plans|lives or lived|introduced or recommended)\b")
_MARKS = re.compile(r" [;,.:)]|\( |\(\)|  |\.\.(?!\.)|,,|;;|: *[;:]|^\W*[:;,]")
_VERB = re.compile(r"(?:was|were|has|have|had|did|does|began|took|set up|decided|learned|received) ")
_NO_NOUN = re.compile(
    r"\bas (?:an? )?(?:\w+-time\b(?! (?!in\b|at\b|for\b|since\b)\w)|recruitment\b|led\b|highlighted\b|\w+ly\b"
    r"|(?!training|every|some|any)\w+ing\b|\w+ inspection\b)"
)
_SMALL_WORDS = """
a an and are as at by for from has have in is it its of on or that the their to was were who which with
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_GROUP = 3


class Census:
    """Finds faults in sentences that name some entities.

    Args:
        names: of entities, each with whether it is plural.
    """

    def __init__(self, names: Collection[tuple[str, bool]]) -> None:
        self._subjects = {name for name, _ in names}
        self._names = sorted(names, key=lambda name: (-len(name[0]), name))

    def faults(self, sentence: str, compares: bool = False) -> Iterator[str]:
        """Yield what is wrong with a sentence.

        Args:
            sentence: the sentence.
            compares: whether it compares two figures of one kind, whose words recur.
        """
        bare = _QUOTED.sub("\u2026", sentence)
        if _DOUBLES.search(bare):
            yield "double verb"
        if _MARKS.search(bare):
            yield "punctuation"
        if _NO_NOUN.search(bare.replace("the same as", "")):
            yield "role that is not a noun"
        if sentence.count("\u201c") != sentence.count("\u201d") or sentence.count('"') % 2:
            yield "unclosed quotation mark"
        yield from self._named(bare)
        if not compares:
            yield from (f"repeated: {group}" for group in _repeated(self._without_names(bare)))
        yield from self._capital(bare)
        yield from self._colon(bare)

    def _named(self, text: str) -> Iterator[str]:
        """Yield plural subjects with singular verbs, and names that occur twice; longer names first, so that parts do not count."""
        for name, is_plural in self._names:
            found = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) if name in text else 0
            if not found:
                continue
            if re.search(rf"(?:^|\band )(?:the )?{re.escape(name)} (?:{_SINGULAR})\b", text) and (
                is_plural or f" and {name}" in text or f" and the {name}" in text
            ):
                yield f"plural subject with a singular verb: {name}"
            if found > 1 and name.count(" "):
                yield f"named twice: {name}"
            text = text.replace(name, "\u2026" if is_plural else "\u2025")

    def _without_names(self, text: str) -> str:
        """Return a text with its names masked, each by another sign: two names may share words."""
        for at, (name, _) in enumerate(self._names):
            if name.count(" ") > 1 and name in text:
                text = text.replace(name, f"\u2026{at}\u2026", 1)
        return text

    def _colon(self, text: str) -> Iterator[str]:
        """Yield a colon between a name and its verb."""
        subject, _, rest = text.partition(": ")
        if subject.removeprefix("the ") in self._subjects and _VERB.match(rest):
            yield f"colon before a verb: {rest.split()[0]}"

    def _capital(self, text: str) -> Iterator[str]:
        for match in re.finditer(r": ([A-Z]\w*)", text):
            rest = text[match.start(1) :]
            if not any(rest.startswith(name) for name, _ in self._names) and not match[1].isupper():
                yield f"capital after a colon: {match[1]}"


def _repeated(text: str) -> set[str]:
    """Return groups of words that occur twice, with at least two words that carry meaning."""
    words = [word.casefold() for word in _WORD.findall(text)]
    seen: set[tuple[str, ...]] = set()
    twice: set[str] = set()
    for at in range(len(words) - _GROUP + 1):
        group = tuple(words[at : at + _GROUP])
        if group in seen and sum(word not in _SMALL for word in group) > 1:
            twice.add(" ".join(group))
        seen.add(group)
    return twice


def noun_twice(sentence: str, nouns: Iterable[str]) -> bool:
    """Return whether a figure is followed twice by a noun of its unit: `12 people (people with disabilities)`."""
    any_noun = "|".join(map(re.escape, nouns))
    bare = _QUOTED.sub("\u2026", sentence)
    return bool(any_noun) and bool(
        re.search(rf"\d (?:{any_noun})\b.{{0,3}}\b(?:\w+ ){{0,2}}(?:{any_noun})\b|\b(?:{any_noun}) \w+ \d\S* (?:{any_noun})\b", bare)
    )
