"""The graph as the checks read it: figures, records and statements with their passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from disgraph.audit.interval import Interval, coarse_rounding, loosely, reach, rounding
from disgraph.rdf import DCTERMS, DG, OA, RDF, RDFS, SKOS, DefaultGraph, Literal, NamedNode, Quads, local_name
from disgraph.wording.amounts import per_number

#: Number of nodes whose values are kept in memory.
_REMEMBERED = 5_000


class QuotedSpan(NamedTuple):
    """Words of a document and their place, in code points."""

    document: str
    start: int
    end: int
    quote: str

    def overlaps(self, other: QuotedSpan) -> bool:
        """Return whether two spans share a character of one document."""
        return self.document == other.document and self.start < other.end and other.start < self.end


class Period(NamedTuple):
    """The days that a time allows; `None` where it is open or not known."""

    first: dt.date | None
    last: dt.date | None

    @property
    def known(self) -> bool:
        """Whether the time is known."""
        return self.first is not None or self.last is not None

    def meets(self, other: Period) -> bool:
        """Return whether two periods may have a day in common."""
        before = self.last is not None and other.first is not None and self.last < other.first
        after = self.first is not None and other.last is not None and other.last < self.first
        return not before and not after


class Figure(NamedTuple):
    """An observation: what is counted, how much, and in which population; links are IRIs of other observations.

    `quantity` is the kind of quantity of its unit, `statistic` how it was made, `criteria` who is counted, all by local name.
    """

    iri: str
    label: str
    measure: str
    measure_label: str
    measure_names: str
    about: frozenset[str]
    stated: str
    low: str
    high: str
    unit: str
    nouns: tuple[str, ...]
    is_general: bool
    per: frozenset[str]
    per_nouns: tuple[str, ...]
    comparator: str
    comparator_label: str
    population: str
    places: frozenset[str]
    period: Period
    times: tuple[str, ...]
    records: tuple[str, ...]
    links: tuple[tuple[str, tuple[str, ...]], ...]
    spans: tuple[QuotedSpan, ...]
    quantity: str
    statistic: str
    criteria: frozenset[str]

    def noun(self, number: str = "") -> str:
        """Return the noun of the unit for a number in digits: singular for one, else plural."""
        singular, plural = (*self.nouns[:2], "", "")[:2]
        return singular if number == "1" else plural or singular

    def to(self, link: str) -> tuple[str, ...]:
        """Return the observations that a link leads to."""
        return dict(self.links).get(link, ())

    @property
    def value(self) -> Fraction:
        """The stated value, or the middle of a stated range."""
        return Fraction(self.stated) if self.stated else (Fraction(self.low) + Fraction(self.high)) / 2

    @property
    def documents(self) -> frozenset[str]:
        """The documents that state it."""
        return frozenset(span.document for span in self.spans)

    def reach(self, *, coarse: bool = False) -> Interval:
        """Return the numbers that the figure may represent; `coarse` also takes round figures as rounded."""
        if not self.stated:
            return Interval(Fraction(self.low), Fraction(self.high))
        slack = coarse_rounding(self.stated) if coarse else Fraction(0)
        return reach(self.value, self.comparator, slack)

    def loose(self) -> Interval:
        """Return the numbers of which the words are true."""
        if not self.stated:
            return Interval(Fraction(self.low), Fraction(self.high))
        return loosely(self.value, self.comparator, rounding(self.stated) if "." in self.stated else Fraction(0))


class AuditedGraph:
    """A graph by subject, read from a store as it is needed; values come sorted, so that findings are the same on every run.

    Args:
        quads: their default graph is audited.
    """

    def __init__(self, quads: Quads) -> None:
        self._quads = quads
        self._about = lru_cache(_REMEMBERED)(self._read)

    def _read(self, node: NamedNode) -> Mapping[NamedNode, list[NamedNode | Literal]]:
        """Return the values of a node by property."""
        found: dict[NamedNode, list[NamedNode | Literal]] = {}
        for quad in self._quads.quads_for_pattern(node, None, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.predicate, []).append(quad.object)
        return found

    def _subjects(self, predicate: NamedNode, value: NamedNode | None) -> Iterator[NamedNode]:
        """Return the nodes that have a property, with a value if one is given."""
        found = self._quads.quads_for_pattern(None, predicate, value, DefaultGraph())
        return (quad.subject for quad in found if isinstance(quad.subject, NamedNode))

    def values(self, node: str | NamedNode, predicate: NamedNode) -> list[str]:
        """Return the values of a property as text, sorted."""
        found = self._about(NamedNode(node) if isinstance(node, str) else node).get(predicate, [])
        return sorted(each.value for each in found)

    def value(self, node: str | NamedNode, predicate: NamedNode) -> str:
        """Return the first value of a property, or an empty text."""
        return next(iter(self.values(node, predicate)), "")

    def all(self, kind: str) -> list[str]:
        """Return the IRIs of a class and the classes below it, sorted."""
        return sorted({node.value for each in self._below(DG[kind]) for node in self._subjects(RDF["type"], each)})

    def is_a(self, node: str, kind: str) -> bool:
        """Return whether a node is of a class or one below it."""
        return not {each.value for each in self._below(DG[kind])}.isdisjoint(self.values(node, RDF["type"]))

    @cached_property
    def audited(self) -> list[str]:
        """The IRIs of the records whose class the ontology declares as audited (`dg:isAudited`), sorted."""
        kinds = {kind for kind in self._subjects(DG["isAudited"], None) if "true" in self.values(kind, DG["isAudited"])}
        return sorted({record for kind in kinds for record in self.all(local_name(kind))})

    def with_role(self, name: str) -> list[str]:
        """Return the records that have a role, sorted."""
        return sorted({node.value for node in self._subjects(DG[name], None)})

    def is_derived_from(self, claim: str, record: str) -> bool:
        """Return whether the annotator inferred a claim from words that state a record."""
        if local_name(self.value(claim, DG["modality"])) != "inferred":
            return False
        return any(one.overlaps(other) for one in self.words_of([claim]) for other in self.spans(record))

    def _below(self, kind: NamedNode) -> list[NamedNode]:
        """Return a class and all classes below it."""
        found = [kind]
        for each in found:
            found += [narrower for narrower in self._subjects(RDFS["subClassOf"], each) if narrower not in found]
        return found

    def participants(self, record: str) -> Iterator[str]:
        """Yield the entities in the roles of a record, without those that it is only about."""
        for predicate, values in sorted(self._about(NamedNode(record)).items(), key=str):
            if predicate.value.startswith(DG) and predicate != DG["about"]:
                yield from sorted({value.value for value in values if isinstance(value, NamedNode)})

    def label(self, node: str) -> str:
        """Return a node's plain or English label, or the last part of its IRI."""
        found = self._about(NamedNode(node)).get(RDFS["label"], [])
        plain = sorted(each.value for each in found if isinstance(each, Literal) and each.language in (None, "en"))
        return next(iter(plain), local_name(node))

    def words(self, node: str) -> str:
        """Return the name of an entity as a sentence has it, with its article."""
        return f"{self.value(node, DG['article'])} {self.label(node)}".lstrip()

    def role(self, record: str, name: str) -> list[str]:
        """Return the values of a role of a record."""
        return self.values(record, DG[name])

    def spans(self, record: str) -> tuple[QuotedSpan, ...]:
        """Return the words that state a record, by document and place."""
        return self.words_of(self.claims(record))

    def claims(self, record: str) -> list[str]:
        """Return the claims that assert a record, sorted."""
        return sorted(claim.value for claim in self._subjects(DG["asserts"], NamedNode(record)))

    def words_of(self, claims: Iterable[str]) -> tuple[QuotedSpan, ...]:
        """Return the words that state claims, by document and place."""
        evidence = {node for claim in claims for node in self.values(claim, DG["hasEvidence"])}
        return tuple(sorted(self._span(node) for node in evidence))

    def _span(self, evidence: str) -> QuotedSpan:
        start, end = (next(filter(None, self._selected(evidence, OA[name])), "0") for name in ("start", "end"))
        document = self.value(evidence, OA["hasSource"])
        return QuotedSpan(self.value(document, DCTERMS["identifier"]) or document, int(start), int(end), self.value(evidence, DG["quote"]))

    def _selected(self, evidence: str, predicate: NamedNode) -> Iterator[str]:
        return (self.value(selector, predicate) for selector in self.values(evidence, OA["hasSelector"]))

    def period(self, record: str) -> Period:
        """Return the days that a record's time allows."""
        firsts, lasts = self.role(record, "earliest"), self.role(record, "latest")
        return Period(dt.date.fromisoformat(firsts[0]) if firsts else None, dt.date.fromisoformat(lasts[-1]) if lasts else None)

    def statements(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Yield claim, subject and object of every claimed statement of a property, sorted."""
        for claim in sorted(node.value for node in self._subjects(RDF["predicate"], DG[name])):
            yield claim, self.value(claim, RDF["subject"]), self.value(claim, RDF["object"])

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every observation that has one value, or one range, sorted by IRI."""
        return tuple(figure for figure in map(self._figure, self.all("Observation")) if figure is not None)

    @cached_property
    def by_iri(self) -> dict[str, Figure]:
        """The figures by IRI."""
        return {figure.iri: figure for figure in self.figures}

    def linked(self, figure: Figure, link: str) -> list[Figure]:
        """Return the figures that a link leads to."""
        return [self.by_iri[iri] for iri in figure.to(link) if iri in self.by_iri]

    @cached_property
    def _criteria(self) -> tuple[str, ...]:
        """The properties that say who is counted."""
        return tuple(sorted(local_name(each) for each in self._subjects(RDFS["subPropertyOf"], DG["hasCriterion"])))

    def _per_nouns(self, node: str) -> tuple[str, ...]:
        number = next(iter(self.role(node, "perNumber")), "")
        counted = self.role(node, "perCounted")
        nouns = (per_number(number, self.value(each, DG["plural"])) if number else self.label(each) for each in counted)
        return (*nouns, *(self.label(each) for each in self.role(node, "per")))

    def _figure(self, node: str) -> Figure | None:
        stated, low, high = (self.role(node, name) for name in ("value", "minValue", "maxValue"))
        if len(stated) > 1 or (not stated and not (low and high)):
            return None
        measure = next(iter(self.role(node, "measure")), "")
        unit, comparator = (next(iter(self.role(node, name)), "") for name in ("expressedIn", "comparator"))
        links = ("figurePartOf", "sharePart", "shareWhole", "growthFrom", "growthTo", "sumOf", "convertedFrom")
        return Figure(
            iri=node,
            label=self.label(node),
            measure=measure,
            measure_label=self.label(measure) if measure else "",
            measure_names=" ".join(self.values(measure, RDFS["label"]) + self.values(measure, SKOS["altLabel"])) if measure else "",
            about=frozenset(self.role(node, "about")),
            stated=next(iter(stated), ""),
            low=next(iter(low), ""),
            high=next(iter(high), ""),
            unit=local_name(unit),
            nouns=(self.label(unit), self.value(unit, DG["plural"]), *self.values(unit, SKOS["altLabel"])) if unit else (),
            is_general=self.value(unit, DG["isGeneral"]) == "true" if unit else False,
            per=frozenset(map(local_name, self.role(node, "perCounted") + self.role(node, "per"))),
            per_nouns=self._per_nouns(node),
            comparator=local_name(comparator),
            comparator_label=self.label(comparator) if comparator else "",
            population="; ".join(self.role(node, "population")),
            places=frozenset(self.role(node, "place")),
            period=self.period(node),
            times=tuple(self.role(node, "time")),
            records=tuple(self.role(node, "ofRecord")),
            links=tuple((link, tuple(self.role(node, link))) for link in links),
            spans=self.spans(node),
            quantity="".join(local_name(kind) for unit in self.role(node, "unit") for kind in self.values(unit, DG["quantityKind"])),
            statistic="".join(map(local_name, self.role(node, "statistic"))),
            criteria=frozenset(local_name(each) for name in self._criteria for each in self.role(node, name)),
        )
