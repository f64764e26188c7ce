"""Small texts of one kind each (`held_out.yaml`): each is right if everything it must give is proposed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.extract.documents import facts_of, slug

from disgraph.claims.claim import Record
from disgraph.extract.draft import Draft, Extract
from disgraph.yamlfile import Fields, Items, Node, read_yaml

_UNCOUNTED = ("Remark", "Aspiration", "Target", "Goal")


class Small(NamedTuple):
    """A text with the facts and figures that must be proposed of it, and those that may."""

    id: str
    text: str
    must: tuple[str, ...]
    may: tuple[str, ...]


class Judgement(NamedTuple):
    """The facts that a text lacks, and the proposals that it does not support."""

    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def small_texts(name: str = "held_out.yaml") -> list[Small]:
    """Return the texts of a file."""
    items = read_yaml(Path(__file__).with_name(name))
    assert isinstance(items, Items)
    return [
        Small(str(item["id"]), str(item["text"]), _texts(item.get("must")), _texts(item.get("may")))
        for item in items
        if isinstance(item, Fields)
    ]


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(str(value) for value in node) if isinstance(node, Items) else ()


def judge(small: Small, extract: Extract) -> Judgement:
    """Compare what was proposed of a text with what it states."""
    names = {entity.id: slug(entity.name) for entity in extract.entities}
    said = [("doubt: " if draft.doubt else "") + one for draft in extract.drafts for one in lines_of(draft, names)]
    missing = tuple(wanted for wanted in small.must if not any(fits(wanted, one) for one in said))
    allowed = (*small.must, *small.may)
    return Judgement(missing, tuple(one for one in said if not any(fits(wanted, one) for wanted in allowed)))


def lines_of(draft: Draft, names: dict[str, str]) -> Iterator[str]:
    """Yield what a draft proposes: facts of two ends, or a figure with its roles. What is denied or hoped for states nothing."""
    content = draft.content
    if draft.negated or draft.modality == "intended" or (isinstance(content, Record) and content.type in _UNCOUNTED):
        return
    if isinstance(content, Record) and content.type == "Observation":
        roles = {role: names.get(values[0], values[0]) for role, values in content.roles}
        value = roles.get("value") or f"{roles.get('minValue')}-{roles.get('maxValue')}"
        yield f"{value} {roles.get('unit', '')} " + " ".join(f"{role}={slug(one.replace('/', '-'))}" for role, one in roles.items())
        return
    facts = _condition(content) if isinstance(content, Record) and content.type == "Condition" else facts_of(draft)
    if isinstance(content, Record) and content.type == "Membership":
        facts = [fact.replace("| works-at |", "| member-of |") for fact in facts] + [fact for fact in facts if "| works-at |" in fact]
        facts = facts[:1] + [fact for fact in facts if "| role |" in fact and not fact.endswith("| member")]
    for fact in facts:
        yield " | ".join(part if part[:1].isdigit() else slug(names.get(part, part)) for part in fact.split(" | "))


def _condition(content: Record) -> list[str]:
    roles = dict(content.roles)
    what = ("disabilityKind", "withImpairment", "healthCondition", "bodyPart")
    lines = [f"{roles['bearer'][0]} | condition | {one}" for role in what for one in roles.get(role, ())]
    lines += [f"{roles['bearer'][0]} | cause | {one}" for one in roles.get("disabilityCause", ())]
    lines += [f"{roles['bearer'][0]} | onset | {one}" for role in ("onset", "onsetStage") for one in roles.get(role, ())]
    return lines + [f"{roles['bearer'][0]} | onsetAge | {one}" for one in roles.get("onsetAge", ())]


def fits(wanted: str, said: str) -> bool:
    """Return whether a proposal is what is wanted: the same fact, or a figure with the wanted roles and none of the excluded ones."""
    if not wanted.startswith("doubt: "):  # a doubt about what is right does no harm
        said = said.removeprefix("doubt: ")
    if " | " in wanted:
        first, relation, last = (slug(part) for part in wanted.split(" | "))
        return [_plain(part) for part in said.split(" | ")] == [_plain(first), _plain(relation), _plain(last)]
    if " | " in said:
        return False
    value, unit, *roles = wanted.replace("~", "=~").split(maxsplit=2)
    has = dict(part.partition("=")[::2] for part in said.split()[2:])
    return said.split()[:2] == [value, unit] and all(_has(has, one) for one in _roles(roles))


def _plain(part: str) -> str:
    """Return an id without the word for what it names: Bridges, Bridges project."""
    return slug(part).removesuffix("-project")


def _roles(text: list[str]) -> list[tuple[str, str]]:
    """Return the wanted roles of a figure; a population in several words ends the text."""
    if not text:
        return []
    words: list[str] = []
    for part in text[0].split():
        if "=" in part:
            words.append(part)
        else:
            words[-1] += f" {part}"
    return [(role, value) for role, _, value in (word.partition("=") for word in words)]


def _has(roles: dict[str, str], wanted: tuple[str, str]) -> bool:
    role, value = wanted
    if value.startswith("~"):
        return slug(value[1:]) in roles.get(role, "")
    return roles.get(role, "") == slug(value)
