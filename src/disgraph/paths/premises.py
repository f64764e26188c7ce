"""The premises of the derived hops of an answer. This opens the store, so it is called only for answers with such hops."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from disgraph.errors import LimitExceeded
from disgraph.facts.reasons import BASES, Reason, Reasons
from disgraph.facts.statements import is_record
from disgraph.graph.graph import Graph
from disgraph.passage import Premise
from disgraph.paths.lookup import Path
from disgraph.rdf import DG, NamedNode, Triple
from disgraph.relationships.edge import Hop


def with_premises(graph: Callable[[], Graph], paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return paths whose derived hops have their premises.

    Args:
        graph: opens the graph; not called if no hop is derived.
        paths: of an answer.
    """
    if not any(hop.inferred for path in paths for step in path.steps for hop in step.hops):
        return tuple(paths)
    explained = hop_explainer(graph)
    return tuple(path._replace(steps=tuple(step._replace(hops=tuple(map(explained, step.hops))) for step in path.steps)) for path in paths)


def hop_explainer(graph: Callable[[], Graph]) -> Callable[[Hop], Hop]:
    """Return a function that adds the premises to a derived hop.

    Args:
        graph: opens the graph; not called before the first derived hop.
    """
    reasons: list[Reasons] = []

    def explained(hop: Hop) -> Hop:
        if not hop.inferred:
            return hop
        if not reasons:
            reasons.append(Reasons(graph()))
        return hop._replace(because=find_premises(graph(), reasons[0], hop))

    return explained


def find_premises(graph: Graph, reasons: Reasons, hop: Hop) -> tuple[Premise, ...]:
    """Return the facts from which a rule derives a hop.

    Args:
        graph: the opened graph.
        reasons: of the graph; it caches derivations for similar hops.
        hop: a derived one.

    Returns:
        Each fact once; empty if every derivation is too long, or the graph of an endpoint was derived by other rules.
    """
    try:
        (reason,) = reasons.why(Triple(NamedNode(hop.source), DG[hop.kind], NamedNode(hop.target)))
    except LimitExceeded:
        return ()
    return tuple(dict.fromkeys(_premise(graph, leaf) for leaf in reason.leaves()))


def _premise(graph: Graph, leaf: Reason) -> Premise:
    """Return a leaf of a derivation; a role of a record is represented by the whole record."""
    subject = leaf.triple.subject
    sentence = graph.label(subject) if is_record(graph, subject) else leaf.sentence
    return Premise(sentence, f"{BASES[leaf.basis]}{f': {leaf.source}' if leaf.source else ''}", leaf.passages)
