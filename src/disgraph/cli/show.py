"""`disgraph show X`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from disgraph.cli.options import asking_timeout_option, endpoint_option, format_option, inferred_option, output_option, quiet_option
from disgraph.cli.session import open_current, write

if TYPE_CHECKING:
    from disgraph.audit import Finding
    from disgraph.facts.story import Fact, Story


@click.command(epilog='Example: disgraph show "Wang Xiuzhi" --quotes')
@click.argument("name")
@click.option("--quotes", is_flag=True, help="With the words that state each fact.")
@click.option("--all", "everything", is_flag=True, help="With statements that only follow by reasoning.")
@inferred_option
@format_option(("text", "md", "json"))
@endpoint_option
@asking_timeout_option
@output_option
@quiet_option
def show(
    name: str,
    quotes: bool,
    everything: bool,
    include_inferred: bool,
    form: str,
    endpoint: str | None,
    timeout: float | None,
    output: str,
    quiet: bool,
) -> None:
    """Tell everything about one entity in the order of a story: who, where, condition, life, work, help, awards, figures.

    Hopes and plans stand apart from facts; what is doubtful or inferred is marked.
    """
    from disgraph.audit import findings_of
    from disgraph.facts.story import tell
    from disgraph.graph.resolver import resolve

    graph = open_current(quiet, include_inferred, endpoint, timeout)
    story = tell(graph, resolve(graph.names, name).iri, everything)
    if form == "json":
        from disgraph.cli.tables import to_json

        write(to_json(_as_json(story)), output)
    else:
        kind = graph.relations.labels.get(story.type, story.type)
        lines = [*_as_text(story, kind, quotes, form == "md"), *_audit_text(findings_of(graph, story.iri), form == "md")]
        write("\n".join(lines) + "\n", output)


def _as_text(story: Story, kind: str, quotes: bool, markdown: bool) -> Iterator[str]:
    yield f"{'# ' if markdown else ''}{story.label}  ({kind})"
    if story.description:
        yield story.description
    if story.aliases:
        yield f"Also written: {'; '.join(story.aliases)}"
    for words, others in (("Perhaps the same as", story.perhaps_same_as), ("Not to be confused with", story.not_to_confuse)):
        for other in others:
            because = f" ({other.reason})" if other.reason else ""
            yield from _wrapped(f"{words}: {other.label}{because}", "", markdown=False)
    if story.official:
        yield f"Official code: {story.official}: background, not from the documents"
    yield f"In documents: {', '.join(story.documents) or 'none'}   {story.iri}"
    part = ""
    for fact in story.facts:
        if fact.part != part:
            part = fact.part
            yield f"\n{'## ' if markdown else ''}{part}"
        yield from _fact_text(fact, story.label, quotes, markdown)
    if not story.facts:
        yield "\nThe documents say nothing else of it."


def _fact_text(fact: Fact, label: str, quotes: bool, markdown: bool) -> Iterator[str]:
    from disgraph.cli.path_text import quoted

    told = fact.sentence.removeprefix(f"{label}: ")
    yield from _wrapped(f"{told}{_marks(fact)}", "  - ", markdown)
    for doubt in fact.doubts():
        yield from _wrapped(f"Doubt: {doubt}", "    ! ", markdown=False)
    if quotes:
        for passage in fact.passages:
            yield from quoted(passage, "      ")


def _audit_text(found: list[Finding], markdown: bool) -> Iterator[str]:
    """Return what the audit says of figures and events of the entity; what simply holds is not told."""
    from disgraph.audit import HOLDS

    doubtful = [finding for finding in found if finding.verdict != HOLDS]
    if doubtful:
        yield f"\n{'## ' if markdown else ''}What does not simply hold (disgraph audit)"
    for finding in doubtful:
        verdict = f"{finding.verdict} {finding.condition}".strip()
        yield from _wrapped(f"{finding.sentence}  [{verdict}]", "  - ", markdown)


def _wrapped(text: str, bullet: str, markdown: bool) -> list[str]:
    import textwrap

    from disgraph.cli.tables import width

    if markdown:
        return [f"- {text}"]
    return textwrap.wrap(text, min(width(), 120), initial_indent=bullet, subsequent_indent=" " * len(bullet))


def _marks(fact: Fact) -> str:
    """Return in what way it is said, where not plainly."""
    if fact.inferred:
        return "  [follows by reasoning]"
    modalities = {passage.modality for passage in fact.passages}
    speakers = sorted({passage.speaker for passage in fact.passages if passage.speaker})
    if modalities == {"reported"}:
        return f"  [on the word of {', '.join(speakers)}]"
    return "  [inferred]" if modalities == {"inferred"} else ""


def _as_json(story: Story) -> dict[str, object]:
    from disgraph.cli.path_text import passage_object
    from disgraph.cli.tables import SCHEMA_VERSION

    facts = [
        {
            "part": fact.part,
            "sentence": fact.sentence,
            "earliest": fact.earliest or None,
            "iri": fact.iri,
            "inferred": fact.inferred,
            "doubts": fact.doubts(),
            "evidence": [passage_object(passage) for passage in fact.passages],
        }
        for fact in story.facts
    ]
    told: dict[str, object] = story._asdict() | {"facts": facts, "aliases": list(story.aliases), "documents": list(story.documents)}
    told |= {
        "perhaps_same_as": [other._asdict() for other in story.perhaps_same_as],
        "not_to_confuse": [other.label for other in story.not_to_confuse],
        "different_from": [other._asdict() for other in story.not_to_confuse],
        "official": story.official or None,
    }
    return {"schema_version": SCHEMA_VERSION} | told
