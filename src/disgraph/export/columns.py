"""The columns of nodes and edges, which all formats share."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.paths.network_analysis import Measures

Value = str | int | float | bool | None
Row = TypeVar("Row")

#: Joins several values of one cell: Gephi Lite takes such a column for keywords.
SEPARATOR = "; "


class Column(NamedTuple, Generic[Row]):
    """A column: its name, the one type of all its values (string, integer, double or boolean), and how a row gives its value."""

    name: str
    type: str
    value: Callable[[Row], Value]


#: In addition to id and label. No column is called `type`: viewers that draw with Sigma take that for a shape.
NODE_COLUMNS: tuple[Column[NetworkNode], ...] = (
    Column("entity_type", "string", attrgetter("type")),
    Column("type_label", "string", attrgetter("type_label")),
    Column("degree", "integer", attrgetter("degree")),
    Column("documents", "string", lambda node: SEPARATOR.join(node.documents)),
    Column("earliest_year", "integer", attrgetter("earliest")),
    Column("latest_year", "integer", attrgetter("latest")),
    Column("latitude", "double", lambda node: node.location.latitude if node.location else None),
    Column("longitude", "double", lambda node: node.location.longitude if node.location else None),
    Column("located_at", "string", lambda node: node.location.place if node.location else None),
    Column("location_known", "string", attrgetter("location_known.known")),
    Column("location_speaker", "string", attrgetter("location_known.speaker")),
    Column("location_doubt", "string", attrgetter("location_known.doubt")),
    Column("location_basis", "string", attrgetter("location_known.basis")),
    Column("label_latin", "string", attrgetter("label_latin")),
)

#: In addition to id, label, source, target and weight.
EDGE_COLUMNS: tuple[Column[Relationship], ...] = (
    Column("property", "string", attrgetter("kind")),
    Column("inferred", "boolean", attrgetter("inferred")),
    Column("known", "string", attrgetter("known.known")),
    Column("speaker", "string", attrgetter("known.speaker")),
    Column("doubt", "string", attrgetter("known.doubt")),
    Column("basis", "string", attrgetter("known.basis")),
    Column("sentence", "string", attrgetter("sentence")),
    Column("quote", "string", attrgetter("quote")),
    Column("document", "string", attrgetter("document")),
    Column("document_title", "string", attrgetter("title")),
    Column("documents", "string", lambda edge: SEPARATOR.join(edge.documents)),
    Column("earliest_year", "integer", attrgetter("earliest")),
    Column("latest_year", "integer", attrgetter("latest")),
    Column("start_date", "string", attrgetter("start")),
    Column("end_date", "string", attrgetter("end")),
    Column("records", "string", lambda edge: SEPARATOR.join(edge.records)),
    Column("premise_quotes", "string", lambda edge: SEPARATOR.join(edge.premises)),
)

#: Only in tables, and not in GEXF: Gephi Lite takes a whole-number column that counts from 0 or 1 for categories, unless it
#: is called degree, weight or size (`inferFieldType` in gephi/gephi-lite). Years it takes for dates, as they are.
NODE_COUNTS: tuple[Column[NetworkNode], ...] = (
    Column("in_degree", "integer", attrgetter("in_degree")),
    Column("out_degree", "integer", attrgetter("out_degree")),
    Column("document_count", "integer", lambda node: len(node.documents)),
)
EDGE_COUNTS: tuple[Column[Relationship], ...] = (
    Column("document_count", "integer", lambda edge: len(edge.documents)),
    Column("record_count", "integer", lambda edge: len(edge.records)),
)


def _measure(name: str, kind: str) -> Column[NetworkNode]:
    return Column(name, kind, lambda node: getattr(node.measures, name) if node.measures else None)


#: What network analysis adds. Component and community are words and not numbers, so that viewers take them for categories.
MEASURES: tuple[Column[NetworkNode], ...] = tuple(
    _measure(name, "string" if name in ("component", "community") else "double") for name in Measures._fields
)


def node_columns(network: RelationshipNetwork) -> tuple[Column[NetworkNode], ...]:
    """Return the columns of the nodes of a network."""
    return NODE_COLUMNS + MEASURES if network.measured else NODE_COLUMNS


def as_text(value: Value) -> str:
    """Return a value as files hold it; what is not known is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


#: A value of a format that has lists.
Structured = Value | tuple[str, ...]


def about_node(node: NetworkNode) -> dict[str, Structured]:
    """Return label and columns of a node for formats with lists."""
    columns = NODE_COLUMNS + MEASURES if node.measures else NODE_COLUMNS
    return {"label": node.label, **{column.name: column.value(node) for column in columns}, "documents": node.documents}


def about_edge(edge: Relationship) -> dict[str, Structured]:
    """Return label, weight and columns of an edge for formats with lists."""
    values = {column.name: column.value(edge) for column in EDGE_COLUMNS}
    lists = {"documents": edge.documents, "records": edge.records, "premise_quotes": edge.premises}
    return {"label": edge.label, "weight": edge.weight, **values, **lists}
