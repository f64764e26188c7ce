"""Old graphs in the cache folder are removed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph import pipeline
from disgraph.project import Project, begin_project, own_project
from disgraph.store.former_caches import MARK, mark_cache, remove_former_caches


def folder(path: Path, mark: bool = True) -> Path:
    (path / "graph-1").mkdir(parents=True)
    (path / "graph-1" / "graph.json").write_text("{}", encoding="utf-8")
    if mark:
        mark_cache(path)
    return path


def test_only_marked_folders_of_other_fingerprints_are_removed(tmp_path: Path) -> None:
    cache, outside = tmp_path / "cache", folder(tmp_path / "outside")
    own, former = folder(cache / "0000aaaa"), folder(cache / "1111bbbb")
    kept = [folder(cache / "2222cccc", mark=False), folder(cache / "photos"), folder(cache / "3333dddd"), folder(cache / "4444eeee")]
    (kept[2] / ".new-x").mkdir()
    (kept[3] / MARK).write_text("Signature: 8a477f597d28d172789f06886806bc55\n", encoding="utf-8")
    (cache / "5555ffff").symlink_to(outside)
    (cache / "66660000").write_text("a file", encoding="utf-8")
    assert remove_former_caches(own) == ("1111bbbb",)
    assert not former.exists()
    assert all((path / "graph-1" / "graph.json").exists() for path in (own, outside, *kept))
    assert (cache / "66660000").exists()


def test_a_missing_cache_has_no_former_folders(tmp_path: Path) -> None:
    assert remove_former_caches(tmp_path / "none" / "0000aaaa") == ()


@pytest.fixture
def small(tmp_path: Path) -> Project:
    begin_project(tmp_path / "mine")
    return own_project(tmp_path / "mine")._replace(build=tmp_path / "cache" / "0000aaaa")


@pytest.mark.slow
def test_the_build_of_the_shipped_graph_removes_them_and_that_of_a_project_does_not(small: Project) -> None:
    """interface-P6."""
    former = folder(small.build.parent / "1111bbbb")
    pipeline.build(small, lambda _step: None)
    assert former.exists()
    assert not (small.build / MARK).exists()
    pipeline.build(small._replace(is_shipped=True), lambda _step: None)
    assert not former.exists()
    assert (small.build / MARK).exists()
