"""What is next to one entity or to two, in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disgraph.cli.path_text import ONTOLOGY, counted, entity_object, hop_lines, hop_object, path_object, step_lines, wrapped
from disgraph.cli.tables import SCHEMA_VERSION, to_json
from disgraph.errors import Candidate
from disgraph.paths.near import Common, Group
from disgraph.relationships.path_options import HUBS


def neighbours_text(entity: Candidate, groups: Sequence[Group], labels: Mapping[str, str], markdown: bool) -> str:
    """Return the neighbours of an entity for people.

    Args:
        entity: what was asked for.
        groups: its relations by kind.
        labels: of the kinds.
        markdown: with headings in Markdown.
    """
    total = sum(group.number for group in groups)
    lines = [f"{'## ' if markdown else ''}{entity.label}: {counted(total, 'relation')}"]
    for group in groups:
        lines += ["", f"{'### ' if markdown else ''}{labels[group.kind]} ({group.number})"]
        for neighbour in group.neighbours:
            lines += hop_lines(neighbour.hop, "   ")
        more = group.number - len(group.neighbours)
        lines += [f"   ... and {more} more (-k {group.number} tells all)"] if more else []
    return "\n".join(lines) + "\n"


def neighbours_json(entity: Candidate, groups: Sequence[Group], labels: Mapping[str, str]) -> str:
    """Return the neighbours of an entity as JSON; the schema is in docs/formats.md.

    Args:
        entity: what was asked for.
        groups: its relations by kind.
        labels: of the kinds.
    """
    told = [
        {
            "kind": f"{ONTOLOGY}{group.kind}",
            "label": labels[group.kind],
            "number": group.number,
            "neighbors": [{"iri": each.iri, "label": each.label, "hop": hop_object(each.hop)} for each in group.neighbours],
        }
        for group in groups
    ]
    return to_json({"schema_version": SCHEMA_VERSION, "entity": entity_object(entity), "groups": told})


def common_text(first: Candidate, second: Candidate, found: Common, markdown: bool) -> str:
    """Return what two entities have in common for people.

    Args:
        first: one.
        second: the other.
        found: the entities related to both.
        markdown: with a heading in Markdown.
    """
    if not found.paths:
        left_out = [group for group in HUBS if group not in found.options.through]
        hubs = f" Left out were {', '.join(left_out)}; --through lets them in." if left_out else ""
        return f"Nothing is related to both {first.label} and {second.label}.{hubs}\n"
    more = f", the first {len(found.paths)}" if len(found.paths) < found.number else ""
    told = f"{'entity is' if found.number == 1 else 'entities are'} related to both"
    lines = [f"{'## ' if markdown else ''}{first.label} and {second.label}: {found.number} {told}{more}"]
    for number, path in enumerate(found.paths, 1):
        lines += ["", *wrapped(f"{number}. {path.labels[1]}", "", "   ")]
        lines += [line for step in path.steps for line in step_lines(step)]
    return "\n".join(lines) + "\n"


def common_json(first: Candidate, second: Candidate, found: Common) -> str:
    """Return what two entities have in common as JSON; the schema is in docs/formats.md.

    Args:
        first: one.
        second: the other.
        found: the entities related to both.
    """
    told = [{"iri": path.nodes[1], "label": path.labels[1], "path": path_object(path, scores=True)} for path in found.paths]
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "from": entity_object(first),
            "to": entity_object(second),
            "number": found.number,
            "through": sorted(found.options.through),
            "common": told,
        }
    )
