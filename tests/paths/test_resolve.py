"""From a name to one entity: by every way of writing it, or refused with candidates; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disgraph import pipeline
from disgraph.errors import AmbiguousName, MisuseError, NameTaken, UnknownName
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import MAX_NAME, NamesFile, resolve
from disgraph.project import Project

BASE = "https://w3id.org/disgraph/resource/"
ENTITIES = "data/entities/all.yaml"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Liu Weiping", "person/liu-weiping"),
        ("liu weiping", "person/liu-weiping"),
        ("  LIU \u00a0 WEIPING ", "person/liu-weiping"),
        ("L\u00edu We\u00ecp\u00eeng", "person/liu-weiping"),
        ("liu-weiping", "person/liu-weiping"),
        (f"{BASE}person/liu-weiping", "person/liu-weiping"),
        ("China Disabled Persons' Federation", "organisation/china-disabled-persons-federation"),
        ("China Disabled Persons\u2019 Federation", "organisation/china-disabled-persons-federation"),
        ("\uff23hina Disabled Persons' Federation", "organisation/china-disabled-persons-federation"),
        ("Endeavour Award", "award/endeavor-award-of-the-national-poverty-alleviation-award"),
    ],
)
def test_a_name_an_alias_an_id_and_an_iri_mean_the_entity(shipped_folder: Path, name: str, iri: str) -> None:
    assert resolve(NamesFile(str(shipped_folder)), name).iri == BASE + iri


def test_a_candidate_shows_what_it_is(shipped_folder: Path) -> None:
    found = resolve(NamesFile(str(shipped_folder)), "liu-weiping")
    assert found == (f"{BASE}person/liu-weiping", "Liu Weiping", "Person", ("000",))


@pytest.mark.parametrize(
    ("name", "nearest"), [("Liu Weipin", "Liu Weiping"), ("Weiping", "Liu Weiping"), ("Tang Xiaopen", "Tang Xiaopeng")]
)
def test_an_unknown_name_is_refused_with_the_nearest(shipped_folder: Path, name: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(NamesFile(str(shipped_folder)), name)
    assert caught.value.candidates[0].label == nearest
    assert len(caught.value.candidates) <= 8
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "name", ["Peng You", "Zheng Gan", "Wu Weiyu", "Lan Shiyang", "Wang Xiuzi", "Xia Xiaobing", "Yang Shutin", "Li Juann"]
)
def test_a_misspelt_person_comes_before_the_groups_around_the_person(shipped_folder: Path, name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(NamesFile(str(shipped_folder)), name)
    assert caught.value.candidates[0].type in ("Person", "PersonWithDisability")
    assert caught.value.candidates[0].label.startswith(name.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Zhangye base", "organisation/zhangye-jishan-leye-center"),  # interface-C7
        ("Huiren agency", "organisation/guilin-huiren-agency"),
        ("the Chengbu cooperative", "organisation/chengbu-professional-flower-planting-cooperative"),
        ("Xingtang park", "organisation/xingtang-innovation-park"),
        ("Wang Xiuzhi farm", "organisation/wang-xiuzhi-red-deer-farm"),
    ],
)
def test_words_of_the_name_of_just_one_entity_are_taken_for_it(shipped_folder: Path, name: str, iri: str) -> None:
    with pytest.warns(NameTaken, match=f"{name}.*is taken for"):
        assert resolve(NamesFile(str(shipped_folder)), name).iri == BASE + iri


@pytest.mark.parametrize("name", ["Taobao store", "Jishan Leye", "Able Cooperative", "Weiping", "cooperative"])
def test_words_of_several_names_or_one_word_alone_are_not_taken(shipped_folder: Path, name: str) -> None:
    with pytest.raises(UnknownName):
        resolve(NamesFile(str(shipped_folder)), name)


def test_a_place_is_found_by_the_name_of_the_official_table(shipped_folder: Path) -> None:
    """The kind of interface-S5: an original name."""
    assert resolve(NamesFile(str(shipped_folder)), "\u4f1a\u660c\u53bf").iri == f"{BASE}place/huichang-county"


def test_a_chinese_alias_of_a_document_is_found(write_tiny: Callable[[Mapping[str, str]], Project], tiny_files: dict[str, str]) -> None:
    """interface-S5."""
    entities = tiny_files[ENTITIES].replace("name: Bo Wang\n", "name: Bo Wang\n  aliases: [\u738b\u535a]\n")
    assert entities != tiny_files[ENTITIES]
    folder = pipeline.build(write_tiny({ENTITIES: entities}), lambda _step: None).folder
    assert resolve(NamesFile(str(folder)), "\u738b\u535a").label == "Bo Wang"


def test_a_bare_surname_is_never_guessed(shipped_folder: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(NamesFile(str(shipped_folder)), "Liu")
    labels = [candidate.label for candidate in caught.value.candidates]
    assert "Liu Haijun" in labels
    assert [label for label in labels if "Liu" not in label] == []


@pytest.mark.parametrize("name", ["qqqqqqqq zzzz", "\u5218\u536b\u5e73", "\U0001f600", "%", "*", "\u202e"])
def test_a_name_like_nothing_is_refused_in_words(shipped_folder: Path, name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(NamesFile(str(shipped_folder)), name)
    assert "disgraph search" in caught.value.remedy


def test_a_name_of_two_entities_is_ambiguous_and_both_are_listed(
    write_tiny: Callable[[Mapping[str, str]], Project], tiny_files: dict[str, str]
) -> None:
    entities = tiny_files[ENTITIES]
    for name in ("Green Village", "Hill County"):
        entities = entities.replace(f"name: {name}\n", f"name: {name}\n  aliases: [Green Hill]\n")
    folder = pipeline.build(write_tiny({ENTITIES: entities}), lambda _step: None).folder
    with pytest.raises(AmbiguousName, match="denotes 2 entities") as caught:
        resolve(NamesFile(str(folder)), "green hill")
    assert sorted(candidate.label for candidate in caught.value.candidates) == ["Green Village", "Hill County"]
    assert resolve(NamesFile(str(folder)), "Bo Wang").documents == ()


def test_an_id_with_capitals_is_found_by_its_iri(write_tiny: Callable[[Mapping[str, str]], Project], tiny_files: dict[str, str]) -> None:
    entities = tiny_files[ENTITIES] + "- id: Dr-Wu\n  type: Person\n  name: Doctor Wu\n"
    folder = pipeline.build(write_tiny({ENTITIES: entities}), lambda _step: None).folder
    assert resolve(NamesFile(str(folder)), f"{BASE}person/Dr-Wu").label == "Doctor Wu"
    assert resolve(NamesFile(str(folder)), "dr-wu").iri == f"{BASE}person/Dr-Wu"


@pytest.mark.parametrize("name", ["", " ", "\u00a0\u3000", "\n"])
def test_an_empty_name_is_misuse(shipped_folder: Path, name: str) -> None:
    with pytest.raises(MisuseError, match="empty name"):
        resolve(NamesFile(str(shipped_folder)), name)


@pytest.mark.parametrize("length", [MAX_NAME + 1, 10_000, 1_000_000])
def test_an_endless_name_is_misuse(shipped_folder: Path, length: int) -> None:
    with pytest.raises(MisuseError, match="the limit is 300"):
        resolve(NamesFile(str(shipped_folder)), "x" * length)


@pytest.mark.parametrize("name", ["Liu\x00Weiping", "Liu\nWeiping", "liu weiping\t", "\x1b[31mLiu", "Liu\x7f", "Liu \udc80"])
def test_control_characters_and_undecodable_bytes_are_misuse(shipped_folder: Path, name: str) -> None:
    with pytest.raises(MisuseError, match="control characters"):
        resolve(NamesFile(str(shipped_folder)), name)


@pytest.mark.parametrize(
    "name",
    [
        "x> . ?s ?p ?o . <y",
        '" } UNION { ?s ?p ?o',
        "'; DROP GRAPH <x>",
        "<https://w3id.org/disgraph/resource/person/liu-weiping>",
        "SELECT * WHERE { ?s ?p ?o }",
        "../../etc/passwd",
        "$(id)",
        "%s%n",
        ".*",
    ],
)
def test_a_fragment_of_a_query_or_command_is_only_an_unknown_name(shipped_folder: Path, name: str) -> None:
    with pytest.raises(UnknownName):
        resolve(NamesFile(str(shipped_folder)), name)


def test_every_name_of_the_graph_leads_to_its_entity_or_is_ambiguous(shipped_folder: Path, shipped: Graph) -> None:
    lines = (shipped_folder / "names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split("\t")[:2] for line in lines]
    assert len(names) > 1500
    wrong = []
    for name, iri in names:
        try:
            found = {resolve(NamesFile(str(shipped_folder)), name).iri}
        except AmbiguousName as error:
            found = {candidate.iri for candidate in error.candidates}
        if iri not in found:
            wrong.append(name)
    assert wrong == []
