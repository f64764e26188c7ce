"""The relations of one entity, and the entities related to two, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disgraph.errors import Candidate
from disgraph.paths.near import CommonEntities, Neighbor, NeighborGroup
from disgraph.relationships.path_options import HUBS
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations
from disgraph.render.hop_answer import ONTOLOGY, entity_object, hop_blocks, hop_object, rest_blocks, step_blocks
from disgraph.render.json_output import versioned
from disgraph.render.path_answer import excluded_hubs, path_object
from disgraph.wording.noun_counts import count_noun, join


def neighbors_blocks(entity: Candidate, groups: Sequence[NeighborGroup], labels: Mapping[str, str], layout: Layout) -> Iterator[Block]:
    """Return the relations of an entity by kind.

    Args:
        entity: that the name denotes.
        groups: its relations by kind.
        labels: of the kinds.
        layout: what is shown.
    """
    number = sum(group.number for group in groups)
    yield Heading(f"{entity.label}: {count_noun(number, 'relation') if number else 'no relations'}", 1)
    citations = Citations()
    for group in groups:
        yield Heading(f"{labels[group.kind]} ({group.number:,})")
        yield from _group(group.neighbors, citations)
        more = group.number - len(group.neighbors)
        if more:
            yield ListItem(f"{more:,} more: {layout.hints.limit.format(group.number)}")
    yield from citations.sources()


def _group(neighbors: Sequence[Neighbor], citations: Citations) -> Iterator[Block]:
    """Return relations of one kind; those of one record are stated once, with the names of the others."""
    by_record: dict[object, list[Neighbor]] = {}
    for at, neighbor in enumerate(_sentences_once(neighbors)):
        by_record.setdefault(neighbor.hop.record or at, []).append(neighbor)
    for first, *others in by_record.values():
        yield from hop_blocks(first.hop, citations, 0)
        if others:
            yield ListItem(f"Also: {join([each.label for each in others])}.", 1)


def _sentences_once(neighbors: Sequence[Neighbor]) -> Iterable[Neighbor]:
    """Return relations of which records with one sentence are one, with the quotes of all."""
    found: dict[tuple[str, str], Neighbor] = {}
    for each in neighbors:
        first = found.setdefault((each.iri, each.hop.sentence), each).hop
        if first is not each.hop:
            passages = tuple(dict.fromkeys((*first.passages, *each.hop.passages)))
            found[each.iri, first.sentence] = each._replace(hop=first._replace(passages=passages))
    return found.values()


def neighbors_json(entity: Candidate, groups: Sequence[NeighborGroup], labels: Mapping[str, str]) -> str:
    """Return the relations of an entity as JSON; schema `neighbors.json`."""
    listed = [
        {
            "kind": f"{ONTOLOGY}{group.kind}",
            "label": labels[group.kind],
            "number": group.number,
            "neighbors": [{"iri": each.iri, "label": each.label, "hop": hop_object(each.hop)} for each in group.neighbors],
        }
        for group in groups
    ]
    return versioned({"entity": entity_object(entity), "groups": listed})


def common_blocks(first: Candidate, second: Candidate, found: CommonEntities, layout: Layout) -> Iterator[Block]:
    """Return the entities related to two others.

    Args:
        first: one.
        second: the other.
        found: the entities related to both.
        layout: what is shown.
    """
    names = f"both {first.label} and {second.label}"
    citations = Citations()
    for hop in found.perhaps_one:
        yield Heading(f"{first.label} and {second.label} may be the same: the documents leave it open.", 1)
        yield from hop_blocks(hop, citations, 0, "all")
    if not found.paths:
        yield Heading(f"No entity is related to {names}.", 1)
        excluded = [group for group in HUBS if group not in found.options.through]
        if excluded:
            yield Paragraph(f"{excluded_hubs(excluded, layout)}.".capitalize())
        yield from citations.sources()
        return
    shown = f" ({len(found.paths)} shown)" if len(found.paths) < found.number else ""
    verb = "is" if found.number == 1 else "are"
    yield Heading(f"{count_noun(found.number, 'entity', 'entities')} {verb} related to {names}{shown}.", 1)
    for number, path in enumerate(found.paths, 1):
        weak = f" (weak: a shared {path.ties[0].noun})" if path.ties and path.ties[0].is_shared else ""
        yield ListItem(f"{path.labels[1]}{weak}", 0, number)
        for step in path.steps:
            yield from step_blocks(step.hops, citations, 1, layout)
    yield from rest_blocks((step.hops for path in found.paths for step in path.steps), layout)
    yield from citations.sources()


def common_json(first: Candidate, second: Candidate, found: CommonEntities) -> str:
    """Return the entities related to two others as JSON; schema `common.json`."""
    listed = [{"iri": path.nodes[1], "label": path.labels[1], "path": path_object(path, scores=True)} for path in found.paths]
    return versioned(
        {
            "from": entity_object(first),
            "to": entity_object(second),
            "perhaps_one": list(map(hop_object, found.perhaps_one)),
            "number": found.number,
            "through": sorted(found.options.through),
            "common": listed,
        }
    )
