"""Two tables, nodes and edges, with the columns that Gephi's spreadsheet import looks for, safe to open in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from disgraph.export.columns import EDGE_COLUMNS, EDGE_COUNTS, NODE_COUNTS, Column, Row, as_text, node_columns
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork

_NODES: tuple[Column[NetworkNode], ...] = (
    Column("Id", "string", lambda node: node.iri),
    Column("Label", "string", lambda node: node.label),
)

#: Gephi wants Type to be Directed or Undirected; the kind of relation is Kind.
_EDGES: tuple[Column[Relationship], ...] = (
    Column("Source", "string", lambda edge: edge.source),
    Column("Target", "string", lambda edge: edge.target),
    Column("Type", "string", lambda _: "Directed"),
    Column("Id", "string", lambda edge: edge.id),
    Column("Label", "string", lambda edge: edge.label),
    Column("Weight", "integer", lambda edge: edge.weight),
    Column("Kind", "string", lambda edge: edge.kind),
    *(column for column in EDGE_COLUMNS if column.name != "property"),
    *EDGE_COUNTS,
)

#: A cell that begins with one of these is run as a formula by spreadsheets (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def nodes_csv(network: RelationshipNetwork) -> Iterator[str]:
    """Return the table of nodes, line by line."""
    return _table((*_NODES, *node_columns(network), *NODE_COUNTS), network.nodes)


def edges_csv(network: RelationshipNetwork) -> Iterator[str]:
    """Return the table of edges, line by line."""
    return _table(_EDGES, network.edges)


#: Each table by the word that file names and `--table` use.
TABLES: Mapping[str, Callable[[RelationshipNetwork], Iterator[str]]] = {"nodes": nodes_csv, "edges": edges_csv}


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe in front of what looks like one.

    >>> safe_cell("=1+1"), safe_cell("Tang Xiaopeng")
    ("'=1+1", 'Tang Xiaopeng')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")  # as RFC 4180 has it; Python then quotes cells with either character
    cells: Iterator[list[str]] = ([safe_cell(as_text(column.value(row))) for column in columns] for row in rows)
    for row in chain([[column.name for column in columns]], cells):
        line.seek(0)
        line.truncate()
        writer.writerow(row)
        yield line.getvalue()
