"""The facets of the shipped ontology: what each class inherits, and what the summary of a graph says of it."""

from __future__ import annotations

import json

import pytest

from disgraph.ontology.relations import Relations, describe, read_relations
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

#: The classes of each privacy class, written down a second time: a class that joins one of them needs a reason.
PRIVACY = {
    "openName": {
        "Country", "Province", "Prefecture", "County", "Region", "Federation", "DisabledPersonsFederation",
        "GovernmentBody", "PartyBody", "Policy", "PolicyDocument", "Measure",
        "Population", "FunctioningDomain",
    },
    "topicName": {"HealthCondition", "Impairment", "AssistiveProduct"},
    "institutionName": {
        "Programme", "OrganisationGroup", "UmbrellaOrganisation", "OrganisationOfPersonsWithDisabilities",
        "Foundation", "Association", "MediaOrganisation", "EducationalInstitution", "HealthFacility",
        "Event",
    },
    "privatePerson": {"People", "Person", "PersonWithDisability", "Group"},
    "officialAct": {
        "Membership", "Employment", "Visit", "Participation", "Remark", "Issuance", "Designation", "Aspiration", "Goal", "Target",
        "Service", "Benefit", "AccessibilityMeasure", "Provision",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped ontology."""
    return read_vocabulary(shipped_project().ontology)


@pytest.fixture(scope="module")
def relations(vocabulary: Vocabulary) -> Relations:
    """The description of the shipped ontology after a way through JSON."""
    return read_relations(json.loads(json.dumps(describe(vocabulary))))


@pytest.mark.parametrize("privacy", PRIVACY)
def test_each_privacy_class_has_exactly_these_classes(privacy: str, vocabulary: Vocabulary) -> None:
    """structure-B2."""
    assert {name for name in vocabulary.classes if vocabulary.facet(name, "privacy") == privacy} == PRIVACY[privacy]


def test_every_record_class_has_a_section(relations: Relations, vocabulary: Vocabulary) -> None:
    """structure-B1."""
    records = {term.name for term in vocabulary.records().values()}
    assert relations.section_of.keys() == records
    assert set(relations.section_of.values()) == set(relations.sections)


def test_sections_come_in_their_order(relations: Relations) -> None:
    """structure-recipe-facet: every class has a value or the default."""
    assert relations.sections[:2] == ("Disability and health", "Life")
    assert relations.sections[-1] == "Hopes and plans (not facts)"


def test_all_records_but_intentions_are_audited(vocabulary: Vocabulary) -> None:
    """structure-B3."""
    assert [term.name for term in vocabulary.records().values() if not term.has("isAudited")] == ["Aspiration", "Goal", "Target"]


def test_a_class_takes_the_look_of_the_nearest_class_above_it(relations: Relations) -> None:
    """structure-B5."""
    looks = {name: (look.colour.name, look.shape) for name, look in relations.looks.items()}
    assert looks["Company"] == ("indigo", "square")
    assert looks["Federation"] == ("cyan", "square")
    assert looks["PersonWithDisability"] == ("rose", "circle")
    assert looks["Village"] == ("green", "diamond")
    assert "Award" not in looks


def test_the_named_classes_are_listed_without_their_subclasses(relations: Relations) -> None:
    assert relations.named == (
        "AssistiveProduct",
        "DisabilityKind",
        "Entity",
        "FunctioningDomain",
        "HealthCondition",
        "Impairment",
        "Measure",
    )
