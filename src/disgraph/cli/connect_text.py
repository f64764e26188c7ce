"""How several entities hang together, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.cli.path_text import CO_MENTION, counted, entity_object, hop_object, step_lines, wrapped
from disgraph.cli.tables import SCHEMA_VERSION, to_json
from disgraph.errors import Candidate
from disgraph.paths.connect import Part, Together
from disgraph.wording.noun_phrases import join


def as_text(entities: Sequence[Candidate], together: Together, co_mention: bool, markdown: bool) -> str:
    """Return the answer for people.

    Args:
        entities: what was asked for.
        together: what was found.
        co_mention: whether it is about being named together.
        markdown: with a heading in Markdown.
    """
    whole = len(together.parts) == 1
    names = join([entity.label for entity in entities])
    hops = counted(sum(len(part.steps) for part in together.parts), "hop")
    told = f"hang together by {hops}" if whole else f"do not all hang together within {counted(together.options.max_hops, 'hop')} a pair"
    lines = wrapped(f"{'## ' if markdown else ''}{names} {told}", "", "   ")
    lines += [CO_MENTION] if co_mention else []
    for number, part in enumerate(together.parts, 1):
        lines += ["", *_part(part, together, 0 if whole else number)]
    lines += [""] if together.wider else []
    lines += [f"A wider search finds one {words}" for words in together.wider]
    return "\n".join(lines) + "\n"


def _part(part: Part, together: Together, number: int) -> Iterator[str]:
    if number:
        names = join([together.labels[node] for node in part.wanted])
        told = f"{names}: together" if part.steps else f"{names}: not connected with any of the others"
        yield from wrapped(f"Part {number}. {told}", "", "   ")
    for at, step in enumerate(part.steps, 1):
        yield from wrapped(f"{at}. {together.labels[step.source]} - {together.labels[step.target]}", "", "   ")
        yield from step_lines(step)


def as_json(entities: Sequence[Candidate], together: Together, co_mention: bool) -> str:
    """Return the answer as JSON; the schema is in docs/formats.md.

    Args:
        entities: what was asked for.
        together: what was found.
        co_mention: whether it is about being named together.
    """
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "mode": "co-mention" if co_mention else "relations",
            "entities": list(map(entity_object, entities)),
            "connected": len(together.parts) == 1,
            "searched": {"max_hops": together.options.max_hops, "through": sorted(together.options.through)},
            "wider": list(together.wider),
            "nodes": [{"iri": iri, "label": label} for iri, label in together.labels.items()],
            "parts": [_part_object(part) for part in together.parts],
        }
    )


def _part_object(part: Part) -> dict[str, object]:
    steps = [{"from": step.source, "to": step.target, "hops": list(map(hop_object, step.hops))} for step in part.steps]
    return {"entities": list(part.wanted), "steps": steps}
