"""The rules for relations, read from `relations.yaml`: patterns of words, the claims that they state, confidence and examples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from disgraph.extract.relations.patterns import LinePattern, PatternError, compile_pattern
from disgraph.extract.text.rule_files import read_items, texts_of
from disgraph.yamlfile import Fields, Items, Node


class RuleExample(NamedTuple):
    """A text with marked-up mentions, and the facts that its rule, and no other, takes from it; empty if the rule must not match."""

    text: str
    facts: tuple[str, ...]


class RelationRule(NamedTuple):
    """A rule: in what words a relation is stated.

    `claim` is the class of a record, or `statement`, with its parts: each a role and the name of a slot, or `=` and a value.
    `time` is the use of a date of the clause: ignored (`none`), the time (`time`), or the start of what lasts (`start`).
    `doubt` is why its words may mean something else; a reviewer sees it.
    """

    name: str
    note: str
    patterns: tuple[LinePattern, ...]
    claim: str
    parts: tuple[tuple[str, str], ...]
    time: str
    modality: str
    confidence: float
    examples: tuple[RuleExample, ...]
    doubt: str = ""


@cache
def relation_rules() -> tuple[RelationRule, ...]:
    """Return the rules in the order of their file.

    Raises:
        Refused: the file is not YAML.
        PatternError: a rule is not written in the language of patterns.
    """
    return tuple(_rule(fields) for fields in read_items(__name__, "relations.yaml"))


def _rule(fields: Fields) -> RelationRule:
    name = str(fields["name"])
    claim = fields["claim"]
    assert isinstance(claim, Fields), name
    ((kind, parts),) = claim.items()
    sources = fields["pattern"]
    patterns = tuple(compile_pattern(str(source)) for source in (sources if isinstance(sources, Items) else [sources]))
    rule = RelationRule(
        name, str(fields["note"]), patterns, str(kind), tuple(parts_of(parts)), str(fields.get("time", "none")),
        str(fields.get("modality", "stated")), float(str(fields["confidence"])), tuple(examples_of(fields)),
        str(fields.get("doubt", "")),
    )  # fmt: skip
    needed = [value for _, value in rule.parts]
    if rule.claim == "statement":
        needed = [rule.parts[0][1], rule.parts[1][1]]
    elif rule.claim == "Chain":
        needed = []
    for pattern in patterns:
        known = pattern.slots | pattern.texts | ({pattern.subject[0]} if pattern.subject else set())
        unknown = [value for value in needed if value[0] not in "=+" and value[-1] != "?" and value not in known]
        if unknown:
            raise PatternError(f"{name}: the claim speaks of {', '.join(unknown)}, the pattern does not.")
    return rule


def parts_of(parts: Node) -> list[tuple[str, str]]:
    """Return the parts of a claim, each a role and the name of a slot or a value."""
    if isinstance(parts, Items):
        subject, name, value = texts_of(parts)
        return [("subject", subject), (name, value)]
    assert isinstance(parts, Fields)
    return [(str(role), str(value)) for role, value in parts.items()]


def examples_of(fields: Fields) -> list[RuleExample]:
    """Return the examples of a rule."""
    examples = fields.get("examples")
    if not isinstance(examples, Items):
        return []
    return [RuleExample(str(item["text"]), texts_of(item.get("facts"))) for item in examples if isinstance(item, Fields)]


@cache
def by_trigger() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return the patterns by the words that trigger them, as numbers of the rule and its pattern; an empty word has all others."""
    index: dict[str, list[tuple[int, int]]] = {}
    for number, rule in enumerate(relation_rules()):
        for order, pattern in enumerate(rule.patterns):
            for word in pattern.triggers or {""}:
                index.setdefault(word, []).append((number, order))
    return {word: tuple(found) for word, found in sorted(index.items())}
