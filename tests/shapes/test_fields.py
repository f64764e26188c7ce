"""The fields: `shapes/fields.ttl` follows from the ontology, refuses wrong values, and makes forms (ontology-V54, ontology-V55)."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import shacl_rust
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH

from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import RdfFormat, memory_store, parse_text
from disgraph.validation.field_shapes import fields_turtle
from disgraph.validation.shacl import validate

DG = Namespace("https://w3id.org/disgraph/ontology#")
DGS = Namespace("https://w3id.org/disgraph/shapes#")
FILE = Path(__file__).resolve().parents[2] / "shapes" / "fields.ttl"

#: The example of the case V54: a misspelt property, a number as occupation, a text as spouse, an IRI as ethnic group.
MISSPELT = """
@prefix dg: <https://w3id.org/disgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
<urn:p> a dg:Person, dg:People, dg:Agent, dg:Entity ; rdfs:label "Ann Doe" ;
    dg:worskFor <urn:x> ; dg:hasSpouse "Bob" ; dg:ethnicGroup <urn:q> ;
    dg:occupation 7 ; dg:interest 7 .
<urn:d> schema:mentions <urn:p> .
"""


@cache
def fields() -> Graph:
    """Return the fields as a graph."""
    return Graph().parse(FILE)


@cache
def ontology() -> Vocabulary:
    """Return the shipped ontology."""
    return read_vocabulary(shipped_project().ontology)


def reported(data: Graph | str) -> set[tuple[str, str]]:
    """Return focus and source shape of what the fields refuse in a graph, by the fast engine."""
    text = data if isinstance(data, str) else data.serialize(format="turtle")
    report = shacl_rust.validate(text, FILE.read_text(encoding="utf-8"), data_format="turtle", shapes_format="turtle")
    return {(found["focusNode"].strip("<>"), found["sourceShape"].strip("<>").removeprefix(str(DGS))) for found in report["results"]}


def test_the_file_is_what_the_ontology_gives() -> None:
    remedy = "Run `disgraph ontology --shapes -o shapes/fields.ttl`."
    assert FILE.read_text(encoding="utf-8") == fields_turtle(ontology()), remedy


def test_every_property_has_a_field() -> None:
    paths = {str(path).removeprefix(str(DG)) for path in fields().objects(None, SH.path)}
    assert paths == set(ontology().properties)


def test_every_field_refuses_a_wrong_value() -> None:
    """Each class gets an individual whose every property has a value that is a text and no term, or a term and no text."""
    data, expected = Graph(), set()
    for shape, kind in fields().subject_objects(SH.targetClass):
        node = URIRef(f"urn:{kind}")
        data.add((node, RDF.type, kind))
        for field in fields().objects(shape, SH.property):
            path = fields().value(field, SH.path)
            is_term = fields().value(field, SH.datatype) is None
            checks_values = not is_term or any((field, one, None) in fields() for one in (SH.nodeKind, SH["class"], SH["in"]))
            assert path is not None
            data.add((node, path, Literal("a text") if is_term else URIRef("urn:term")))
            if checks_values:
                expected.add((str(node), str(field).removeprefix(str(DGS))))
    assert len(expected) > 150
    assert expected <= reported(data)


def test_every_required_role_is_missed() -> None:
    data, expected = Graph(), set()
    for shape, kind in fields().subject_objects(SH.targetClass):
        node = URIRef(f"urn:{kind}")
        data.add((node, RDF.type, kind))
        for field in fields().objects(shape, SH.property):
            if (field, SH.minCount, None) in fields():
                expected.add((str(node), str(field).removeprefix(str(DGS))))
    roles = sum(len(kind.required) for kind in ontology().classes.values())
    assert len(expected) == roles > 30
    assert expected == reported(data)


def test_undeclared_and_wrong_properties_are_refused_by_both_engines() -> None:
    expected = {
        ("https://w3id.org/disgraph/ontology", "UndeclaredPropertyShape"),
        ("urn:p", "People-interest-field"),
        ("urn:p", "People-occupation-field"),
        ("urn:p", "People-ethnicGroup-field"),
    }
    assert expected < reported(MISSPELT)
    assert {focus for focus, source in reported(MISSPELT) if source.endswith("hasSpouse-field")} == {"urn:p"}
    _conforms, report, _text = pyshacl.validate(Graph().parse(data=MISSPELT), shacl_graph=fields())
    assert isinstance(report, Graph)
    found = {(str(report.value(node, SH.focusNode)), report.value(node, SH.sourceShape)) for node in report.objects(None, SH.result)}
    assert {(focus, str(source).removeprefix(str(DGS))) for focus, source in found} == reported(MISSPELT)
    (undeclared,) = report.subjects(SH.sourceShape, DGS.UndeclaredPropertyShape)
    assert report.value(undeclared, SH.resultPath) == DG.worskFor
    assert report.value(undeclared, SH.value) == URIRef("urn:p")


def test_a_refused_value_has_a_remedy() -> None:
    results = validate(memory_store(parse_text(MISSPELT.encode(), RdfFormat.TURTLE)), shipped_project().shapes)
    (found,) = [result for result in results if "UndeclaredProperty" in result.shape]
    assert (found.path, found.value) == (f"<{DG.worskFor}>", "<urn:p>")
    assert found.remedy == "Correct the name of the property, or declare it in the ontology."
    (spouse,) = [result for result in results if "hasSpouse" in result.path]
    assert spouse.remedy.startswith("Give a person as `hasSpouse`")


def test_a_form_has_each_field_once_in_order_and_with_a_help_text() -> None:
    orders: dict[object, list[int]] = defaultdict(list)
    for shape in fields().subjects(SH.targetClass, None):
        paths = Counter(fields().value(field, SH.path) for field in fields().objects(shape, SH.property))
        assert set(paths.values()) <= {1}, shape
        for field in fields().objects(shape, SH.property):
            orders[shape].append(int(str(fields().value(field, SH.order))))
            group = fields().value(field, SH.group)
            assert fields().value(group, RDFS.label) is not None
            for predicate in (SH.name, SH.description, SH.message, SH.severity, DGS.remedy):
                assert len(list(fields().objects(field, predicate))) == 1, f"{field} {predicate}"
    assert all(sorted(numbers) == list(range(len(numbers))) for numbers in orders.values())


@pytest.mark.parametrize("component", [SH["class"], SH.datatype])
def test_rules_do_not_repeat_a_field(component: URIRef) -> None:
    """What domain and range state is not written by hand a second time."""
    written = Graph()
    for path in FILE.parent.glob("*.ttl"):
        if path != FILE:
            written.parse(path)
    stated = {(fields().value(field, SH.path), value) for field, value in fields().subject_objects(component)}
    again = [
        str(shape)
        for shape, value in written.subject_objects(component)
        if not isinstance(shape, BNode) and (written.value(shape, SH.path), value) in stated and list(written.subjects(SH.property, shape))
    ]
    assert stated
    assert again == []
