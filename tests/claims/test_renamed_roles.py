"""Claim files that were written with the role names of 0.1 keep their meaning (ontology-V40, ontology-V45)."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.claims.claim import Record
from disgraph.claims.claim_files import read_claim_files, settled_roles
from disgraph.ontology.vocabulary import Vocabulary

RENAMED = {
    "agent": "performedBy",
    "person": "happenedTo",
    "support": "foundedWithHelpOf",
    "trainees": "traineesInWords",
    "subject": "taughtSubject",
    "designation": "designatedAs",
    "educationLevel": "educationLevelInWords",
    "partOf": "figurePartOf",
}

FORMER = """
document: d
passages:
- claims:
  - id: work
    activity: {agent: ann, description: weaves}
    quote: Ann weaves
  - id: course
    training: {trainee: ann, subject: weaving}
    quote: Ann learned weaving
"""


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_old_role_is_read_as_the_new_one(old: str, new: str, vocabulary: Vocabulary) -> None:
    assert settled_roles({old: ("x",)}, vocabulary) == {new: ("x",)}
    assert old not in vocabulary.properties
    assert new in vocabulary.properties


def test_a_file_of_0_1_is_read(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(FORMER, encoding="utf-8")
    work, course = (claim.content for claim in read_claim_files([file], vocabulary))
    assert work == Record("Activity", (("performedBy", ("ann",)), ("description", ("weaves",))))
    assert course == Record("Training", (("trainee", ("ann",)), ("taughtSubject", ("weaving",))))
