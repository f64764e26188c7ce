"""The names in a document and what they name: persons, organisations, places, programmes, policies, awards, events."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.lexicon import Lexicon, lexicon
from disgraph.extract.names.pieces import cut_run
from disgraph.extract.names.references import refer
from disgraph.extract.names.resolve import BRACKETED, NameResolver, TypedName
from disgraph.extract.names.run_view import NamePiece
from disgraph.extract.names.runs import find_runs
from disgraph.extract.names.type_groups import classes_below, type_group, types
from disgraph.extract.names.votes import TypeVote, apposed_body, spelt, votes
from disgraph.extract.text.text_model import TextModel

#: The weight of votes from which a type is accepted.
_ENOUGH = 2
_QUOTED = re.compile(r'"([A-Z][^"]{2,70}?),?"((?: [a-z-]+){1,3})')
_CALLED = re.compile(r'\b([a-z]+)(?: of| called| named|,)? (?:the )?"([A-Z][^"]{2,70}?)[,.]?"')
_PLACE_FIRST = re.compile(r"[^\W\d_][^\d,(:\u2014\u2013]*?(?=,| ?[(:\u2014\u2013]| -)")
_DATELINE_CONFIDENCE = 0.9
_TITLE_CASE = 0.6
#: What separates two names of a list.
_LISTED = (" and ", ", ", " and the ", ", the ")
_SHORT = re.compile(r" \(([A-Z]{3,8})[);,]")
_SPELT_WORD = re.compile(r"[^\W\d_][\w'-]*")
_LONGEST_SPELT = 110
_SMALL_IN_NAMES = frozenset(("of", "the", "for", "and", "in", "on", "to", "with", "by", "de", "da", "do", "al", "du", "des", "e"))


def find_mentions(model: TextModel) -> tuple[tuple[FoundEntity, ...], tuple[Mention, ...]]:
    """Find the entities that a document names, and the words that refer to them.

    Args:
        model: the document, cut up.

    Returns:
        The entities in the order of their first mention, and the mentions in the order of the text. A mention whose entity is
        empty is ambiguous.
    """
    words = lexicon()
    headline = _headlines(model)
    pieces = [piece for run in find_runs(model) for piece in cut_run(model.view, run, words)]
    pieces = _without_overlap([*_quoted(model, words), *_spelt_out(model, pieces), *pieces])
    body = [piece for piece in pieces if piece.sentence not in headline]
    decided = _decide(model.view, body, words)
    named = {view_text for piece in body if not piece.begins for view_text in [model.view[piece.start : piece.end]]}
    decided = {text: vote for text, vote in decided.items() if not _is_sentence_opener(text, named, words)}
    names = [name for piece in pieces if (name := _name(model, piece, decided, headline, words))]
    names = sorted([*_datelines(model, words), *names])
    resolver = NameResolver(model, words)
    resolver.read(names)
    found = resolver.found()
    types = {entity.id: entity.type for entity in found}
    others = [one._replace(type=types.get(one.entity, one.type) or "Entity") for one in refer(model, resolver.mentions, words)]
    return found, tuple(sorted([*resolver.mentions, *others]))


def _datelines(model: TextModel, words: Lexicon) -> Iterator[TypedName]:
    """Yield the places of datelines: before the first words of a report, outside of its sentences."""
    first_of = {sentence.block: number for number, sentence in reversed(list(enumerate(model.sentences)))}
    for number, (block, following) in enumerate(itertools.pairwise(model.blocks)):
        place = _PLACE_FIRST.match(model.view, block.start, block.end) if block.kind == "furniture" else None
        if place and number + 1 in first_of and following.kind == "paragraph" and following.start - block.end <= 1:
            kind = words.places.get(spelt(place[0]), "?")
            if not kind.endswith("?"):
                yield TypedName(*place.span(), kind, "dateline", _DATELINE_CONFIDENCE, first_of[number + 1])


def _headlines(model: TextModel) -> frozenset[int]:
    """Return the numbers of the sentences in which most words are capitalised, so that capitals do not mark names."""
    found = []
    for number, sentence in enumerate(model.sentences):
        if model.blocks[sentence.block].kind in ("title", "heading") or sentence.spans[0].end - sentence.spans[0].start < 120:  # noqa: PLR2004
            words = re.findall(r"[^\W\d_]{4,}", model.view[sentence.spans[0].start : sentence.spans[0].end])
            large = sum(1 for word in words if word[0].isupper())
            shouted = sum(1 for word in words if word.isupper())
            heading = model.blocks[sentence.block].kind in ("title", "heading")
            several = len(words) > 2 or (heading and len(words) == shouted)  # noqa: PLR2004
            if words and several and (shouted > _TITLE_CASE * len(words) or (heading and large > _TITLE_CASE * len(words))):
                found.append(number)
    return frozenset(found)


def _quoted(model: TextModel, words: Lexicon) -> Iterator[NamePiece]:
    """Yield names in quotation marks that a head word before or after them types: the "Bright Path" project."""
    if '"' not in model.view:
        return
    starts = [(span.start, span.end, number) for number, sentence in enumerate(model.sentences) for span in sentence.spans]
    for start, end, number in starts:
        if model.view.find('"', start, end) < 0:
            continue
        for pattern, name, head in ((_QUOTED, 1, 2), (_CALLED, 2, 1)):
            for found in pattern.finditer(model.view, start, end):
                known = next((words.heads[word] for word in found[head].split() if word in words.heads), None)
                if known and known.type in types("quoted") and _is_title(found[name]):
                    yield NamePiece(*found.span(name), known.type, f"quoted-{known.rule}", number, False, tuple(found[name].split()))


def _spelt_out(model: TextModel, pieces: list[NamePiece]) -> Iterator[NamePiece]:
    """Yield bodies whose capitals are the letters in brackets after them, wherever they occur: Hand in Hand (HIH)."""
    typed = {piece.end for piece in pieces if piece.type}
    spans = [(span, number) for number, sentence in enumerate(model.sentences) for span in sentence.spans]
    named = set()
    for span, _number in spans:
        for short in _SHORT.finditer(model.view, span.start, span.end):
            start = _begin_of(model.view, max(span.start, short.start() - _LONGEST_SPELT), short.start(), short[1])
            if start is not None and short.start() not in typed:
                named.add(model.view[start : short.start()])
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(named, key=lambda name: (-len(name), name))))})(?!\w)")
    for span, number in spans if named else ():
        for found in pattern.finditer(model.view, span.start, span.end):
            tokens = tuple(word for word in found[0].split() if word[0].isupper())
            yield NamePiece(*found.span(), "Organisation", "quoted-acronym", number, False, tokens)


def _begin_of(view: str, first: int, end: int, letters: str) -> int | None:
    """Return where the words begin whose first letters are these; small words between them are skipped."""
    left = list(letters)
    for word in reversed(list(_SPELT_WORD.finditer(view, first, end))):
        if word[0][0].isupper() and word[0][0] == left[-1]:
            left.pop()
            if not left:
                return word.start()
        elif word[0] not in _SMALL_IN_NAMES:
            return None
    return None


def _is_title(quoted: str) -> bool:
    """Return whether words in quotation marks look like a name: the longer ones are capitalised, and no sentence ends in them."""
    return all(word[0].isupper() for word in quoted.split() if len(word) > 3) and not re.search(r"[.!?]", quoted)  # noqa: PLR2004


def _without_overlap(pieces: Iterable[NamePiece]) -> list[NamePiece]:
    """Return the pieces in order; of overlapping ones, the first or the longer."""
    kept: list[NamePiece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
        elif piece.rule.startswith("quoted") and not kept[-1].rule.startswith("quoted") and piece.end >= kept[-1].end:
            kept[-1] = piece
    return kept


def _decide(view: str, pieces: list[NamePiece], words: Lexicon) -> dict[str, TypeVote]:
    """Return for each text of a piece what it names, by all that speaks for it in the document."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[tuple[str, str], TypeVote] = {}
    before: NamePiece | None = None
    for piece in pieces:
        text = view[piece.start : piece.end]
        given = [TypeVote(piece.type, 4, piece.rule)] if piece.type else list(votes(view, piece, words))
        if piece.type in types("like-bodies") and apposed_body(view, piece, words):
            given.append(TypeVote("Organisation", 20, "organisation-noun"))
        elif (
            not piece.type
            and before is not None
            and before.type in classes_below("Organisation")
            and view[before.end : piece.start] in _LISTED
        ):
            given.append(TypeVote("Organisation", 2, "listed"))
        before = piece
        short = BRACKETED.match(view, piece.end) if piece.type in classes_below("Organisation") else None
        if short:
            sums[short[1]]["organisation"] += 4
            best[short[1], "organisation"] = given[0]
        for vote in given:
            kind = type_group(vote.kind)
            sums[text][kind] += vote.weight
            if (text, kind) not in best or vote.weight > best[text, kind].weight:
                best[text, kind] = vote
    decided = {}
    for text, counts in sums.items():
        kind, weight = max(counts.items(), key=lambda item: (item[1], item[0] == "Person", item[0]))
        if weight >= _ENOUGH:
            decided[text] = best[text, kind]._replace(weight=weight)
    return decided


def _is_sentence_opener(text: str, named: set[str], words: Lexicon) -> bool:
    """Return whether a name is one ordinary word that is only capitalised at the beginning of sentences."""
    lower = text.lower()
    return lower in words.common and text not in named and text not in words.given and text not in words.places and text not in words.known


def _name(model: TextModel, piece: NamePiece, decided: dict[str, TypeVote], headline: frozenset[int], words: Lexicon) -> TypedName | None:
    """Return a piece as a name with its type, or None if the votes are too few."""
    text = model.view[piece.start : piece.end]
    vote = decided.get(text) or decided.get(spelt(text))
    if piece.sentence in headline and vote is None:
        place = words.places.get(spelt(text), "?")
        vote = None if place.endswith("?") else TypeVote(place, 4, "gazetteer")
    if vote is None:
        return (
            TypedName(piece.start, piece.end, "", "", 0.0, piece.sentence)
            if len(piece.tokens) == 1 and piece.sentence not in headline
            else None
        )
    return TypedName(piece.start, piece.end, vote.kind, vote.rule, min(0.99, 0.5 + 0.1 * vote.weight), piece.sentence)
