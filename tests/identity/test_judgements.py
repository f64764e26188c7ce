"""Judgements of identity: what is refused, and what becomes of each verdict in the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.opened import store_of

from disgraph.claims.judgements import read_judgements
from disgraph.errors import Problem, Refused
from disgraph.facts.story import story_of
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.pipeline import build, read_sources
from disgraph.pipeline.build_steps import make_graph
from disgraph.project import Project, shipped_project
from disgraph.rdf import DG, OWL, RDF, RESOURCE, Literal, NamedNode, Quad
from disgraph.triples.emit import emit

Write = Callable[[Mapping[str, str]], Project]
FILE, ENTITIES = "data/judgements.yaml", "data/entities/all.yaml"
SAME = "- verdict: same\n  entity: amei-li\n  name: Ms Li\n  reason: a title before the surname\n"
UNSURE = "- verdict: unsure\n  entity: green-village\n  other: hill-county\n  reason: no answer\n  quotes: {d1: Village in Hill County}\n"
AMEI, BO = RESOURCE["person/amei-li"], RESOURCE["person/bo-wang"]


def refused(project: Project) -> tuple[Problem, ...]:
    """Return the problems for which a project is refused."""
    with pytest.raises(Refused) as found:
        read_sources(project)
    return found.value.problems


def objects(quads: set[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    """Return the values of a property in text."""
    found = (quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate)
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


@pytest.mark.parametrize(
    ("text", "rule", "line", "message", "remedy"),
    [
        (SAME.replace("amei-li", "amei-lee"), "undeclared-entity", 1, "no entity 'amei-lee'.", "Nearest: amei-li"),
        (UNSURE.replace("other: hill-county", "other: hill"), "undeclared-entity", 1, "no entity 'hill'.", "Nearest: "),
        (SAME.replace("Ms Li", "Mrs Li"), "no-alias", 1, "'Mrs Li' is judged to mean amei-li, but is not among its names.", "aliases"),
        (SAME + "  quotes: {d1: Amei Li lives}\n", "unsupported-name", 1, "no quote has the name 'Ms Li'.", "Quote the words"),
        (UNSURE.replace("Village in", "Town in"), "misquote", 5, "document d1 does not contain 'Town in Hill County'.", "Nearest text: "),
        (UNSURE.replace("Village in Hill County", "smiled"), "ambiguous-quote", 5, "occurs twice", "nth"),
        (UNSURE.replace("Village in Hill County", "{text: smiled, nth: 3}"), "misquote", 5, "occurs twice in the document; nth is 3.", ""),
        (UNSURE.replace("d1:", "d2:"), "missing-document", 5, "no document 'd2'.", "Catalogue it"),
        (UNSURE.replace("unsure", "same"), "same-entities", 1, "judged the same, but nothing is both.", "type of one"),
        (UNSURE.replace("hill-county", "green-village"), "same-entities", 1, "judged against itself.", "other entity"),
        (UNSURE.replace("unsure", "perhaps"), "unknown-field", 1, "verdict is 'perhaps'.", "same, different, unsure"),
        (UNSURE.replace("  reason: no answer\n", ""), "unknown-field", 1, "no 'reason'.", "Add `reason:`."),
        (UNSURE.replace("other:", "others:"), "unknown-field", 1, "unknown field 'others'.", "The fields are"),
        (UNSURE.replace("  other: hill-county\n", ""), "unknown-field", 1, "not one of `name` and `other`", "Give the name"),
        (SAME + "  other: bo-wang\n", "unknown-field", 1, "not one of `name` and `other`", "Give the name"),
        (SAME.replace("same", "different"), "unknown-field", 1, "a name is judged different.", "as `other`"),
        (SAME + SAME, "judged-twice", 5, "judged already (same), in ", "Keep one"),
        (UNSURE + UNSURE.replace("unsure", "different"), "judged-twice", 6, "judged already (unsure), in ", "Keep one"),
        ("- verdict: unsure\n  entity: bo-wang\n  other: amei-li\n  reason: x\n", "judged-twice", 1, "(different), in ", "Keep one"),
    ],
)
def test_what_does_not_hold_is_refused_with_place_and_remedy(
    write_tiny: Write, text: str, rule: str, line: int, message: str, remedy: str
) -> None:
    (problem,) = refused(write_tiny({FILE: text}))
    assert (problem.rule, problem.line) == (rule, line)
    assert problem.file.endswith(FILE)
    assert message in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_two_that_are_judged_two_share_no_name(write_tiny: Write, tiny_files: dict[str, str], verdict: str) -> None:
    entities = tiny_files[ENTITIES].replace("name: Hill County\n", "name: Hill County\n  aliases: [green  village]\n")
    text = f"- {{verdict: {verdict}, entity: green-village, other: hill-county, reason: two}}\n"
    (problem,) = refused(write_tiny({ENTITIES: entities, FILE: text}))
    assert problem.rule == "shared-name"
    assert "share the name 'green village'" in problem.message


def test_the_entities_files_own_look_alikes_share_no_name_either(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    entities = tiny_files[ENTITIES].replace("name: Bo Wang\n", "name: Bo Wang\n  aliases: [Ms Li]\n")
    (problem,) = refused(write_tiny({ENTITIES: entities}))
    assert problem.rule == "shared-name"
    assert problem.file.endswith(ENTITIES)


def test_without_the_file_there_are_no_judgements(tiny_project: Project) -> None:
    assert not tiny_project.judgements.exists()
    assert read_sources(tiny_project).judgements == ()


def test_the_files_are_sources_of_the_graph(write_tiny: Write) -> None:
    project = write_tiny({FILE: SAME})
    assert project.judgements in project.sources()


# --- in the graph ---


def test_same_becomes_a_record_with_the_name_and_nothing_else(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    document = tiny_files["documents/d1.txt"] + "Ms Li waved.\n"
    quads = emit(read_sources(write_tiny({FILE: SAME + "  quotes: {d1: Ms Li waved}\n", "documents/d1.txt": document})))
    node = RESOURCE["judgement/amei-li--ms-li"]
    assert objects(quads, node, RDF["type"]) == {DG["IdentityJudgement"].value}
    assert objects(quads, node, DG["verdict"]) == {"same"}
    assert objects(quads, node, DG["judgedName"]) == {"Ms Li"}
    assert objects(quads, node, DG["reason"]) == {"a title before the surname"}
    assert objects(quads, node, DG["judges"]) == {AMEI.value}
    (evidence,) = objects(quads, node, DG["supportedBy"])
    assert objects(quads, NamedNode(evidence), DG["quote"]) == {"Ms Li waved"}
    assert not any(quad.predicate == OWL["sameAs"] for quad in quads)


def test_different_holds_both_ways_and_has_its_reason(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    entities = tiny_files[ENTITIES].replace("  different_from:\n    bo-wang: another worker of the document\n", "")
    text = "- {verdict: different, entity: bo-wang, other: amei-li, reason: two workers}\n"
    quads = emit(read_sources(write_tiny({ENTITIES: entities, FILE: text})))
    assert objects(quads, AMEI, OWL["differentFrom"]) == {BO.value}
    assert objects(quads, BO, OWL["differentFrom"]) == {AMEI.value}
    judgement = RESOURCE["judgement/amei-li--bo-wang"]
    assert objects(quads, judgement, DG["judges"]) == {AMEI.value, BO.value}
    assert objects(quads, judgement, DG["reason"]) == {"two workers"}


def test_a_declared_difference_is_a_judgement_whose_reason_any_text_may_be(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    """structure-D3: a reason is a value of its own, and is not parsed from a sentence with a name."""
    entities = tiny_files[ENTITIES].replace("bo-wang: another worker of the document", '{bo-wang: "Not Bo Wang: two: reasons"}')
    entities = entities.replace("  name: Bo Wang\n", "  name: Bo Wang\n  different_from: {amei-li: another street}\n")
    quads = emit(read_sources(write_tiny({ENTITIES: entities})))
    judgement = RESOURCE["judgement/amei-li--bo-wang"]
    assert objects(quads, judgement, DG["verdict"]) == {"different"}
    assert objects(quads, judgement, DG["reason"]) == {"Not Bo Wang: two: reasons; another street"}
    assert not any(quad.predicate == DG["differentFromReason"] for quad in quads)
    assert objects(quads, AMEI, OWL["differentFrom"]) == {BO.value}


@pytest.mark.slow
def test_unsure_is_shown_and_never_merged(write_tiny: Write, tmp_path: Path) -> None:
    project = write_tiny({FILE: UNSURE})
    (tmp_path / "made").mkdir()
    built = make_graph(project, tmp_path / "made", lambda _step: None)
    assert [result.focus for result in built.results if "judgement/" in result.focus] == []
    graph = open_folder(str(build(project, lambda _step: None).folder))
    village, county = RESOURCE["place/green-village"], RESOURCE["place/hill-county"]
    assert {(quad.subject, quad.object) for quad in graph.quads.quads_for_pattern(None, DG["possiblySameAs"], None, None)} >= {
        (village, county),
        (county, village),
    }
    assert not list(graph.quads.quads_for_pattern(None, OWL["sameAs"], None, None))
    assert not list(graph.quads.quads_for_pattern(village, OWL["differentFrom"], None, None))
    for one, other in ((village, county), (county, village)):
        (perhaps,) = story_of(graph, one.value).perhaps_same_as
        assert (perhaps.iri, perhaps.reason) == (other.value, "no answer")
    assert not [fact for fact in story_of(graph, village.value, inferred=True).facts if "possibly" in fact.sentence]


# --- the shipped file ---


def test_every_kind_of_verdict_is_used() -> None:
    found = read_judgements(shipped_project().judgements)
    assert {judgement.verdict for judgement in found} == {"same", "different", "unsure"}
    assert len(found) > 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("programme/jishan-internet-leye-employment-project", "programme/jishan-leye-employment-project"),
        (
            "award/fenjin-prize-of-the-national-award-for-efforts-in-poverty-alleviation",
            "award/endeavor-award-of-the-national-poverty-alleviation-award",
        ),
        ("organisation/local-production-and-construction-corp", "organisation/xinjiang-production-and-construction-corps"),
        ("place/yang-shuting-hometown", "place/xiaping-village"),
    ],
)
def test_undecided_pairs_stay_two(shipped: Graph, one: str, other: str) -> None:
    first, second = RESOURCE[one], RESOURCE[other]
    for node, wanted in ((first, second), (second, first)):
        assert wanted.value in {perhaps.iri for perhaps in story_of(shipped, node.value).perhaps_same_as}
        assert all(perhaps.reason for perhaps in story_of(shipped, node.value).perhaps_same_as)
    assert not list(shipped.about(first, OWL["sameAs"]))


def test_every_look_alike_has_a_reason_on_both_sides(shipped: Graph) -> None:
    nodes = {quad.subject for quad in store_of(shipped).quads_for_pattern(None, OWL["differentFrom"], None, None)}
    assert len(nodes) > 80
    for node in nodes:
        assert isinstance(node, NamedNode)
        assert all(other.reason for other in story_of(shipped, node.value).not_to_confuse)


def test_all_lius_are_distinguished(shipped: Graph) -> None:
    lius = {RESOURCE[f"person/{name}"].value for name in ("liu-weiping", "liu-haijun", "liu-hongxia")}
    for liu in lius:
        assert lius - {liu} <= {other.iri for other in story_of(shipped, liu).not_to_confuse}
