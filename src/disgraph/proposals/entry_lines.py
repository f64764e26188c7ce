"""Where the entries of proposals are in their file, found by their ids: lines move when a file is edited or extended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disgraph.errors import InputError
from disgraph.proposals.waiting import ReviewItem
from disgraph.yamlfile import Fields, Items, Node, parse_yaml


def entry_lines(text: str, name: str) -> dict[str, int]:
    """Return the lines (from 1) at which the entries of a file begin, by the id of a claim or `entity--other` of a link.

    Args:
        text: of the file, as it is now.
        name: of the file, for messages.

    Raises:
        Refused: the file is not YAML.
    """
    found: dict[str, int] = {}
    for node in _mappings(parse_yaml(text.encode(), name)):
        if "status" in node and "id" in node:
            found[str(node["id"])] = node.line
        elif "verdict" in node:
            found[f"{node.get('entity')}--{node.get('other')}"] = node.line
    return found


def entry_end(lines: Sequence[str], start: int) -> int:
    """Return the index behind the last line of an entry; blank lines after it do not belong to it.

    Args:
        lines: of the file.
        start: index of the first line of the entry.
    """
    depth, end = _indent(lines[start]), start + 1
    for at in range(start + 1, len(lines)):
        if lines[at].strip() and _indent(lines[at]) <= depth:
            break
        if lines[at].strip():
            end = at + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def entry_line(lines: Mapping[str, int], item: ReviewItem) -> int:
    """Return the line of a proposal.

    Args:
        lines: of the entries of its file.
        item: the proposal.

    Raises:
        InputError: the file has no such entry.
    """
    key = item.id.partition("/")[2] if item.kind == "claim" else item.id
    if key not in lines:
        raise InputError(f"{item.file}: {item.id} is no longer proposed there.", "Start the review again.")
    return lines[key]


def _mappings(node: Node) -> Iterator[Fields]:
    if isinstance(node, Fields):
        yield node
    for child in node.values() if isinstance(node, Fields) else node if isinstance(node, Items) else ():
        yield from _mappings(child)
