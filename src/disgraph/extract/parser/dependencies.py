"""The rules over parsed sentences, read from `dependencies.yaml`: which words with which dependants state a relation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from disgraph.extract.parser.trees import ParsedSentence
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import codes_of
from disgraph.extract.relations.patterns import SLOTS, conditions
from disgraph.extract.relations.relation_matches import RelationMatch
from disgraph.extract.relations.relation_rules import RelationRule, examples_of, parts_of
from disgraph.extract.text import phrases
from disgraph.extract.text.rule_files import read_items
from disgraph.yamlfile import Fields

#: What a slot may be to the word that a rule begins at, besides prepositions, and those behind its object, which begin with `>`.
RELATIONS = ("subject", "object", "surface", "recipient", "holder", "owner", "complement", "attribute", "itself")
#: What a slot may hold apart from names.
TEXTS = ("words", "role", "condition", "aid", "lost", "clause")
_TAGS = {"verb": ("VB",), "noun": ("NN",), "adjective": ("JJ", "VBN", "NN")}


class Slot(NamedTuple):
    """What a rule asks for: any of some relations, and a kind of names (`patterns.SLOTS`) or of words (`TEXTS`)."""

    name: str
    relations: tuple[str, ...]
    kind: str
    optional: bool


class DependencyRule(NamedTuple):
    """A rule over trees: it begins at a word of a part of speech with one of some lemmas; `object` are lemmas that its object has."""

    relation: RelationRule
    part: str
    lemmas: frozenset[str]
    object: frozenset[str]
    slots: tuple[Slot, ...]


@cache
def rules() -> tuple[DependencyRule, ...]:
    """Return the rules in the order of their file."""
    return tuple(_rule(fields) for fields in read_items(__name__, "dependencies.yaml"))


def _rule(fields: Fields) -> DependencyRule:
    claim, slots = fields["claim"], fields["slots"]
    assert isinstance(claim, Fields)
    assert isinstance(slots, Fields)
    ((kind, parts),) = claim.items()
    rule = RelationRule(
        str(fields["name"]), str(fields["note"]), (), str(kind), tuple(parts_of(parts)), str(fields.get("time", "none")), "stated",
        float(str(fields["confidence"])), tuple(examples_of(fields)),
    )  # fmt: skip
    part = next(name for name in _TAGS if name in fields)
    return DependencyRule(
        rule, part, _lemmas(str(fields[part])), _lemmas(str(fields.get("object", ""))),
        tuple(_slot(str(name), str(source)) for name, source in slots.items()),
    )  # fmt: skip


def _lemmas(source: str) -> frozenset[str]:
    """Return lemmas parted by commas; `@role` is a list of `text/phrases.yaml`, `@condition` the words for disabilities."""
    lemmas: set[str] = set()
    for word in filter(None, (one.strip() for one in source.split(","))):
        if word == "@condition":
            lemmas |= conditions().keys()
        else:
            lemmas |= {one.lower() for one in phrases.words()[word[1:]]} if word.startswith("@") else {word}
    return frozenset(lemmas)


def _slot(name: str, source: str) -> Slot:
    relations, _, kind = source.removesuffix("?").partition(" ")
    assert kind in SLOTS or kind in TEXTS, source
    return Slot(name, tuple(relations.split("|")), kind, source.endswith("?"))


def hits(line: EncodedLine, tree: ParsedSentence, words: Callable[[EncodedLine, int, int], str]) -> Iterator[RelationMatch]:
    """Yield what the rules find in a parsed line.

    Args:
        line: a sentence with its mentions.
        tree: the same, parsed.
        words: gives the words of a stretch of a line as the document has them.
    """
    for at, node in enumerate(tree.nodes):
        for rule in _beginning(node.tag, {tree.lemma(at), node.text.lower()}):
            hit = _Match(line, tree, rule, at, words).hit()
            if hit and tree.states(at):
                yield hit


def _beginning(tag: str, words: set[str]) -> Iterator[DependencyRule]:
    """Yield the rules that may begin at a word."""
    for part, tags in _TAGS.items():
        if tag.startswith(tags):
            yield from (rule for word in sorted(words) for rule in _by_lemma().get((part, word), ()))


@cache
def _by_lemma() -> Mapping[tuple[str, str], tuple[DependencyRule, ...]]:
    index: dict[tuple[str, str], tuple[DependencyRule, ...]] = {}
    for rule in rules():
        for lemma in sorted(rule.lemmas):
            index[rule.part, lemma] = (*index.get((rule.part, lemma), ()), rule)
    return index


class _Match:
    """One rule at one word of one tree."""

    def __init__(
        self, line: EncodedLine, tree: ParsedSentence, rule: DependencyRule, at: int, words: Callable[[EncodedLine, int, int], str]
    ) -> None:
        self.line, self.tree, self.rule, self.at, self.words = line, tree, rule, at, words
        self.objects = [one for one in tree.objects(at) if tree.nodes[one].lemma in rule.object] if rule.object else []
        self.start, self.end = tree.nodes[at].start, tree.nodes[at].end

    def hit(self) -> RelationMatch | None:
        """Return the slots filled, nothing where one stays empty."""
        if self.rule.object and not self.objects:
            return None
        mentions, words = {}, {}
        for slot in self.rule.slots:
            if slot.kind in TEXTS:
                text = self._text(slot)
                if text:
                    words[slot.name] = text
            elif places := self._places(slot):
                mentions[slot.name] = tuple(self.line.mentions[place] for place in places)
                self._widen(min(places), max(places) + 1)
            if not slot.optional and slot.name not in words and slot.name not in mentions:
                return None
        if any(not mention.entity for group in mentions.values() for mention in group):
            return None
        return RelationMatch(self.rule.relation, mentions, words, self.start, self.end, is_far=False)

    def _widen(self, start: int, end: int) -> None:
        self.start, self.end = min(self.start, start), max(self.end, end)

    def _candidates(self, slot: Slot) -> list[int]:
        found: list[int] = []
        for relation in slot.relations:
            found += self._related(relation)
        return found

    def _related(self, relation: str) -> list[int]:
        tree, at = self.tree, self.at
        if relation == "itself":
            return [at]
        if relation == "complement":
            return tree.under(at, "xcomp", "ccomp")
        if relation == "attribute":
            return tree.under(at, "attr", "oprd")
        if relation in RELATIONS:
            readers: dict[str, Callable[[int], list[int]]] = {
                "subject": tree.subjects, "object": tree.objects, "surface": tree.surface, "recipient": tree.recipients,
                "holder": tree.holders, "owner": tree.owners,
            }  # fmt: skip
            return readers[relation](at)
        joined = tree.under(at, "conj") if tree.nodes[at].tag.startswith("NN") else []
        through = tree.objects(at) if relation.startswith(">") else self.objects
        return [one for hanging in (at, *through, *joined) for one in tree.behind(hanging, (relation.removeprefix(">"),))]

    def _places(self, slot: Slot) -> list[int]:
        """Return the positions of the names of a slot in the line."""
        codes = codes_of(SLOTS[slot.kind])
        for candidate in self._candidates(slot):
            names = self.tree.named(candidate, lambda one: self._code(one) in codes)
            if names and "holder" in slot.relations and self.tree.describes_one(self.at):
                names = names[:1]
            if names:
                self._widen(self.tree.nodes[candidate].start, self.tree.nodes[candidate].end)
                return [self.tree.nodes[one].start for one in names]
        return []

    def _code(self, at: int) -> str:
        place = self.tree.nodes[at].start
        return self.line.text[place] if place in self.line.mentions else " "

    def _text(self, slot: Slot) -> str:
        for candidate in self._candidates(slot):
            start, end = self._stretch(slot.kind, candidate)
            if slot.kind in ("words", "clause"):
                found: tuple[int, int] | None = (start, end) if end - start > 2 and self._code(candidate) == " " else None  # noqa: PLR2004
            elif slot.kind == "role":
                found = (start, end) if self._is_role(start, end) else None
            else:
                match = _expression(slot.kind).search(self.line.text, start, end)
                found = match.span() if match else None
            if found:
                self._widen(*found)
                return self.words(self.line, *found)
        return ""

    def _stretch(self, kind: str, at: int) -> tuple[int, int]:
        if kind == "role":
            return self.tree.phrase(at)
        start, end = self.tree.stretch(at)
        return (self.tree.nodes[at].start, end) if kind == "clause" else (start, end)

    def _is_role(self, start: int, end: int) -> bool:
        words = self.line.text[start:end].lower()
        return any(words.endswith(role) for role in _lemmas("@role"))


@cache
def _expression(kind: str) -> re.Pattern[str]:
    words = {"condition": tuple(conditions()), "aid": phrases.words()["aid"], "lost": phrases.words()["lose-what"]}[kind]
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)
