"""The pattern language of relations.yaml (docs/extraction.md), compiled to regular expressions over lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from disgraph.extract.relations.mention_kinds import CODES, DATE, OPEN, codes_of
from disgraph.extract.text import number_words, phrases
from disgraph.extract.text.rule_files import read_fields, texts_of

#: What the slots of a pattern take, in kinds of mentions.
SLOTS = {
    "person": "person",
    "people": "person group",
    "agent": "person group organisation school",
    "organisation": "organisation school",
    "school": "school",
    "place": "place",
    "programme": "programme",
    "policy": "policy",
    "award": "award",
    "event": "event",
    "platform": "platform",
    "work": "work",
    "scheme": "programme event",
    "venture": "organisation school platform",
    "actor": "person group organisation school programme policy platform",
    "source": "person group organisation school programme policy place",
    "anchored": "organisation school event",
}
_TOKEN = re.compile(
    r"<(?P<subject>\w+):(?P<subjects>\w+)>|\{(?P<slot>\w+):(?P<kind>\w+)(?P<mark>'s|\+)?\}|@(?P<words>[\w-]+)(?P<optional>\?)?"
    r"|(?P<gap>\.{2,3})(?=[\s)]|$)|!(?P<not>[\w|-]+)|(?P<sign>[()|]|\?(?=\s|$|\)))|(?P<word>[^\s()<>{}@]+)|\s+"
)
_WORD = (
    r"(?!(?:of|the|an?|and|or|in|at|for|with|to|by|on|is|was|were|are|who|that|which|from|as|said|has|had|but|than|not|met|saw|told|asked"
    r"|became|helped|joined|hired|made|found|left|taught|gave|saying|says|like|when|where|while|his|her|their|its|my|our)\b)[A-Za-z][\w'-]*"
)
_AFTER_ROLE = (
    r"(?=\s*(?:[^\sA-Za-z']|$|(?:of|at|in|for|from|with|and|by|who|to|on|since|until|when|named|called|but|or|as|said|says|told|whose|there|here"
    r"|now|after|before|during|until|while|under|where)\b))"
)
#: A mark that does not end a sentence: in a figure, or of an abbreviation.
_INSIDE = r"(?<=\d)[.:](?=\d)|(?<=\bRs)\.|(?<=\bNo)\."
_NO_BREAK = rf"(?:[^.;:!?\"\u2014]|{_INSIDE})"
_CLAUSE_END = (
    rf"(?!{_INSIDE})(?=[.;:!?\"\u2014]|,\s(?:and|but|who|which|while|where|said|of\swhom|of\swhich|including|according)\b"
    r"|\s(?:while|because|but|although)\b|$)"
)
#: An age between a name and the statement about its bearer.
_AGED = r"(?:,\s\d{1,3}(?=,)|\(\d{1,3}\)\s?)?"
_SHORT_GAP = rf"(?:(?!who(?:m|se)?\b|which\b)[^\s.;:!?\",{CODES['person']}-{DATE}()]+\s){{0,5}}?"
_LONG_GAP = rf"{_NO_BREAK}{{0,90}}?"


#: Words of too many lines to select patterns.
_COMMON_WORDS = "is was were are has had have in of a an the at from for with and to by on as became been who"
_COMMON = frozenset(_COMMON_WORDS.split())


_END = r"(?![\w-])"
_MANY, _DEEPEST = 3, 3


class LinePattern(NamedTuple):
    """A pattern ready for use.

    `subject` is the name and the codes of what must be the subject of the verb that the expression begins with, if anything must.
    A line that matches has a word of each group of `words` and a mention of each group of `kinds`; `triggers` is the rarest group of words.
    """

    expression: re.Pattern[str]
    subject: tuple[str, str] | None
    slots: frozenset[str]
    texts: frozenset[str]
    words: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]

    @property
    def triggers(self) -> frozenset[str]:
        """The group of words that the fewest lines have a word of; empty if there is none."""
        return min(self.words, key=lambda group: (len(group & _COMMON), len(group), sorted(group)), default=frozenset())

    def may_match(self, words: AbstractSet[str], kinds: AbstractSet[str]) -> bool:
        """Return whether a line with these words and codes of mentions may match."""
        return not any(map(words.isdisjoint, self.words)) and not any(map(kinds.isdisjoint, self.kinds))


class PatternError(ValueError):
    """A pattern that is not in the language."""


def compile_pattern(source: str) -> LinePattern:
    """Make a pattern of its text.

    >>> compile_pattern("<who:person> founded|set_up {what:organisation}").triggers == {"founded", "set"}
    True

    Raises:
        PatternError: it names a kind or a word class that there is not, or does not close what it opens.
    """
    compiler = _PatternCompiler(source)
    try:
        expression = re.compile(compiler.expression(), re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"{source!r}: {error}") from error
    return LinePattern(
        expression,
        compiler.subject,
        frozenset(compiler.slots),
        frozenset(compiler.texts),
        compiler.needs(compiler.words),
        compiler.needs(compiler.kinds),
    )


class _PatternCompiler:
    def __init__(self, source: str) -> None:
        self.source = source
        self.subject: tuple[str, str] | None = None
        self.slots: list[str] = []
        self.texts: list[str] = []
        self.words: list[tuple[int, frozenset[str]]] = []
        self.kinds: list[tuple[int, frozenset[str]]] = []
        self.depth = 0

    def expression(self) -> str:
        """Return the regular expression."""
        parts = list(self._parts())
        return rf"(?<![\w'-]){''.join(parts)}"

    @staticmethod
    def needs(groups: list[tuple[int, frozenset[str]]]) -> tuple[frozenset[str], ...]:
        """Return the groups outside of brackets: every match has them."""
        return tuple(group for depth, group in groups if depth == 0 and group)

    def _parts(self) -> Iterator[str]:
        at = 0
        while at < len(self.source):
            token = _TOKEN.match(self.source, at)
            if not token:
                raise PatternError(f"{self.source!r}: not understood from {self.source[at:]!r}.")
            at = token.end()
            if token["subject"]:
                self._begin(token)
            elif token["slot"]:
                yield self._slot(token)
            elif token["words"]:
                yield self._class(token["words"], optional=bool(token["optional"]))
            elif token["not"]:
                yield rf"(?!\s?{_any(tuple(token['not'].split('|')), optional=False)})"
            elif token["gap"]:
                yield _SHORT_GAP if len(token["gap"]) == 2 else _LONG_GAP  # noqa: PLR2004
            elif token["sign"]:
                yield self._sign(token["sign"])
            elif token["word"]:
                yield self._words(token["word"])

    def _begin(self, token: re.Match[str]) -> None:
        if token.start() or token["subjects"] not in SLOTS:
            raise PatternError(f"{self.source!r}: <...> must begin with the name of a kind: {', '.join(SLOTS)}.")
        self.subject = (token["subject"], codes_of(SLOTS[token["subjects"]]))
        self.kinds.append((0, frozenset(self.subject[1])))

    def _sign(self, sign: str) -> str:
        self.depth += (sign == "(") - (sign == ")")
        return "(?:" if sign == "(" else sign

    def _slot(self, token: re.Match[str]) -> str:
        name, kind, mark = token["slot"], token["kind"], token["mark"]
        if kind in _TEXTS:
            (self.slots if kind == "chain" else self.texts).append(name)
            if kind in _NEEDED:
                self.kinds.append((self.depth, frozenset(_NEEDED[kind])))
            if kind in _LISTED:
                self.words.append((self.depth, _firsts(_LISTED[kind]())))
            return _TEXTS[kind]().replace("NAME", name)
        if kind not in SLOTS:
            raise PatternError(f"{self.source!r}: no kind {kind!r}; there are {', '.join((*SLOTS, *_TEXTS))}.")
        self.slots.append(name)
        codes = f"[{codes_of(SLOTS[kind])}]"
        if mark != "'s":
            self.kinds.append((self.depth, frozenset(codes[1:-1])))
        if mark == "'s":
            return rf"(?:the\s)?(?P<{name}>[{codes[1:-1]}{OPEN}])'s?\s?"
        article = r"(?:(?:the|an?)\s)?"
        if mark == "+":
            more = rf"(?:(?:,\s|\s(?:and|&)\s|,\sand\s){article}(?P={name}_kind))*"
            return rf"{article}(?P<{name}>(?P<{name}_kind>{codes}){more})(?!')\s?"
        return rf"{article}(?P<{name}>{codes})(?!')\s?{_AGED if kind == 'person' else ''}"

    def _class(self, name: str, *, optional: bool) -> str:
        known = phrases.words()
        if name not in known:
            raise PatternError(f"{self.source!r}: no word class @{name}; there are {', '.join(sorted(known))}.")
        if not optional:
            self.words.append((self.depth, _firsts(known[name])))
        return _any(known[name], optional=optional)

    def _words(self, word: str) -> str:
        optional = word.endswith("?") and len(word) > 1
        choices = tuple(choice.replace("_", " ") for choice in word.removesuffix("?").split("|"))
        if not optional and any(choice[0].isalpha() for choice in choices):
            self.words.append((self.depth, _firsts(choices)))
        return _any(choices, optional=optional)


def _firsts(choices: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z\u00c0-\u024f]", phrase.lower())[0] for phrase in choices)


def _any(choices: tuple[str, ...], *, optional: bool) -> str:
    """Return an expression for any of some phrases, the longest first; many are parted by their first letters, which is faster."""
    return rf"(?:{_choice(sorted(choices, key=lambda phrase: (-len(phrase), phrase)), 0)}\s?)" + ("?" if optional else "")


def _choice(choices: list[str], depth: int) -> str:
    if len(choices) > _MANY and depth < _DEEPEST:
        groups: dict[str, list[str]] = {}
        for choice in choices:
            groups.setdefault(choice[depth : depth + 1].lower(), []).append(choice)
        parts = (re.escape(letter) + _choice(group, depth + 1) if letter else _END for letter, group in groups.items())
        return rf"(?:{'|'.join(parts)})"
    return rf"(?:{'|'.join(re.escape(choice[depth:]).replace(chr(92) + ' ', chr(92) + 's') + _end(choice) for choice in choices)})"


def _end(choice: str) -> str:
    return _END if choice[-1].isalnum() else ""


@cache
def _role() -> str:
    heads = _any(phrases.words()["role"], optional=False).removesuffix(r"\s?)") + ")"
    chosen = r"(?!(?:elected|appointed|named|chosen|promoted|hired|recruited|employed)\s)"
    return rf"(?P<NAME>{chosen}(?:{_WORD}\s){{0,5}}?{heads}(?:\s(?:and|cum)\s(?:{_WORD}\s){{0,3}}?{heads})?){_AFTER_ROLE}\s?"


@cache
def _condition() -> str:
    return rf"(?P<NAME>{_any(tuple(conditions()), optional=False)})"


@cache
def conditions() -> dict[str, tuple[str, str]]:
    """Return the words for disabilities and illnesses: each with the role of a condition that it fills, and the value."""
    fields = read_fields(__name__, "conditions.yaml")
    found: dict[str, tuple[str, str]] = {}
    for part, role in (("illnesses", "healthCondition"), ("impairments", "withImpairment"), ("kinds", "disabilityKind")):
        meanings = fields[part]
        assert isinstance(meanings, dict)
        found |= {word.lower(): (role, str(meaning)) for meaning, words in meanings.items() for word in texts_of(words)}
    return found


_LISTED: dict[str, Callable[[], tuple[str, ...]]] = {
    "role": lambda: phrases.words()["role"],
    "condition": lambda: tuple(conditions()),
    "aid": lambda: phrases.words()["aid"],
    "lost": lambda: phrases.words()["lose-what"],
}
_NEEDED = {"date": DATE, "chain": CODES["place"]}
#: What slots for words take; NAME is replaced by the slot's name.
_TEXTS: dict[str, Callable[[], str]] = {
    "role": _role,
    "condition": _condition,
    "aid": lambda: rf"(?P<NAME>{_any(phrases.words()['aid'], optional=False)})",
    "lost": lambda: rf"(?P<NAME>{_any(phrases.words()['lose-what'], optional=False)})",
    "number": lambda: rf"(?P<NAME>\d{{1,3}}(?![\d,.]\d)|{number_words.SPELLED})\s?",
    "date": lambda: rf"(?P<NAME>{DATE})\s?",
    "gap": lambda: rf"(?P<NAME>{_NO_BREAK}{{3,120}}?)\s?",
    "chain": lambda: (
        rf"(?P<NAME>{CODES['place']}(?:,\s(?:the\s)?{CODES['place']})+)(?!'|,?\s(?:and|or)\s(?:the\s)?(?:{CODES['place']}|(?-i:[A-Z])))"
    ),
    "phrase": lambda: rf"(?P<NAME>{_NO_BREAK}{{3,160}}?){_CLAUSE_END}",
    "words": lambda: r"(?P<NAME>(?:[^\s.;:!?\",()\u2014]+\s?){1,6}?)(?=[\s]*(?:[,.;:!?\")(]|$|\band\b|\bfrom\b|\bin\b|\bat\b))",
}
