"""Two tables, nodes and edges, with the columns that Gephi's spreadsheet import looks for, safe to open in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from disgraph.export.columns import EDGE_COLUMNS, EDGE_COUNTS, NODE_COLUMNS, NODE_COUNTS, Column, as_text
from disgraph.export.relationship import Network, Node, Relationship

_NODES: tuple[Column[Node], ...] = (
    Column("Id", "string", lambda node: node.iri),
    Column("Label", "string", lambda node: node.label),
    *NODE_COLUMNS,
    *NODE_COUNTS,
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


def nodes_csv(network: Network) -> str:
    """Return the table of nodes."""
    return _table([column.name for column in _NODES], ([as_text(column.value(node)) for column in _NODES] for node in network.nodes))


def edges_csv(network: Network) -> str:
    """Return the table of edges."""
    return _table([column.name for column in _EDGES], ([as_text(column.value(edge)) for column in _EDGES] for edge in network.edges))


#: Each table by the word that file names and `--table` use.
TABLES: Mapping[str, Callable[[Network], str]] = {"nodes": nodes_csv, "edges": edges_csv}


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe in front of what looks like one.

    >>> safe_cell("=1+1"), safe_cell("Tang Xiaopeng")
    ("'=1+1", 'Tang Xiaopeng')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(columns: list[str], rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # as RFC 4180 has it; Python then quotes cells with either character
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
