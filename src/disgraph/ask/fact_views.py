"""A fact as a question sees it: its entities with their roles, and the values that can answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from disgraph.facts.known import Known, how_known
from disgraph.facts.quote_choice import ranked_passages
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DG, RDF, Literal, NamedNode, Term, local_name
from disgraph.search.searchable import EVERY_ROLE, OBJECT, SUBJECT
from disgraph.search.text_index import TextIndex
from disgraph.store.name_file import fold_name

_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
_NUMBER = re.compile(r"\d")
#: The ends of the IRIs of numeric datatypes.
NUMBERS = ("#integer", "#decimal", "#double", "#float")

#: Words that lead to a reason.
_REASON = re.compile(
    r"\b(because|due to|caused?|so that|in order|owing|as a result|after|thanks to|from"
    r"|since (?!spring|summer|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)"
    r"|hinder(ed|s)?|prevent(ed|s)?|forced|led to)\b",
    re.IGNORECASE,
)


class Filler(NamedTuple):
    """What has a role in a fact: a term, and for an entity the class."""

    role: str
    term: Term
    type: str


class FactView:
    """A fact of the index with its structure in the graph.

    Args:
        graph: the opened graph.
        index: of its texts.
        at: the number of the fact in the index.
    """

    def __init__(self, graph: Graph, index: TextIndex, at: int) -> None:
        self._graph, self._index, self.at = graph, index, at

    @cached_property
    def sentence(self) -> str:
        """The fact in words."""
        return self._index.label(self.at)

    @cached_property
    def type(self) -> str:
        """Local name of its record class or of its property."""
        return self._index.type(self.at)

    @cached_property
    def iri(self) -> str:
        """IRI of its record, or of a claim that makes the statement."""
        return self._index.iri(self.at)

    @cached_property
    def members(self) -> list[tuple[str, int]]:
        """The roles and numbers of its entities."""
        return self._index.members(self.at)

    @cached_property
    def folded_names(self) -> list[tuple[str, int]]:
        """The folded names of its entities with their numbers, the longest first."""
        names = {(fold_name(self._index.label(entity)), entity) for _, entity in self.members}
        return sorted(names, key=lambda each: (-len(each[0]), each[1]))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that state it; those that support its sentence best come first."""
        stated = passages.of_claims(self._graph, [NamedNode(iri) for iri in self._index.claims(self.at)])
        return ranked_passages(self.sentence, stated)

    @property
    def known(self) -> Known:
        """How it is known."""
        return how_known(self.passages)

    @cached_property
    def is_statement(self) -> bool:
        """Whether it is a statement rather than a record."""
        return self.iri in self._index.claims(self.at)

    @cached_property
    def fillers(self) -> tuple[Filler, ...]:
        """What has a role in it, by role; of a statement subject and object."""
        return tuple(sorted(self._fillers(), key=lambda each: (each.role, str(each.term))))

    def _fillers(self) -> Iterator[Filler]:
        node = NamedNode(self.iri)
        if self.is_statement:
            for role, predicate in ((SUBJECT, RDF["subject"]), (OBJECT, RDF["object"])):
                for quad in self._graph.about(node, predicate):
                    yield self._filler(role, quad.object)
            return
        for quad in self._graph.about(node):
            if quad.predicate.value.startswith(DG) and local_name(quad.predicate) != EVERY_ROLE:
                yield self._filler(local_name(quad.predicate), quad.object)

    def _filler(self, role: str, term: Term) -> Filler:
        return Filler(role, term, self._graph.type(term) if isinstance(term, NamedNode) else "")

    def text_of(self, term: Term) -> str:
        """Return a filler in words."""
        return self._graph.label(term)

    def unit_text(self, term: NamedNode, number: str) -> str:
        """Return a unit in words as it follows a number."""
        plural = self._graph.value(term, DG["plural"])
        return plural if plural and number != "1" else self.text_of(term)

    @cached_property
    def has_time(self) -> bool:
        """Whether it names a year or a time role."""
        return bool(_YEAR.search(self.sentence)) or any(
            isinstance(each.term, Literal) and each.term.datatype.value.endswith("EDTF") for each in self.fillers
        )

    @cached_property
    def has_number(self) -> bool:
        """Whether it has a figure, in words or as a value."""
        return bool(_NUMBER.search(_YEAR.sub("", self.sentence))) or any(
            isinstance(each.term, Literal) and each.term.datatype.value.endswith(NUMBERS) for each in self.fillers
        )

    @cached_property
    def has_reason(self) -> bool:
        """Whether its words or its quotes lead to a reason."""
        return bool(_REASON.search(self.sentence)) or any(_REASON.search(each.quote) for each in self.passages)
