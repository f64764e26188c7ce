"""Links are proposed with reasons, and what was judged is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from disgraph.claims.claim import Claim, Entity, Statement
from disgraph.claims.judgements import Judgement, read_judgements
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.proposals.entity_links import EntityLink, find_links, judgements_text


def entity(name: str, file: str, kind: str = "Person", *aliases: str, status: str = "proposed") -> Entity:
    return Entity(f"{name.lower().replace(' ', '-')}-{file}", kind, name, aliases, "", (), "", status, file, 1)


def statement(entity: Entity, prop: str, value: str) -> Claim:
    content = Statement(entity.id, prop, value)
    return Claim("c", entity.file, content, (), (), (), "stated", "", False, "proposed", "", "", "", "", "", None, "", 0)


def links(
    entities: Iterable[Entity], vocabulary: Vocabulary, judgements: Iterable[Judgement] = (), claims: Iterable[Claim] = ()
) -> list[EntityLink]:
    given = list(claims)
    return find_links({one.id: one for one in entities}, judgements, lambda one: [c for c in given if c.document == one.file], vocabulary)


@pytest.mark.parametrize(
    ("first", "second", "score", "reason"),
    [
        (entity("Asha Rao", "a"), entity("Asha Rao", "b"), 0.8, "both are called Asha Rao"),
        (entity("Asha Rao", "a"), entity("Dr Asha Rao", "b", "Person", "asha rao"), 0.8, "both are called asha rao"),
        (entity("Asha Rao", "a"), entity("Rao Asha", "b"), 0.6, "Rao Asha and Asha Rao have the same words"),
        (entity("Asha Rao", "a", "Person", "Rao"), entity("Mr Rao", "b", "Person", "Rao"), 0.4, "both are called Rao"),
        (entity("Open Hands Centre", "a", "Organisation"), entity("Open Hand Centre", "b", "Organisation"), 0.5, "spelt nearly alike"),
        (entity("Pune", "a", "Place"), entity("Pune", "b", "AdministrativePlace"), 0.8, "both are called Pune"),
    ],
)
def test_names_that_agree_are_linked_with_their_reason(
    vocabulary: Vocabulary, first: Entity, second: Entity, score: float, reason: str
) -> None:
    (link,) = links([first, second], vocabulary)
    assert (link.entity, link.other, link.score) == (first.id, second.id, score)
    assert reason in link.reasons[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (entity("Asha Rao", "a"), entity("Asha Rao", "a")._replace(id="other")),
        (entity("Pune", "a", "Place"), entity("Pune", "b")),
        (entity("people employed", "a", "Measure"), entity("people employed", "b", "Measure")),
        (entity("Asha Rao", "a"), entity("Usha Bose", "b")),
        (entity("Asha Rao", "a", status="accepted"), entity("Asha Rao", "b", status="accepted")),
    ],
)
def test_what_cannot_be_one_or_is_not_asked_is_not_linked(vocabulary: Vocabulary, first: Entity, second: Entity) -> None:
    assert links([first, second], vocabulary) == []


def test_the_accepted_one_stays(vocabulary: Vocabulary) -> None:
    (link,) = links([entity("Asha Rao", "a"), entity("Asha Rao", "b", status="accepted")], vocabulary)
    assert (link.entity, link.other) == ("asha-rao-b", "asha-rao-a")


def test_a_shared_context_raises_the_score(vocabulary: Vocabulary) -> None:
    a, b = entity("Asha Rao", "a"), entity("Asha Rao", "b")
    places = [entity("Pune", file, "Place") for file in "ab"]
    lived = [statement(one, "livesIn", f"pune-{one.file}") for one in (a, b)]
    near = next(link for link in links([a, b, *places], vocabulary, claims=lived) if link.entity == a.id)
    assert (near.score, near.reasons[1]) == (0.87, "both occur with Pune")
    aged = [statement(a, "age", "34"), statement(b, "age", "61")]
    (far,) = links([a, b], vocabulary, claims=aged)
    assert (far.score, far.reasons[1]) == (0.5, "but aged 34 here and 61 there")


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
@pytest.mark.parametrize("status", ["accepted", "proposed", "rejected"])
def test_what_was_judged_is_left_alone(vocabulary: Vocabulary, verdict: str, status: str) -> None:
    judgement = Judgement(verdict, "asha-rao-b", "", "asha-rao-a", "x", (), status, None, "", 0)
    pair = [entity("Asha Rao", "a"), entity("Asha Rao", "b")]
    assert links(pair, vocabulary, [judgement]) == []
    assert links([pair[0]._replace(different_from=(("asha-rao-b", "two"),)), pair[1]], vocabulary) == []


def test_a_name_of_many_documents_gives_few_links_each(vocabulary: Vocabulary) -> None:
    found = links([entity("Pune", f"d{number}", "Place") for number in range(60)], vocabulary)
    assert 59 <= len(found) <= 3 * 60
    assert {link.other for link in found} == {f"pune-d{number}" for number in range(1, 60)}


def test_they_are_written_as_proposed_judgements_and_read_back(vocabulary: Vocabulary, tmp_path: Path) -> None:
    (link,) = links([entity("Asha Rao", "a"), entity("Asha Rao", "b")], vocabulary)
    file = tmp_path / "judgements.yaml"
    file.write_text(judgements_text([link], "# by hand\n[]\n"), encoding="utf-8")
    assert file.read_text(encoding="utf-8").startswith("# by hand\n- ")
    (judgement,) = read_judgements(file)
    assert (judgement.verdict, judgement.status, judgement.confidence) == ("same", "proposed", 0.8)
    assert (judgement.entity, judgement.other, judgement.reason) == ("asha-rao-a", "asha-rao-b", "both are called Asha Rao")
