"""Conflicts found by sorted ends are those found pair by pair, with the work of sorting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disgraph.audit.audited_graph import Figure, Period
from disgraph.audit.conflicting_figures import conflicting

NOTHING: frozenset[str] = frozenset()


def observed(at: int, low: int, high: int) -> Figure:
    """Return a figure with a range."""
    texts = ("", "measure", "measure", "", NOTHING, "", str(low), str(high), "person", ("", ""), False, NOTHING, (), "", "", "")
    return Figure(f"urn:{at:04}", *texts, NOTHING, Period(None, None), (), (), (), (), "number", "count", NOTHING)


RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=12)
PAIRS = st.sets(st.frozensets(st.integers(0, 11), min_size=2, max_size=2), max_size=6)


@given(RANGES, PAIRS)
def test_conflicts_are_those_of_all_pairs(ranges: list[tuple[int, int]], excluded: set[frozenset[int]]) -> None:
    figures = [observed(at, low, low + more) for at, (low, more) in enumerate(ranges)]
    left_out = {frozenset((f"urn:{first:04}", f"urn:{second:04}")) for first, second in map(sorted, excluded)}

    def are_compared(one: Figure, other: Figure) -> bool:
        return frozenset((one.iri, other.iri)) not in left_out

    def excludes(one: Figure) -> bool:
        return any(not one.loose().meets(other.loose()) and are_compared(one, other) for other in figures if other is not one)

    assert conflicting(figures, are_compared) == [figure for figure in figures if excludes(figure)]


def test_each_figure_is_compared_with_few_others() -> None:
    """structure-P5: a figure that a thousand documents state is not compared a million times."""
    figures = [observed(at, at, at) for at in range(1000)]
    compared: list[str] = []

    def are_compared(one: Figure, _other: Figure) -> bool:
        compared.append(one.iri)
        return True

    assert conflicting(figures, are_compared) == figures
    assert len(compared) == len(figures)
