"""Comparable figures as RDF data cubes: one data set with a data structure definition for each series (RDF Data Cube Vocabulary, W3C)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.export.dataset import serialize_quads
from disgraph.export.figure_series import ComparableFigure, FigureSeries, figure_series
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, EDTF, QB, RDF, RDFS, RESOURCE, SKOS, XSD, Literal, NamedNode, Quad, Term, local_name
from disgraph.triples.iris import slug

UNIT_MEASURE = NamedNode("http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure")
#: The dimensions that every cube has, with label and range: what, when, and which document states it.
_DIMENSIONS = {
    "about": ("what the figure is about", DG["Entity"]),
    "period": ("date or period that the figure is for (EDTF)", EDTF["EDTF"]),
    "document": ("document that states the figure", DG["Document"]),
}
_LEFT_OUT = "more figures are not comparable: they are ranges, are about several things, or differ only in words."
#: The attributes of an observation in words.
_ATTRIBUTES = {
    "comparator": "how the figure relates to the true one",
    "population": "who or what is counted, in words",
    "known": "how the figure is known",
    "speaker": "who reports it",
    "doubt": "why it may be wrong",
    "basis": "why the annotator inferred it",
    "quote": "exact words of the document",
}


class CubeComponent(NamedTuple):
    """A component of a data structure: its property, the kind of component, and its code list or None."""

    kind: str
    property: NamedNode
    codes: NamedNode | None = None


def cube(graph: Graph) -> bytes:
    """Return the cubes of all comparable series, in Turtle."""
    return serialize_quads(set(_quads(graph)), "ttl")


def _quads(graph: Graph) -> Iterator[Quad]:
    writer = _CubeWriter(graph)
    for series in figure_series(graph):
        if series.get("unit") is not None:
            yield from writer.series(series)


class _CubeWriter:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def series(self, series: FigureSeries) -> Iterator[Quad]:
        """Yield the data set of a series, its structure and its observations."""
        name = slug("-".join(self._short(term) for _, term in series.shared))
        dataset, structure = RESOURCE[f"cube/{name}"], RESOURCE[f"cube/{name}/structure"]
        label = self._label(series)
        yield Quad(dataset, RDF["type"], QB["DataSet"])
        yield Quad(dataset, QB["structure"], structure)
        yield Quad(dataset, RDFS["label"], Literal(label))
        if series.left_out:
            yield Quad(dataset, RDFS["comment"], Literal(f"{series.left_out} {_LEFT_OUT}"))
        for role, term in series.shared:
            yield Quad(dataset, DG[role], term)
        yield from self._structure(structure, label, list(self._components(series)))
        for figure in series.figures:
            yield from self._observation(dataset, series, figure)

    def _short(self, term: Term) -> str:
        return local_name(term) if isinstance(term, NamedNode) else term.value if isinstance(term, Literal) else ""

    def _label(self, series: FigureSeries) -> str:
        said = dict(series.shared)
        names = ("measure", "statistic", "counts" if "counts" in said else "unit")
        words = ", ".join(self._graph.label(said[role]) for role in names if role in said)
        per = " ".join(self._graph.label(said[role]) for role in ("perNumber", "perCounted", "per") if role in said)
        return f"{words} per {per}" if per else words

    def _components(self, series: FigureSeries) -> Iterator[CubeComponent]:
        for name in _DIMENSIONS:
            yield CubeComponent("dimension", _property(name))
        for name in series.criteria:
            yield CubeComponent("dimension", DG[name], self._scheme(series, name))
        yield CubeComponent("measure", self._measure(series))
        yield CubeComponent("attribute", UNIT_MEASURE)
        yield from (CubeComponent("attribute", _property(name)) for name in _ATTRIBUTES)

    def _measure(self, series: FigureSeries) -> NamedNode:
        measure = series.get("measure")
        assert isinstance(measure, NamedNode)
        return _property(f"measure-{local_name(measure)}")

    def _scheme(self, series: FigureSeries, name: str) -> NamedNode:
        """Return the scheme from which a criterion takes its values."""
        values = (value for figure in series.figures for each, value in figure.criteria if each == name)
        schemes = (quad.object for value in values for quad in self._graph.about(value, SKOS["inScheme"]))
        return next(scheme for scheme in schemes if isinstance(scheme, NamedNode))

    def _structure(self, structure: NamedNode, label: str, components: list[CubeComponent]) -> Iterator[Quad]:
        yield Quad(structure, RDF["type"], QB["DataStructureDefinition"])
        yield Quad(structure, RDFS["label"], Literal(f"structure of: {label}"))
        for order, component in enumerate(components, 1):
            node = NamedNode(f"{structure.value}/{order}")
            yield Quad(structure, QB["component"], node)
            yield Quad(node, RDF["type"], QB["ComponentSpecification"])
            yield Quad(node, QB[component.kind], component.property)
            yield Quad(node, QB["componentProperty"], component.property)
            yield Quad(node, QB["order"], _integer(order))
            if component.kind == "attribute":
                is_required = "true" if component.property in _REQUIRED else "false"
                yield Quad(node, QB["componentRequired"], Literal(is_required, datatype=XSD["boolean"]))
            yield from self._declared(component)

    def _declared(self, component: CubeComponent) -> Iterator[Quad]:
        node, name = component.property, local_name(component.property)
        kind = {"dimension": "DimensionProperty", "measure": "MeasureProperty", "attribute": "AttributeProperty"}[component.kind]
        label, values = _DIMENSIONS.get(name, (_ATTRIBUTES.get(name, self._graph.label(node)), XSD["string"]))
        yield Quad(node, RDF["type"], QB["ComponentProperty"])
        yield Quad(node, RDF["type"], QB[kind])
        if component.codes:
            yield Quad(node, QB["codeList"], component.codes)
            yield from self._code_list(component.codes)
            values = SKOS["Concept"]
        elif component.kind == "measure":
            label, values = name.removeprefix("measure-").replace("-", " "), XSD["decimal"]
            yield Quad(node, QB["concept"], RESOURCE[f"measure/{name.removeprefix('measure-')}"])
        elif node == UNIT_MEASURE:
            label, values = "unit of measure", DG["Unit"]
        yield Quad(node, RDFS["range"], values)
        yield Quad(node, RDFS["label"], Literal(label))

    def _code_list(self, scheme: NamedNode) -> Iterator[Quad]:
        """Yield the concepts of a scheme, and the one for figures whose words name none of them."""
        yield Quad(scheme, RDF["type"], SKOS["ConceptScheme"])
        yield Quad(scheme, RDFS["label"], Literal(self._graph.label(scheme)))
        for quad in self._graph.to(scheme, SKOS["inScheme"]):
            assert isinstance(quad.subject, NamedNode)
            yield from _concept(quad.subject, scheme, self._graph.label(quad.subject))
        yield from _concept(_unlimited(scheme), scheme, "not limited in words")

    def _observation(self, dataset: NamedNode, series: FigureSeries, figure: ComparableFigure) -> Iterator[Quad]:
        node = figure.node
        yield Quad(node, RDF["type"], QB["Observation"])
        yield Quad(node, QB["dataSet"], dataset)
        yield Quad(node, RDFS["label"], Literal(self._graph.label(node)))
        yield Quad(node, _property("about"), figure.about)
        yield Quad(figure.about, RDFS["label"], Literal(self._graph.label(figure.about)))
        yield Quad(node, _property("period"), Literal(figure.period, datatype=EDTF["EDTF"]))
        yield Quad(node, _property("document"), figure.document)
        for name in series.criteria:
            yield Quad(node, DG[name], dict(figure.criteria).get(name) or _unlimited(self._scheme(series, name)))
        yield Quad(node, self._measure(series), Literal(figure.value, datatype=XSD["decimal"]))
        unit = series.get("unit")
        assert unit is not None
        yield Quad(node, UNIT_MEASURE, unit)
        texts = {"comparator": figure.comparator, "population": figure.population, "quote": figure.quote}
        known = zip(("known", "speaker", "doubt", "basis"), figure.known.columns, strict=True)
        yield from (Quad(node, _property(name), Literal(text)) for name, text in (*texts.items(), *known) if text)


#: The attributes that every observation has.
_REQUIRED = frozenset((UNIT_MEASURE, RESOURCE["cube/property/known"], RESOURCE["cube/property/quote"]))


def _property(name: str) -> NamedNode:
    return RESOURCE[f"cube/property/{name}"]


def _unlimited(scheme: NamedNode) -> NamedNode:
    return RESOURCE[f"cube/code/{local_name(scheme)}-not-limited"]


def _concept(node: NamedNode, scheme: NamedNode, label: str) -> Iterator[Quad]:
    yield Quad(node, RDF["type"], SKOS["Concept"])
    yield Quad(node, SKOS["inScheme"], scheme)
    yield Quad(node, RDFS["label"], Literal(label))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])
