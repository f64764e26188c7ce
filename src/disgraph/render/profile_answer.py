"""The profile of one entity as blocks and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disgraph.audit import HOLDS, Finding
from disgraph.facts.known import how_known
from disgraph.facts.story import Fact, LookAlike, Story
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.hop_answer import finished, sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import known_object, provenance_mark
from disgraph.wording.noun_counts import join


def profile_blocks(story: Story, kind: str, findings: Sequence[Finding], layout: Layout) -> Iterator[Block]:
    """Return everything about one entity.

    Args:
        story: the entity and its facts, in order.
        kind: label of its class.
        findings: of the audit that concern it.
        layout: what is shown.
    """
    yield Heading(f"{story.label} ({kind})", 1)
    yield from _introduction(story)
    citations = Citations()
    part = ""
    for fact in story.facts:
        if fact.part != part:
            part = fact.part
            yield Heading(part)
        yield from _fact(fact, story.label, citations, layout.quotes)
    if not story.facts:
        yield Paragraph("The documents state nothing else about it.")
    yield from _findings(findings)
    yield from _look_alikes("Not to be confused with", story.not_to_confuse)
    yield from citations.sources()


def _introduction(story: Story) -> Iterator[Block]:
    if story.description:
        yield Paragraph(finished(story.description))
    if story.aliases:
        yield Paragraph(f"Also written: {'; '.join(story.aliases)}.")
    if story.official:
        yield Paragraph(f"Official code: {story.official} [background]")
    noun = "document" if len(story.documents) == 1 else "documents"
    yield Paragraph(f"In {noun} {join(story.documents)}." if story.documents else "In no document.")
    yield from _look_alikes("Possibly the same as", story.perhaps_same_as)


def _look_alikes(heading: str, others: Sequence[LookAlike]) -> Iterator[Block]:
    if others:
        yield Heading(heading)
    for other in others:
        yield ListItem(finished(f"{other.label}: {other.reason}" if other.reason else other.label))


def fact_line(fact: Fact, label: str) -> str:
    """Return the sentence of a fact in the profile of an entity, with how it is known.

    Args:
        fact: of the entity.
        label: of the entity.
    """
    text = re.sub(rf"^(?:the )?{re.escape(label)}(?:: |, (?=(?:(?! and )[^:,])+: ))", "", fact.sentence, flags=re.IGNORECASE)
    return f"{sentence(text)}{provenance_mark(fact.passages, fact.inferred)}"


def _fact(fact: Fact, label: str, citations: Citations, quotes: bool) -> Iterator[Block]:
    yield ListItem(fact_line(fact, label))
    if quotes:
        yield from citations.quotes(fact.passages, 1)


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    """Return the findings of the audit that are not a plain confirmation."""
    doubtful = [finding for finding in findings if finding.verdict != HOLDS]
    if doubtful:
        yield Heading("Audit findings")
    for finding in doubtful:
        condition = "" if finding.condition in finding.sentence else finding.condition
        verdict = f"{finding.verdict} {condition}".strip()
        yield ListItem(f"{sentence(finding.sentence)} [{verdict}]")


def profile_json(story: Story) -> str:
    """Return everything about one entity as JSON; schema `show.json`."""
    facts = [
        {
            "part": fact.part,
            "sentence": fact.sentence,
            "earliest": fact.earliest or None,
            "iri": fact.iri,
            "inferred": fact.inferred,
            **known_object(how_known(fact.passages, fact.inferred)),
            "doubts": fact.doubts(),
            "evidence": [passage_object(passage) for passage in fact.passages],
        }
        for fact in story.facts
    ]
    content: dict[str, object] = story._asdict() | {"facts": facts, "aliases": list(story.aliases), "documents": list(story.documents)}
    return versioned(
        content
        | {
            "perhaps_same_as": [other._asdict() for other in story.perhaps_same_as],
            "not_to_confuse": [other.label for other in story.not_to_confuse],
            "different_from": [other._asdict() for other in story.not_to_confuse],
            "official": story.official or None,
        }
    )
