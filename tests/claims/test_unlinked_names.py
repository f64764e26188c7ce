"""Names of entities in texts of claims, and the links that they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from disgraph.claims.unlinked_names import unlinked_names
from disgraph.errors import Refused
from disgraph.pipeline import read_sources
from disgraph.pipeline.source_notes import source_notes
from disgraph.project import Project, shipped_project

CLAIMS = "data/claims/d1.yaml"
Write = Callable[[Mapping[str, str]], Project]
SMILED = "    activity:\n      agent: bo-wang\n      description: smiled\n    quote: Bo Wang smiled\n    status: rejected\n"


def names(project: Project) -> list[tuple[str, str, tuple[str, ...]]]:
    sources = read_sources(project)
    claims = [located.claim for located in sources.claims]
    return [
        (each.claim.id, each.name, each.entities) for each in unlinked_names(claims, sources.entities, sources.vocabulary, sources.excuses)
    ]


def smiling(tiny_files: dict[str, str], role: str, description: str = "smiled in Green Village") -> dict[str, str]:
    """Return the claims of the tiny project with an accepted activity of Bo Wang, with one more role."""
    now = f"    activity:\n      agent: bo-wang\n      description: {description}\n{role}    quote: Bo Wang smiled\n"
    named = "    antecedent: {green-village: Green Village}\n" if role else ""
    assert SMILED in tiny_files[CLAIMS]
    return {CLAIMS: tiny_files[CLAIMS].replace(SMILED, now + named)}


def test_a_name_in_a_text_needs_a_link_asking_a10(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    assert names(write_tiny(smiling(tiny_files, ""))) == [("bo-smiled", "Green Village", ("green-village",))]


@pytest.mark.parametrize("role", ["place", "involves"])
def test_any_role_of_the_record_is_a_link(write_tiny: Write, tiny_files: dict[str, str], role: str) -> None:
    assert names(write_tiny(smiling(tiny_files, f"      {role}: green-village\n"))) == []


def test_a_longer_name_and_a_part_of_a_word_are_no_names(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    entities = tiny_files["data/entities/all.yaml"] + "- id: greens\n  type: Company\n  name: Green Village Tea\n"
    files = smiling(tiny_files, "", "sold Green Village Tea and a Green Villager hat")
    assert names(write_tiny({**files, "data/entities/all.yaml": entities})) == [("bo-smiled", "Green Village Tea", ("greens",))]


def test_a_statement_is_linked_by_any_claim_of_its_subject(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    text = '"villager in Green Village, not in Hill County"'
    quote = "    quote: Amei Li lives in Green Village\n"
    described = f"  - id: amei-villager\n    statement: [amei-li, describedAs, {text}]\n{quote}"
    files = {CLAIMS: tiny_files[CLAIMS].replace("  - id: village-county", described + "  - id: village-county")}
    assert names(write_tiny(files)) == [("amei-villager", "Hill County", ("hill-county",))]


def test_an_excuse_has_a_claim_an_entity_and_a_reason(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    excuse = "- claim: d1/bo-smiled\n  entity: green-village\n  reason: a saying\n"
    files = smiling(tiny_files, "") | {"data/unlinked-names.yaml": excuse}
    assert names(write_tiny(files)) == []
    with pytest.raises(Refused) as refused:
        read_sources(write_tiny({**files, "data/unlinked-names.yaml": excuse.replace("  reason: a saying\n", "")}))
    assert [(problem.rule, problem.message) for problem in refused.value.problems] == [("unknown-field", "no 'reason'.")]


def test_a_note_names_claim_name_and_remedy(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    (note,) = source_notes(read_sources(write_tiny(smiling(tiny_files, ""))))
    assert (note.severity, note.rule, note.focus.endswith("claim/d1/bo-smiled>")) == ("info", "UnlinkedName", True)
    assert "'Green Village'" in note.message
    assert "data/unlinked-names.yaml" in note.remedy


def test_the_shipped_claims_have_no_unlinked_name_and_no_needless_excuse() -> None:
    sources = read_sources(shipped_project())
    claims = [located.claim for located in sources.claims]
    found = {
        (f"{each.claim.document}/{each.claim.id}", entity)
        for each in unlinked_names(claims, sources.entities, sources.vocabulary)
        for entity in each.entities
    }
    assert found == {(excuse.claim, excuse.entity) for excuse in sources.excuses}
    assert all(len(excuse.reason) > 10 for excuse in sources.excuses)
