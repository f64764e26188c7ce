"""Two reviewers at once: each has a server of their own on one project, and no decision is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from disgraph.claims.claim_files import read_claims
from disgraph.errors import InputError
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project
from disgraph.server.review_desk import ReviewDesk


def statuses(project: Project) -> dict[str, str]:
    """Return the status of each claim of the documents that are reviewed, by the id of its proposal."""
    claims = read_claims(project.claims, read_vocabulary(project.ontology))
    return {f"{claim.document}/{claim.id}": claim.status for claim in claims if claim.document != "example"}


def test_decisions_that_are_made_at_the_same_time_are_all_kept(project: Project) -> None:
    desks = ReviewDesk(project), ReviewDesk(project)
    names = [item.id for item in desks[0].waiting() if item.kind == "claim"]
    assert len(names) == 4
    together = Barrier(2)

    def work(number: int) -> None:
        for name in names[number::2]:
            together.wait(30)
            desks[number].decide(name, ("accept", "reject")[number])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert statuses(project) == {name: ("accepted", "rejected")[at % 2] for at, name in enumerate(names)}


def test_the_second_decision_about_a_proposal_is_refused_and_the_first_stays(project: Project) -> None:
    one, other = ReviewDesk(project), ReviewDesk(project)
    name = next(item.id for item in one.waiting() if item.kind == "claim")
    one.decide(name, "reject")
    with pytest.raises(InputError, match="no longer proposed"):
        other.decide(name, "accept")
    assert statuses(project)[name] == "rejected"
    assert other.made == []
