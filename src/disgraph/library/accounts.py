"""What is told of one entity, found by a search, or explained, as answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from disgraph.cli.explain_text import as_text
from disgraph.cli.tables import render
from disgraph.errors import Candidate
from disgraph.facts.explanation import Explanation
from disgraph.facts.reasons import BASES, Reason
from disgraph.facts.story import Fact, Story
from disgraph.library.frames import Columns, columns_of
from disgraph.library.html import Html, element, items, table
from disgraph.library.quotation import quotation
from disgraph.library.results import Result
from disgraph.passage import Passage


@dataclass(frozen=True, repr=False)
class Entity(Result):
    """An entity and its facts in the order of a story; each fact has its `passages` and tells its `doubts()`."""

    story: Story
    kind: str

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.story.iri

    @property
    def label(self) -> str:
        """Its name."""
        return self.story.label

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its facts."""
        return self.story.facts

    @property
    def quotes(self) -> tuple[Passage, ...]:
        """The words of the documents that state its facts, each once."""
        return tuple(dict.fromkeys(passage for fact in self.facts for passage in fact.passages))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is doubtful about its facts."""
        return tuple(sorted({doubt for fact in self.facts for doubt in fact.doubts()}))

    def columns(self) -> Columns:
        """Return the facts as columns."""
        names = ("part", "sentence", "earliest", "inferred", "doubts", "quote", "document")
        rows = [(*_fact_cells(fact), "; ".join(fact.doubts()) or None, *_first_quote(fact)) for fact in self.facts]
        return columns_of(names, rows)

    def _parts(self) -> dict[str, list[Fact]]:
        parts: dict[str, list[Fact]] = {}
        for fact in self.facts:
            parts.setdefault(fact.part, []).append(fact)
        return parts

    def _text(self) -> str:
        lines = [f"{self.label}  ({self.kind})", *filter(None, [self.story.description])]
        for part, facts in self._parts().items():
            lines += ["", part, *(f"  - {fact.sentence}" for fact in facts)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = [element("p", element("strong", self.label), f" ({self.kind})"), element("p", self.story.description)]
        parts = (element("div", element("p", part), items(map(_fact, facts))) for part, facts in self._parts().items())
        return element("section", *head, *parts)


def _fact_cells(fact: Fact) -> tuple[Any, ...]:
    return (fact.part, fact.sentence, fact.earliest or None, fact.inferred)


def _first_quote(fact: Fact) -> tuple[str | None, str | None]:
    return (fact.passages[0].quote, fact.passages[0].document.id) if fact.passages else (None, None)


def _fact(fact: Fact) -> Html:
    doubts = (element("p", f"Doubt: {doubt}") for doubt in fact.doubts())
    words = element("details", element("summary", "words"), *map(quotation, fact.passages))
    return element("div", fact.sentence, *doubts, words if fact.passages else Html(""))


@dataclass(frozen=True, repr=False)
class Found(Result):
    """What a search found: entities by nearly their name, and passages that hold every word."""

    text: str
    entities: tuple[Candidate, ...]
    passages: tuple[Passage, ...]

    def __bool__(self) -> bool:
        return bool(self.entities or self.passages)

    def columns(self) -> Columns:
        """Return entities, then passages, as columns."""
        rows = [("entity", entity.label, entity.type, ", ".join(entity.documents), entity.iri) for entity in self.entities]
        rows += [("passage", passage.quote, "", passage.document.id, passage.claim) for passage in self.passages]
        return columns_of(("found", "text", "type", "documents", "iri"), rows)

    def _tables(self) -> Iterator[tuple[str, list[str], list[list[str]]]]:
        entities = [[entity.label, entity.type, ", ".join(entity.documents)] for entity in self.entities]
        said = [[" ".join(passage.quote.split()), passage.document.id] for passage in self.passages]
        yield f"Entities like {self.text}", ["entity", "type", "documents"], entities
        yield f"Passages with {self.text}", ["passage", "document"], said

    def _text(self) -> str:
        return "\n".join(render(columns, rows, "text") for _, columns, rows in self._tables() if rows) or "Nothing found."

    def _repr_html_(self) -> str:
        return element("section", *(table(*each) for each in self._tables() if each[2])) if self else element("p", "Nothing found.")


@dataclass(frozen=True, repr=False)
class Explained(Result):
    """Why facts hold; false where the documents do not say so, and `known` then has what they say instead."""

    explanation: Explanation

    def __bool__(self) -> bool:
        return bool(self.explanation.facts)

    @property
    def facts(self) -> tuple[tuple[Reason, ...], ...]:
        """For each fact its reasons, the shortest first."""
        return self.explanation.facts

    @property
    def known(self) -> tuple[str, ...]:
        """What is known instead of a fact that is not said."""
        return self.explanation.known

    def columns(self) -> Columns:
        """Return what the facts rest on, as columns: number of the fact and of its reason, and the said facts with their words."""
        rows = [
            (number, at, leaf.sentence, BASES[leaf.basis], passage.quote if passage else None, passage.document.id if passage else None)
            for number, reasons in enumerate(self.facts, 1)
            for at, reason in enumerate(reasons, 1)
            for leaf in reason.leaves()
            for passage in leaf.passages or (None,)
        ]
        return columns_of(("fact", "reason", "rests_on", "basis", "quote", "document"), rows)

    def _text(self) -> str:
        return as_text(self.explanation)

    def _repr_html_(self) -> str:
        if not self:
            return element(
                "section", element("p", f"The documents do not say: {self.explanation.question}."), items(map(_plain, self.known))
            )
        return items(_reason(reason) for reasons in self.facts for reason in reasons)


def _plain(text: str) -> Html:
    return element("span", text)


def _reason(reason: Reason) -> Html:
    because = element("em", f" because {reason.rule}") if reason.rule else Html("")
    premises = items(map(_reason, reason.premises)) if reason.premises else Html("")
    return element("div", f"{reason.sentence} [{BASES[reason.basis]}]", because, *map(quotation, reason.passages), premises)
