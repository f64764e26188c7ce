"""Generate projects of any size: with hubs, heavy tails, dates, records, claims, evidence and names.

    python benchmarks/generate.py FOLDER TRIPLES    write a project that `disgraph` opens in that folder

Places, employers and helpers follow Zipf's law: a few have thousands of neighbors, most have a handful. Most ties connect people with
close numbers. The same seed gives the same graph.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from disgraph.ontology.relations import describe, edge_counts
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline.graph_files import file_writers
from disgraph.project import SETTINGS, shipped_project
from disgraph.rdf import DCTERMS, DG, EDTF, OA, RDF, RDFS, RESOURCE, XSD, Literal, NamedNode, Quad
from disgraph.store.graph_writer import write_graph
from disgraph.store.name_file import Name, fold_name
from disgraph.triples.ontology_quads import ontology_quads

#: Triples per person on average, with records, claims and evidence.
TRIPLES_A_PERSON = 53
_KINDS = ("visual", "hearing", "speech", "physical", "intellectual", "mental")
_TIES = ("hasFriend", "hasColleague", "hasSpokenWith", "hasRelative", "hasMentor")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GIVEN = _words(
    "Ana Wei Maria Fatima Olena Kofi Ling Joao Ingrid Tomas Aisha Xiaoming Piotr Lucia Haruto Amina Diego "
    "Yusuf Elif Rosa Chen Marta Omar Sofia Ivan Noor Lars Mei Pedro Zainab Hanna Rui Samuel Leila Viktor Clara "
    "Jun Teresa Hassan Nina"
)
_PARTS = _words(
    "ka lo mi ren ta vo sun del bar ki mo ra wen zu pha tor len ga shi ben du mar ol fe qui nas hel by cro ven "
    "tsu gar li pon sta wi ner ab jo kru man ti fol es har bu din gra so yel"
)
_WORKS = _words("Massage Weaving Embroidery Tea Printing Software Catering Pottery Bamboo Delivery Translation Farming Repair Music")
_FORMS = _words("Workshop Company Cooperative Centre Studio School Foundation Association Factory Federation")


def person_name(number: int) -> str:
    """Return the name of a person: unique below 13 million, and different for consecutive numbers."""
    mixed = number * 7_368_787 % (len(_GIVEN) * len(_PARTS) ** 3 * 3)
    mixed, given = divmod(mixed, len(_GIVEN))
    mixed, first = divmod(mixed, len(_PARTS))
    mixed, second = divmod(mixed, len(_PARTS))
    ending, third = divmod(mixed, len(_PARTS))
    return f"{_GIVEN[given]} {_PARTS[first]}{_PARTS[second]}{_PARTS[third]}{('', 's', 'n')[ending]}".title()


def organisation_name(number: int) -> str:
    """Return the name of an organisation: unique below 17 million."""
    mixed = number * 7_368_787 % (len(_WORKS) * len(_FORMS) * len(_PARTS) ** 3)
    mixed, work = divmod(mixed, len(_WORKS))
    mixed, form = divmod(mixed, len(_FORMS))
    return f"{_place(mixed)} {_WORKS[work]} {_FORMS[form]}"


def _place(number: int) -> str:
    first, rest = divmod(number, len(_PARTS) ** 2)
    second, third = divmod(rest, len(_PARTS))
    return f"{_PARTS[first % len(_PARTS)]}{_PARTS[second]}{_PARTS[third]}".title()


def misspelt(name: str, chance: random.Random) -> str:
    """Return a name with one or two typing errors: an extra, missing or wrong letter, or two swapped."""
    letters = list(name)
    for _ in range(chance.choice((1, 2))):
        at = chance.randrange(1, len(letters) - 1)
        slip = chance.randrange(4)
        if slip == 0:
            letters.insert(at, chance.choice("aeiouklmnrst"))
        elif slip == 1:
            del letters[at]
        elif slip == 2:
            letters[at] = chance.choice("aeiouklmnrst")
        else:
            letters[at : at + 2] = letters[at : at + 2][::-1]
    return "".join(letters)


class Generated:
    """A generated graph: its triples and names, the same in every iteration.

    Args:
        triples: about how many.
        seed: the same seed gives the same graph.
    """

    def __init__(self, triples: int, seed: int = 1) -> None:
        self.persons = max(8, triples // TRIPLES_A_PERSON)
        self.places, self.employers = max(4, self.persons // 40), max(3, self.persons // 12)
        self.seed = seed

    def __iter__(self) -> Iterator[Quad]:
        # The sequence must be reproducible, not secret.
        self._chance = random.Random(self.seed)  # noqa: S311
        for number in range(self.places):
            yield from self._place(number)
        for number in range(self.employers):
            yield from self._employer(number)
        for number in range(self.persons):
            yield from self._person(number)
        for number in range(self.persons // 100 + 1):
            yield from self._document(number)

    def entities(self) -> Iterator[tuple[str, str, str, str]]:
        """Return type, segment of the IRI, id and name of every entity."""
        for number in range(self.places):
            level = self._level(number)
            name = f"{_place(number * 7919)} {level}"
            yield level, "place", f"place-{number}", name
            if number % 4 == 0:
                yield "Federation", "organisation", f"federation-{number}", f"Federation of {name}"
        for number in range(self.employers):
            yield "Company", "organisation", f"company-{number}", organisation_name(number)
        for number in range(self.persons):
            yield "Person", "person", f"person-{number}", person_name(number)

    def names(self) -> Iterator[Name]:
        """Return name, id and IRI of every entity, as the build lists them."""
        for kind, segment, key, label in self.entities():
            iri = RESOURCE[f"{segment}/{key}"].value
            for name in (label, key, iri):
                yield Name(fold_name(name), iri, label, kind, "")

    def _rank(self, count: int) -> int:
        """Choose a number below `count` by Zipf's law: the first is the most frequent."""
        return min(int(count ** self._chance.random()), count) - 1

    def _entity(self, kind: str, segment: str, key: str, label: str) -> tuple[NamedNode, list[Quad]]:
        node = RESOURCE[f"{segment}/{key}"]
        return node, [Quad(node, RDF["type"], DG[kind]), Quad(node, RDFS["label"], Literal(label))]

    def _level(self, number: int) -> str:
        """Return the class of a place: one country, then a third of each level."""
        return ("Country", "Province", "Prefecture", "County")[min(3, 1 + number * 3 // self.places) if number else 0]

    def _place(self, number: int) -> Iterator[Quad]:
        level = self._level(number)
        name = f"{_place(number * 7919)} {level}"
        node, quads = self._entity(level, "place", f"place-{number}", name)
        yield from quads
        if number:
            yield Quad(node, DG["containedIn"], RESOURCE[f"place/place-{self._chance.randrange(max(1, number // 3))}"])
        if number % 4 == 0:
            federation, quads = self._entity("Federation", "organisation", f"federation-{number}", f"Federation of {name}")
            yield from quads
            yield Quad(federation, DG["federationOf"], node)

    def _employer(self, number: int) -> Iterator[Quad]:
        node, quads = self._entity("Company", "organisation", f"company-{number}", organisation_name(number))
        yield from quads
        yield Quad(node, DG["locatedIn"], RESOURCE[f"place/place-{self._rank(self.places)}"])
        if number % 9 == 8:
            yield Quad(node, DG["unitOf"], RESOURCE[f"organisation/company-{self._chance.randrange(number)}"])

    def _person(self, number: int) -> Iterator[Quad]:
        node, quads = self._entity("Person", "person", f"person-{number}", person_name(number))
        yield from quads
        yield Quad(node, DG["livesIn"], RESOURCE[f"place/place-{self._rank(self.places)}"])
        condition = {"bearer": node, "disabilityKind": RESOURCE[f"disability-kind/{self._chance.choice(_KINDS)}"]}
        yield from self._record("Condition", f"{number}", number, condition)
        for job in range(1 + (number % 4 == 0)):
            company = RESOURCE[f"organisation/company-{self._rank(self.employers)}"]
            yield from self._record("Employment", f"{number}-{job}", number, {"employee": node, "employer": company}, dated=True)
        if number % 2:
            helper = RESOURCE[f"person/person-{self._rank(number)}"]
            yield from self._record("Assistance", f"{number}", number, {"helper": helper, "recipient": node}, dated=True)
        if number:
            yield from self._tie(node, number)

    def _tie(self, node: NamedNode, number: int) -> Iterator[Quad]:
        """Yield a tie to a person with a close number, or in a tenth of the cases to any person."""
        other = self._chance.randrange(number) if self._chance.random() < 0.1 else max(0, number - 1 - self._rank(min(number, 50)))
        target, predicate = RESOURCE[f"person/person-{other}"], DG[self._chance.choice(_TIES)]
        yield Quad(node, predicate, target)
        claim = RESOURCE[f"claim/{number // 100}/tie-{number}"]
        yield from self._claim(claim, f"{person_name(number)} and {person_name(other)}", number)
        yield from (Quad(claim, RDF[name], term) for name, term in (("subject", node), ("predicate", predicate), ("object", target)))

    def _record(self, kind: str, key: str, number: int, roles: dict[str, NamedNode], dated: bool = False) -> Iterator[Quad]:
        record = RESOURCE[f"{kind.lower()}/{key}"]
        yield Quad(record, RDF["type"], DG[kind])
        yield from (Quad(record, DG[role], filler) for role, filler in roles.items())
        if dated:
            yield from self._dates(record)
        claim = RESOURCE[f"claim/{number // 100}/{kind.lower()}-{key}"]
        yield Quad(claim, DG["asserts"], record)
        yield from self._claim(claim, f"{person_name(number)}, {kind.lower()}", number)

    def _dates(self, record: NamedNode) -> Iterator[Quad]:
        start = dt.date(1995, 1, 1) + dt.timedelta(days=self._chance.randrange(10_000))
        spans = [("start", "earliest", start)]
        if self._chance.random() < 0.4:
            spans.append(("end", "latest", start + dt.timedelta(days=30 + self._rank(4000))))
        for role, bound, day in spans:
            yield Quad(record, DG[role], Literal(day.isoformat(), datatype=EDTF["EDTF"]))
            yield Quad(record, DG[bound], Literal(day.isoformat(), datatype=XSD["date"]))

    def _claim(self, claim: NamedNode, words: str, number: int) -> Iterator[Quad]:
        document, start = RESOURCE[f"document/{number // 100}"], self._chance.randrange(90_000)
        evidence = RESOURCE[f"evidence/{number // 100}/{start}-{start + len(words)}"]
        yield Quad(claim, RDF["type"], DG["Claim"])
        yield Quad(claim, DCTERMS["source"], document)
        yield Quad(claim, DG["modality"], DG["stated"])
        yield Quad(claim, DG["hasEvidence"], evidence)
        yield Quad(evidence, RDF["type"], DG["Evidence"])
        yield Quad(evidence, OA["hasSource"], document)
        yield Quad(evidence, DG["quote"], Literal(words))

    def _document(self, number: int) -> Iterator[Quad]:
        node = RESOURCE[f"document/{number}"]
        yield Quad(node, RDF["type"], DG["Document"])
        for predicate, text in (
            (DCTERMS["identifier"], f"{number}"),
            (DCTERMS["title"], f"Report {number}"),
            (RDFS["label"], f"Report {number}"),
        ):
            yield Quad(node, predicate, Literal(text))


class _Said:
    """Generated triples and those of the ontology."""

    def __init__(self, generated: Generated) -> None:
        self.vocabulary = read_vocabulary(shipped_project().ontology)
        self.generated = generated

    def __iter__(self) -> Iterator[Quad]:
        yield from ontology_quads(self.vocabulary)
        yield from self.generated


def write_project(folder: Path, triples: int, seed: int = 1) -> Path:
    """Write a project with its graph, by the code of a build; return the directory of the graph."""
    generated = Generated(triples, seed)
    said = _Said(generated)
    counts = edge_counts(said, said.vocabulary)
    number = sum(1 for _ in said)
    summary = {
        "schema_version": 1,
        "project": f"{triples} generated triples",
        "documents": generated.persons // 100 + 1,
        "entities": generated.places + generated.employers + generated.persons,
        "claims": 0,
        "asserted": number,
        "inferred": 0,
        "relations": describe(said.vocabulary),
        "kinds": counts,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("documents", "data/entities", "data/claims"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "data" / "documents.yaml").write_text("[]\n", encoding="utf-8")
    (folder / SETTINGS).write_text(f'name = "{triples} generated triples"\n', encoding="utf-8")
    return write_graph(folder / "build", said, (), file_writers(list(generated.names()), (), summary), summary)


if __name__ == "__main__":
    print(write_project(Path(sys.argv[1]), int(sys.argv[2])))
