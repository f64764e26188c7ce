"""Texts with marked-up mentions, and what is found in them as short lines to compare."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim import Statement
from disgraph.extract.draft import Draft
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.text.counts import CountedNumber
from disgraph.extract.text.segmentation import read_text
from disgraph.extract.text.text_model import TextModel
from disgraph.yamlfile import Fields, Items, Node, read_yaml

MARK = re.compile(r"\[\[(?P<words>[^|\]]+)\|(?:=(?P<id>[\w-]+)|(?P<type>\w+))\]\]")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|his|its|their|i|my|we|our)\b", re.IGNORECASE)


class Marked(NamedTuple):
    """A text without its mark-up, and what the mark-up said."""

    model: TextModel
    found: tuple[FoundEntity, ...]
    mentions: tuple[Mention, ...]


def slug(name: str) -> str:
    """Return the id of a name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^a-z0-9 -]", "", plain.lower())).strip("-")


def read_marked(text: str) -> Marked:
    """Take the mark-up out of a text."""
    plain, mentions, found = "", [], {}
    at = 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        key = mark["id"] or slug(mark["words"])
        if key not in found:
            assert mark["type"], f"{key} is not declared"
            found[key] = FoundEntity(key, mark["type"], mark["words"], ())
        how = (
            "name"
            if mark["type"]
            else "pronoun"
            if _PRONOUN.fullmatch(mark["words"])
            else "nominal"
            if mark["words"].islower()
            else "short"
        )
        mentions.append(Mention(len(plain), len(plain) + len(mark["words"]), found[key].type, key, how, "marked", 1.0))
        plain += mark["words"]
    plain += text[at:]
    return Marked(read_text(plain), tuple(found.values()), tuple(mentions))


#: The roles of records that make a fact of two ends, and the name of the fact.
_ENDS = {
    "Founding": ("founder", "founded", "founded"),
    "Employment": ("employee", "works-at", "employer"),
    "Membership": ("member", "works-at", "organisation"),
    "Assistance": ("helper", "helped", "recipient"),
    "Funding": ("funder", "funded", "recipient"),
    "Awarding": ("recipient", "won", "award"),
    "Participation": ("participant", "took-part", "event"),
    "Education": ("student", "studied-at", "institution"),
    "Visit": ("visitor", "visited", "visited"),
    "Issuance": ("issuer", "issued", "policy"),
}


def facts_of(draft: Draft) -> list[str]:
    """Return what a claim says as facts with two ends; nothing for remarks and hopes, which are not counted."""
    content = draft.content
    if isinstance(content, Statement):
        name = "role" if content.property == "occupation" else content.property
        return [f"{content.subject} | {name} | {content.object}"]
    roles = dict(content.roles)
    if content.type in _ENDS:
        source, name, target = _ENDS[content.type]
        ends = roles.get(target) or roles.get("programme", ())
        found = [f"{one} | {name} | {other}" for one in roles.get(source, ()) for other in ends]
        if content.type in ("Employment", "Membership"):
            found += [f"{one} | role | {part}" for one in roles[source] for part in roles.get("role", ("",))[0].split(" and ") if part]
        return found
    if content.type == "Condition":
        what = roles.get("disabilityKind") or roles.get("withImpairment") or roles.get("healthCondition") or roles.get("bodyPart") or ()
        return [f"{roles['bearer'][0]} | condition | {one}" for one in what]
    if content.type == "Training":
        whom = roles.get("trainee") or roles.get("trainees") or ()
        return [f"{one} | trained | {other}" for one in roles.get("trainer", ()) for other in whom]
    if content.type == "Collaboration":
        first, *others = roles["partner"]
        return [f"{first} | works-with | {other}" for other in others]
    return []


class News(NamedTuple):
    """A text of `news.yaml` with the facts and figures that it states."""

    id: str
    text: str
    facts: tuple[str, ...]
    numbers: tuple[str, ...]


def news(split: str = "") -> list[News]:
    """Return the texts of `news.yaml`, all or those of one split."""
    items = read_yaml(Path(__file__).with_name("news.yaml"))
    assert isinstance(items, Items)
    return [
        News(str(item["id"]), str(item["text"]), _texts(item["facts"]), _texts(item["numbers"]))
        for item in items
        if isinstance(item, Fields) and split in ("", str(item["split"]))
    ]


def _texts(node: Node) -> tuple[str, ...]:
    assert isinstance(node, Items)
    return tuple(str(value) for value in node)


def described(draft: Draft) -> str:
    """Return a claim in one line, as the examples of the rules have it."""
    content = draft.content
    if isinstance(content, Statement):
        return f"{content.subject} {content.property} {content.object}"
    return " ".join([content.type, *(f"{role}={','.join(values)}" for role, values in content.roles)])


def figure(number: CountedNumber) -> str:
    """Return a figure in one line: comparator, value or range, unit."""
    return " ".join(filter(None, [number.comparator, number.value or f"{number.low}-{number.high}", number.unit]))
