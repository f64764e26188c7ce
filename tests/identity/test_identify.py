"""Entities judged the same are merged; proposed judgements change nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from disgraph.errors import Problem, Refused
from disgraph.pipeline import read_sources
from disgraph.project import Project
from disgraph.rdf import DG, RDF, RDFS, RESOURCE, SKOS, Literal, NamedNode, Quad
from disgraph.triples.emit import emit

Write = Callable[[Mapping[str, str]], Project]
AMEI, WANG = RESOURCE["person/amei-li"], RESOURCE["person/wang"]
SECOND = "A neighbor, Li Amei, bakes bread.\n"
ENTITIES = """\
- {id: li-amei, type: Person, name: Li Amei, status: proposed}
- {id: wang, type: Person, name: Bo Wang, status: proposed}
"""
CLAIMS = """\
document: d2
passages:
- claims:
  - id: bakes
    statement: [li-amei, occupation, bakes bread]
    quote: Li Amei, bakes bread
    rule: occupation-verb
    confidence: 0.75
    status: STATUS
"""
SAME = "- {verdict: same, entity: amei-li, other: li-amei, reason: the surname behind, status: STATUS, confidence: 0.6}\n"

CHAIN = "- {verdict: same, entity: wang, other: li-amei, reason: x}\n- {verdict: same, entity: bo-wang, other: wang, reason: x}\n"


def with_second(files: Mapping[str, str], claim: str, judgements: str) -> dict[str, str]:
    """Return the files of the tiny project with a second document, whose claim has a status."""
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in (("d1", files["documents/d1.txt"]), ("d2", SECOND))}
    catalogue = "".join(
        f"- {{id: {name}, file: {name}.txt, sha256: {digest}, title: {name}, kind: news report, language: en}}\n"
        for name, digest in digests.items()
    )
    return {
        "data/documents.yaml": catalogue,
        "documents/d2.txt": SECOND,
        "data/entities/d2.yaml": ENTITIES,
        "data/claims/d2.yaml": CLAIMS.replace("STATUS", claim),
        "data/judgements.yaml": judgements,
    }


def graph(project: Project) -> set[Quad]:
    return emit(read_sources(project))


def values(quads: set[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    found = (quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate)
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


def refused(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as found:
        read_sources(project)
    return found.value.problems


def test_a_proposed_entity_is_in_the_graph_once_an_accepted_claim_speaks_of_it(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    proposed = graph(write_tiny(with_second(tiny_files, "proposed", "[]")))
    accepted = graph(write_tiny(with_second(tiny_files, "accepted", "[]")))
    node = RESOURCE["person/li-amei"]
    assert values(proposed, node, RDFS["label"]) == set()
    assert values(accepted, node, RDFS["label"]) == {"Li Amei"}
    assert values(accepted, node, DG["occupation"]) == {"bakes bread"}
    assert values(accepted, WANG, RDFS["label"]) == set()


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_a_judgement_that_is_not_accepted_changes_nothing(write_tiny: Write, tiny_files: dict[str, str], status: str) -> None:
    without = graph(write_tiny(with_second(tiny_files, "accepted", "[]")))
    judged = graph(write_tiny(with_second(tiny_files, "accepted", SAME.replace("STATUS", status))))
    assert judged == without


def test_two_that_are_judged_the_same_are_one_with_the_names_of_both(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    quads = graph(write_tiny(with_second(tiny_files, "accepted", SAME.replace("STATUS", "accepted"))))
    assert values(quads, AMEI, RDFS["label"]) == {"Amei Li"}
    assert values(quads, AMEI, SKOS["altLabel"]) == {"Ms Li", "Li Amei"}
    assert values(quads, AMEI, DG["occupation"]) == {"bakes bread"}
    assert RESOURCE["person/li-amei"] not in {term for quad in quads for term in (quad.subject, quad.object)}
    judgement = RESOURCE["judgement/amei-li--li-amei"]
    assert values(quads, judgement, RDF["type"]) == {DG["IdentityJudgement"].value}
    assert values(quads, judgement, DG["judgedName"]) == {"Li Amei"}


def test_what_two_become_may_become_a_third(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    quads = graph(write_tiny(with_second(tiny_files, "accepted", CHAIN)))
    assert values(quads, RESOURCE["person/bo-wang"], DG["occupation"]) == {"bakes bread"}
    assert values(quads, RESOURCE["person/bo-wang"], SKOS["altLabel"]) == {"Li Amei"}


@pytest.mark.parametrize(
    ("judgements", "message"),
    [
        ("- {verdict: same, entity: hill-county, other: li-amei, reason: x}\n", "but nothing is both."),
        (
            "- {verdict: same, entity: amei-li, other: li-amei, reason: x}\n- {verdict: same, entity: wang, other: li-amei, reason: x}\n",
            "li-amei is judged the same as amei-li and as wang.",
        ),
        (
            CHAIN + "- {verdict: same, entity: li-amei, other: bo-wang, reason: x}\n",
            "in a circle.",
        ),
    ],
)
def test_what_cannot_be_one_is_refused(write_tiny: Write, tiny_files: dict[str, str], judgements: str, message: str) -> None:
    (problem,) = refused(write_tiny(with_second(tiny_files, "accepted", judgements)))
    assert problem.rule == "same-entities"
    assert message in problem.message
    assert problem.file.endswith("judgements.yaml")


@pytest.mark.parametrize("confidence", ["1.5", "-0.1", "high", "nan"])
def test_a_confidence_is_a_number_from_0_to_1(write_tiny: Write, tiny_files: dict[str, str], confidence: str) -> None:
    files = with_second(tiny_files, "proposed", "[]")
    files["data/claims/d2.yaml"] = files["data/claims/d2.yaml"].replace("0.75", confidence)
    (problem,) = refused(write_tiny(files))
    assert f"confidence is {confidence!r}" in problem.message
