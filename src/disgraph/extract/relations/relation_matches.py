"""Where the words of a relation were found in a line, whichever extractor found them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from disgraph.extract.names.entities import Mention
from disgraph.extract.relations.mention_kinds import listed_classes
from disgraph.extract.relations.relation_rules import RelationRule


class RelationMatch(NamedTuple):
    """A pattern that matched in a line: the mentions and the words by slot, and the stretch of the line that holds them.

    `details` are roles that the words after it fill.
    """

    rule: RelationRule
    mentions: Mapping[str, tuple[Mention, ...]]
    texts: Mapping[str, str]
    start: int
    end: int
    is_far: bool
    details: tuple[tuple[str, str], ...] = ()


def without_repeats(hits: list[RelationMatch]) -> list[RelationMatch]:
    """Return the matches without those that another makes redundant: works-at next to a post, occupation next to either."""
    posts = [hit for hit in hits if hit.rule.claim in listed_classes("posts")]
    kept: list[RelationMatch] = []
    for hit in hits:
        if hit.rule.name == "works-at" and any(_same(hit, post, "p") and _same(hit, post, "o") for post in posts):
            continue
        if hit.rule.name == "occupation" and any(_same(hit, post, "p") and hit.texts["r"] == post.texts.get("r") for post in posts):
            continue
        kept.append(hit)
    return kept


def _same(one: RelationMatch, other: RelationMatch, slot: str) -> bool:
    return [m.entity for m in one.mentions[slot]] == [m.entity for m in other.mentions[slot]]
