"""Graphs of any size with the project's ontology: seeded, with hubs, places inside places, records, claims and evidence."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from disgraph.rdf import DCTERMS, DG, EDTF, OA, RDF, RDFS, RESOURCE, XSD, Literal, NamedNode, Quad

#: Triples that one person brings on average, with records, claims and evidence.
TRIPLES_A_PERSON = 34
_KINDS = ("visual", "hearing", "speech", "physical", "intellectual", "mental")


def generate(triples: int, seed: int = 1) -> Iterator[Quad]:
    """Return about so many triples.

    Args:
        triples: how many.
        seed: the same seed gives the same graph.
    """
    # The benchmark wants a reproducible sequence, not a secret one.
    yield from _Generator(random.Random(seed), max(1, triples // TRIPLES_A_PERSON)).quads()  # noqa: S311


class _Generator:
    def __init__(self, chance: random.Random, persons: int) -> None:
        self.chance, self.persons = chance, persons
        self.places: list[NamedNode] = []
        self.employers: list[NamedNode] = []

    def quads(self) -> Iterator[Quad]:
        yield from self._places(max(4, self.persons // 40))
        yield from self._federations()
        yield from self._employers(max(3, self.persons // 15))
        for number in range(self.persons):
            yield from self._person(number)

    def _entity(self, kind: str, segment: str, number: int) -> tuple[NamedNode, list[Quad]]:
        node = RESOURCE[f"{segment}/{kind.lower()}-{number}"]
        return node, [Quad(node, RDF["type"], DG[kind]), Quad(node, RDFS["label"], Literal(f"{kind} {number}"))]

    def _places(self, count: int) -> Iterator[Quad]:
        levels = ("Country", "Province", "Prefecture", "County")
        for number in range(count):
            depth = 0 if number == 0 else min(3, 1 + number * 3 // count)
            node, quads = self._entity(levels[depth], "place", number)
            yield from quads
            if self.places:
                yield Quad(node, DG["containedIn"], self.chance.choice(self.places[: max(1, len(self.places) // 3)]))
            self.places.append(node)

    def _federations(self) -> Iterator[Quad]:
        for number, place in enumerate(self.places[::4]):
            node, quads = self._entity("Federation", "organisation", number)
            yield from quads
            yield Quad(node, DG["federationOf"], place)

    def _employers(self, count: int) -> Iterator[Quad]:
        for number in range(count):
            node, quads = self._entity("Company", "organisation", number)
            yield from quads
            yield Quad(node, DG["locatedIn"], self.chance.choice(self.places))
            if self.employers and number % 5 == 0:
                yield Quad(node, DG["unitOf"], self.employers[0])
            self.employers.append(node)

    def _hub(self, nodes: list[NamedNode]) -> NamedNode:
        """Choose with a few nodes chosen very often, as in the world."""
        return nodes[min(int(self.chance.paretovariate(0.7)) - 1, len(nodes) - 1)]

    def _person(self, number: int) -> Iterator[Quad]:
        node, quads = self._entity("Person", "person", number)
        yield from quads
        yield Quad(node, DG["livesIn"], self._hub(self.places))
        start = dt.date(2000, 1, 1) + dt.timedelta(days=self.chance.randrange(8000))
        employment = self._record("Employment", number)
        yield from self._claimed(employment, number, 0)
        yield Quad(employment, DG["employee"], node)
        yield Quad(employment, DG["employer"], self._hub(self.employers))
        yield Quad(employment, DG["start"], Literal(start.isoformat(), datatype=EDTF["EDTF"]))
        yield Quad(employment, DG["earliest"], Literal(start.isoformat(), datatype=XSD["date"]))
        condition = self._record("Condition", number)
        yield from self._claimed(condition, number, 1)
        yield Quad(condition, DG["bearer"], node)
        yield Quad(condition, DG["disabilityKind"], RESOURCE[f"disability-kind/{self.chance.choice(_KINDS)}"])
        if number % 2:
            assistance = self._record("Assistance", number)
            yield from self._claimed(assistance, number, 2)
            yield Quad(assistance, DG["helper"], RESOURCE[f"person/person-{self.chance.randrange(number)}"])
            yield Quad(assistance, DG["recipient"], node)

    def _record(self, kind: str, number: int) -> NamedNode:
        return RESOURCE[f"{kind.lower()}/{number}"]

    def _claimed(self, record: NamedNode, number: int, part: int) -> Iterator[Quad]:
        kind = record.value.split("/")[-2].capitalize()
        document = RESOURCE[f"document/{number // 100}"]
        claim = RESOURCE[f"claim/{number // 100}/{number}-{part}"]
        start = (number % 100) * 300 + part * 80
        evidence = RESOURCE[f"evidence/{number // 100}/{start}-{start + 60}"]
        yield Quad(record, RDF["type"], DG[kind])
        yield Quad(claim, RDF["type"], DG["Claim"])
        yield Quad(claim, DG["asserts"], record)
        yield Quad(claim, DCTERMS["source"], document)
        yield Quad(claim, DG["modality"], DG["stated"])
        yield Quad(claim, DG["hasEvidence"], evidence)
        yield Quad(evidence, RDF["type"], DG["Evidence"])
        yield Quad(evidence, OA["hasSource"], document)
        yield Quad(evidence, DG["quote"], Literal(f"words {start} that state {kind.lower()} {number}"))
