"""The network that connects several entities, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.errors import Candidate
from disgraph.paths.connect import Component, Subgraph
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations
from disgraph.render.hop_answer import entity_object, hop_object, rest_blocks, step_blocks
from disgraph.render.json_output import versioned
from disgraph.render.path_answer import CO_MENTION
from disgraph.wording.noun_counts import count_noun, join


def subgraph_blocks(entities: Sequence[Candidate], found: Subgraph, layout: Layout, co_mention: bool = False) -> Iterator[Block]:
    """Return how several entities are connected.

    Args:
        entities: that the names denote.
        found: their components and steps.
        layout: what is shown.
        co_mention: whether entities count as joined when one document names both.
    """
    whole = len(found.components) == 1
    weakly = "weakly " if found.strength == "weak" else ""
    hops = count_noun(sum(len(component.steps) for component in found.components), "hop")
    limit = f"within {count_noun(found.options.max_hops, 'hop')} a pair"
    yield Heading(
        f"{join([entity.label for entity in entities])} are {f'connected {weakly}by {hops}' if whole else f'not all connected {limit}'}.", 1
    )
    if co_mention:
        yield Paragraph(CO_MENTION)
    citations = Citations()
    for number, component in enumerate(found.components, 1):
        yield from _component(found, component, 0 if whole else number, citations, layout)
    yield from rest_blocks((step.hops for component in found.components for step in component.steps), layout)
    for words in found.wider:
        yield Paragraph(f"A wider search finds a path {words}.")
    yield from citations.sources()


def _component(found: Subgraph, component: Component, number: int, citations: Citations, layout: Layout) -> Iterator[Block]:
    if number:
        names = join([found.labels[node] for node in component.wanted])
        title = f"Component {number}: {names}"
        yield Heading(title) if component.steps else Paragraph(f"{title}, not connected to the others.")
    for at, step in enumerate(component.steps, 1):
        yield ListItem(f"{found.labels[step.source]} \u2013 {found.labels[step.target]}", 0, at)
        yield from step_blocks(step.hops, citations, 1, layout)


def subgraph_json(entities: Sequence[Candidate], found: Subgraph, co_mention: bool = False) -> str:
    """Return how several entities are connected as JSON; schema `connect.json`."""
    return versioned(
        {
            "mode": "co-mention" if co_mention else "relations",
            "entities": list(map(entity_object, entities)),
            "connected": len(found.components) == 1,
            "strength": found.strength,
            "searched": {"max_hops": found.options.max_hops, "through": sorted(found.options.through)},
            "wider": list(found.wider),
            "nodes": [{"iri": iri, "label": label} for iri, label in found.labels.items()],
            "parts": [_component_object(component) for component in found.components],
        }
    )


def _component_object(component: Component) -> dict[str, object]:
    steps = [{"from": step.source, "to": step.target, "hops": list(map(hop_object, step.hops))} for step in component.steps]
    return {"entities": list(component.wanted), "steps": steps}
