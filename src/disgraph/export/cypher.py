"""openCypher, for Neo4j, Memgraph, FalkorDB and others: a script that can be run again without making anything twice."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.export.characters import held
from disgraph.export.columns import Structured, about_edge, about_node
from disgraph.export.relationship import RelationshipNetwork

_CONTROLS = {chr(code): f"\\u{code:04X}" for code in range(32)}
_ESCAPES = str.maketrans(_CONTROLS | {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def cypher(network: RelationshipNetwork) -> Iterator[str]:
    """Return the statements, one a line.

    A node has the label Entity and that of its type; the type of a relation is the local name of its property.

    Args:
        network: the relationship graph.

    Raises:
        InputError: a text has no bytes in UTF-8; the message names whose it is.
    """
    for node in network.nodes:
        kind = name(node.type or "Thing")
        yield f"MERGE (n:Entity {{id: {literal(node.iri, node.iri)}}}) SET n:{kind}{_set('n', about_node(node), node.iri)};\n"
    for edge in network.edges:
        ends = f"(a:Entity {{id: {literal(edge.source, edge.id)}}}), (b:Entity {{id: {literal(edge.target, edge.id)}}})"
        relation = f"(a)-[r:{name(edge.kind.rsplit('#', 1)[-1].rsplit('/', 1)[-1])} {{id: {literal(edge.id, edge.id)}}}]->(b)"
        yield f"MATCH {ends} MERGE {relation} SET {_set('r', about_edge(edge), edge.id).removeprefix(', ')};\n"


def literal(value: Structured, owner: str) -> str:
    r"""Return a value as openCypher writes it.

    A backslash before a u is split from it, because some engines resolve `\u0027` before they look for the end of a text.

    Args:
        value: a text, number, truth value or list of texts.
        owner: the entity or edge that it belongs to, for the message.

    Raises:
        InputError: a text has no bytes in UTF-8.

    >>> print(literal("Liu's", ""), literal(("a", "b"), ""), literal(True, ""))
    'Liu\'s' ['a', 'b'] true
    """
    if isinstance(value, tuple):
        return f"[{', '.join(literal(each, owner) for each in value)}]"
    if isinstance(value, str):
        return "'" + "\\\\' + 'u".join(part.translate(_ESCAPES) for part in held(value, owner).split("\\u")) + "'"
    return str(value).lower()


def name(text: str) -> str:
    """Return a label or type, in backticks unless it is a plain word.

    >>> name("hasMother"), name("odd `name`")
    ('hasMother', '`odd ``name```')
    """
    return text if text.isascii() and text.isidentifier() else "`" + text.replace("`", "``") + "`"


def _set(variable: str, values: dict[str, Structured], owner: str) -> str:
    return "".join(f", {variable}.{key} = {literal(value, owner)}" for key, value in values.items() if value not in (None, ""))
