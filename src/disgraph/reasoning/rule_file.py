"""The rules of a graph, in `rules.json` next to its store, so that inferences are explained without reading the ontology.

The file is a list of rules. A rule is its head and its body, each a list of patterns. A pattern is three terms in N-Triples form, or
variables with a question mark.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from disgraph.rdf import NamedNode, RdfFormat, Variable, parse_text
from disgraph.reasoning.rules import Node, Pattern, Rule
from disgraph.store.current import broken_graph

RULES = "rules.json"


def write_rules(path: Path, rules: Iterable[Rule]) -> None:
    """Write the file of rules, one per line."""
    lines = [json.dumps([[[str(term) for term in pattern] for pattern in side] for side in rule], ensure_ascii=False) for rule in rules]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def read_rules(folder: str) -> list[Rule]:
    """Return the rules that closed the graph of a directory.

    Raises:
        NotBuilt: the file is missing or broken.
    """
    path = os.path.join(folder, RULES)
    try:
        with open(path, encoding="utf-8") as file:
            return [Rule(_patterns(head), _patterns(body)) for head, body in json.load(file)]
    except (OSError, ValueError, TypeError, SyntaxError, AssertionError) as error:
        raise broken_graph(path) from error


def _patterns(written: Iterable[Sequence[str]]) -> tuple[Pattern, ...]:
    return tuple(Pattern(_node(subject), NamedNode(predicate[1:-1]), _node(target)) for subject, predicate, target in written)


def _node(text: str) -> Node:
    if text.startswith("?"):
        return Variable(text[1:])
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    (quad,) = parse_text(f"<urn:x> <urn:x> {text} .".encode(), RdfFormat.N_TRIPLES)
    return quad.object
