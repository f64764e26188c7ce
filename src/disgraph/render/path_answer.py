"""Paths between two entities as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.errors import Candidate
from disgraph.paths.lookup import SLACK, Path, PathSearch
from disgraph.paths.rank import Score
from disgraph.paths.ties import Tie
from disgraph.relationships.price import BIT
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations
from disgraph.render.hop_answer import entity_object, hop_object, rest_blocks, step_blocks
from disgraph.render.json_output import versioned
from disgraph.wording.noun_counts import count_noun, join

_DASH = " \u2013 "
#: The groups of hubs that connect nothing, in words.
_EXCLUDED = {"places": "larger places", "kinds": "kinds", "populations": "populations"}
_WEAK = "No direct chain of relations connects them."
CO_MENTION = "By co-mention alone: any two neighbors are named in one document. That is not a relationship."


def path_blocks(
    start: Candidate,
    goal: Candidate,
    found: PathSearch,
    layout: Layout,
    co_mention: bool = False,
) -> Iterator[Block]:
    """Return how two entities are connected.

    Args:
        start: one end.
        goal: the other.
        found: the paths, or an account of the search.
        layout: what is shown.
        co_mention: whether entities count as joined when one document names both.
    """
    yield Heading(f"{start.label} and {goal.label} are {_summary(found, co_mention)}.", 1)
    if found.strength == "weak":
        yield Paragraph(_WEAK)
    if co_mention:
        yield Paragraph(CO_MENTION)
    if not found.paths:
        yield from _account(found, layout)
        return
    citations = Citations()
    longest = min(len(path.steps) for path in found.paths) + SLACK
    shown: dict[frozenset[str], int] = {}
    for number, path in enumerate(found.paths, 1):
        is_brief = len(path.steps) > longest and not (layout.all_ways or layout.long_paths)
        hint = f"; {layout.hints.long_paths}" if is_brief else ""
        yield ListItem(f"{_DASH.join(path.labels)} ({_measure(path, found.strength)}{hint})", 0, number)
        if layout.scores:
            yield ListItem(_score_line(path.score), 1)
        if not is_brief:
            yield from _steps(path, number, shown, citations, layout)
    yield from rest_blocks((step.hops for path in found.paths for step in path.steps), layout)
    yield from citations.sources()


def _steps(path: Path, number: int, shown: dict[frozenset[str], int], citations: Citations, layout: Layout) -> Iterator[Block]:
    """Return the steps of a path; a step of an earlier path is only referred to.

    Args:
        path: one of the answer.
        number: of the path.
        shown: the pairs of entities whose step was shown, with the number of the path; pairs of this path are added.
        citations: of the answer.
        layout: what is shown.
    """
    labels = dict(zip(path.nodes, path.labels, strict=True))
    unsure = [{*tie.entities} for tie in path.ties]
    for step in path.steps:
        quotes = "all" if {step.source, step.target} in unsure else "best"
        former = shown.setdefault(frozenset((step.source, step.target)), number)
        if former == number:
            yield from step_blocks(step.hops, citations, 1, layout, quotes=quotes)
        else:
            yield ListItem(f"{labels[step.source]}{_DASH}{labels[step.target]}: as in path {former}.", 1)


def _summary(found: PathSearch, co_mention: bool) -> str:
    if not found.paths:
        return f"not connected within {count_noun(found.options.max_hops, 'hop')}"
    if found.strength == "weak":
        return f"connected weakly: {tie_phrases(found.paths[0].ties)}"
    lengths = [len(path.steps) for path in found.paths]
    direct, longer = lengths.count(1), len(lengths) - lengths.count(1)
    if co_mention and direct:
        return f"named together in {count_noun(direct, 'document')}"
    if direct:
        return "connected directly" + (f", and by {count_noun(longer, 'longer path')}" if longer else "")
    return f"connected by {count_noun(len(lengths), 'path')} of {_range(min(lengths), max(lengths))}"


def _measure(path: Path, strength: str) -> str:
    """Return the length of a path, and its ties if other paths of the answer have none."""
    hops = count_noun(len(path.steps), "hop")
    return f"{hops}; weak: {tie_phrases(path.ties)}" if path.strength != strength else hops


def tie_phrases(ties: Sequence[Tie]) -> str:
    """Return what makes a path weak."""
    return join(
        [f"through a shared {tie.noun}, {tie.labels[0]}" if tie.is_shared else f"{join(tie.labels)} may be the same" for tie in ties]
    )


def _range(least: int, most: int) -> str:
    return count_noun(most, "hop") if least == most else f"{least} to {count_noun(most, 'hop')}"


def _account(found: PathSearch, layout: Layout) -> Iterator[Block]:
    """Return what was searched and excluded, and what a wider search finds."""
    options = found.options
    if found.shared:
        shared = [f"{tie.labels[0]} ({tie.noun})" for path in found.shared for tie in path.ties if tie.is_shared]
        verb = "does" if len(shared) == 1 else "do"
        yield Paragraph(f"They share {join(shared)}, which {verb} not connect: {_DASH.join(found.shared[0].labels)}.")
    excluded = [words for group, words in _EXCLUDED.items() if group not in options.through]
    entities = count_noun(found.visited, "entity", "entities")
    yield Paragraph(f"{entities} searched; {excluded_hubs(excluded, layout)}." if excluded else f"{entities} searched.")
    wider = [words for words in found.wider if not (found.shared and words.startswith("through"))]
    for words in wider:
        yield Paragraph(f"A wider search finds a path {words}.")
    if not found.wider:
        yield Paragraph(f"A search through everything within {2 * options.max_hops} hops finds none: the documents do not connect them.")


def excluded_hubs(groups: Sequence[str], layout: Layout) -> str:
    """Return which groups of hubs a search excluded, and how to include them."""
    hint = f" ({layout.hints.through})" if layout.hints.through else ""
    return f"{join(groups)} excluded{hint}"


def _score_line(score: Score) -> str:
    parts = ", ".join(f"{name} {part / BIT:.1f}" for name, part in score._asdict().items() if name not in ("total", "documents"))
    return f"Cost: {score.total / BIT:.1f} bits = {parts}; each hop stated by at least {count_noun(score.documents, 'document')}"


def path_json(start: Candidate, goal: Candidate, found: PathSearch, scores: bool = False, co_mention: bool = False) -> str:
    """Return how two entities are connected as JSON; schema `path.json`."""
    searched = {"max_hops": found.options.max_hops, "entities": found.visited, "through": sorted(found.options.through)}
    return versioned(
        {
            "mode": "co-mention" if co_mention else "relations",
            "from": entity_object(start),
            "to": entity_object(goal),
            "connected": bool(found.paths),
            "strength": found.strength,
            "searched": searched,
            "wider": list(found.wider),
            "shared": [{"nodes": _node_objects(path), "ties": list(map(_tie_object, path.ties))} for path in found.shared],
            "paths": [path_object(path, scores) for path in found.paths],
        }
    )


def path_object(path: Path, scores: bool = False) -> dict[str, object]:
    """Return a path as JSON has it, with its cost if asked for."""
    content: dict[str, object] = {
        "length": len(path.steps),
        "strength": path.strength,
        "ties": list(map(_tie_object, path.ties)),
        "nodes": _node_objects(path),
        "steps": [list(map(hop_object, step.hops)) for step in path.steps],
    }
    return content | {"score": _score_object(path.score)} if scores else content


def _node_objects(path: Path) -> list[dict[str, str]]:
    return [{"iri": iri, "label": label} for iri, label in zip(path.nodes, path.labels, strict=True)]


def _tie_object(tie: Tie) -> dict[str, object]:
    """Return a tie: a shared entity, or two that may be one."""
    entities = [{"iri": iri, "label": label} for iri, label in zip(tie.entities, tie.labels, strict=True)]
    return {"kind": "shared" if tie.is_shared else "possibly same", "class": tie.noun or None, "entities": entities}


def _score_object(score: Score) -> dict[str, float]:
    """Return a cost in bits with its parts."""
    parts = {name: part / BIT for name, part in score._asdict().items() if name != "documents"}
    return parts | {"documents": score.documents}
