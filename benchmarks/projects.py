"""Write projects of any size that go through a whole build: reasoning, audit and validation included.

    python benchmarks/projects.py FOLDER DOCUMENTS

Ten documents speak of a community of its own, with employers, a village, families and figures, some of which contradict each other.
So a project of ten times as many documents says the same about each entity, and what an answer costs can be compared.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

#: Documents that speak of one community, and persons that each document names.
COMMUNITY, PERSONS = 10, 9

#: Claims of a document.
CLAIMS = 3 * PERSONS + PERSONS // 3 + 2

Claim = tuple[str, str]


def write_project(folder: Path, documents: int) -> Path:
    """Write a project with a number of documents into a new folder, and return the folder."""
    for name in ("documents", "data/entities", "data/claims"):
        (folder / name).mkdir(parents=True)
    (folder / "disgraph.toml").write_text('name = "generated"\n')
    for number in range(documents):
        write_document(folder, number)
    entries = (_entry(folder, number) for number in range(documents))
    (folder / "data/documents.yaml").write_text("".join(entries))
    entities = (line for number in range(documents) for line in _entities(number))
    shared = "- {id: staff, type: Measure, name: people employed}\n- {id: hill-county, type: County, name: Hill County}\n"
    (folder / "data/entities/all.yaml").write_text(shared + "".join(entities))
    return folder


def write_document(folder: Path, number: int, said: str = "") -> None:
    """Write a document with its claims.

    Args:
        folder: of the project.
        number: of the document.
        said: words at its end that no claim quotes.
    """
    claims = list(_claims(number))
    text = "\n".join(quote for quote, _ in claims) + f"\n{said}"
    (folder / f"documents/d{number}.txt").write_text(text)
    lines = (f"  - {{id: c{at}, {content}, quote: '{quote}'}}\n" for at, (quote, content) in enumerate(claims))
    (folder / f"data/claims/d{number}.yaml").write_text(f"document: d{number}\npassages:\n- title: All\n  claims:\n{''.join(lines)}")


def _entry(folder: Path, number: int) -> str:
    digest = hashlib.sha256((folder / f"documents/d{number}.txt").read_bytes()).hexdigest()
    return f"- {{id: d{number}, file: d{number}.txt, sha256: {digest}, title: Report {number}, kind: report, language: en}}\n"


def _entities(number: int) -> Iterator[str]:
    community, at = divmod(number, COMMUNITY)
    if at == 0:
        yield f"- {{id: village-{community}, type: Village, name: Village {community}}}\n"
    yield f"- {{id: company-{number}, type: Company, name: Company {number}}}\n"
    yield from (f"- {{id: person-{number}-{one}, type: Person, name: Person {number} {one}}}\n" for one in range(PERSONS))


def _claims(number: int) -> Iterator[Claim]:
    """Yield the claims of a document: quote, and content in YAML."""
    community, year = number // COMMUNITY, 1990 + number % COMMUNITY
    if number % COMMUNITY == 0:
        yield f"Village {community} is in Hill County.", f"statement: [village-{community}, containedIn, hill-county]"
    for one in range(PERSONS):
        yield from _life(number, one, community)
    for employees in (40, 52):
        quote = f"In {year}, Company {number} had {employees} employees."
        figure = f"measure: staff, about: company-{number}, value: {employees}, unit: person, time: {year}"
        yield quote, f"observation: {{{figure}}}"


def _life(number: int, one: int, community: int) -> Iterator[Claim]:
    person, name, year = f"person-{number}-{one}", f"Person {number} {one}", 2000 + one
    company = community * COMMUNITY + (number + one) % COMMUNITY
    yield f"{name} lives in Village {community}.", f"statement: [{person}, livesIn, village-{community}]"
    job = f"employee: {person}, employer: company-{company}, role: weaver, start: {year}"
    yield f"{name} has worked for Company {company} as a weaver since {year}.", f"employment: {{{job}}}"
    yield f"In {year + 5}, {name} opened a shop.", f"activity: {{agent: {person}, description: opened a shop, time: {year + 5}}}"
    if one % 3 == 1:
        yield f"{name} is the child of Person {number} {one - 1}.", f"statement: [person-{number}-{one - 1}, hasChild, {person}]"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    given = parser.parse_args()
    write_project(given.folder, given.documents)
