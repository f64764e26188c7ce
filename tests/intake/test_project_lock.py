"""One lock for everything that writes the sources of a project or builds from them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from disgraph.corpus.documents import read_entries
from disgraph.errors import InputError
from disgraph.intake.retraction import plan, retract
from disgraph.intake.shelf import Shelf
from disgraph.pipeline import read_sources
from disgraph.project import Project, begin_project, own_project, project_lock
from disgraph.proposals.decisions import decide, restore
from disgraph.proposals.waiting import review_items

TEXT = "Peter Otieno, a wheelchair user, founded Able Hands Cooperative in Kibera in 2016.\n"
CLAIM = """\
document: kis
passages:
- claims:
  - id: aid
    statement: [peter, usesAid, wheelchair]
    quote: Peter Otieno, a wheelchair user
    status: proposed
    confidence: 0.9
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a document that has one proposal."""
    begin_project(tmp_path / "mine")
    project = own_project(tmp_path / "mine")
    (tmp_path / "kis.txt").write_text(TEXT, encoding="utf-8")
    with Shelf(project) as shelf:
        shelf.add(tmp_path / "kis.txt")
    (project.claims / "kis-proposed.yaml").write_text(CLAIM, encoding="utf-8")
    proposed = "- {id: peter, type: Person, name: Peter Otieno, status: proposed}\n"
    (project.entities / "kis-proposed.yaml").write_text(proposed, encoding="utf-8")
    return project


def begin(project: Project, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "disgraph", *arguments]
    return subprocess.Popen(command, cwd=project.documents, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "-q", "../../other.txt"),
        ("extract", "-q", "--again", "kis"),
        ("review", "-q", "--accept-above", "0.5"),
        ("retract", "kis", "--yes", "-q"),
        ("build", "-q"),
    ],
)
def test_who_writes_waits_and_says_so(project: Project, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "other.txt").write_text("Other text.\n", encoding="utf-8")
    with project_lock(project):
        waiting = begin(project, *arguments)
        assert waiting.stderr is not None
        assert waiting.stderr.readline().startswith("Waiting for another disgraph process that changes ")
        assert waiting.poll() is None
    _out, rest = waiting.communicate(timeout=300)
    assert waiting.returncode == 0, rest


def test_two_that_write_at_once_lose_nothing(project: Project, tmp_path: Path) -> None:
    """interface-C13."""
    (tmp_path / "other.txt").write_text("Other text.\n", encoding="utf-8")
    verbs = [("add", "-q", "../../other.txt"), ("review", "-q", "--accept-above", "0.5"), ("extract", "-q", "--again", "kis")]
    running = [begin(project, *verb) for verb in verbs]
    assert [(process.communicate()[1], process.returncode)[1] for process in running] == [0, 0, 0]
    assert set(read_entries(project.catalogue)) == {"example", "kis", "other"}
    assert "status: accepted" in (project.claims / "kis-proposed.yaml").read_text(encoding="utf-8")
    assert "founding:" in (project.claims / "kis-proposed.yaml").read_text(encoding="utf-8")
    read_sources(project)


def test_a_lock_is_free_after_its_process_was_killed(project: Project) -> None:
    code = (
        "import sys, time; from pathlib import Path; from disgraph.project import own_project, project_lock\n"
        "with project_lock(own_project(Path(sys.argv[1]))): print('locked', flush=True); time.sleep(600)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(project.documents.parent)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "locked\n"
    holder.kill()
    holder.communicate()
    with project_lock(project), project_lock(project):
        pass


def test_undo_does_not_overwrite_the_change_of_another(project: Project) -> None:
    undo = decide(project, review_items(project), "accept")
    file = project.claims / "kis-proposed.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    with pytest.raises(InputError, match="has changed since the decision"):
        restore(project, undo)
    assert file.read_text(encoding="utf-8").endswith("# a note\n")


def test_a_retraction_does_not_overwrite_a_change_made_during_its_confirmation(project: Project, tmp_path: Path) -> None:
    planned = plan(project, "kis")
    (tmp_path / "other.txt").write_text("Other text.\n", encoding="utf-8")
    with Shelf(project) as shelf:
        shelf.add(tmp_path / "other.txt")
    with pytest.raises(InputError, match="have changed since the confirmation"):
        retract(project, planned, read_sources)
    assert set(read_entries(project.catalogue)) == {"example", "kis", "other"}
