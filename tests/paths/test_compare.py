"""Two entities side by side, on the shipped graph."""

from __future__ import annotations

import json
from pathlib import Path

from tests.opened import folder_of

from disgraph.errors import Candidate
from disgraph.graph.graph import Graph
from disgraph.paths.comparison import Comparison, compare
from disgraph.rdf import NamedNode
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.flat_index import FlatIndex
from disgraph.render.comparison_answer import comparison_json

BASE = "https://w3id.org/disgraph/resource/"
YANG, LIAO = f"{BASE}person/yang-shuting", f"{BASE}person/liao-zhusheng"


def ask(graph: Graph, first: str, second: str) -> Comparison:
    return compare(graph, FlatIndex(folder_of(graph), graph.with_inferred), first, second, Deadline())


def words(traits: object) -> str:
    return repr(traits)


def test_both_won_the_award_and_each_was_born_in_a_year_of_their_own(shipped: Graph) -> None:
    found = ask(shipped, YANG, LIAO)
    assert [shared.first.kind for shared in found.same].count("awardEdge") == 2
    assert "Yang Shuting was born in 1991" in words(found.only_first)
    assert "Liao Zhusheng was born in 1997" in words(found.only_second)
    assert found.between == ()


def test_the_other_way_round_it_is_the_same_turned_round(shipped: Graph) -> None:
    there, back = ask(shipped, YANG, LIAO), ask(shipped, LIAO, YANG)
    assert [(shared.second, shared.first) for shared in there.same] == [tuple(shared) for shared in back.same]
    assert (there.only_first, there.only_second) == (back.only_second, back.only_first)


def test_shared_traits_are_not_listed_for_one_alone(shipped_folder: Path, shipped: Graph) -> None:
    found = ask(shipped, f"{BASE}person/lan-shiyong", f"{BASE}person/wu-weiyue")
    assert found.same
    index = FlatIndex(str(shipped_folder))
    relations = {edge.other(f"{BASE}person/lan-shiyong") for edge in index.around(f"{BASE}person/lan-shiyong") if not edge.inferred}
    result = [trait for trait in (*(shared.first for shared in found.same), *found.only_first) if trait.kind not in ("type", "property")]
    assert len(result) >= len(relations - {f"{BASE}person/wu-weiyue"})
    assert [trait for trait in found.only_first if trait.inferred] == []


def test_every_fact_says_how_it_is_known_and_a_derived_one_what_it_rests_on(shipped: Graph) -> None:
    found = ask(shipped, f"{BASE}person/xiong-jun", f"{BASE}person/liu-hongxia")
    pairs = [pair for pair in found.same if pair.first.kind == "livesIn"]
    facts = [fact for trait in (*found.only_first, *found.only_second) for fact in trait.facts if trait.kind != "type"]
    assert all(fact.known and fact.known.known for fact in facts)
    (first,), (second,) = ([fact.known for fact in trait.facts] for trait in pairs[0])
    assert first is not None
    assert second is not None
    assert (first.known, second.known) == ("derived", "derived")
    assert first.basis.startswith("Xiong Jun lives in ")
    assert first.doubt.startswith("broken translation; ")
    assert second.basis.startswith("Liu Hongxia lives in Shihugou village; Shihugou village is in Taipinggou township")
    assert second.doubt == ""


def test_json_has_how_each_fact_is_known(shipped: Graph) -> None:
    names = (f"{BASE}person/zeng-fanjun", f"{BASE}person/tang-xiaopeng")
    first, second = (Candidate(iri, shipped.label(NamedNode(iri)), "Person", ()) for iri in names)
    given = json.loads(comparison_json(first, second, ask(shipped, *names)))
    said = [fact for side in ("only_from", "only_to") for trait in given[side] for fact in trait["said"]]
    assert all({"known", "speaker", "doubt", "basis"} <= fact.keys() for fact in said)
    lives = next(fact for fact in said if fact["sentence"].startswith("Zeng Fanjun lives in"))
    assert lives["known"] == "inferred"
    assert lives["basis"].startswith("he returned to the village")
    told = next(fact for fact in said if fact["sentence"].startswith("Tang Xiaopeng spoke with"))
    assert (told["known"], told["speaker"]) == ("reported", "Tang Xiaopeng")


def test_relations_between_the_two_are_separate(shipped: Graph) -> None:
    found = ask(shipped, f"{BASE}person/liu-weiping", f"{BASE}person/tang-xiaopeng")
    assert "visited Tang Xiaopeng" in found.between[0].sentence
    assert "visitEdge" in {hop.kind for hop in found.between}
    kinds = {trait.kind for trait in (*found.only_first, *found.only_second)}
    assert "membershipEdge" in kinds
    assert "visitEdge" not in kinds
