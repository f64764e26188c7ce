"""The proposals to review: claims in the order of their documents, then links between entities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.check import check_each
from disgraph.claims.claim import Claim, Entity, LocatedClaim
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.judgements import Judgement, read_judgements
from disgraph.corpus.documents import Document, read_catalogue
from disgraph.corpus.folding import Span
from disgraph.files import read_text
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline import checked_sources
from disgraph.project import Project
from disgraph.proposals.entity_links import spoken_of
from disgraph.triples.claim_phrases import claim_sentence

#: The mark in a file of a proposal that a reviewer could not decide.
UNSURE = "  # unsure"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
#: Characters around a quote, and around the first mention of a new entity.
_CONTEXT, _AROUND = 120, 40


class ReviewPassage(NamedTuple):
    """A quote with the text before and after it, and its place in the document: the first code point and the one after the last."""

    before: str
    quote: str
    after: str
    start: int
    end: int


class NewEntity(NamedTuple):
    """An entity that enters the graph with the claim; `mention` is the text around its first name, if the quotes do not show it."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mention: str


class ReviewItem(NamedTuple):
    """A proposal to review: `kind` is claim or link, `unsure` is true if a reviewer could not decide.

    `alike` lists in words which other entities those of a claim may be; `entities` has the ids and names of those that it speaks of,
    `new` those of them that are not in the graph.
    """

    kind: str
    id: str
    document: str
    title: str
    sentence: str
    passages: tuple[ReviewPassage, ...]
    rule: str
    confidence: float | None
    doubt: str
    alike: tuple[str, ...]
    unsure: bool
    file: Path
    line: int
    entities: tuple[tuple[str, str], ...]
    new: tuple[NewEntity, ...] = ()

    @property
    def sentence_start(self) -> int:
        """About where the sentence of its first quote begins; equal for the proposals of one sentence."""
        if not self.passages:
            return -1
        first = self.passages[0]
        return first.start - len(_SENTENCE_END.split(first.before)[-1])


def paragraphs_around(project: Project, item: ReviewItem) -> list[str]:
    """Return the paragraphs of the quotes of a claim, each with the one before and the one after it."""
    if item.kind != "claim":
        return []
    text = read_catalogue(project.catalogue, project.documents)[item.document].text
    found: dict[int, str] = {}
    ends = [at.end() for at in re.finditer(r"[^\n]+", text)]
    for passage in item.passages:
        at = bisect_left(ends, passage.end)
        for number in range(max(0, at - 1), min(at + 2, len(ends))):
            found[number] = text[ends[number - 1] if number else 0 : ends[number]].strip()
    return [found[number] for number in sorted(found)]


def review_items(project: Project, documents: Iterable[str] = ()) -> list[ReviewItem]:
    """Return the proposals to review.

    Args:
        project: one of your own.
        documents: only of these, if any are given; links are of the documents of both entities.

    Raises:
        Refused: the sources are broken.
    """
    checked_sources(project)
    return _ReviewReader(project).items(frozenset(documents))


class _ReviewReader:
    def __init__(self, project: Project) -> None:
        self.vocabulary: Vocabulary = read_vocabulary(project.ontology)
        self.entities: Mapping[str, Entity] = read_entities(project.entities)
        self.claims: list[Claim] = read_claims(project.claims, self.vocabulary)
        self.documents: Mapping[str, Document] = read_catalogue(project.catalogue, project.documents)
        self.links = [one for one in read_judgements(project.judgements) if one.status == "proposed" and one.other]
        self.about: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for entity in set(spoken_of(claim, self.vocabulary)):
                self.about[entity].append(claim)
        self.alike: dict[str, list[str]] = defaultdict(list)
        for link in self.links:
            for one, other in ((link.entity, link.other), (link.other, link.entity)):
                if {one, other} <= self.entities.keys():
                    self.alike[one].append(f"{self.entities[one].name} may be {self._named(other)}: {link.reason}")

    def items(self, wanted: frozenset[str]) -> list[ReviewItem]:
        proposed = [claim for claim in self.claims if claim.status == "proposed" and (not wanted or claim.document in wanted)]
        located = [one for one, _wrong in check_each(proposed, self.entities, self.documents, self.vocabulary)]
        claims = [self._claim(one) for one in located]
        links = [
            self._link(link)
            for link in self.links
            if not wanted or wanted & {*self._documents_of(link.entity), *self._documents_of(link.other)}
        ]
        files = {item.file: read_text(item.file).splitlines() for item in (*claims, *links)}
        marked = [item._replace(unsure=_is_unsure(files[item.file], item.line)) for item in (*claims, *links)]
        return sorted(marked, key=lambda item: item.unsure)

    def _claim(self, located: LocatedClaim) -> ReviewItem:
        claim = located.claim
        document = self.documents[claim.document]
        names = sorted(set(spoken_of(claim, self.vocabulary)))
        return ReviewItem(
            kind="claim",
            id=f"{claim.document}/{claim.id}",
            document=claim.document,
            title=document.entry.title,
            sentence=claim_sentence(claim, self.entities, self.vocabulary),
            passages=tuple(_passage(document.text, span) for span in located.evidence),
            rule=claim.rule,
            confidence=claim.confidence,
            doubt=claim.doubt,
            alike=tuple(text for name in names for text in self.alike.get(name, ())),
            unsure=False,
            file=Path(claim.file),
            line=claim.line,
            entities=self._spoken_of(names),
            new=tuple(self._new(names, document.text, located.evidence)),
        )

    def _new(self, names: Iterable[str], text: str, quotes: Iterable[Span]) -> Iterator[NewEntity]:
        """Yield the entities that only a proposal declares; measures are not names."""
        shown = [(span.start, span.end) for span in quotes]
        for entity in (self.entities[name] for name in names if name in self.entities):
            if entity.status == "proposed" and entity.type != "Measure":
                at = text.find(entity.name)
                inside = at < 0 or any(start <= at < end for start, end in shown)
                mention = "" if inside else "".join(_passage(text, Span(at, at + len(entity.name)), _AROUND)[:3])
                yield NewEntity(entity.id, entity.name, entity.type, entity.aliases, mention)

    def _link(self, link: Judgement) -> ReviewItem:
        return ReviewItem(
            kind="link",
            id=f"{link.entity}--{link.other}",
            document="",
            title="",
            sentence=f"{self._named(link.entity)} and {self._named(link.other)} are the same",
            passages=tuple(self._introductions(link)),
            rule=link.reason,
            confidence=link.confidence,
            doubt="",
            alike=(),
            unsure=False,
            file=Path(link.file),
            line=link.line,
            entities=self._spoken_of((link.entity, link.other)),
        )

    def _spoken_of(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.entities[name].name) for name in names if name in self.entities)

    def _named(self, entity: str) -> str:
        """Return an entity's name with the document that speaks of it."""
        found = self.entities.get(entity)
        if found is None:
            return entity
        return f"{found.name} ({', '.join(self._documents_of(entity)[:3]) or Path(found.file).stem})"

    def _documents_of(self, entity: str) -> list[str]:
        return sorted({claim.document for claim in self.about[entity]})

    def _introductions(self, link: Judgement) -> Iterator[ReviewPassage]:
        """Yield for each of the two its first quote."""
        for entity in (link.entity, link.other):
            about = [claim for claim in self.about[entity] if claim.status != "rejected"]
            for located, _wrong in check_each(about[:1], self.entities, self.documents, self.vocabulary):
                yield from (_passage(self.documents[located.claim.document].text, span) for span in located.evidence[:1])


def _passage(text: str, span: Span, around: int = _CONTEXT) -> ReviewPassage:
    """Return a quote with the text before and after it, up to the end of the line or a number of characters."""
    before = text[max(0, span.start - around) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + around].partition("\n")[0]
    return ReviewPassage(before, text[span.start : span.end], after, span.start, span.end)


def _is_unsure(lines: list[str], line: int) -> bool:
    status = status_line(lines, line)
    return status is not None and lines[status].endswith(UNSURE)


def status_line(lines: list[str], line: int) -> int | None:
    """Return the index of the line with the status of an entry of a list that begins at a line (from 1), or None."""
    for at in range(line - 1, len(lines)):
        if "status: proposed" in lines[at]:
            return at
        if at > line - 1 and lines[at].lstrip().startswith("- ") and _depth(lines[at]) <= _depth(lines[line - 1]):
            return None
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
