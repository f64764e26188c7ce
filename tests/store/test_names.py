"""The names next to a store: bisection finds what a full scan finds, and trigrams find misspelt names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph import pipeline
from disgraph.errors import NotBuilt, UnknownName
from disgraph.graph.opening import open_folder
from disgraph.graph.resolver import NamesFile, resolve
from disgraph.pipeline import graph_files
from disgraph.project import Project
from disgraph.search.similar_names import similar_names
from disgraph.store.grams import GRAMS, near_names, write_grams
from disgraph.store.name_file import NAMES, Name, fold_name, names_of, read_names, write_names

folded = st.text("ab \u00e9\u4e2d'-", min_size=1, max_size=4).map(fold_name).filter(bool)
listed = st.sets(st.builds(Name, folded, st.sampled_from(("urn:1", "urn:2", "urn:3")), folded, st.just("Person"), st.just("")), max_size=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files of names."""
    return tmp_path_factory.mktemp("names")


@settings(max_examples=tries(300))
@given(listed, folded)
def test_bisection_finds_the_lines_that_reading_finds(folder: Path, names: set[Name], wanted: str) -> None:
    write_names(folder / NAMES, names)
    assert set(read_names(str(folder))) == names
    for asked in {wanted, *(name.folded for name in names)}:
        assert list(names_of(str(folder), asked)) == sorted(name for name in names if name.folded == asked)


@settings(max_examples=tries(100))
@given(listed.filter(bool))
def test_of_few_names_each_that_shares_a_trigram_is_near(folder: Path, names: set[Name]) -> None:
    write_names(folder / NAMES, names)
    write_grams(folder / GRAMS)
    for asked in names:
        threes = {f" {asked.folded} "[at : at + 3] for at in range(len(asked.folded))}
        expected = {name for name in names if any(three in f" {name.folded} " for three in threes)}
        assert set(near_names(str(folder), asked.folded)) == expected
    (folder / GRAMS).unlink()


def test_of_many_names_the_likeliest_are_near(tmp_path: Path) -> None:
    """Seven hundred share a word with the right name, which shares two."""
    people = [Name(f"maria number{at}", f"urn:{at}", "", "Person", "") for at in range(700)]
    write_names(tmp_path / NAMES, [*people, Name("maria kolendan", "urn:right", "", "Person", "")])
    write_grams(tmp_path / GRAMS)
    near = list(near_names(str(tmp_path), "marai kolendan"))
    assert len(near) <= 300
    assert near[0].iri == "urn:right"


@pytest.mark.slow
def test_with_the_file_a_misspelt_name_has_the_same_candidates(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    few = str(pipeline.build(tiny_project, lambda _step: None)[0])
    monkeypatch.setattr(graph_files, "COMPARED", 0)
    many = str(pipeline.build(tiny_project._replace(build=tiny_project.build / "many"), lambda _step: None)[0])
    assert (Path(many) / GRAMS).exists()
    assert not (Path(few) / GRAMS).exists()
    caught = []
    for folder in (few, many):
        with pytest.raises(UnknownName) as unknown:
            resolve(NamesFile(folder), "Amie Li")
        caught.append(unknown.value.candidates[0])
        assert similar_names(open_folder(folder), "Suny Workshop")[0].name.label == "Sunny Workshop"
        assert similar_names(open_folder(folder), caught[0].iri)[0].name.label == "Amei Li"
    assert caught[0] == caught[1]
    assert caught[0].label == "Amei Li"


def test_a_broken_trigram_index_is_reported(tmp_path: Path) -> None:
    write_names(tmp_path / NAMES, [Name("a", "urn:a", "A", "Person", "")])
    (tmp_path / GRAMS).write_bytes(b"{}\n")
    with pytest.raises(NotBuilt, match=r"names\.grams"):
        list(near_names(str(tmp_path), "a"))
