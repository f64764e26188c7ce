"""The shapes: every case gives what the manifest says, in the reference engine and in the fast one alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyshacl
import pytest
import shacl_rust
import yaml
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, SH
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DG = Namespace("https://w3id.org/disgraph/ontology#")
DGS = Namespace("https://w3id.org/disgraph/shapes#")

#: A focus node, a path or nothing, and a severity, as the manifest writes them.
Expected: TypeAlias = "tuple[str, str | None, str]"


class Case(NamedTuple):
    """One entry of the manifest."""

    file: str
    shape: str
    rule: str | None
    conforms: bool
    results: tuple[Expected, ...]


class Result(NamedTuple):
    """What an engine found: where, how severe, and by which shape."""

    focus: str
    path: str | None
    severity: str
    source: str


class Report(NamedTuple):
    """A verdict, how often each result occurs in it, and the messages of each."""

    conforms: bool
    results: Counter[Result]
    messages: tuple[tuple[Result, tuple[str, ...]], ...]


# --- what is read ---


@cache
def manifest() -> tuple[Mapping[str, str], tuple[Case, ...]]:
    """Return the prefixes and cases of the manifest."""
    given = yaml.safe_load((HERE / "manifest.yaml").read_text(encoding="utf-8"))
    cases = tuple(
        Case(
            entry["file"],
            entry["shape"],
            entry.get("rule"),
            entry["conforms"],
            tuple((str(focus), path, str(severity)) for focus, path, severity in entry["results"]),
        )
        for entry in given["cases"]
    )
    return given["prefixes"], cases


@cache
def shape_files() -> tuple[Path, ...]:
    """Return the files of the shapes, in a fixed order."""
    return tuple(sorted((ROOT / "shapes").glob("*.ttl")))


@cache
def shapes_text() -> str:
    """Return all shapes as one Turtle text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in shape_files())


@cache
def shapes_graph() -> Graph:
    """Return all shapes as one graph."""
    return Graph().parse(data=shapes_text(), format="turtle")


@cache
def ontology() -> Graph:
    """Return all modules of the ontology."""
    graph = Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def written() -> Graph:
    """Return the shapes that are written by hand: all but the fields, which have tests of their own."""
    graph = Graph()
    for path in shape_files():
        if path.name != "fields.ttl":
            graph.parse(path)
    return graph


def targeted() -> list[URIRef]:
    """Return the node shapes that are written by hand and have a target."""
    return sorted({shape for shape in written().subjects(SH.targetClass, None) if isinstance(shape, URIRef)})


def rules() -> list[URIRef]:
    """Return the shapes that can report: property shapes of targeted shapes, and targeted shapes with a message."""
    graph = written()
    found = {rule for shape in targeted() for rule in graph.objects(shape, SH.property)}
    found |= {shape for shape in targeted() if (shape, SH.message, None) in graph}
    return sorted(rule for rule in found if isinstance(rule, URIRef))


# --- the engines ---


def short(iri: str) -> str:
    """Return an IRI by the longest prefix of the manifest that fits."""
    prefixes, _ = manifest()
    fitting = [(prefix, space) for prefix, space in prefixes.items() if iri.startswith(space)]
    if not fitting:
        return iri
    prefix, space = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(space) :]}"


@cache
def shapes_with(constraints: frozenset[Node]) -> Graph:
    """Return all shapes, with the SPARQL constraints of some: pySHACL needs ten times as long for these as for all others together."""
    graph = Graph()
    graph += shapes_graph()
    for shape in set(graph.subjects(SH.sparql, None)) - constraints:
        graph.remove((shape, SH.sparql, None))
    return graph


def constraints_of(case: Case, fast: Report) -> frozenset[Node]:
    """Return the shapes with a SPARQL constraint that a case is about: those of its shape, and those that report in it."""
    graph = shapes_graph()
    about = {DGS[case.shape], *graph.objects(DGS[case.shape], SH.property), *(DGS[result.source] for result in fast.results)}
    return frozenset(about & set(graph.subjects(SH.sparql, None)))


def by_reference(data: str, shapes: Graph | None = None) -> Report:
    """Validate with pySHACL."""
    conforms, report, _ = pyshacl.validate(Graph().parse(data=data, format="turtle"), shacl_graph=shapes or shapes_graph())
    assert isinstance(report, Graph)
    pairs = tuple(_reference_results(report))
    return Report(bool(conforms), Counter(result for result, _ in pairs), pairs)


def _reference_results(report: Graph) -> Iterator[tuple[Result, tuple[str, ...]]]:
    for node in report.objects(None, SH.result):
        path = report.value(node, SH.resultPath)
        result = Result(
            short(str(report.value(node, SH.focusNode))),
            None if path is None else _path(report, path),
            str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)),
            str(report.value(node, SH.sourceShape)).removeprefix(str(DGS)),
        )
        yield result, tuple(str(message) for message in report.objects(node, SH.resultMessage))


def _path(graph: Graph, path: Node) -> str:
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{short(str(inverse))}"
    if isinstance(path, BNode):
        return "/".join(short(str(step)) for step in Collection(graph, path))
    return short(str(path))


@cache
def by_fast_engine(data: str) -> Report:
    """Validate with shacl-rust."""
    report = shacl_rust.validate(data, shapes_text(), data_format="turtle", shapes_format="turtle", experimental_index=False)
    pairs = tuple(
        (
            Result(
                short(found["focusNode"].strip("<>")),
                _written_path(found["resultPath"]) if "resultPath" in found else None,
                found["severity"].strip("<>").removeprefix(str(SH)),
                found["sourceShape"].strip("<>").removeprefix(str(DGS)),
            ),
            tuple(found["messages"]),
        )
        for found in report["results"]
    )
    return Report(report["conforms"], Counter(result for result, _ in pairs), pairs)


def _written_path(path: str) -> str:
    steps = path.split(" / ")
    return "/".join(("^" if step.startswith("^") else "") + short(step.strip("^<>")) for step in steps)


# --- the cases ---


def name_of(case: Case) -> str:
    """Return the name of a case."""
    return case.file.removesuffix(".ttl")


def data_of(case: Case) -> str:
    """Return the data of a case as Turtle."""
    return (HERE / "cases" / case.file).read_text(encoding="utf-8")


def by_turns(cases: Sequence[Case]) -> list[Any]:
    """Return cases of which each eighth is quick, each second slow, and the others thorough."""
    slow, thorough = [pytest.mark.slow], [pytest.mark.slow, pytest.mark.thorough]
    return [pytest.param(case, marks=thorough if at % 2 else slow if at % 8 else []) for at, case in enumerate(cases)]


def gives_its_results(report: Report, case: Case) -> None:
    """Assert that an engine reports what the manifest lists, by the rule of the case, in the words of the shapes."""
    assert report.conforms is case.conforms
    assert Counter(result[:3] for result in report.results.elements()) == Counter(case.results)
    assert case.rule is None or case.rule in {result.source for result in report.results}
    for result, messages in report.messages:
        assert str(shapes_graph().value(DGS[result.source], SH.message)) in messages


@pytest.mark.parametrize("case", manifest()[1], ids=name_of)
def test_case(case: Case) -> None:
    """The fast engine gives the results of the manifest, by the shapes and with the messages of these."""
    gives_its_results(by_fast_engine(data_of(case)), case)


@pytest.mark.parametrize("case", by_turns(manifest()[1]), ids=name_of)
def test_the_reference_agrees(case: Case) -> None:
    """The reference engine gives the same; it takes twice as long: see `by_turns`."""
    fast = by_fast_engine(data_of(case))
    reference = by_reference(data_of(case), shapes_with(constraints_of(case, fast)))
    gives_its_results(reference, case)
    assert fast.results == reference.results


def test_manifest_lists_every_case() -> None:
    """No case lies there unread, and a case conforms where it has no results."""
    _, cases = manifest()
    assert cases
    assert sorted(case.file for case in cases) == sorted(path.name for path in (HERE / "cases").glob("*.ttl"))
    assert [case.file for case in cases if case.conforms == bool(case.results) or case.conforms == bool(case.rule)] == []


# --- that nothing is forgotten ---


def test_every_class_has_a_shape() -> None:
    """Every class of the ontology is the target of a shape, those with a segment or required roles above all."""
    graph = ontology()
    named = {*graph.subjects(DG.segment, None), *graph.subjects(DG.requires, None)} & set(graph.subjects(RDF.type, OWL.Class))
    own = {term for term in graph.subjects(RDF.type, OWL.Class) if isinstance(term, URIRef) and term in DG}
    assert named
    assert named < own
    assert sorted(own - set(shapes_graph().objects(None, SH.targetClass))) == []


def test_every_required_role_is_required() -> None:
    """What the ontology requires of the records of a class, a shape of the class requires too."""
    graph = shapes_graph()
    pairs = sorted(ontology().subject_objects(DG.requires))
    assert pairs
    for kind, role in pairs:
        needed = [
            rule
            for shape in graph.subjects(SH.targetClass, kind)
            for rule in graph.objects(shape, SH.property)
            if (rule, SH.path, role) in graph and isinstance(least := graph.value(rule, SH.minCount), Literal) and int(least) > 0
        ]
        assert needed, f"no shape of {kind} requires {role}"


def test_every_shape_has_cases() -> None:
    """Every targeted shape has a case that conforms and one that does not; every rule is broken by a case."""
    _, cases = manifest()
    shapes = [str(shape).removeprefix(str(DGS)) for shape in targeted()]
    reporting = [str(rule).removeprefix(str(DGS)) for rule in rules()]
    assert shapes
    assert reporting
    assert sorted(set(shapes) - {case.shape for case in cases if case.conforms}) == []
    assert sorted(set(shapes) - {case.shape for case in cases if not case.conforms}) == []
    assert sorted(set(reporting) - {case.rule for case in cases if not case.conforms}) == []


def test_every_rule_speaks() -> None:
    """Every rule has a name, one message, a remedy and a severity; its words are sentences."""
    graph = shapes_graph()
    assert rules()
    for rule in rules():
        for predicate in (SH.name, SH.message, SH.description, SH.severity):
            assert len(list(graph.objects(rule, predicate))) == 1, f"{rule} {predicate}"
        for words in (str(graph.value(rule, SH.message)), str(graph.value(rule, SH.description))):
            assert words[0].isupper()
            assert words.endswith(".")


def test_shapes_are_named() -> None:
    """Nothing is a blank node but lists and inverse paths, which cannot have names."""
    graph = shapes_graph()
    blank = {subject for subject in graph.subjects() if isinstance(subject, BNode)}
    lists = set(graph.subjects(RDF.first, None))
    inverse = set(graph.subjects(SH.inversePath, None))
    assert blank <= lists | inverse
    assert {path for path in inverse if len(list(graph.predicate_objects(path))) != 1} == set()


def test_terms_are_declared() -> None:
    """Every class and property of the ontology's namespace that a shape names is declared there."""
    declared = set(ontology().subjects())
    used = {node for triple in shapes_graph() for node in triple if isinstance(node, URIRef) and node in DG}
    assert used
    assert sorted(used - declared) == []
