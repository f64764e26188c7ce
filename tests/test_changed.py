"""`make check` runs the tests of what changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests import changed
from tests.changed import ALWAYS, TESTS_OF, select_tests


@pytest.mark.parametrize(
    ("file", "tests"),
    [
        ("src/disgraph/store/graph_writer.py", {"tests/store"}),
        ("src/disgraph/claims/edtf.py", {"tests/claims"}),
        ("src/disgraph/paths/options.py", {"tests/paths"}),
        ("docs/library.md", {"tests/docs"}),
        ("queries/nodes.rq", {"tests/queries", "tests/questions"}),
        ("tests/claims/test_edtf.py", {"tests/claims/test_edtf.py"}),
        ("tests/audit/village.py", {"tests/audit"}),
        ("tests/budgets.py", {"tests/test_budgets.py"}),
        ("tests/conftest.py", set()),
        ("LICENSE", set()),
        ("src/disgraph/gone.py", set()),
    ],
)
def test_a_changed_file_has_its_tests(file: str, tests: set[str]) -> None:
    assert tests <= set(select_tests([file]))


def test_a_module_is_tested_by_those_who_import_it() -> None:
    assert "tests/claims" in select_tests(["src/disgraph/claims/check.py"])
    assert "tests/reasoning/test_closure.py" in select_tests(["src/disgraph/ontology/vocabulary_reader.py"])


def test_no_test_is_named_twice() -> None:
    found = select_tests(["tests/claims/test_edtf.py", "src/disgraph/claims/edtf.py"])
    assert len(found) == len(set(found))
    assert [each for each in found if each.startswith("tests/claims")] == ["tests/claims"]


def test_changes_are_measured_from_the_common_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "ROOT", tmp_path)

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (tmp_path / "one.txt").write_text("1", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "mine")
    (tmp_path / "one.txt").write_text("2", encoding="utf-8")
    git("commit", "-q", "-a", "-m", "two")
    (tmp_path / "new.txt").write_text("", encoding="utf-8")
    assert changed.changed_files(changed.default_base()) == ["new.txt", "one.txt"]


def test_every_folder_of_the_table_exists() -> None:
    assert all(select_tests([beginning]) != [ALWAYS] for beginning in TESTS_OF)
