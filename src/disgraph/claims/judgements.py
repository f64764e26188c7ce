"""Judgements of identity: which names refer to one entity, which entities only look alike, and what the documents leave open.

Equal names alone never merge entities. An alias, and the difference of two entities, is a judgement of a person. The judgements file
gives the reason of each and, where there are any, the quotes that support it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim import Entity, Quote
from disgraph.claims.form import (
    STATUSES,
    MalformedNode,
    as_fields,
    as_list,
    as_quote,
    choice_of,
    id_of,
    read_entries,
    required,
    share_of,
    text_of,
    times,
)
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span, fold
from disgraph.errors import Problem
from disgraph.similarity import nearest, nearest_passage
from disgraph.yamlfile import Fields, Node

VERDICTS = ("same", "different", "unsure")
_FIELDS = ("verdict", "entity", "name", "other", "reason", "quotes", "status", "confidence")


class Judgement(NamedTuple):
    """One judgement: of a name that means an entity (`name`), or of two entities (`other`); the quotes are by document.

    Only an accepted one counts; `confidence` (from 0 to 1) is that of what proposed it, if it was proposed.
    """

    verdict: str
    entity: str
    name: str
    other: str
    reason: str
    quotes: tuple[tuple[str, Quote], ...]
    status: str
    confidence: float | None
    file: str
    line: int


class LocatedJudgement(NamedTuple):
    """A judgement whose quotes were found: the document and the place of each."""

    judgement: Judgement
    evidence: tuple[tuple[str, Span], ...]


def read_judgements(path: Path) -> list[Judgement]:
    """Read the judgements file, in the order of the file; empty if the file does not exist.

    Raises:
        Refused: broken YAML, or an entry without the form.
    """
    return read_entries(path, lambda node: _judgement(path, node))


def _judgement(path: Path, given: Node) -> Judgement:
    node = as_fields(given, _FIELDS)
    required(node, "verdict")
    judgement = Judgement(
        verdict=choice_of(node, "verdict", VERDICTS),
        entity=id_of(node, "entity"),
        name=text_of(node, "name", ""),
        other=id_of(node, "other", ""),
        reason=text_of(node, "reason"),
        quotes=tuple(_quotes(node)),
        status=choice_of(node, "status", STATUSES),
        confidence=share_of(node, "confidence"),
        file=str(path),
        line=node.line,
    )
    if bool(judgement.name) == bool(judgement.other):
        raise MalformedNode(node, "a judgement has not one of `name` and `other`.", "Give the name that was judged, or the other entity.")
    if judgement.name and judgement.verdict != "same":
        raise MalformedNode(
            node, f"a name is judged {judgement.verdict}.", "Declare what the name means as an entity, and give it as `other`."
        )
    return judgement


def _quotes(node: Fields) -> Iterator[tuple[str, Quote]]:
    if "quotes" in node:
        for document, quotes in as_fields(node["quotes"]).items():
            for quote in as_list(quotes):
                yield str(document), as_quote(quote)


def check_judgements(judgements: Iterable[Judgement], entities: Mapping[str, Entity], documents: Mapping[str, Document]) -> list[Problem]:
    """Check every judgement, also those that are proposed or rejected, and return every problem."""
    problems: list[Problem] = []
    judged: dict[frozenset[str], Judgement] = {}
    for declared in declared_different(entities.values()):
        judged[frozenset((declared.entity, declared.other))] = declared
        if declared.other in entities:
            problems += _JudgementCheck(declared, entities, documents).problems()
    for judgement in judgements:
        check = _JudgementCheck(judgement, entities, documents)
        problems += check.problems()
        key = frozenset((judgement.entity, judgement.other or fold(judgement.name)))
        before = judged.setdefault(key, judgement)
        if before is not judgement:
            message = f"this was judged already ({before.verdict}), in {before.file}:{before.line}."
            problems.append(check.problem("judged-twice", message, "Keep one judgement."))
    return problems


def declared_different(entities: Iterable[Entity]) -> list[Judgement]:
    """Return the judgements of pairs that entities declare as `different_from`; a pair that both declare has both reasons."""
    found: dict[frozenset[str], Judgement] = {}
    for entity in entities:
        for other, reason in entity.different_from:
            pair = frozenset((entity.id, other))
            judgement = Judgement("different", entity.id, "", other, reason, (), "accepted", None, entity.file, entity.line)
            former = found.setdefault(pair, judgement)
            if former.reason != reason:
                found[pair] = former._replace(reason=f"{former.reason}; {reason}")
    return list(found.values())


def locate(judgements: Iterable[Judgement], documents: Mapping[str, Document]) -> tuple[LocatedJudgement, ...]:
    """Return checked judgements with the places of their quotes."""
    return tuple(LocatedJudgement(judgement, tuple(_places(judgement, documents))) for judgement in judgements)


def _places(judgement: Judgement, documents: Mapping[str, Document]) -> Iterator[tuple[str, Span]]:
    for name, quote in judgement.quotes:
        yield name, documents[name].folded.find_all(quote.text)[(quote.nth or 1) - 1]


class _JudgementCheck:
    """The rules for one judgement."""

    def __init__(self, judgement: Judgement, entities: Mapping[str, Entity], documents: Mapping[str, Document]) -> None:
        self.judgement, self.entities, self.documents = judgement, entities, documents

    def problem(self, rule: str, message: str, remedy: str, line: int = 0) -> Problem:
        return Problem(rule, self.judgement.file, line or self.judgement.line, "", message, remedy)

    def problems(self) -> Iterator[Problem]:
        unknown = [name for name in (self.judgement.entity, self.judgement.other) if name and name not in self.entities]
        for name in unknown:
            remedy = f"Nearest: {', '.join(nearest(name, self.entities))}."
            yield self.problem("undeclared-entity", f"no entity {name!r}.", remedy)
        if not unknown:
            yield from self._pair() if self.judgement.other else self._name()
        yield from self._quotes()

    def _pair(self) -> Iterator[Problem]:
        first, second = self.entities[self.judgement.entity], self.entities[self.judgement.other]
        if first is second:
            yield self.problem("same-entities", f"{first.id} is judged against itself.", "Name the other entity.")
        elif self.judgement.verdict != "same" and (shared := sorted(_shared(first, second))):
            message = f"{first.id} and {second.id} are judged {self.judgement.verdict}, but share the name {shared[0]!r}."
            yield self.problem("shared-name", message, "Take the name from one of them, or from both.")

    def _name(self) -> Iterator[Problem]:
        entity, name = self.entities[self.judgement.entity], self.judgement.name
        if fold(name).casefold() not in _names(entity):
            remedy = f"Add it to the aliases of {entity.id} in {entity.file}:{entity.line}, or judge it otherwise."
            yield self.problem("no-alias", f"{name!r} is judged to mean {entity.id}, but is not among its names.", remedy)
        words = fold(" ".join(quote.text for _, quote in self.judgement.quotes)).casefold()
        if words and fold(name).casefold() not in words:
            yield self.problem("unsupported-name", f"no quote has the name {name!r}.", "Quote the words that have it.")

    def _quotes(self) -> Iterator[Problem]:
        for name, quote in self.judgement.quotes:
            document = self.documents.get(name)
            if document is None:
                remedy = f"Catalogue it, or name one of {', '.join(self.documents)}."
                yield self.problem("missing-document", f"no document {name!r}.", remedy, quote.line)
                continue
            found = len(document.folded.find_all(quote.text))
            if not found:
                near = nearest_passage(fold(quote.text), document.folded.folded)
                remedy = f"Nearest text: {near!r}" if near else "The document contains nothing similar."
                yield self.problem("misquote", f"document {name} does not contain {quote.text!r}.", remedy, quote.line)
            elif (quote.nth or 1) > found:
                yield self.problem("misquote", f"the quote occurs {times(found)} in the document; nth is {quote.nth}.", "", quote.line)
            elif found > 1 and quote.nth is None:
                message = f"the quote occurs {times(found)} in document {name}."
                yield self.problem("ambiguous-quote", message, "Make it longer, or give its number: {text: ..., nth: 1}.", quote.line)


def _names(entity: Entity) -> set[str]:
    return {fold(name).casefold() for name in (entity.name, *entity.aliases)}


def _shared(first: Entity, second: Entity) -> set[str]:
    """Return the names that both have, except one that is the main name of both: two people may have one name."""
    chief = {fold(first.name).casefold()} & {fold(second.name).casefold()}
    return (_names(first) & _names(second)) - chief
