"""One ranked answer of entities, facts and passages; expected values come from reading the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import MisuseError, NotBuilt
from disgraph.graph.graph import Graph
from disgraph.search.index_opening import open_text_index
from disgraph.search.query_words import read_words
from disgraph.search.searchable import ENTITY, FACT, SearchItem
from disgraph.search.text_index import TEXT_INDEX, TextIndex
from disgraph.search.text_index_writer import write_items
from disgraph.search.word_forms import terms, words


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""

    def no_project() -> None:
        raise AssertionError

    return KnowledgeGraph(shipped.backend, no_project)  # type: ignore[arg-type]


def test_words_that_no_passage_holds_together_find_the_facts(opened: KnowledgeGraph) -> None:
    """Document 001: Xie Xing livestreams, and his sales averaged 100,000 yuan; no quote holds both words."""
    found = opened.search("livestream income", limit=10)
    assert any("Xie Xing" in item.text for item in found.facts)


@pytest.mark.parametrize(
    ("text", "words_of_first"),
    [
        ("oranges taobao store", "Taobao"),
        ("polio 1.2 meters", "Lan Shiyong"),
        ("wheelchair", "wheelchair"),
        ("snail noodles training", "Liuzhou"),
    ],
)
def test_the_first_facts_hold_the_words(opened: KnowledgeGraph, text: str, words_of_first: str) -> None:
    facts = opened.search(text, limit=10).facts
    assert facts
    assert any(words_of_first in item.text or any(words_of_first in each.quote for each in item.passages) for item in facts[:3])


def test_each_fact_has_its_quotes_and_how_it_is_known(opened: KnowledgeGraph) -> None:
    """Document 000: Tang Xiaopeng reports himself that Liu Weiping spoke of a job opportunity."""
    facts = opened.search("job opportunity of which Tang Xiaopeng was told", kinds="fact").facts
    fact = next(fact for fact in facts[:3] if "helped" in fact.text)
    assert (fact.known.known, fact.known.speaker) == ("reported", "Tang Xiaopeng")
    assert "Teacher Liu told me about a job opportunity" in fact.passages[0].quote


def test_a_passage_that_overlaps_a_shown_quote_is_left_out(opened: KnowledgeGraph) -> None:
    """interface-W4."""
    found = opened.search("dislocated hip umbilical cord walker", limit=30)
    shown: list[tuple[str, int, int]] = []
    for item in found:
        places = [(each.document.id, each.start, each.end) for each in item.passages]
        if item.kind == "passage":
            assert not [place for place in shown for each in places if place[0] == each[0] and each[1] < place[2] and place[1] < each[2]]
        shown += places


def test_filters_leave_only_what_they_name(opened: KnowledgeGraph) -> None:
    assert {item.kind for item in opened.search("training", kinds=["entity"])} == {"entity"}
    assert {item.type for item in opened.search("training", types=["training"])} == {"Training"}
    assert all("004" in item.documents for item in opened.search("training", documents=["004"]))
    found = opened.search("guangxi federation", kinds=["entity"], types=["organisation"])
    assert "DisabledPersonsFederation" in {item.type for item in found}


@pytest.mark.parametrize(
    ("option", "value", "remedy"),
    [("kinds", "facts", "fact"), ("types", "compny", "company"), ("documents", "0004", "004")],
)
def test_an_unknown_filter_names_the_nearest(opened: KnowledgeGraph, option: str, value: str, remedy: str) -> None:
    with pytest.raises(MisuseError) as refused:
        opened.search("a", **{option: [value]})  # type: ignore[arg-type]
    assert remedy in refused.value.remedy


@pytest.mark.parametrize(("characters", "name"), [("\u5218\u536b\u5e73", "Liu Weiping"), ("\u674e\u5a1f", "Li Juan")])
def test_chinese_characters_find_a_name_that_sounds_like_them(opened: KnowledgeGraph, characters: str, name: str) -> None:
    """interface-S5: the documents write names in Latin letters, so a match is a guess."""
    pytest.importorskip("pypinyin")
    first = opened.search(characters, limit=3).items[0]
    assert (first.text, first.basis) == (name, f"sounds like {characters}: a guess")


def test_words_fold_numbers_hyphens_and_possessives() -> None:
    assert list(words("Xie\u2019s 10,000-kg harvest; e-commerce")) == ["xie", "10000", "kg", "harvest", "e", "commerce", "ecommerce"]
    assert terms("They were earning incomes") == ["earn", "incom"]


def items(labels: list[str]) -> list[SearchItem]:
    """Return an entity and facts with these sentences."""
    facts = [SearchItem(FACT, f"urn:f{at}", label, "Visit", ("d",), (), ((1.0, label),)) for at, label in enumerate(labels)]
    return [SearchItem(ENTITY, "urn:e", "zzz", "Person", ("d",), (), ((1.0, "zzz"),)), *facts]


@settings(max_examples=tries(40))
@given(st.lists(st.text("abc ", min_size=1, max_size=12), max_size=8), st.sampled_from(["aa", "b", "abc", "cab"]))
def test_an_item_is_found_if_and_only_if_it_has_the_word(labels: list[str], word: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TEXT_INDEX
        write_items(path, items(labels))
        index = TextIndex(str(path))
        found = set(index.scores(read_words(index, word).weights))
        assert (
            found == {at for at, label in enumerate(labels, 1) if set(terms(word)) & set(terms(label))} or read_words(index, word).corrected
        )


def test_misspelt_and_divided_words_lead_to_known_ones(shipped: Graph) -> None:
    index = open_text_index(shipped)
    assert read_words(index, "livestraming").corrected == {"livestraming": "livestreaming"}
    joined = {index.term(term) for term in read_words(index, "live streamer")[0]}
    assert "livestream" in joined
    assert read_words(index, "qqqqzzzz").unknown == ("qqqqzzzz",)


def test_a_graph_without_the_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match=r"texts\.bin"):
        TextIndex(str(tmp_path / TEXT_INDEX))
