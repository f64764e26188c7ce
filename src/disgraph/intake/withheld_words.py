"""The words of withheld people: found in texts and blacked out, and remembered by digests alone.

A project that withheld a person keeps `withheld.yaml` next to its catalogue: for each name the number of its words and a digest with a
salt. So a document that is added later is blacked out as well, and no file holds the name. A person who guesses a name can check the guess.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.form import MalformedNode, Problems, as_fields, as_list, text_of
from disgraph.corpus.folding import FoldedText, Span, fold
from disgraph.yamlfile import Items, Node, read_yaml, write_yaml

#: What replaces a name: it has no letters, and its length says nothing about the name.
BLACK = "\u2588\u2588\u2588\u2588"
#: Characters of scripts without spaces between words; each counts as a word.
_UNSPACED = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
#: Maximum number of words of a name that is looked for.
_LONGEST = 12
_FIELDS = ("words", "salt", "digest")
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
    path, problems = withheld_file(catalogue), Problems()
    root: Node = Items()
    found: list[WithheldName] = []
    if not path.exists():
        return ()
    with problems.of(path):
        root = read_yaml(path)
    for node in as_list(root):
        with problems.of(path):
            found.append(_entry(node))
    problems.refuse()
    return tuple(found)


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
    words = [plain_word(word) for word in _WORD.findall(fold(name))]
    if not 0 < len(words) <= _LONGEST:
        return None
    salt = secrets.token_hex(8)
    return WithheldName(len(words), salt, _digest(salt, words))


def find_remembered(text: str, names: Iterable[WithheldName]) -> list[Span]:
    """Return where a text has a remembered name."""
    folded = FoldedText(text)
    words = list(_WORD.finditer(folded.folded))
    plain = [plain_word(word[0]) for word in words]
    found = [
        folded.origin(words[at].start(), words[at + name.words - 1].end())
        for name in names
        for at in range(len(words) - name.words + 1)
        if _digest(name.salt, plain[at : at + name.words]) == name.digest
    ]
    return _joined(found)


def plain_word(word: str) -> str:
    """Return a word without accents and case."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(sign))


def _digest(salt: str, words: list[str]) -> str:
    return hashlib.sha256(f"{salt} {' '.join(words)}".encode("utf-8", "replace")).hexdigest()[:32]


class BlackPen:
    """Blacks out the names of an entity in texts.

    Args:
        names: its names, and words of them that no other entity has.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted({fold(name) for name in names} - {""}, key=lambda name: (-len(name), name)))
        self._pattern = re.compile("|".join(map(_pattern, self.names)), re.IGNORECASE) if self.names else None

    def spans(self, text: str) -> list[Span]:
        """Return where a text has one of the names; a single word counts only with a capital letter."""
        folded = FoldedText(text)
        if self._pattern is None or not folded.folded:
            return []
        hits = (hit for hit in self._pattern.finditer(folded.folded) if not hit[0].islower() or " " in hit[0])
        return _joined([folded.origin(*hit.span()) for hit in hits])

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


def _pattern(name: str) -> str:
    """Return a pattern of a name that begins and ends between words, where its script has spaces between words."""
    before = "" if _is_unspaced(name[0]) else r"(?<!\w)"
    after = "" if _is_unspaced(name[-1]) else r"(?!\w)"
    return before + re.escape(name) + after


def _is_unspaced(sign: str) -> bool:
    return re.fullmatch(f"[{_UNSPACED}]", sign) is not None


def _joined(spans: list[Span]) -> list[Span]:
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
    taken = {plain_word(word) for name in others for word in _WORD.findall(fold(name))}
    for name in names:
        for word in _WORD.findall(fold(name)):
            if len(word) > 1 and word[0].isupper() and plain_word(word) not in taken:
                yield word


def shared_names(names: Iterable[str], others: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of other entities that have one of the names."""
    wanted = {fold(name).casefold() for name in names}
    return sorted(entity for entity, given in others.items() if wanted & {fold(name).casefold() for name in given})
