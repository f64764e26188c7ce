"""Every rule that is data is tested by its own examples."""

from __future__ import annotations

import pytest

from disgraph.extract.names import lexicon
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.text import blocks
from disgraph.extract.text.blocks import cut
from disgraph.extract.text.rule_files import TextRule, read_items, read_rules, texts_of
from disgraph.extract.text.segmentation import read_text

FURNITURE = read_rules(blocks.__name__, "furniture.yaml")
HEADS = [(str(item["type"]), example) for item in read_items(lexicon.__name__, "heads.yaml") for example in texts_of(item.get("examples"))]
KNOWN = [(str(item["type"]), names) for item in read_items(lexicon.__name__, "known.yaml") for names in texts_of(item.get("names"))]


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in FURNITURE for example in rule.examples])
def test_furniture_is_recognised(rule: TextRule, example: str) -> None:
    where = rule.fields["where"]
    if where in ("line", "rest"):
        assert rule.pattern.fullmatch(example)
        assert {block.kind for block in cut(example)} == {"furniture"}
    elif where == "start":
        assert cut(example.rstrip() + ' "It was a long day," she said to us, "and a good one."')[0].kind in (
            "furniture",
            "title",
        )
    else:
        assert [block.kind for block in cut(f"She sells oranges at a market. {example}")] == ["caption", "furniture"]


@pytest.mark.parametrize(("rule", "other"), [(rule, other) for rule in FURNITURE for other in rule.counterexamples])
def test_text_is_not_taken_for_furniture(rule: TextRule, other: str) -> None:
    found = rule.pattern.match(other) if rule.fields["where"] == "start" else rule.pattern.fullmatch(other)
    assert found is None


@pytest.mark.parametrize(("kind", "name"), HEADS)
def test_a_head_word_gives_its_class(kind: str, name: str) -> None:
    found, _mentions = find_mentions(read_text(f"Two years later she came to know the {name}, which changed her life."))
    assert (name, kind) in [(entity.name, entity.type) for entity in found]


@pytest.mark.parametrize(("kind", "names"), KNOWN)
def test_known_names_are_one_entity(kind: str, names: str) -> None:
    variants = [name for name in names.split(" = ") if len(name) > 1]
    text = "".join(f"For years they had heard a lot about {name}, and not all of it was good. " for name in variants)
    found, _mentions = find_mentions(read_text(text))
    assert [entity.type for entity in found] == [kind], [entity.name for entity in found]
    assert {found[0].name, *found[0].aliases} == set(variants)


def test_every_rule_has_a_note() -> None:
    files = [(blocks, "furniture.yaml"), (lexicon, "heads.yaml"), (lexicon, "known.yaml"), (lexicon, "words.yaml")]
    rules = [item for module, file in files for item in read_items(module.__name__, file)]
    assert len(rules) > 50
    assert [str(rule["name"]) for rule in rules if not rule.get("note")] == []
    assert len({str(rule["name"]) for rule in rules}) >= len(rules) - 5
