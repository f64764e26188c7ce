"""Why a query has no result: a term or value that the graph lacks, or the pattern that leaves no row.

Nothing is computed for a result that has rows. Otherwise the terms of the query are looked up, and if all exist, the query is relaxed:
its first patterns are asked alone, by bisection, until the one is found with which no row is left. Relaxed queries are slices of the
user's own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.errors import DisgraphError, LimitExceeded
from disgraph.graph.graph import Graph
from disgraph.queries.compared_values import capitals_hint, filter_hint
from disgraph.queries.empty_columns import column_notes, empty_columns, projected, unbound_notes
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.other_ways import other_ways
from disgraph.queries.query_note import QueryNote, written_term
from disgraph.queries.query_terms import TermUse, namespaces, term_uses
from disgraph.queries.unknown_terms import unknown_term_notes, unmatched_iris
from disgraph.queries.unmatched_values import unmatched_values, value_notes
from disgraph.rdf import RDFS, Literal, NamedNode
from disgraph.sparql.evaluation import Answer, Bindings, Table
from disgraph.sparql.graph_patterns import Element, PatternQuery, is_read_whole, read_query, tokens_of

#: Seconds for an explanation.
SECONDS = 2.0
#: Characters of a pattern that are shown.
_SHOWN = 160
_EXISTS = "Every term exists; no claim states this"
_AFTER_PATTERNS = ("HAVING", "LIMIT", "OFFSET")
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})


def explain_empty(
    graph: Graph, text: str, answer: Answer, bindings: Bindings | None = None, seconds: float = SECONDS
) -> tuple[QueryNote, ...]:
    """Explain a result that is empty, and a column that is empty in every row.

    Args:
        graph: that was asked.
        text: the query.
        answer: its answer.
        bindings: values of its variables.
        seconds: maximum time.
    """
    is_without_rows = is_empty(answer, text)
    columns = empty_columns(answer)
    if not is_without_rows and not columns:
        return ()
    query = read_query(text)
    if is_read_whole(text, query.tokens):
        with graph.backend.limited(seconds):
            probe = GraphProbe(graph, seconds)
            return _reasons(probe, query, bindings or {}) if is_without_rows else _reasons_of_columns(probe, query, columns)
    return (QueryNote("no-reason", "The result is empty; the query is too long to be explained."),) if is_without_rows else ()


def _reasons(probe: GraphProbe, query: PatternQuery, bindings: Bindings) -> tuple[QueryNote, ...]:
    try:
        return (*unbound_notes(query, projected(query)), *_EmptyResult(probe, query, bindings).notes())
    except LimitExceeded:
        return (QueryNote("no-reason", f"The result is empty; no reason found within {probe.seconds:g} seconds."),)
    except DisgraphError as error:
        return (QueryNote("no-reason", f"The result is empty; the reason is unknown ({error.message.removesuffix('.')})."),)


def _reasons_of_columns(probe: GraphProbe, query: PatternQuery, columns: Sequence[str]) -> tuple[QueryNote, ...]:
    try:
        return tuple(column_notes(probe, query, columns))
    except DisgraphError:
        return ()


def is_empty(answer: Answer, text: str) -> bool:
    """Whether an answer has no row, is false, or has only totals of no rows."""
    if not isinstance(answer, Table):
        return not answer
    if len(answer.rows) != 1:
        return not answer.rows
    words = {token.keyword for token in tokens_of(text) if token.kind == "word"}
    is_total = bool(words & _AGGREGATES) and "GROUP" not in words
    return is_total and all(cell is None or (isinstance(cell, Literal) and cell.value in ("0", "")) for cell in answer.rows[0])


class _EmptyResult:
    def __init__(self, probe: GraphProbe, query: PatternQuery, bindings: Bindings) -> None:
        self.probe, self.query, self.bindings = probe, query, bindings

    def notes(self) -> Iterator[QueryNote]:
        """Yield the reasons."""
        if self._is_derived():
            yield QueryNote("derived-only", "Only derived triples match, and they are left out here.")
            return
        uses = term_uses(self.query)
        unknown = unmatched_iris(self.probe, uses)
        missing = {use.term for use in unknown}
        values = unmatched_values(self.probe, [use for use in uses if not missing.intersection(use.properties)])
        found = [*unknown, *values]
        yield from unknown_term_notes(self.probe, unknown)
        yield from value_notes(self.probe, values)
        if not any(use.is_required for use in found):
            yield self._relaxed(found)

    def _is_derived(self) -> bool:
        """Whether the graph has a result with the triples that reasoning added."""
        if self.probe.graph.with_inferred or not self.query.elements:
            return False
        return self.probe.has_derived_solution(self._ask(self.query.elements), self.bindings)

    def _relaxed(self, found: Sequence[TermUse]) -> QueryNote:
        """Name the pattern that leaves no row."""
        begin = "No claim states this" if found else _EXISTS
        try:
            element, is_first = self._emptying()
            test = element if element is not None and element.kind == "FILTER" else None
            element = self._after_filter(test) if test else element
        except LimitExceeded:
            end = f"the pattern that leaves no row was not found within {self.probe.seconds:g} seconds"
            return QueryNote("no-claim", f"{begin}; {end}.")
        if element is None:
            return QueryNote("no-claim", f"{begin}{self._after_patterns()}.")
        shown = " ".join(element.shown.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 3]}..."
        hint = (
            other_ways(self.probe, self.query, element)
            or self._domain(element, is_first)
            or filter_hint(self.probe, self.query, element)
            or self._capitals(element)
        )
        kept = f" and `{' '.join(test.shown.split())[:_SHOWN]}`" if test and test is not element else ""
        message = f"{begin}: {_reason(element, shown, is_first=is_first)}{kept}.{hint}"
        return QueryNote("no-claim", message, shown)

    def _emptying(self) -> tuple[Element | None, bool]:
        """Return the element with which no row is left, and whether it is alone."""
        ordered = sorted(self.query.elements, key=lambda element: element.kind == "FILTER")
        if not ordered or self._has_solution(ordered):
            return None, False
        low, high = 0, len(ordered)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._has_solution(ordered[:middle]) else (low, middle)
        return ordered[high - 1], high == 1

    def _after_filter(self, test: Element) -> Element:
        """Return the pattern that leaves no row of those that a filter keeps; the filter itself, if it keeps none."""
        patterns = [each for each in self.query.elements if each.kind != "FILTER"]
        wanted = _variables(test)
        low = next((size for size in range(len(patterns)) if wanted <= set().union(*map(_variables, patterns[:size]))), len(patterns))
        if low == len(patterns) or not self._has_solution([*patterns[:low], test]):
            return test
        high = len(patterns)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._has_solution([*patterns[:middle], test]) else (low, middle)
        return test if self._has_solution([*patterns, test]) else patterns[high - 1]

    def _has_solution(self, elements: Sequence[Element]) -> bool:
        return self.probe.has_solution(self._ask(elements), self.bindings)

    def _ask(self, elements: Sequence[Element]) -> str:
        pattern = "\n".join(element.text for element in elements)
        return f"{self.query.prologue}ASK {self.query.dataset} {{ {pattern}\n}}"

    def _capitals(self, element: Element) -> str:
        """Return a sentence on a filter that has rows if capitals do not count."""
        others = [each for each in self.query.elements if each is not element]
        return capitals_hint(element, lambda changed: self._has_solution([*others, changed]))

    def _after_patterns(self) -> str:
        """Return what leaves no row of those that the patterns match."""
        found = [token.keyword for token in self.query.tokens if token.keyword in _AFTER_PATTERNS]
        return f": the patterns match, but {found[0]} leaves no row" if found else ""

    def _domain(self, element: Element, is_first: bool) -> str:
        """Return a sentence on the class to which the property of a pattern belongs."""
        if is_first or element.triple is None or len(element.triple.path) != 1 or element.triple.path[0].kind != "name":
            return ""
        prefix, _, local = element.triple.path[0].word.partition(":")
        node = NamedNode(namespaces(self.query.tokens).get(prefix, "urn:") + local)
        domains = [written_term(each) for each in self.probe.objects(node, RDFS["domain"])]
        return f" {element.triple.path[0].word} belongs to {domains[0]}." if domains else ""


def _variables(element: Element) -> set[str]:
    return {token.word.lstrip("?$") for token in element.tokens if token.kind == "variable"}


def _reason(element: Element, shown: str, is_first: bool) -> str:
    if element.kind in ("FILTER", "MINUS"):
        return f"`{shown}` removes every row"
    return f"nothing matches `{shown}`" if is_first else f"nothing matches `{shown}` together with the patterns before it"
