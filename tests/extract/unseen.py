"""Texts that no rule was written for (`unseen.yaml` and others), and how well what is found in them agrees with what they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.extract.documents import facts_of, figure, slug

from disgraph.claims.claim import Record
from disgraph.extract.draft import Extract
from disgraph.extract.extractor import extract
from disgraph.extract.names.resolve import key_of
from disgraph.extract.names.type_groups import classes_below
from disgraph.extract.text.counts import find_numbers
from disgraph.extract.text.segmentation import read_text
from disgraph.yamlfile import Fields, Items, read_yaml

KINDS = {"persons": frozenset(("Person",)), "organisations": classes_below("Organisation"), "places": classes_below("Place")}


class Unseen(NamedTuple):
    """A text with the names that it gives each entity, by kind, and the facts and figures that it states.

    `figures` is what figures are about and measure.
    """

    id: str
    text: str
    names: dict[str, tuple[tuple[str, ...], ...]]
    facts: tuple[str, ...]
    numbers: tuple[str, ...]
    figures: tuple[str, ...] = ()


class Score(NamedTuple):
    """Numbers of right, wrong and missed results; `notes` names them."""

    right: int
    wrong: int
    missed: int
    notes: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How much of what is there was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def unseen(split: str = "") -> list[Unseen]:
    """Return the texts, all or those of one split."""
    items = [item for name in ("unseen.yaml", "fresh.yaml", "later.yaml", "eight.yaml", "reviewed/labels.yaml") for item in _items(name)]
    return [
        Unseen(
            str(item["id"]),
            _text(item),
            {kind: tuple(tuple(names.split(" | ")) for names in _texts(item, kind)) for kind in KINDS},
            _texts(item, "facts"),
            _texts(item, "numbers"),
            _texts(item, "figures") if "figures" in item else (),
        )
        for item in items
        if split in ("", str(item["split"]))
    ]


def _text(item: Fields) -> str:
    """Return the text of an item, or that of the reviewed document with its id."""
    if "text" in item:
        return str(item["text"])
    return (Path(__file__).parent / "reviewed" / "documents" / f"{item['id']}.txt").read_text(encoding="utf-8")


def _items(name: str) -> Iterator[Fields]:
    items = read_yaml(Path(__file__).parent / name)
    assert isinstance(items, Items)
    yield from (item for item in items if isinstance(item, Fields))


def scores(documents: Iterable[Unseen]) -> dict[str, Score]:
    """Return the scores of names by kind, of facts, and of figures, over all of some documents."""
    found: dict[str, list[Score]] = {}
    for document in documents:
        extracted = extract(document.text)
        for kind, types in KINDS.items():
            found.setdefault(kind, []).append(_names(extracted, document.names[kind], types, kind))
        fullest = _fullest(document)
        stated = {" | ".join(fullest.get(slug(part), slug(part)) for part in fact.split(" | ")) for fact in document.facts}
        found.setdefault("facts", []).append(_agreement(Counter(set(_facts(extracted, document))), Counter(stated)))
        found.setdefault("figures", []).append(_matched(extracted, document))
        figures = Counter(figure(number) for number in find_numbers(read_text(document.text)))
        found.setdefault("numbers", []).append(_agreement(Counter(map(_plain, figures.elements())), Counter(map(_plain, document.numbers))))
    return {
        what: Score(
            sum(one.right for one in each),
            sum(one.wrong for one in each),
            sum(one.missed for one in each),
            tuple(note for one in each for note in one.notes),
        )
        for what, each in found.items()
    }


def _plain(number: str) -> str:
    """Return a figure as value and unit, without its comparator."""
    return " ".join(number.split()[-2:])


def _texts(item: Fields, name: str) -> tuple[str, ...]:
    node = item[name]
    assert isinstance(node, Items)
    return tuple(str(value) for value in node)


def _names(extracted: Extract, listed: tuple[tuple[str, ...], ...], types: frozenset[str], kind: str) -> Score:
    wanted = [{_key(name, kind) for name in names} for names in listed]
    right, notes = 0, []
    for entity in (entity for entity in extracted.entities if entity.type in types and not entity.id.endswith("-mother")):
        names = {_key(name, kind) for name in (entity.name, *entity.aliases)}
        hit = next((one for one in wanted if one & names), None)
        if hit:
            wanted.remove(hit)
            right += 1
        else:
            notes.append(f"+ {kind} {entity.name}")
    notes += [f"- {kind} {', '.join(sorted(one))}" for one in wanted]
    return Score(right, len(notes) - len(wanted), len(wanted), tuple(notes))


def _key(name: str, kind: str) -> str:
    return key_of(name.replace("\u2019", "'"), "Place" if kind == "places" else "Organisation")


def _facts(extracted: Extract, document: Unseen) -> Iterator[str]:
    """Yield the facts that were found, each entity under the fullest name that the reference has for it."""
    fullest = _fullest(document)
    ids = {}
    for entity in extracted.entities:
        known = (fullest[slug(name)] for name in (entity.name, *entity.aliases) if slug(name) in fullest)
        ids[entity.id] = next(known, slug(entity.name))
    for draft in extracted.drafts:
        for fact in facts_of(draft):
            yield " | ".join(slug(ids.get(part, part)) for part in fact.split(" | "))


def _matched(extracted: Extract, document: Unseen) -> Score:
    """Return how many of the figures that were proposed once have the right subject and measure."""
    fullest, right, notes = _fullest(document), 0, []
    names = {entity.id: (entity.name, *entity.aliases) for entity in extracted.entities}
    records = [dict(draft.content.roles) for draft in extracted.drafts if isinstance(draft.content, Record) and draft.rule == "figure"]
    for value, about, measures in (wanted.split(" | ") for wanted in document.figures):
        fitting = [roles for roles in records if roles.get("value") == (value,)]
        if len(fitting) != 1:
            continue
        (roles,) = fitting
        keys = {fullest.get(slug(name), slug(name)) for one in roles.get("about", ()) for name in names[one]} or {""}
        subject = bool(keys & {slug(name) for name in (about, about.removesuffix(" -"))}) or (about.endswith("-") and keys == {""})
        if subject and roles["measure"][0] in measures.split():
            right += 1
        else:
            notes.append(f"+ {value} of {'/'.join(sorted(keys))}: {roles['measure'][0]}, not {about}: {measures}")
    return Score(right, len(notes), 0, tuple(notes))


def _fullest(document: Unseen) -> dict[str, str]:
    """Return the fullest name of each entity of the reference by all of its names."""
    return {slug(name): slug(names[0]) for kind in document.names.values() for names in kind for name in names}


def _agreement(found: Counter[str], stated: Counter[str]) -> Score:
    right = (found & stated).total()
    notes = (*(f"+ {one}" for one in (found - stated).elements()), *(f"- {one}" for one in (stated - found).elements()))
    return Score(right, found.total() - right, stated.total() - right, notes)
