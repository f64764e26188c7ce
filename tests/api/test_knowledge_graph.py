"""The library: typed answers, the same as the command line gives, shown safely, and as frames and graphs."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rdflib
from tests.opened import store_of

import disgraph
from disgraph import open_graph, pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.api.query_answers import Rows
from disgraph.api.results import Result
from disgraph.api.things import Thing
from disgraph.errors import DisgraphError, InputError, LimitExceeded, MisuseError, NotBuilt, UnknownName
from disgraph.project import Project
from disgraph.rdf import Literal, NamedNode

A, B = "Liu Weiping", "Tang Xiaopeng"
VOID = {"br"}


@pytest.fixture(scope="module")
def graph(shipped_folder: Path) -> KnowledgeGraph:
    return open_graph(shipped_folder)


def rows(found: Rows | bool) -> Rows:
    assert isinstance(found, Rows)
    return found


# --- opening ---


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, disgraph; print([name for name in sys.modules if name.startswith(('disgraph.', 'pyoxigraph', 'click', 'pathlib'))])"
    source = Path(disgraph.__file__).parents[1]
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(source)!r}); {code}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_project_is_opened_from_its_directory(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny_project.build.parent
    with pytest.raises(NotBuilt):
        open_graph(folder)
    built = pipeline.build(tiny_project, lambda _step: None).folder
    monkeypatch.chdir(folder / "data")
    assert open_graph().folder == open_graph(folder).folder == open_graph(built).folder == str(built)
    assert repr(open_graph(folder)) == "graph of tiny: 8 claims on 6 entities in 1 document"


def test_a_directory_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither a project nor a graph"):
        open_graph(tmp_path)


# --- asking ---


def test_paths_are_those_of_the_command_line(graph: KnowledgeGraph) -> None:
    found = graph.paths(A, B, k=1, max_hops=3, exclude="Visit", as_of=dt.date(2017, 8, 1))
    assert found.connected
    assert len(found) == len(list(found)) == 1
    kinds = {hop.kind for hop in found[0].steps[0].hops}
    assert "visitEdge" not in kinds
    assert len(kinds) > 2
    assert repr(found).startswith("Liu Weiping and Tang Xiaopeng are connected directly.\n")
    assert found.columns()["path"] == [1] * len(found.columns()["sentence"])


def test_a_path_takes_one_pass(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """structure-A6: names are resolved, and the relationships opened, once for a question."""
    steps: list[str] = []
    verbs = sys.modules["disgraph.api.relationship_verbs"]
    resolve_all, opened = verbs.resolve_all, KnowledgeGraph._relationships

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            steps.append(name)
            return function(*given)

        return call

    monkeypatch.setattr(verbs, "resolve_all", counted("resolve", resolve_all))
    monkeypatch.setattr(KnowledgeGraph, "_relationships", counted("open", opened))
    found = graph.path(A, B)
    assert found.connected
    assert (found.text(), found.json()) != ("", "")
    assert steps == ["resolve", "open"]


def test_unconnected_entities_stay_unconnected(graph: KnowledgeGraph) -> None:
    found = graph.paths(A, "Xie Xing")
    assert not found
    assert not found.connected
    assert "not connected" in repr(found)
    assert graph.paths(A, "Xie Xing", through=["places", "kinds", "populations"])


def test_an_entity_has_facts_words_and_doubts(graph: KnowledgeGraph) -> None:
    found = graph.entity("zheng gang")
    assert (found.label, found.kind) == ("Zheng Gang", "person with disability")
    assert len(found.facts) > 10
    assert set(found.quotes) == {passage for fact in found.facts for passage in fact.passages}
    assert [doubt for doubt in found.doubts if "coconut" in doubt]
    more = graph.show("Zheng Gang", derived=True, closure=True)
    assert set(found.facts) < set(more.facts)


def test_neighbors_are_stated_in_sentences(graph: KnowledgeGraph) -> None:
    said, all_ = graph.neighbors("Xia Xiaobin"), graph.neighbors("Xia Xiaobin", include_inferred=True)
    assert set(said) <= set(all_)
    assert len(said) > 5
    assert {said.center.iri} <= set(said.labels)
    assert all(said.center.iri in (hop.source, hop.target) for hop in all_)


def test_the_claims_of_the_documents_add_up_to_those_of_the_graph(graph: KnowledgeGraph) -> None:
    """interface-T3: one number for one thing."""
    counts = graph.stats().counts
    assert sum(claims for _, _, claims in counts.documents) == dict(counts.totals)["claims"]


def test_a_named_query_gives_typed_rows(graph: KnowledgeGraph) -> None:
    found = rows(graph.query("work-of-person", person="Xia Xiaobin"))
    assert found.names[:2] == ("employer", "role")
    employer, role = found[0][:2]
    assert isinstance(employer, Thing)
    assert (str(employer), role) == ("Zhangye Jishan Leye Disabled Supportive Employment Center", "project team leader")
    again = rows(graph.query("work-of-person", person=Thing("https://w3id.org/disgraph/resource/person/xia-xiaobin", "Xia")))
    assert again == found
    assert ("work-of-person",) in {row[:1] for row in graph.queries()}


def test_literals_are_values_of_python(graph: KnowledgeGraph) -> None:
    text = """SELECT * { VALUES (?i ?d ?f ?b ?day ?s ?bad) { (1 1.50 1e3 true '2017-07-01'^^xsd:date 'x'@en 'no'^^xsd:integer) } }"""
    found = rows(graph.query(text))
    row = dict(zip(found.names, found[0], strict=True))
    expected = {"i": 1, "d": Decimal("1.5"), "f": 1000.0, "b": True, "day": dt.date(2017, 7, 1), "s": "x", "bad": "no"}
    assert row == expected
    assert {name: type(value) for name, value in row.items()} == {name: type(value) for name, value in expected.items()}


def test_an_empty_answer_has_notes(graph: KnowledgeGraph) -> None:
    text = "SELECT ?p WHERE { ?p dg:recipiant ?o }"
    found = rows(graph.query(text))
    (note,) = found.notes
    assert (note.kind, note.culprit, note.nearest[0]) == ("unknown-term", "dg:recipiant", "dg:recipient")
    assert graph.answer(text).notes == found.notes
    assert " ".join(found.text().split()).endswith(note.message)
    assert str(note) == note.message
    assert "nearest" not in found.json()


def test_an_answer_with_rows_and_a_list_that_is_empty_have_no_notes(graph: KnowledgeGraph) -> None:
    assert rows(graph.query("SELECT ?p { ?p a dg:Person }")).notes == ()
    assert graph.answer("ASK { ?p a dg:Person }").notes == ()
    assert Rows(("n",), ()).notes == ()


def test_each_form_of_query_has_its_answer(graph: KnowledgeGraph, tmp_path: Path) -> None:
    assert graph.query("ASK { ?p a dg:Person }") is True
    assert graph.query("ASK { ?p a dg:Dragon }", timeout=30) is False
    person = "SELECT ?p { ?p a dg:PersonWithDisability }"
    file = tmp_path / "q.rq"
    file.write_text(person, encoding="utf-8")
    assert len(rows(graph.query(file))) == len(rows(graph.query(person, timeout=30))) > 10
    assert len(rows(graph.query(person, include_inferred=False))) == 0
    triples = rows(graph.query("CONSTRUCT { ?p a dg:Person } { ?p a dg:Person }"))
    assert triples.names == ("subject", "predicate", "object")
    assert {str(row[2]) for row in triples} == {"person"}
    assert triples[:2] == triples.rows[:2]


def test_search_and_explain_say_when_there_is_nothing(graph: KnowledgeGraph) -> None:
    assert graph.search("Tang Xiaopin").entities[0].label == B
    assert graph.search("job opportunity").passages
    assert not graph.search("zzzzqqqq xxyy")
    explained = graph.explain(B, "works in", "Gansu")
    assert explained
    assert "Three months later, Tang joined the base" in explained.columns()["quote"]
    unsaid = graph.explain(B, "works in", "Chongqing")
    assert not unsaid
    assert "Tang Xiaopeng has worked in Gansu province" in unsaid.known


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda graph: graph.paths(A, "Nobody At All"), UnknownName),
        (lambda graph: graph.paths(A, A), MisuseError),
        (lambda graph: graph.paths(A, B, hops=3), MisuseError),
        (lambda graph: graph.paths(A, B, only=["nothing-like-it"]), MisuseError),
        (lambda graph: graph.entity(""), MisuseError),
        (lambda graph: graph.neighbors("Nobody At All"), UnknownName),
        (lambda graph: graph.query("no-such-query"), MisuseError),
        (lambda graph: graph.query("SELECT {"), InputError),
        (lambda graph: graph.query("DELETE WHERE { ?s ?p ?o }"), MisuseError),
        (lambda graph: graph.query("work-of-person"), MisuseError),
        (lambda graph: graph.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f", timeout=0.5), LimitExceeded),
        (lambda graph: graph.explain(), MisuseError),
        (lambda graph: graph.explain(B, "works in", "Gansu", max_steps=1), LimitExceeded),
    ],
)
def test_errors_are_of_the_one_tree(graph: KnowledgeGraph, ask: Callable[[KnowledgeGraph], object], error: type[DisgraphError]) -> None:
    with pytest.raises(error) as caught:
        ask(graph)
    assert caught.value.message


def test_threads_may_share_a_graph(shipped_folder: Path) -> None:
    shared, names = open_graph(shipped_folder), [A, B, "Zheng Gang", "Xia Xiaobin"] * 4
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda name: repr(shared.entity(name)) + repr(shared.neighbors(name)), names))
    assert together == [repr(shared.entity(name)) + repr(shared.neighbors(name)) for name in names]


# --- showing ---


class Reader(HTMLParser):
    """Reads HTML as a notebook would: elements that close in order, their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.roots = 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self.roots += not self.open
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.paths(A, B),
        lambda graph: graph.paths("Xia Xiaobin", "China", k=1),
        lambda graph: graph.paths(A, "Xie Xing"),
        lambda graph: graph.entity("Zheng Gang"),
        lambda graph: graph.neighbors(B),
        lambda graph: graph.search("Tang"),
        lambda graph: graph.search("zzzzqqqq xxyy"),
        lambda graph: graph.explain(B, "works in", "Gansu"),
        lambda graph: graph.explain(B, "works in", "Chongqing"),
        lambda graph: graph.query("award-winners"),
    ],
)
def test_html_is_whole_and_fetches_nothing(graph: KnowledgeGraph, ask: Callable[[KnowledgeGraph], Result]) -> None:
    found = Reader(ask(graph)._repr_html_())
    assert len(found.words) > 10
    assert {tag for tag, _ in found.seen} & {"script", "img", "link", "iframe"} == set()
    assert {name for _, attributes in found.seen for name in attributes} & {"src", "href", "onclick", "onload", "style"} == set()
    headers = [attributes for tag, attributes in found.seen if tag == "th"]
    assert [attributes for attributes in headers if attributes != {"scope": "col"}] == []


def test_paths_have_their_picture_in_a_notebook_with_the_relations_as_a_table(graph: KnowledgeGraph) -> None:
    """interface-N3."""
    found = Reader(graph.path(A, B)._repr_html_())
    assert [tag for tag, _ in found.seen if tag in ("ol", "svg", "table")] == ["ol", "svg", "table"]
    ids = [attributes["id"] for _, attributes in found.seen if "id" in attributes]
    assert len(ids) == len(set(ids)) > 0
    other = Reader(graph.path("Xia Xiaobin", B)._repr_html_())
    assert set(ids) & {attributes.get("id") for _, attributes in other.seen} == set()
    assert "svg" not in {tag for tag, _ in Reader(graph.path(A, "Xie Xing")._repr_html_()).seen}
    assert "svg" not in {tag for tag, _ in Reader(graph.path(A, B, co_mention=True)._repr_html_()).seen}


def test_markup_in_the_documents_stays_text(write_tiny: Callable[[Mapping[str, str]], Project], tiny_files: dict[str, str]) -> None:
    evil = "<script>alert('x')</script> & \"more\""
    changes = {
        "data/entities/all.yaml": tiny_files["data/entities/all.yaml"].replace("A weaver", json.dumps(evil)),
    }
    built = pipeline.build(write_tiny(changes), lambda _step: None).folder
    graph = open_graph(built)
    for shown in (graph.entity("Amei Li"), rows(graph.query("SELECT ?d { ?s dcterms:description ?d }"))):
        found = Reader(shown._repr_html_())
        assert "script" not in {tag for tag, _ in found.seen}
        assert evil in found.words


def test_dollar_signs_are_not_mathematics_in_a_notebook(graph: KnowledgeGraph) -> None:
    """robustness-RB22: every text and picture is inside an element whose classes MathJax 2 and 3 leave alone."""
    shown = rows(graph.query('SELECT ("$5 million and $6 million" AS ?x) {}'))
    for answer in (shown, graph.path(A, B), graph.entity("Zheng Gang"), graph.search("yuan ($1,750)")):
        found = Reader(answer._repr_html_())
        assert found.seen[0] == ("div", {"class": "tex2jax_ignore mathjax_ignore"})
        assert found.roots == 1
    assert "$5 million and $6 million" in Reader(shown._repr_html_()).words
    assert "$" not in shown._repr_html_()


def test_a_long_table_says_that_it_is_cut() -> None:
    found = Rows(("n",), tuple((number,) for number in range(60)))
    assert "60 rows, the first 50 shown" in repr(found)
    assert Reader(found._repr_html_()).words.count("49") == 1
    assert len(found.columns()["n"]) == 60


# --- frames and graphs ---


def test_frames_hold_every_row(graph: KnowledgeGraph) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for found in (graph.paths(A, B), graph.entity(B), graph.neighbors(B), graph.search("Tang"), rows(graph.query("award-winners"))):
        columns = found.columns()
        height = len(next(iter(columns.values())))
        assert height > 0
        frame, other = found.to_pandas(), found.to_polars()
        assert isinstance(frame, pandas.DataFrame)
        assert isinstance(other, polars.DataFrame)
        assert list(frame.columns) == other.columns == list(columns)
        assert len(frame) == other.height == height
        assert other.to_dict(as_series=False) == columns


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_extra(graph: KnowledgeGraph, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MisuseError) as caught:
        getattr(graph.entity(B), f"to_{library}")()
    assert caught.value.remedy == f"Install it with: pip install 'disgraph[{library}]'"


def test_the_network_has_every_relation(graph: KnowledgeGraph) -> None:
    network, said = graph.to_networkx(), graph.to_networkx(include_inferred=False)
    assert network.number_of_edges() > said.number_of_edges() > 500
    center = graph.neighbors(B).center.iri
    assert network.nodes[center]["label"] == B
    neighbors = [neighbor for group in graph.neighbors(B, include_inferred=True).groups for neighbor in group.neighbors]
    assert network.degree(center) == sum(neighbor.iri in network for neighbor in neighbors) < len(neighbors)  # kinds of work are left out


@pytest.mark.slow
def test_rdflib_reads_every_triple(tiny_folder: Path) -> None:
    graph = open_graph(tiny_folder)
    found = graph.to_rdflib(include_inferred=False)
    assert isinstance(found, rdflib.Graph)
    store = store_of(graph.graph.asserted())
    assert len(found) == len(store) > 100
    label = rdflib.URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    ours = {
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(None, NamedNode(str(label)), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    assert {(str(node), str(text)) for node, text in found.subject_objects(label)} == ours
    assert len(graph.to_rdflib()) == len(store) + graph.backend.summary["inferred"]
