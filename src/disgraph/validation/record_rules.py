"""Rules over several records (`sh:sparql`), each as one query over a whole store.

An engine runs such a rule once for each focus node. A rule that names its focus node by a class or a property gives the same rows at
once, many times faster (SHACL, section 5.2: the results of a constraint are the solutions of its query for each `$this`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.rdf import RDF, RDFS, DefaultGraph, Literal, NamedNode, Namespace, Quad, QuerySolutions, Store, Term

_SH = Namespace("http://www.w3.org/ns/shacl#")
_OTHER_TARGETS = {_SH["targetObjectsOf"], _SH["target"], _SH["deactivated"], RDFS["subClassOf"]}
_FLAGS = re.IGNORECASE | re.DOTALL
_THIS = re.compile(r"[$?]this\b")
#: What pre-binding means something else for, or what only an engine knows.
_ENGINE_ONLY = re.compile(r"\b(?:MINUS|SERVICE|VALUES)\b|\$(?:PATH|value|shapesGraph|currentShape)\b|\bSELECT\b.*\bSELECT\b", _FLAGS)
#: The begin of a query whose first triple pattern has any property.
_ANY_PROPERTY = re.compile(r"\bWHERE\s*\{(?=\s*[?$]\w+\s+\?path\s+[?$]\w+\s*\.)", _FLAGS)


class RuleRow(NamedTuple):
    """A solution of a rule: its shape and focus node; path and value are None if the query does not select them."""

    shape: NamedNode
    focus: Term
    path: Term | None
    value: Term | None


class RecordRule(NamedTuple):
    """A rule of a shape: its query, with prefixes, and its targets: classes, nodes, and properties whose subjects are targets."""

    shape: NamedNode
    query: str
    classes: tuple[NamedNode, ...]
    nodes: tuple[Term, ...]
    properties: tuple[NamedNode, ...]

    def rows(self, store: Store) -> Iterator[RuleRow]:
        """Yield the solutions of the rule in a store."""
        solutions = store.query(_with_properties(self.query, store))
        assert isinstance(solutions, QuerySolutions)
        names = {variable.value for variable in solutions.variables}
        for solution in solutions:
            path, value = (solution[name] if name in names else None for name in ("path", "value"))
            this = solution["this"]
            focused = self.nodes if this is None else (this,)
            yield from (RuleRow(self.shape, focus, path, value) for focus in focused if this is None or self._is_target(store, focus))

    def _is_target(self, store: Store, node: Term) -> bool:
        if node in self.nodes:
            return True
        if isinstance(node, Literal):
            return False
        if any(next(store.quads_for_pattern(node, each, None, DefaultGraph()), None) is not None for each in self.properties):
            return True
        kinds = {found for kind in self.classes for found in _with_narrower(store, kind)}
        return any(Quad(node, RDF["type"], kind, DefaultGraph()) in store for kind in kinds)


def _with_properties(query: str, store: Store) -> str:
    """Return a query on any property with a list of those in the store: its filters are evaluated for each, not for each triple."""
    begin = _ANY_PROPERTY.search(query)
    if begin is None:
        return query
    rows = store.query("SELECT DISTINCT ?path WHERE { ?subject ?path ?object }")
    assert isinstance(rows, QuerySolutions)
    listed = " ".join(sorted(str(row["path"]) for row in rows))
    return f"{query[: begin.end()]} VALUES ?path {{ {listed} }}{query[begin.end() :]}"


def _with_narrower(store: Store, kind: NamedNode) -> list[NamedNode]:
    """Return a class and those below it."""
    found = [kind]
    for each in found:
        below = (quad.subject for quad in store.quads_for_pattern(None, RDFS["subClassOf"], each, DefaultGraph()))
        found += [narrower for narrower in below if isinstance(narrower, NamedNode) and narrower not in found]
    return found


def separate_rules(shapes: Sequence[Quad]) -> tuple[list[RecordRule], list[Quad]] | None:
    """Separate rules from the shapes that an engine checks.

    Returns:
        The rules, and the shapes without them; None if an engine must check some rule, because of its target or its query.
    """
    rules: list[RecordRule] = []
    about: dict[Term, list[Quad]] = {}
    for quad in shapes:
        about.setdefault(quad.subject, []).append(quad)
    for quad in shapes:
        if quad.predicate == _SH["sparql"]:
            rule = _rule(about, quad)
            if rule is None:
                return None
            rules.append(rule)
    return rules, [quad for quad in shapes if quad.predicate != _SH["sparql"]]


def _rule(shapes: Mapping[Term, Sequence[Quad]], constraint: Quad) -> RecordRule | None:
    shape, about = constraint.subject, shapes[constraint.subject]
    if not isinstance(shape, NamedNode) or any(quad.predicate in _OTHER_TARGETS for quad in about):
        return None
    queries = [quad.object.value for quad in shapes.get(constraint.object, ()) if quad.predicate == _SH["select"] and _is_text(quad)]  # type: ignore[union-attr]
    has_message = any(quad.predicate == _SH["message"] for quad in about)
    if len(queries) != 1 or not has_message or _ENGINE_ONLY.search(queries[0]) or not _binds_this(queries[0], about):
        return None
    nodes = tuple(quad.object for quad in about if quad.predicate == _SH["targetNode"])
    query = _prefixes(shapes, constraint.object) + queries[0]
    return RecordRule(shape, query, _named(about, "targetClass"), nodes, _named(about, "targetSubjectsOf"))


def _named(about: Iterable[Quad], target: str) -> tuple[NamedNode, ...]:
    return tuple(quad.object for quad in about if quad.predicate == _SH[target] and isinstance(quad.object, NamedNode))


def _binds_this(query: str, about: Iterable[Quad]) -> bool:
    """Return whether a query binds its focus node itself, or has only named nodes as targets and never mentions it."""
    mentioned = len(_THIS.findall(query)) > 1
    return mentioned or all(quad.predicate not in (_SH["targetClass"], _SH["targetSubjectsOf"]) for quad in about)


def _is_text(quad: Quad) -> bool:
    return isinstance(quad.object, Literal)


def _prefixes(shapes: Mapping[Term, Sequence[Quad]], constraint: Term) -> str:
    """Return the prefixes that a constraint declares, as SPARQL."""
    owners = {quad.object for quad in shapes.get(constraint, ()) if quad.predicate == _SH["prefixes"]}
    declared = {quad.object for owner in owners for quad in shapes.get(owner, ()) if quad.predicate == _SH["declare"]}
    lines = []
    for node in declared:
        texts = {quad.predicate: quad.object.value for quad in shapes.get(node, ()) if isinstance(quad.object, Literal)}
        lines.append(f"PREFIX {texts[_SH['prefix']]}: <{texts[_SH['namespace']]}>\n")
    return "".join(sorted(lines))
