"""New names for what must not be named: a word for its kind, and a number that tells nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import count
from typing import NamedTuple, TypeVar

from disgraph.rdf import RESOURCE, NamedNode, Term
from disgraph.triples.iris import slug

_KEY = 64
_Node = TypeVar("_Node", bound=Term)


class Pseudonym(NamedTuple):
    """What stands for a node: another IRI, and a label such as `Person 012`."""

    node: NamedNode
    label: str


def segment_of(node: NamedNode) -> str:
    """Return the kind of a resource that its IRI tells.

    >>> segment_of(RESOURCE["claim/000/liu-works"])
    'claim'
    """
    return node.value.removeprefix(RESOURCE).partition("/")[0]


def numbered(nodes: Mapping[NamedNode, str], taken: Iterable[NamedNode], key: str) -> dict[NamedNode, Pseudonym]:
    """Return a pseudonym for each node.

    The order is a shuffle with a key, so that a number tells nothing of a name's place in the alphabet or in a document; with the
    same key it is the same.

    Args:
        nodes: the word for its kind of each node.
        taken: IRIs that nodes keep, which no other may get.
        key: decides the order; the digest of the graph, which nobody has who has not the graph.
    """
    groups: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
    for node, word in nodes.items():
        groups[segment_of(node), word].append(node)
    kept, given = set(taken), {}
    secret = key.encode()[:_KEY]
    for (segment, word), members in sorted(groups.items()):
        members.sort(key=lambda node: blake2b(node.value.encode(), key=secret).digest())
        numbers, width = count(1), max(2, len(str(len(members))))
        for member in members:
            label = f"{word[:1].upper()}{word[1:]} {next(numbers):0{width}}"
            while (node := RESOURCE[f"{segment}/{slug(label)}"]) in kept:
                label = f"{word[:1].upper()}{word[1:]} {next(numbers):0{width}}"
            kept.add(node)
            given[member] = Pseudonym(node, label)
    return given


def renamed(node: _Node, new: Mapping[NamedNode, Pseudonym]) -> _Node | NamedNode:
    """Return what stands for a node, or the node itself where it keeps its name."""
    return new[node].node if isinstance(node, NamedNode) and node in new else node
