"""Longer documents: each fault has a finding, what only looks like a fault has none, and nothing else is reported (issue 12)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.audit.further_documents import FURTHER_DOCUMENTS
from tests.audit.longer_documents import LONGER_DOCUMENTS, LongerDocument
from tests.audit.village import found_by_claims

from disgraph.audit.finding import HOLDS

DOCUMENTS = (*LONGER_DOCUMENTS, *FURTHER_DOCUMENTS)
of_each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[each.name for each in DOCUMENTS])


def test_the_documents_have_enough_faults_and_look_alikes() -> None:
    assert sum(len(each.faults) for each in DOCUMENTS) >= 30
    assert sum(len(each.innocent) for each in DOCUMENTS) >= 20


@of_each_document
def test_every_fault_is_found_and_nothing_else(document: LongerDocument, tmp_path: Path) -> None:
    found = [claims for finding, claims in found_by_claims(tmp_path, document.text, document.claims) if finding.verdict != HOLDS]
    missed = [name for name, claims in document.faults.items() if not any(each <= set(claims) for each in found)]
    alarms = [sorted(each) for each in found if not any(each <= set(claims) for claims in document.faults.values())]
    assert (missed, alarms) == ([], [])
