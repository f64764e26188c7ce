"""What every table of the relationship graph tells of a node and of an edge: one list, so that no format has other columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from disgraph.export.relationship import Node, Relationship

Value = str | int | bool | None
Row = TypeVar("Row")

#: Joins several values of one cell: Gephi Lite takes such a column for keywords.
SEPARATOR = "; "


class Column(NamedTuple, Generic[Row]):
    """A column: its name, the one type of all its values (string, integer or boolean), and how a row gives its value."""

    name: str
    type: str
    value: Callable[[Row], Value]


#: Beside id and label. No column is called `type`: viewers that draw with Sigma take that for a shape.
NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column("entity_type", "string", lambda node: node.type),
    Column("type_label", "string", lambda node: node.type_label),
    Column("degree", "integer", lambda node: node.degree),
    Column("documents", "string", lambda node: SEPARATOR.join(node.documents)),
    Column("earliest_year", "integer", lambda node: node.earliest),
    Column("latest_year", "integer", lambda node: node.latest),
)

#: Beside id, label, source, target and weight.
EDGE_COLUMNS: tuple[Column[Relationship], ...] = (
    Column("property", "string", lambda edge: edge.kind),
    Column("inferred", "boolean", lambda edge: edge.inferred),
    Column("sentence", "string", lambda edge: edge.sentence),
    Column("quote", "string", lambda edge: edge.quote),
    Column("document", "string", lambda edge: edge.document),
    Column("document_title", "string", lambda edge: edge.title),
    Column("documents", "string", lambda edge: SEPARATOR.join(edge.documents)),
    Column("earliest_year", "integer", lambda edge: edge.earliest),
    Column("latest_year", "integer", lambda edge: edge.latest),
    Column("start_date", "string", lambda edge: edge.start),
    Column("end_date", "string", lambda edge: edge.end),
    Column("records", "string", lambda edge: SEPARATOR.join(edge.records)),
)

#: Left out of GEXF and told in the tables: Gephi Lite takes a whole-number column that counts from 0 or 1 for categories, unless it
#: is called degree, weight or size (`inferFieldType` in gephi/gephi-lite).
NODE_COUNTS: tuple[Column[Node], ...] = (Column("document_count", "integer", lambda node: len(node.documents)),)
EDGE_COUNTS: tuple[Column[Relationship], ...] = (
    Column("document_count", "integer", lambda edge: len(edge.documents)),
    Column("record_count", "integer", lambda edge: len(edge.records)),
)


def as_text(value: Value) -> str:
    """Return a value as files hold it; what is not known is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
