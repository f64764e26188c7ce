"""Two people's decisions about the same proposals, counted by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.schemas import check

from disgraph.claims.claim import Claim, Quote, Statement
from disgraph.cli.evaluate import evaluate
from disgraph.errors import DisgraphError, InputError, MisuseError
from disgraph.evaluation.annotators import cohens_kappa, compare_decisions
from disgraph.project import Project, own_project
from disgraph.proposals.decisions import decide
from disgraph.proposals.waiting import review_items
from disgraph.render.agreement_answer import agreement_text


def claims(decisions: str) -> list[Claim]:
    """Return proposals with a decision each: a accepted, r rejected, p open."""
    status = {"a": "accepted", "r": "rejected", "p": "proposed"}
    return [
        Claim(f"c{number}", "d", Statement("ada", "age", str(number)), (Quote(f"Ada, {number}", None, 0),), (), (), "stated", "", False,
              status[one], "", "", "", "", "age", 0.9, "d.yaml", number)
        for number, one in enumerate(decisions)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "both", "alike", "kappa", "alone"),
    [
        ("aarr", "aarr", 4, 4, 1.0, (0, 0)),
        ("aarr", "arar", 4, 2, 0.0, (0, 0)),
        ("aaaa", "aaaa", 4, 4, None, (0, 0)),
        ("aapr", "arrp", 2, 1, 0.0, (1, 1)),
        ("pp", "ar", 0, 0, None, (0, 2)),
    ],
)
def test_decisions_are_compared(ours: str, theirs: str, both: int, alike: int, kappa: float | None, alone: tuple[int, int]) -> None:
    found = compare_decisions(claims(ours), claims(theirs))
    assert (found.both, found.alike, found.kappa, (found.only_ours, found.only_theirs)) == (both, alike, kappa, alone)
    assert len(found.conflicts) == both - alike


def test_kappa_of_a_textbook() -> None:
    """Fifty cases: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; observed .70, by chance .50."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohens_kappa(pairs) == 0.4


def test_conflicts_are_listed_with_both_decisions_and_the_quote() -> None:
    text = agreement_text(compare_decisions(claims("ar"), claims("aa")), "text")
    assert "agreement 0.50" in text
    assert all(word in text for word in ("c1", "rejected", "accepted", "Ada, 1"))


@pytest.fixture
def other(project: Project, tmp_path: Path) -> Project:
    """A copy of the project, for another person."""
    shutil.copytree(project.documents.parent, tmp_path / "theirs", symlinks=True)
    return own_project(tmp_path / "theirs")


@pytest.fixture
def compare(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(project.documents.parent)
    return lambda *options: CliRunner().invoke(evaluate, ["--against", *options])


def test_two_reviews_are_compared_on_the_command_line(project: Project, other: Project, compare: Callable[..., Result]) -> None:
    theirs = str(other.documents.parent)
    assert compare(theirs).exit_code == 1
    for whose, decisions in ((project, ("accept", "accept", "reject")), (other, ("accept", "reject"))):
        for item, decision in zip([one for one in review_items(whose) if one.kind == "claim"], decisions, strict=False):
            decide(whose, [item], decision)
    found = compare(theirs)
    assert found.exit_code == 0
    assert "2 proposals decided by both, 1 alike: agreement 0.50, kappa 0.00." in found.stdout
    assert "1 decided here alone, 0 there alone." in found.stdout
    assert check("agreement", compare(theirs, "-f", "json").stdout)["conflicts"][0]["ours"] == "accepted"
    assert compare(theirs, "b").exit_code == 1


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        (("nowhere",), InputError, "nowhere"),
        ((".",), MisuseError, "is this project"),
        (("{theirs}", "--errors"), MisuseError, "compares decisions only"),
        (("{theirs}", "no-document"), MisuseError, "is not a document"),
        (("{other}",), MisuseError, "document a has another text"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    options: tuple[str, ...], error: type[DisgraphError], words: str, other: Project, compare: Callable[..., Result], tmp_path: Path
) -> None:
    changed = tmp_path / "other"
    shutil.copytree(other.documents.parent, changed, symlinks=True)
    catalogue = changed / other.catalogue.relative_to(other.documents.parent)
    lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("- id: a"))
    digest = next(number for number in range(at, len(lines)) if "sha256:" in lines[number])
    lines[digest] = f"{lines[digest].partition('sha256:')[0]}sha256: {'0' * 64}\n"
    catalogue.write_text("".join(lines), encoding="utf-8")
    given = [option.format(theirs=other.documents.parent, other=changed) for option in options]
    found = compare(*given)
    assert isinstance(found.exception, error)
    assert words in found.exception.message
