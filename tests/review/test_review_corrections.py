"""Corrections during a review: classes, identity, new entities and new claims; what a build would refuse changes no file."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.review.conftest import Reviewer

from disgraph.claims.claim import Claim, Record, Statement
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.judgements import read_judgements
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline import read_sources
from disgraph.project import Project

ASHA, OTHER = "asha-rao-a", "asha-rao-b"


def files(project: Project) -> dict[str, bytes]:
    """Return the sources of a project."""
    folder = project.catalogue.parent
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def accepted(project: Project) -> list[Claim]:
    """Return the accepted claims of document a."""
    claims = read_claims(project.claims, read_vocabulary(project.ontology))
    return [claim for claim in claims if claim.status == "accepted" and claim.document == "a"]


def test_a_class_is_corrected_and_the_correction_undone(reviewer: Reviewer, project: Project) -> None:
    before = files(project)
    assert "/review/entity?id=open-hands-a" in reviewer.page("/review?at=a/asha-rao-a-founding")
    reviewer.send("/review/entity", action="class", id="open-hands-a", **{"class": "Company"})
    assert read_entities(project.entities)["open-hands-a"].type == "Company"
    reviewer.send(action="undo")
    assert files(project) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_in_another_encoding_are_corrected(encoding: str, reviewer: Reviewer, project: Project) -> None:
    """robustness-RB24: what a build reads, a correction reads."""
    for path in project.entities.glob("*-proposed.yaml"):
        path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    reviewer.send("/review/entity", action="class", id="open-hands-a", **{"class": "Company"})
    reviewer.send(
        "/review/claim", action="declare", document="a", kind="livesIn", quote="Asha Rao", name="Pune market", **{"class": "Site"}
    )
    entities = read_entities(project.entities)
    assert (entities["open-hands-a"].type, entities["pune-market-a"].type) == ("Company", "Site")
    reviewer.send(action="undo")
    reviewer.send(action="undo")
    assert read_entities(project.entities)["open-hands-a"].type == "Organisation"


def test_a_class_that_claims_do_not_permit_is_refused(reviewer: Reviewer, project: Project) -> None:
    before = files(project)
    said = reviewer.refused("/review/entity", action="class", id="pune-a", **{"class": "Person"})
    assert "pune-a is Person" in said
    reviewer.refused("/review/entity", action="class", id="pune-a", **{"class": "Unicorn"})
    assert files(project) == before


def test_two_are_judged_one_and_then_two(reviewer: Reviewer, project: Project) -> None:
    reviewer.send("/review/entity", action="identity", id=ASHA, other=OTHER, verdict="same", reason="one teacher in one town")
    assert OTHER not in read_sources(project).entities
    reviewer.send("/review/entity", action="identity", id=ASHA, other=OTHER, verdict="different", reason="two teachers of one name")
    about = [each for each in read_judgements(project.judgements) if {each.entity, each.other} == {ASHA, OTHER}]
    assert [(each.verdict, each.status) for each in about] == [("different", "accepted")]
    assert "two teachers of one name" in reviewer.page(f"/review/entity?id={ASHA}")


@pytest.mark.parametrize(
    ("other", "reason"), [("Nobody", "because"), ("", "because"), (OTHER, " "), (ASHA, "itself"), ("pune-a", "because")]
)
def test_a_judgement_that_cannot_be_is_refused(other: str, reason: str, reviewer: Reviewer, project: Project) -> None:
    before = files(project)
    reviewer.refused("/review/entity", action="identity", id=ASHA, other=other, verdict="same", reason=reason)
    assert files(project) == before


def test_selected_words_become_a_claim(reviewer: Reviewer, project: Project) -> None:
    before = files(project)
    assert "<mark>" not in reviewer.page("/review/document/a")
    page = reviewer.page("/review/claim?document=a&quote=Asha+Rao+lives+in+Pune&kind=founding")
    assert 'name="founder"' in page
    after = reviewer.send(
        "/review/claim", action="add", document="a", kind="bornIn", quote="Asha Rao lives in Pune", subject="asha rao", object="Pune"
    )
    assert urlsplit(after).path == "/review/document/a"
    added = accepted(project)
    assert [(claim.document, claim.content) for claim in added] == [("a", Statement(ASHA, "bornIn", "pune-a"))]
    reviewer.send(action="undo")
    assert files(project) == before


def test_a_record_is_added_with_its_roles_and_words_that_mean_an_entity(reviewer: Reviewer, project: Project) -> None:
    fields = {"founder": ASHA, "founded": "Open Hands", "time": "2015", "doubt": "a test", "refers": "Asha = asha-rao-a"}
    reviewer.send("/review/claim", action="add", document="a", kind="founding", quote="Asha Rao, 34, founded Open Hands in 2015", **fields)
    (added,) = accepted(project)
    assert isinstance(added.content, Record)
    assert added.content.values("founded") == ("open-hands-a",)
    assert (added.doubt, added.refers) == ("a test", (("Asha", ASHA),))


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "Asha Rao lives in Goa", "subject": ASHA, "object": "pune-a"},
        {"quote": "Asha Rao lives in Pune", "subject": "Asha Roa", "object": "pune-a"},
        {"quote": "Asha Rao lives in Pune", "subject": ASHA, "object": "open-hands-a"},
        {"quote": "", "subject": ASHA, "object": "pune-a"},
        {"quote": "Asha Rao lives in Pune", "subject": ASHA, "object": "pune-a", "refers": "she"},
        {"quote": "Asha Rao lives in Pune", "subject": ASHA, "object": "pune-a", "kind": "nonsense"},
    ],
    ids=["misquoted", "unknown name", "wrong class", "no quote", "half a reference", "no such kind"],
)
def test_an_unsupported_claim_is_refused_and_changes_nothing(fields: dict[str, str], reviewer: Reviewer, project: Project) -> None:
    before = files(project)
    answer = reviewer.client.post(
        "/review/claim", data={"key": reviewer.desk.key, "action": "add", "document": "a", "kind": "livesIn", **fields}
    )
    assert answer.status_code == 400
    assert files(project) == before


def test_an_entity_is_declared_where_it_is_needed(reviewer: Reviewer, project: Project) -> None:
    after = reviewer.send(
        "/review/claim", action="declare", document="b", kind="livesIn", quote="In Pune", name="Pune", **{"class": "AdministrativePlace"}
    )
    assert "pune-b-2" in html.unescape(parse_qs(urlsplit(after).query)["done"][0])
    assert read_entities(project.entities)["pune-b-2"].status == "accepted"


def test_corrections_need_the_key(reviewer: Reviewer) -> None:
    for address in ("/review/entity?id=asha-rao-a", "/review/claim?document=a", "/review/document/a"):
        reviewer.client.cookies.clear()
        assert reviewer.client.get(address).status_code == 403
        assert reviewer.client.post(address.partition("?")[0], data={"key": reviewer.desk.key}).status_code in (403, 405)
