"""Explanations in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.cli.path_text import SHOWN_QUOTES, passage_object, quoted, source_line, wrapped
from disgraph.cli.tables import SCHEMA_VERSION, to_json
from disgraph.facts.explanation import Explanation
from disgraph.facts.reasons import BASES, FOLLOWS, STATED, Reason
from disgraph.passage import Passage
from disgraph.rdf import Literal


def as_text(found: Explanation, markdown: bool = False) -> str:
    """Return an explanation for people: a tree of sentences, each quote once."""
    if not found.facts:
        return "\n".join(_unsaid(found)) + "\n"
    lines: list[str] = []
    for reasons in found.facts:
        for number, reason in enumerate(reasons):
            shown: set[str] = set()
            lines += wrapped("Or:", "", "") if number else []
            lines += [*(_markdown(reason, 0, shown) if markdown else _tree(reason, "", shown)), ""]
    return "\n".join(lines)


def _unsaid(found: Explanation) -> Iterator[str]:
    yield from wrapped(f"The documents do not say: {found.question}.", "", "  ")
    if found.known:
        yield "What is known:"
    for sentence in found.known:
        yield from wrapped(sentence, "  - ", "    ")


def _tree(reason: Reason, indent: str, shown: set[str]) -> Iterator[str]:
    bullet = f"{indent[:-2]}- " if indent else ""
    yield from wrapped(f"{reason.sentence}.  {_mark(reason)}", bullet, f"{indent}  ")
    if reason.rule:
        yield from wrapped(f"because {reason.rule}:", f"{indent}  ", f"{indent}    ")
    for passage in _unshown(reason, shown):
        yield from quoted(passage, f"{indent}  ")
    for premise in reason.premises:
        yield from _tree(premise, f"{indent}    ", shown)


def _markdown(reason: Reason, level: int, shown: set[str]) -> Iterator[str]:
    because = f"  because {reason.rule}:" if reason.rule else ""
    yield f"{'  ' * level}- {reason.sentence}.  {_mark(reason)}{because}"
    for passage in _unshown(reason, shown):
        yield f"{'  ' * level}  > \u201c{' '.join(passage.quote.split())}\u201d {source_line(passage)}"
    for premise in reason.premises:
        yield from _markdown(premise, level + 1, shown)


def _mark(reason: Reason) -> str:
    """Return on what a fact rests, in brackets."""
    if reason.basis == STATED:
        documents = len({passage.document.id for passage in reason.passages})
        return f"[{documents} {'source' if documents == 1 else 'sources'}]"
    return f"[{BASES[reason.basis]}{f': {reason.source}' if reason.source else ''}]"


def _unshown(reason: Reason, shown: set[str]) -> list[Passage]:
    """Return the first quotes of a reason, without those that were shown above."""
    new = [passage for passage in reason.passages[:SHOWN_QUOTES] if passage.quote not in shown]
    shown |= {passage.quote for passage in new}
    return new


def as_json(found: Explanation) -> str:
    """Return an explanation as JSON; the schema is in docs/formats.md."""
    facts = [[reason_object(reason) for reason in reasons] for reasons in found.facts]
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "question": found.question,
            "holds": bool(facts),
            "facts": facts,
            "known": list(found.known),
        }
    )


def reason_object(reason: Reason) -> dict[str, object]:
    """Return a reason with its premises as JSON has it."""
    target = reason.triple.object
    return {
        "subject": str(reason.triple.subject)[1:-1],
        "predicate": reason.triple.predicate.value,
        "object": target.value if isinstance(target, Literal) else str(target)[1:-1],
        "sentence": reason.sentence,
        "basis": reason.basis,
        "inferred": reason.basis == FOLLOWS,
        "source": reason.source or None,
        "rule": reason.rule or None,
        "evidence": [passage_object(passage) for passage in reason.passages],
        "premises": [reason_object(premise) for premise in reason.premises],
    }
