"""Paths in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap

from disgraph.cli.tables import SCHEMA_VERSION, to_json, width
from disgraph.errors import Candidate
from disgraph.facts.values import Passage
from disgraph.paths.hops import Hop
from disgraph.paths.lookup import Answer, Path, Step

#: Where the kinds of relations are declared.
ONTOLOGY = "https://w3id.org/disgraph/ontology#"

#: How many ways of one step, and how many quotes of one way, the text shows; JSON has all.
SHOWN_WAYS, SHOWN_QUOTES = 3, 2


def as_text(start: Candidate, goal: Candidate, answer: Answer, markdown: bool = False) -> str:
    """Return the answer for people."""
    if not answer.paths:
        return "\n".join(_not_connected(start, goal, answer)) + "\n"
    noun = "path" if len(answer.paths) == 1 else "paths"
    lines = [f"{'## ' if markdown else ''}{start.label} to {goal.label}: {len(answer.paths)} {noun}", ""]
    for number, path in enumerate(answer.paths, 1):
        lines += [*_path(number, path), ""]
    return "\n".join(lines)


def _path(number: int, path: Path) -> Iterator[str]:
    hops = "1 hop" if len(path.steps) == 1 else f"{len(path.steps)} hops"
    yield from wrapped(f"{number}. {' - '.join(path.labels)}  ({hops})", "", "   ")
    for step in path.steps:
        yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    for index, hop in enumerate(step.hops[:SHOWN_WAYS]):
        yield from wrapped(f"{'Also: ' if index else ''}{hop.sentence}.{_support(hop)}", "   ", "     ")
        for passage in hop.passages[:SHOWN_QUOTES]:
            yield from quoted(passage)
    more = len(step.hops) - SHOWN_WAYS
    if more > 0:
        yield f"   ... and {more} more {'way' if more == 1 else 'ways'} (all of them with -f json)"


def _support(hop: Hop) -> str:
    if hop.inferred:
        return "  [follows by reasoning]"
    documents = len(hop.documents())
    return f"  [{documents} {'source' if documents == 1 else 'sources'}]"


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
    yield f"{start.label} and {goal.label} are not connected within {options.max_hops} hops."
    yield f"Looked at {answer.visited} entities" + (f"; no path was let through {', '.join(left_out)}." if left_out else ".")
    for words in answer.relaxed:
        yield f"A wider search finds one {words}"
    if not answer.relaxed:
        yield f"A search through everything within {2 * options.max_hops} hops finds none either: the documents do not connect them."


def as_json(start: Candidate, goal: Candidate, answer: Answer) -> str:
    """Return the answer as JSON; the schema is in docs/formats.md."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "from": {"iri": start.iri, "label": start.label, "type": start.type},
            "to": {"iri": goal.iri, "label": goal.label, "type": goal.type},
            "connected": bool(answer.paths),
            "searched": {"max_hops": answer.options.max_hops, "entities": answer.visited, "through": sorted(answer.options.through)},
            "wider": list(answer.relaxed),
            "paths": [_path_object(path) for path in answer.paths],
        }
    )


def _path_object(path: Path) -> dict[str, object]:
    nodes = [{"iri": iri, "label": label} for iri, label in zip(path.nodes, path.labels, strict=True)]
    return {"length": len(path.steps), "nodes": nodes, "steps": [[_hop_object(hop) for hop in step.hops] for step in path.steps]}


def _hop_object(hop: Hop) -> dict[str, object]:
    return {
        "source": hop.source,
        "target": hop.target,
        "kind": f"{ONTOLOGY}{hop.kind}",
        "sentence": hop.sentence,
        "record": hop.record or None,
        "inferred": hop.inferred,
        "sources": len(hop.documents()),
        "evidence": [passage_object(passage) for passage in hop.passages],
    }


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
