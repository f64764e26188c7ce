"""Proposals can be built; others are refused with a reason; rejected ones are not proposed again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disgraph import yamlfile
from disgraph.claims.claim import Record, Statement
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.corpus.documents import CatalogueEntry, Document
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.proposals.proposal import Proposal, claims_text, entities_text, propose
from disgraph.yamlfile import Fields, Items, Text, read_yaml, write_yaml

TEXT = "Asha Rao, 34, founded Open Hands in 2015. She employs 12 people. Asha Rao, 34, lives in Pune.\n"
DOCUMENT = Document(CatalogueEntry("d1", "d1.txt", *[""] * 12), TEXT)
FOUND = (
    FoundEntity("asha-rao", "Person", "Asha Rao", ("Rao",)),
    FoundEntity("open-hands", "Organisation", "Open Hands", ()),
    FoundEntity("pune", "Place", "Pune", ()),
)


def draft(content: Statement | Record, words: str) -> Draft:
    start = TEXT.index(words)
    return Draft(content, (Span(start, start + len(words)),), (), (), "stated", "", False, "", "a-rule", 0.8)


AGE = draft(Statement("asha-rao", "age", "34"), "Asha Rao, 34")
FOUNDING = draft(
    Record("Founding", (("founder", ("asha-rao",)), ("founded", ("open-hands",)), ("time", ("2015",)))),
    "Asha Rao, 34, founded Open Hands in 2015",
)
HOME = draft(Statement("asha-rao", "livesIn", "pune"), "Asha Rao, 34, lives in Pune")


def proposed(vocabulary: Vocabulary, folder: Path, *drafts: Draft) -> Proposal:
    """Propose into a folder of entities and one of claims, as files."""
    entities = read_entities(folder / "entities") if (folder / "entities").exists() else {}
    claims = read_claims(folder / "claims", vocabulary) if (folder / "claims").exists() else []
    proposal = propose(Extract(FOUND, (), drafts), DOCUMENT, [*entities.values()], claims, vocabulary)
    files = {name: folder / name / "d1-proposed.yaml" for name in ("entities", "claims")}
    before = {name: file.read_text(encoding="utf-8") if file.exists() else "" for name, file in files.items()}
    if proposal.entities:
        write(files["entities"], entities_text(proposal.entities, before["entities"]))
    if proposal.claims:
        write(files["claims"], claims_text(proposal.claims, before["claims"]))
    return proposal


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_what_is_written_is_read_back(vocabulary: Vocabulary, tmp_path: Path) -> None:
    proposal = proposed(vocabulary, tmp_path, AGE, FOUNDING, HOME)
    assert proposal.refused == ()
    read = read_claims(tmp_path / "claims", vocabulary)
    plain = [claim._replace(file="", line=0, quotes=tuple(quote._replace(line=0) for quote in claim.quotes)) for claim in read]
    assert plain == [claim._replace(file="") for claim in proposal.claims]
    assert [claim.id for claim in plain] == ["asha-rao-d1-age", "asha-rao-d1-founding", "asha-rao-d1-livesin"]
    assert [claim.quotes[0].nth for claim in plain] == [1, None, None]
    entities = read_entities(tmp_path / "entities")
    assert {entity.id: (entity.name, entity.aliases, entity.status) for entity in entities.values()} == {
        "asha-rao-d1": ("Asha Rao", ("Rao",), "proposed"),
        "open-hands-d1": ("Open Hands", (), "proposed"),
        "pune-d1": ("Pune", (), "proposed"),
    }


def test_the_same_is_not_proposed_again_and_new_claims_follow(vocabulary: Vocabulary, tmp_path: Path) -> None:
    proposed(vocabulary, tmp_path, AGE)
    second = proposed(vocabulary, tmp_path, AGE, HOME)
    assert ([claim.id for claim in second.claims], second.known, second.entities) == (["asha-rao-d1-livesin"], 1, ())
    assert [claim.id for claim in read_claims(tmp_path / "claims", vocabulary)] == ["asha-rao-d1-age", "asha-rao-d1-livesin"]
    third = proposed(vocabulary, tmp_path, AGE, HOME)
    assert (third.claims, third.known) == ((), 2)


def test_what_was_rejected_does_not_come_back(vocabulary: Vocabulary, tmp_path: Path) -> None:
    proposed(vocabulary, tmp_path, AGE)
    file = tmp_path / "claims" / "d1-proposed.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("status: proposed", "status: rejected"), encoding="utf-8")
    again = proposed(vocabulary, tmp_path, AGE)
    assert (again.claims, again.known) == ((), 1)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (AGE._replace(content=Statement("asha-rao", "age", "43")), "unsupported-value"),
        (AGE._replace(content=Statement("pune", "age", "34")), "unsupported-name"),
        (AGE._replace(content=Statement("asha-rao", "hasAge", "34")), "undeclared-property"),
        (HOME._replace(content=Statement("pune", "livesIn", "asha-rao")), "wrong-range"),
        (HOME._replace(modality="intended"), "hope-as-fact"),
        (HOME._replace(modality="reported"), "missing-speaker"),
        (draft(Statement("asha-rao", "livesIn", "pune"), "She employs 12 people"), "unsupported-name"),
    ],
)
def test_a_claim_that_fails_the_guard_is_refused_with_its_reason(vocabulary: Vocabulary, tmp_path: Path, wrong: Draft, rule: str) -> None:
    proposal = proposed(vocabulary, tmp_path, wrong, HOME)
    ((claim, problems),) = proposal.refused
    assert claim.rule == "a-rule"
    assert rule in {problem.rule for problem in problems}
    assert [claim.id for claim in proposal.claims] == ["asha-rao-d1-livesin"]


def plain(node: object) -> object:
    """Return what was read without its lines."""
    if isinstance(node, Fields):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, Items) else str(node) if isinstance(node, Text) else node


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


KEYS = st.from_regex(r"[a-z][A-Za-z_-]{0,20}", fullmatch=True)


@given(st.dictionaries(KEYS, texts | st.lists(texts, max_size=3), min_size=1, max_size=4))
def test_yaml_is_the_same_whether_libyaml_writes_it_or_not(value: dict[str, object]) -> None:
    assert write_yaml(value) == yaml.dump(value, Dumper=yamlfile._Dumper, sort_keys=False, allow_unicode=True, width=10_000)


@given(st.dictionaries(texts, texts | st.lists(texts, max_size=3), min_size=1, max_size=4))
def test_yaml_is_read_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]) -> None:
    file = tmp_path_factory.getbasetemp() / "round-trip.yaml"
    file.write_text(write_yaml(value), encoding="utf-8", newline="\n")
    assert plain(read_yaml(file)) == value
