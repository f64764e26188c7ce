"""The words of withheld people: found in texts and blacked out, and remembered by digests alone.

A project that withheld a person keeps `withheld.yaml` next to its catalogue: for each name the number of its words and a digest with a
salt. So a document that is added later is blacked out as well, and no file holds the name. A person who guesses a name can check the guess.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.form import MalformedNode, as_fields, read_entries, text_of
from disgraph.corpus.folding import Span, fold
from disgraph.intake.name_spellings import LONG, PlainText, letters_of, name_words, plain_word, spelling_pattern
from disgraph.yamlfile import Node, write_yaml

#: What replaces a name: it has no letters, and its length says nothing about the name.
BLACK = "\u2588\u2588\u2588\u2588"
#: Maximum number of words of a name that is looked for.
_LONGEST = 12
_FIELDS = ("words", "salt", "digest")
#: Words that a name may have more than in the project, because one of them is divided: "Liu Wei Ping".
_DIVIDED = 2
_HEAD = "# Names of withheld people, as digests: `disgraph add` blacks them out in new documents.\n"


class WithheldName(NamedTuple):
    """A name: how many words it has, and a salted digest of them."""

    words: int
    salt: str
    digest: str


def withheld_file(catalogue: Path) -> Path:
    """Return the file of the withheld names of a project."""
    return catalogue.parent / "withheld.yaml"


def read_withheld(catalogue: Path) -> tuple[WithheldName, ...]:
    """Read the withheld names of a project; empty if there are none.

    Raises:
        Refused: broken YAML, or a malformed entry.
    """
    return tuple(read_entries(withheld_file(catalogue), _entry))


def _entry(node: Node) -> WithheldName:
    fields = as_fields(node, _FIELDS)
    words = text_of(fields, "words")
    if not re.fullmatch(r"[1-9][0-9]?", words) or int(words) > _LONGEST:
        raise MalformedNode(fields, f"words is {words!r}.", f"It is a number from 1 to {_LONGEST}.")
    return WithheldName(int(words), text_of(fields, "salt"), text_of(fields, "digest"))


def withheld_text(names: Iterable[WithheldName]) -> str:
    """Return the content of the file of withheld names."""
    return _HEAD + write_yaml([{**name._asdict(), "words": str(name.words)} for name in names])


def remembered(name: str) -> WithheldName | None:
    """Return what is remembered of a name; None if it has no words or too many."""
    words = name_words(name)
    if not 0 < len(words) <= _LONGEST:
        return None
    salt = secrets.token_hex(8)
    return WithheldName(len(words), salt, _digest(salt, letters_of(words)))


def find_remembered(text: str, names: Iterable[WithheldName]) -> list[Span]:
    """Return where a text has a remembered name: its words in any order, and a long name with its words joined or divided."""
    words = PlainText(text).words()
    return _joined(span for name in names for span in _occurrences(words, name))


def _occurrences(words: Sequence[tuple[str, Span]], name: WithheldName) -> Iterator[Span]:
    for size in range(1, name.words + _DIVIDED + 1):
        for at in range(len(words) - size + 1):
            stretch = [word for word, _span in words[at : at + size]]
            if _is_name(stretch, name):
                yield Span(words[at][1].start, words[at + size - 1][1].end)


def _is_name(stretch: list[str], name: WithheldName) -> bool:
    """Return whether some words are a remembered name; versions before 0.2.0 kept the digest of its words as written, with blanks."""
    if len(stretch) == name.words:
        return name.digest in (_digest(name.salt, letters_of(stretch)), _digest(name.salt, " ".join(stretch)))
    return sum(map(len, stretch)) >= LONG and name.digest == _digest(name.salt, letters_of(stretch))


def _digest(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt} {words}".encode("utf-8", "replace")).hexdigest()[:32]


class BlackPen:
    """Blacks out the names of an entity in texts, in every spelling of `disgraph.intake.name_spellings`.

    Args:
        names: its names, and words of them that no other entity has.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted({fold(name) for name in names} - {""}, key=lambda name: (-len(name), name)))
        words = [found for name in self.names if (found := name_words(name))]
        self._whole = _either(found for found in words if len(found) > 1)
        self._single = _either(found for found in words if len(found) == 1)

    def spans(self, text: str) -> list[Span]:
        """Return where a text has one of the names; a single word counts only with a capital letter."""
        plain = PlainText(text)
        whole = [span for span, _written in plain.hits(self._whole)] if self._whole else []
        single = [span for span, written in plain.hits(self._single) if not written.islower()] if self._single else []
        return _joined([*whole, *single])

    def has_name(self, text: str) -> bool:
        """Return whether a text as a whole is one of the names."""
        return [*self.spans(text)] == [Span(0, len(text))]

    def renamed(self, name: str, instead: str) -> str:
        """Return an id with other words in the place of a name, whatever its case."""
        for pattern in filter(None, (self._whole, self._single)):
            name = pattern.sub(instead, name)
        return name

    def blacked(self, text: str) -> str:
        """Return a text with its names blacked out."""
        return black_out(text, self.spans(text))


def black_out(text: str, spans: Iterable[Span]) -> str:
    """Return a text in which spans are blacked out."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], BLACK]
        at = span.end
    return "".join((*parts, text[at:]))


def _either(names: Iterable[list[str]]) -> re.Pattern[str] | None:
    patterns = [spelling_pattern(words) for words in names]
    return re.compile("|".join(patterns)) if patterns else None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, overlapping ones joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def own_words(names: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield the single words of names that no other entity's name has, such as a surname; short ones are left out."""
    taken = {word for name in others for word in name_words(name)}
    for name in names:
        for word in re.findall(r"[^\W_]+", fold(name)):
            if len(word) > 1 and word[0].isupper() and plain_word(word) not in taken:
                yield word


def shared_names(names: Iterable[str], others: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of other entities that have one of the names, in any spelling."""
    pen = BlackPen(names)
    return sorted(entity for entity, given in others.items() if any(pen.has_name(name) for name in given))
