"""Pseudonyms: a word for the kind of a node, and a number that reveals nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import count
from typing import NamedTuple, TypeVar

from disgraph.privacy.withheld_names import WithheldNames
from disgraph.rdf import RESOURCE, NamedNode, Term
from disgraph.triples.iris import slug

_KEY = 64
_Node = TypeVar("_Node", bound=Term)


class Pseudonym(NamedTuple):
    """The replacement of a node: another IRI, and a label such as `Person 012`."""

    node: NamedNode
    label: str


def segment_of(node: NamedNode) -> str:
    """Return the segment of a resource IRI, which is its kind.

    >>> segment_of(RESOURCE["claim/000/liu-works"])
    'claim'
    """
    return node.value.removeprefix(RESOURCE).partition("/")[0]


def numbered(nodes: Mapping[NamedNode, str], taken: Iterable[NamedNode], key: str, secret: WithheldNames) -> dict[NamedNode, Pseudonym]:
    """Return a pseudonym for each node.

    The order is a shuffle with a key, so that a number does not show a name's place in the alphabet or in a document. The same key gives
    the same order. A label that is a withheld name is skipped: the order would decide whether its owner gets it.

    Args:
        nodes: the word for its kind of each node.
        taken: IRIs that nodes keep, which no other may get.
        key: decides the order; the digest of the graph, which only owners of the graph have.
        secret: the names that are withheld.
    """
    groups: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
    for node, word in nodes.items():
        groups[segment_of(node), word].append(node)
    kept, given = set(taken), {}
    shuffle = key.encode()[:_KEY]
    for (segment, word), members in sorted(groups.items()):
        members.sort(key=lambda node: blake2b(node.value.encode(), key=shuffle).digest())
        free = _free_labels(segment, word, max(2, len(str(len(members)))), kept, secret)
        for member, pseudonym in zip(members, free, strict=False):
            kept.add(pseudonym.node)
            given[member] = pseudonym
    return given


def _free_labels(segment: str, word: str, width: int, kept: Container[NamedNode], secret: WithheldNames) -> Iterator[Pseudonym]:
    """Yield pseudonyms in the order of their numbers, without those whose IRI is kept and those that are withheld names."""
    for number in count(1):
        label = f"{word[:1].upper()}{word[1:]} {number:0{width}}"
        node = RESOURCE[f"{segment}/{slug(label)}"]
        if node not in kept and not secret.is_name(label):
            yield Pseudonym(node, label)


def renamed(node: _Node, new: Mapping[NamedNode, Pseudonym]) -> _Node | NamedNode:
    """Return the pseudonym of a node, or the node itself if it keeps its name."""
    return new[node].node if isinstance(node, NamedNode) and node in new else node
