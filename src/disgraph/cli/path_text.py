"""Paths in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap

from disgraph.cli.tables import SCHEMA_VERSION, to_json, width
from disgraph.errors import Candidate
from disgraph.passage import Passage, Premise
from disgraph.paths.lookup import Answer, Path, Step
from disgraph.paths.rank import Score
from disgraph.relationships.edge import Hop
from disgraph.relationships.price import BIT

#: Where the kinds of relations are declared.
ONTOLOGY = "https://w3id.org/disgraph/ontology#"

#: How many ways of one step, and how many quotes of one way, the text shows; JSON has all.
SHOWN_WAYS, SHOWN_QUOTES = 3, 2


#: What stands above an answer by co-mention.
CO_MENTION = "By co-mention alone: each two neighbours are named in one document. That is no relationship."


def as_text(
    start: Candidate, goal: Candidate, answer: Answer, markdown: bool = False, scores: bool = False, co_mention: bool = False
) -> str:
    """Return the answer for people.

    Args:
        start: one end.
        goal: the other.
        answer: what was found.
        markdown: with a heading in Markdown.
        scores: with the price of each path.
        co_mention: whether it is about being named together.
    """
    first = [CO_MENTION] if co_mention else []
    if not answer.paths:
        return "\n".join([*first, *_not_connected(start, goal, answer)]) + "\n"
    lines = [f"{'## ' if markdown else ''}{start.label} to {goal.label}: {counted(len(answer.paths), 'path')}", *first, ""]
    for number, path in enumerate(answer.paths, 1):
        lines += wrapped(f"{number}. {' - '.join(path.labels)}  ({counted(len(path.steps), 'hop')})", "", "   ")
        lines += wrapped(_score_line(path.score), "   ", "     ") if scores else []
        lines += [line for step in path.steps for line in step_lines(step)]
        lines.append("")
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 hop`, `2 hops`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _score_line(score: Score) -> str:
    parts = ", ".join(f"{name} {part / BIT:.1f}" for name, part in score._asdict().items() if name not in ("total", "documents"))
    return f"Price: {score.total / BIT:.1f} bits = {parts}; each hop stated by {counted(score.documents, 'document')} or more"


def step_lines(step: Step) -> Iterator[str]:
    """Return a step as indented lines: the most telling ways with their quotes."""
    for index, hop in enumerate(step.hops[:SHOWN_WAYS]):
        yield from hop_lines(hop, "   ", "Also: " if index else "")
    more = len(step.hops) - SHOWN_WAYS
    if more > 0:
        yield f"   ... and {more} more {'way' if more == 1 else 'ways'} (all of them with -f json)"


def hop_lines(hop: Hop, indent: str, before: str = "") -> Iterator[str]:
    """Return a hop as indented lines: its sentence, and the first of its quotes.

    Args:
        hop: what is told.
        indent: blanks before each line.
        before: words before the sentence.
    """
    yield from wrapped(f"{before}{hop.sentence}.{_support(hop)}", indent, f"{indent}  ")
    for passage in hop.passages[:SHOWN_QUOTES]:
        yield from quoted(passage, f"{indent}  ")
    for premise in hop.because:
        yield from _premise(premise, f"{indent}  ")


def _support(hop: Hop) -> str:
    if hop.inferred:
        return "  [follows by reasoning]"
    return f"  [{counted(len(hop.documents()), 'source')}]"


def _premise(premise: Premise, indent: str) -> Iterator[str]:
    """Return what a hop follows from, with its first quote; without one, on what it rests."""
    rests = "" if premise.passages else f"  [{premise.basis}]"
    yield from wrapped(f"because {premise.sentence}.{rests}", indent, f"{indent}  ")
    for passage in premise.passages[:1]:
        yield from quoted(passage, f"{indent}  ")


def quoted(passage: Passage, indent: str = "     ") -> Iterator[str]:
    """Return a quote and its source as indented lines that fit the terminal."""
    words = " ".join(passage.quote.split())
    yield from wrapped(f"\u201c{words}\u201d", indent, f"{indent} ")
    yield from wrapped(source_line(passage), indent, f"{indent}  ")


def wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return a text as lines that fit the terminal, at most 120 columns.

    Args:
        text: what is told.
        first: what stands before the first line.
        rest: what stands before the others.
    """
    return wrap(text, min(width(), 120), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def source_line(passage: Passage) -> str:
    """Return where a quote stands, in one line."""
    known = [part for part in (passage.document.publisher, passage.document.date) if part]
    told = ", ".join(known) if known else "publisher and date not stated"
    way = f", on the word of {passage.speaker}" if passage.speaker else ", inferred" if passage.modality == "inferred" else ""
    doubt = f"; doubt: {passage.doubt}" if passage.doubt else ""
    title = shorten(passage.document.title, 60, placeholder=" ...")
    return f"- document {passage.document.id}, {title} ({told}), characters {passage.start}-{passage.end}{way}{doubt}"


def _not_connected(start: Candidate, goal: Candidate, answer: Answer) -> Iterator[str]:
    options = answer.options
    left_out = [group for group in ("places", "kinds", "populations") if group not in options.through]
    yield f"{start.label} and {goal.label} are not connected within {counted(options.max_hops, 'hop')}."
    yield f"Looked at {answer.visited} entities" + (f"; no path was let through {', '.join(left_out)}." if left_out else ".")
    yield from (f"A wider search finds one {words}" for words in answer.relaxed)
    if not answer.relaxed:
        yield f"A search through everything within {2 * options.max_hops} hops finds none either: the documents do not connect them."


def as_json(start: Candidate, goal: Candidate, answer: Answer, scores: bool = False, co_mention: bool = False) -> str:
    """Return the answer as JSON; the schema is in docs/formats.md.

    Args:
        start: one end.
        goal: the other.
        answer: what was found.
        scores: with the price of each path.
        co_mention: whether it is about being named together.
    """
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "mode": "co-mention" if co_mention else "relations",
            "from": entity_object(start),
            "to": entity_object(goal),
            "connected": bool(answer.paths),
            "searched": {"max_hops": answer.options.max_hops, "entities": answer.visited, "through": sorted(answer.options.through)},
            "wider": list(answer.relaxed),
            "paths": [path_object(path, scores) for path in answer.paths],
        }
    )


def entity_object(entity: Candidate) -> dict[str, str]:
    """Return an entity that a name meant as JSON has it."""
    return {"iri": entity.iri, "label": entity.label, "type": entity.type}


def path_object(path: Path, scores: bool = False) -> dict[str, object]:
    """Return a path as JSON has it, with its price if asked for."""
    nodes = [{"iri": iri, "label": label} for iri, label in zip(path.nodes, path.labels, strict=True)]
    told: dict[str, object] = {
        "length": len(path.steps),
        "nodes": nodes,
        "steps": [list(map(hop_object, step.hops)) for step in path.steps],
    }
    return told | {"score": _score_object(path.score)} if scores else told


def _score_object(score: Score) -> dict[str, float]:
    """Return a price in bits with its parts."""
    parts = {name: part / BIT for name, part in score._asdict().items() if name != "documents"}
    return parts | {"documents": score.documents}


def hop_object(hop: Hop) -> dict[str, object]:
    """Return a hop as JSON has it."""
    return {
        "source": hop.source,
        "target": hop.target,
        "kind": f"{ONTOLOGY}{hop.kind}",
        "sentence": hop.sentence,
        "record": hop.record or None,
        "inferred": hop.inferred,
        "sources": len(hop.documents()),
        "evidence": [passage_object(passage) for passage in hop.passages],
        "because": [_premise_object(premise) for premise in hop.because],
    }


def _premise_object(premise: Premise) -> dict[str, object]:
    evidence = [passage_object(passage) for passage in premise.passages]
    return {"sentence": premise.sentence, "basis": premise.basis, "evidence": evidence}


def passage_object(passage: Passage) -> dict[str, object]:
    """Return a passage as JSON has it: offsets count Unicode code points of the document's text."""
    return {
        "quote": passage.quote,
        "document": passage.document.id,
        "title": passage.document.title,
        "publisher": passage.document.publisher or None,
        "date": passage.document.date or None,
        "start": passage.start,
        "end": passage.end,
        "claim": passage.claim,
        "modality": passage.modality,
        "speaker": passage.speaker or None,
        "doubt": passage.doubt or None,
    }
