"""Names, what they name, and whom words mean: by hand-made cases and against texts with their names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph import yamlfile
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.names.resolve import key_of
from disgraph.extract.names.type_groups import classes_below
from disgraph.extract.text.segmentation import read_text
from disgraph.yamlfile import Fields, Items

GOLD = Path(__file__).parent / "gold"
KINDS = {"persons": frozenset(("Person",)), "organisations": classes_below("Organisation"), "places": classes_below("Place")}


class Score(NamedTuple):
    """How many names were found, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def score(folder: str, group: str) -> Score:
    """Compare the distinct names of the documents of a folder with those that are found."""
    right = wrong = missed = 0
    for path in sorted((GOLD / folder).glob("*.yaml")):
        document = yamlfile.read_yaml(path)
        assert isinstance(document, Fields)
        listed = document[group]
        assert isinstance(listed, Items)
        wanted = [{key(name, group) for name in str(names).split(" | ")} for names in listed]
        entities, _mentions = find_mentions(read_text(str(document["text"])))
        for entity in (entity for entity in entities if entity.type in KINDS[group]):
            names = {key(name, group) for name in (entity.name, *entity.aliases)}
            hit = next((one for one in wanted if one & names), None)
            right, wrong = (right + 1, wrong) if hit else (right, wrong + 1)
            if hit:
                wanted.remove(hit)
        missed += len(wanted)
    return Score(right, wrong, missed)


def key(name: str, group: str) -> str:
    return key_of(name.replace("\u2019", "'"), "Place" if group == "places" else "Organisation")


@pytest.mark.parametrize("folder", ["dev", "held-out"])
@pytest.mark.parametrize(("group", "least"), [("persons", 0.90), ("organisations", 0.75), ("places", 0.80)])
def test_names_are_found_as_well_as_promised(folder: str, group: str, least: float) -> None:
    assert score(folder, group).f1 >= least


def found(text: str) -> dict[str, str]:
    entities, _mentions = find_mentions(read_text(text))
    return {entity.name: entity.type for entity in entities}


def resolved(text: str) -> dict[str, str]:
    """Return each mention's words with the entity that it means."""
    _entities, mentions = find_mentions(read_text(text))
    return {text[mention.start : mention.end]: mention.entity for mention in mentions}


@given(st.text(max_size=200))
def test_mentions_lie_in_sentences_and_mean_what_is_found(text: str) -> None:
    model = read_text(text)
    entities, mentions = find_mentions(model)
    assert len({entity.id for entity in entities}) == len(entities)
    assert {mention.entity for mention in mentions} - {""} == {entity.id for entity in entities}
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert list(mentions) == sorted(mentions)


def test_what_is_nested_in_the_name_of_a_body_is_not_a_place() -> None:
    assert found("She wrote to the Kunming Disabled Persons' Federation and the Bank of Ghana.") == {
        "Kunming Disabled Persons' Federation": "Federation",
        "Bank of Ghana": "Company",
    }


def test_a_possessive_is_not_part_of_a_name() -> None:
    assert set(found("Many say that Anhui's Suzhou city and China's Ministry of Finance did it.")) == {
        "Anhui", "Suzhou city", "China", "Ministry of Finance",
    }  # fmt: skip


def test_small_head_words_make_bodies_of_places() -> None:
    assert found("It was the Luonan county forestry bureau, not the Luonan county government, that helped.") == {
        "Luonan county forestry bureau": "GovernmentBody",
        "Luonan county government": "GovernmentBody",
    }


def test_words_at_the_beginning_of_a_sentence_are_not_names() -> None:
    assert found("Many came. Since then all is well. Doctors agree. Fortunately, Chinese and Kenyan friends came on Monday in May.") == {}


def test_no_break_blanks_and_curly_marks_do_not_hide_a_name() -> None:
    entities, mentions = find_mentions(
        read_text("We met the Kunming Disabled Persons\u2019\u00a0Federation. The Kunming Disabled Persons' Federation helps.")
    )
    assert [entity.type for entity in entities] == ["Federation"]
    assert len({mention.entity for mention in mentions}) == 1


def test_furniture_names_no_entity() -> None:
    text = (
        "Li Na sells tea.\n\n(Wang Fang, a reporter from Chongqing Daily, contributed the Chinese version of this report.)\n\n"
        "Related news\n- Xi visits Kenya"
    )
    assert found(text) == {"Li Na": "Person"}


@pytest.mark.parametrize(
    "text",
    [
        "Tang Xiaoming, 34, sells tea.",
        "Wanjiku Njoroge, who is blind, sells tea.",
        "Mr. Adeyemi Balogun sells tea.",
        "Maria das Dores Pereira, a teacher from Natal, sells tea.",
        "Nguy\u1ec5n Th\u1ecb Mai said she sells tea.",
        "Abdul Rahman Al-Sayed said he sells tea.",
        "R. Meenakshi said she sells tea.",
        "Her brother Kofi sells tea.",
    ],
)
def test_persons_of_many_countries_are_found(text: str) -> None:
    assert list(found(text).values()).count("Person") == 1


def test_acronyms_refer_to_their_body() -> None:
    text = "The Bright Path Association (BPA) helps. BPA is small. The National Council for Equal Work is large, and the NCEW helps too."
    ids = resolved(text)
    assert ids["BPA"] == ids["Bright Path Association"]
    assert ids["NCEW"] == ids["National Council for Equal Work"]


def test_a_surname_means_the_full_name_before_it() -> None:
    ids = resolved("Liu Weimin came with Tang Hao. Later Liu sang. Tang danced.")
    assert (ids["Liu"], ids["Tang"]) == ("liu-weimin", "tang-hao")


def test_two_people_of_one_surname_are_distinguished_by_the_nearest_name() -> None:
    text = "Liu Weimin came early. Liu sang. Then Liu Haiyan came. Liu danced."
    _entities, mentions = find_mentions(read_text(text))
    short = [mention.entity for mention in mentions if mention.how == "short"]
    assert short == ["liu-weimin", "liu-haiyan"]


def test_a_new_section_forgets_surnames_and_leaves_them_open() -> None:
    text = "CASE 1\n\nLi Guomin keeps deer.\n\nCASE 2\n\nLi could not bear the pain. She stayed at home."
    _entities, mentions = find_mentions(read_text(text))
    later = [mention for mention in mentions if mention.start > text.index("CASE 2")]
    assert [(mention.how, mention.entity) for mention in later] == [("short", ""), ("pronoun", "")]


def test_a_pronoun_is_not_who_is_only_quoted() -> None:
    text = "Lan Shiwen opened a store last year, said Wen Daming. He now sells oranges."
    assert resolved(text)["He"] == "lan-shiwen"


def test_the_speaker_continues() -> None:
    text = 'Lan Shiwen opened a store, said Wen Daming. "It was hard," he added.'
    assert resolved(text)["he"] == "wen-daming"


def test_i_is_who_is_quoted() -> None:
    assert resolved('"I sell tea," said Li Na. Wang Hong listened.')["I"] == "li-na"


def test_a_possible_relative_stays_open() -> None:
    assert resolved("Peng Yu lives in Kunming. Her mother stood there. If she moved, all was lost.")["she"] == ""


def test_a_pronoun_may_refer_to_the_name_after_it() -> None:
    assert resolved("Peng Yu sang. At her desk, Liu Haiyan listens.")["her"] == "liu-haiyan"


def test_the_base_means_the_base_of_its_section() -> None:
    text = "CASE 1\n\nThe Sunrise Employment Base is in Kunming. The base hired Li Na.\n\nCASE 2\n\nThe base is new."
    _entities, mentions = find_mentions(read_text(text))
    assert [(mention.entity, mention.type) for mention in mentions if mention.how == "nominal"] == [
        ("sunrise-employment-base", "SupportFacility")
    ]


def test_no_pronoun_is_resolved_over_columns_that_may_have_run_into_each_other() -> None:
    text = (
        "Wang Xia came home and was happy to be with her parents again after those many years abroad.\n\n"
        "She pleaded with the nurse to leave her alone\nas she had no wish to go on with it and to trouble\n"
        "Li's younger sister moisturizes her lips. Li does not drink much and this line is far wider\nthe others anymore.\n"
        "water in order to reduce the burden on the family to take care\nof it all."
    )
    model = read_text(text)
    _entities, mentions = find_mentions(model)
    risky = [block for block in model.blocks if block.layout_risk]
    inside = [
        mention for mention in mentions if mention.how == "pronoun" and any(block.start <= mention.start < block.end for block in risky)
    ]
    assert {mention.entity for mention in inside} == {""}


def test_spellings_of_one_place_are_one_entity() -> None:
    entities, _mentions = find_mentions(read_text("She lives in Huichang county. In Huichang, all is well. NAIROBI is far from Nairobi."))
    assert [(entity.name, entity.aliases) for entity in entities if entity.id.startswith("huichang")] == [
        ("Huichang county", ("Huichang",))
    ]


def test_the_same_text_gives_the_same_result() -> None:
    text = "\n\n".join(str(yamlfile.read_yaml(path)) for path in sorted(GOLD.rglob("*.yaml")))
    first: tuple[tuple[FoundEntity, ...], tuple[Mention, ...]] = find_mentions(read_text(text))
    assert first == find_mentions(read_text(text))
    assert len(first[0]) > 100
