"""What a private copy keeps, and what it leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.opened import folder_of, store_of

from disgraph.export.network_source import read_network
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import resolve
from disgraph.privacy.allowlist import FIGURES
from disgraph.privacy.private_copy import WAYS, private_copy
from disgraph.privacy.pseudonyms import Pseudonym, numbered
from disgraph.privacy.withheld_names import WithheldNames
from disgraph.project import own_project
from disgraph.rdf import DG, FOAF, OA, ORG, RDF, RDFS, RESOURCE, SCHEMA, Literal, NamedNode

#: What a public figure does in office, and goals, which by their definition speak for the office: nothing of health, family,
#: home, age or education.
OFFICIAL = {"Membership", "Employment", "Visit", "Participation", "Remark", "Issuance", "Designation", "Aspiration", "Goal"}

#: The same as properties of the figure, in this vocabulary and in those that it is aligned with.
OF_OFFICE = {
    *(RDF["type"], RDFS["label"], FOAF["name"], SCHEMA["name"], SCHEMA["affiliation"], SCHEMA["worksFor"], SCHEMA["memberOf"]),
    *(DG[name] for name in ("affiliatedWith", "worksFor", "memberOf", "hasEmployment", "hasMembership")),
    *(ORG["memberOf"], ORG["hasMembership"]),
}

PLACES_OF_QUOTES = {OA["start"], OA["end"], DG["sectionNumber"]}


def figures_of(graph: Graph) -> Counter[tuple[str, str]]:
    """Return every figure and date of a graph with its property."""
    quads = store_of(graph).quads_for_pattern(None, None, None)
    return Counter(
        (quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.object, Literal) and quad.object.datatype in FIGURES and quad.predicate not in PLACES_OF_QUOTES
    )


@pytest.mark.slow
def test_pseudonyms_keep_the_structure(pseudonymous: Graph, shipped: Graph) -> None:
    both = read_network(pseudonymous), read_network(shipped)
    assert len(both[0].nodes) > 100
    nodes = [Counter((node.type, node.degree, node.earliest, node.latest, len(node.documents)) for node in one.nodes) for one in both]
    edges = [Counter((edge.kind, edge.weight, edge.inferred, edge.start, edge.end) for edge in one.edges) for one in both]
    assert nodes[0] == nodes[1]
    assert edges[0] == edges[1]


@pytest.mark.slow
def test_pseudonyms_keep_the_figures(pseudonymous: Graph, shipped: Graph) -> None:
    assert len(figures_of(shipped)) > 300
    assert figures_of(pseudonymous) == figures_of(shipped)


@pytest.mark.slow
def test_a_quote_is_withheld_with_its_length(pseudonymous: Graph, shipped: Graph) -> None:
    lengths = Counter(
        len(quad.object.value) for quad in store_of(shipped).quads_for_pattern(None, DG["quote"], None) if isinstance(quad.object, Literal)
    )
    withheld = Counter(
        quad.object.value for quad in store_of(pseudonymous).quads_for_pattern(None, DG["quote"], None) if isinstance(quad.object, Literal)
    )
    assert withheld == {f"[quote withheld: {length} characters]": count for length, count in lengths.items()}


@pytest.mark.slow
def test_public_bodies_and_counties_keep_their_names(pseudonymous: Graph) -> None:
    for name in ("China Disabled Persons' Federation", "Dangshan county", "Guangxi Zhuang autonomous region", "State Council"):
        assert resolve(pseudonymous.names, name).label == name


@pytest.mark.slow
def test_a_pseudonym_is_one_name_everywhere(pseudonymous: Graph) -> None:
    person = resolve(pseudonymous.names, "Person 07")
    assert pseudonymous.label(NamedNode(person.iri)) == "Person 07"
    edges = [edge for edge in read_network(pseudonymous).edges if person.iri in (edge.source, edge.target)]
    assert len(edges) > 0
    assert all("Person 07" in edge.sentence for edge in edges)


def test_numbers_do_not_follow_the_alphabet() -> None:
    persons = {RESOURCE[f"person/{letter}"]: "person" for letter in "abcdefghijklmnopqrst"}
    given = {
        key: [numbered(persons, (), key, WithheldNames([]))[person].label for person in sorted(persons, key=str)] for key in ("one", "two")
    }
    assert sorted(given["one"]) == sorted(given["two"]) == [f"Person {number:02}" for number in range(1, 21)]
    assert given["one"] != sorted(given["one"])
    assert given["one"] != given["two"]


def test_no_number_belongs_to_a_real_person() -> None:
    given = numbered({RESOURCE["place/a"]: "village"}, [RESOURCE["place/village-01"]], "key", WithheldNames([]))
    assert given == {RESOURCE["place/a"]: Pseudonym(RESOURCE["place/village-02"], "Village 02")}


@pytest.mark.slow
def test_of_persons_only_public_figures_are_left(public: Graph, figures: set[str]) -> None:
    persons = {quad.subject.value.rsplit("/", 1)[1] for quad in public.to(DG["Person"], RDF["type"]) if isinstance(quad.subject, NamedNode)}
    assert persons == figures & persons
    assert len(persons) == 3
    people = [quad.subject for quad in public.to(DG["People"], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    assert {public.type(each) for each in people} == {
        "Person",
        "Population",
    }  # kinds of people, such as people with disabilities in Chongqing


@pytest.mark.slow
def test_of_public_figures_only_their_office_is_stated(public: Graph) -> None:
    kinds: set[str] = set()
    for quad in public.to(DG["Person"], RDF["type"]):
        kinds |= {public.type(of.subject) for of in public.to(quad.subject) if isinstance(of.subject, NamedNode)}
        kinds -= {"Claim", "Document"}
        own = {said.predicate for said in public.about(quad.subject)}
        assert own <= OF_OFFICE
    assert "Employment" in kinds
    assert {kind for kind in kinds if kind in public.relations.records} <= OFFICIAL
    assert not list(public.to(DG["Condition"], RDF["type"]))
    assert not list(public.to(DG["PersonWithDisability"], RDF["type"]))


@pytest.mark.slow
def test_what_is_left_has_its_evidence_word_for_word(public: Graph, shipped: Graph) -> None:
    def quotes(graph: Graph) -> set[tuple[str, str]]:
        found = store_of(graph).quads_for_pattern(None, DG["quote"], None)
        return {(str(quad.subject), quad.object.value) for quad in found if isinstance(quad.object, Literal)}

    assert len(quotes(public)) > 100
    assert quotes(public) < quotes(shipped)
    claims = [quad.subject for quad in public.to(DG["Claim"], RDF["type"])]
    assert len(claims) == public.summary["claims"]
    assert [claim for claim in claims if not list(public.about(claim, DG["hasEvidence"]))] == []


@pytest.mark.slow
def test_nothing_hangs_loose(public: Graph, pseudonymous: Graph) -> None:
    """Whatever a statement leads to is there itself."""
    for graph in (public, pseudonymous):
        quads = list(store_of(graph).quads_for_pattern(None, None, None))
        subjects = {quad.subject for quad in quads}
        ends = {quad.object for quad in quads if isinstance(quad.object, NamedNode) and "/resource/" in quad.object.value}
        assert len(ends) > 100
        assert {end.value for end in ends - subjects} <= {"https://w3id.org/disgraph/resource/dataset/outcomes"}


@pytest.mark.slow
def test_a_document_mentions_what_is_left(public: Graph) -> None:
    mentioned = {quad.object for quad in store_of(public).quads_for_pattern(None, SCHEMA["mentions"], None)}
    assert 0 < len(mentioned) <= public.summary["entities"]


def test_the_same_graph_gives_the_same_copy(tiny: Graph, tiny_folder: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    copies = [private_copy(tiny, own_project(tiny_folder), WAYS[0], folder).graph for folder in folders]
    assert len({Path(folder_of(copy)).name for copy in copies}) == 1  # named by its content


COPY = """
import sys
from pathlib import Path
from disgraph.graph.opening import open_folder
from disgraph.privacy.private_copy import private_copy
from disgraph.project import find_project
from disgraph.store.current import current_graph
project = find_project(sys.argv[1])
copy = private_copy(open_folder(current_graph(str(project.build))), project, "pseudonym", Path(sys.argv[2])).graph
print(Path(copy.backend.folder).name)
"""


def test_the_copy_does_not_depend_on_the_hash_seed(tiny_folder: Path, tmp_path: Path) -> None:
    names = set()
    for seed in ("0", "1"):
        arguments = [sys.executable, "-c", COPY, str(tiny_folder), str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        names.add(subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(names) == 1


@pytest.mark.slow
def test_no_heading_of_a_section_is_in_a_copy(copies: dict[str, Graph]) -> None:
    """A heading names persons, and its words find the document."""
    for copy in copies.values():
        quads = list(store_of(copy).quads_for_pattern(None, None, None))
        assert not [quad for quad in quads if quad.predicate == DG["inSection"] or "/section/" in str(quad.subject)]


@pytest.mark.slow
def test_no_claim_in_words_is_in_the_pseudonymised_copy(pseudonymous: Graph) -> None:
    words = {str(quad.object) for quad in store_of(pseudonymous).quads_for_pattern(None, DG["inWords"], None)}
    assert words == {'"[text withheld]"'}
