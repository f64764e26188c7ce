"""The findings of the audit as blocks, rows and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disgraph.audit import VERDICTS, Entry
from disgraph.render.answer_blocks import Block, Heading, ListItem, Paragraph
from disgraph.render.citations import Citations
from disgraph.render.hop_answer import sentence
from disgraph.render.json_output import versioned
from disgraph.wording.noun_counts import count_noun

COLUMNS = ("verdict", "check", "finding", "recomputed", "working", "documents", "iri")


def audit_blocks(entries: Sequence[Entry]) -> Iterator[Block]:
    """Return the tally of findings, then each finding with its quotes."""
    if not entries:
        yield Paragraph("No findings.")
        return
    counts = Counter(entry.finding.verdict for entry in entries)
    tally = [f"{verdict} ({counts[verdict]:,})" if len(counts) > 1 else verdict for verdict in VERDICTS if counts[verdict]]
    yield Heading(f"{count_noun(len(entries), 'finding')}: {', '.join(tally)}", 1)
    citations = Citations()
    for number, entry in enumerate(entries, 1):
        found = entry.finding
        yield ListItem(f"{found.verdict.upper()} [{found.check}] {sentence(found.sentence)}", 0, number)
        yield ListItem(f"Working: {found.working}", 1)
        yield from citations.quotes(entry.passages, 1)
    yield from citations.sources()


def audit_rows(entries: Sequence[Entry]) -> list[list[str]]:
    """Return a row for each finding; the columns are `COLUMNS`."""
    return [
        [
            entry.finding.verdict,
            entry.finding.check,
            entry.finding.sentence,
            entry.finding.recomputed,
            entry.finding.working,
            ", ".join(sorted({passage.document.id for passage in entry.passages})),
            entry.finding.iri,
        ]
        for entry in entries
    ]


def audit_json(entries: Sequence[Entry]) -> str:
    """Return the findings as JSON; schema `audit.json`."""
    return versioned({"findings": list(map(_object, entries))})


def _object(entry: Entry) -> dict[str, object]:
    found = entry.finding
    return {
        "iri": found.iri,
        "check": found.check,
        "verdict": found.verdict,
        "condition": found.condition,
        "recomputed": found.recomputed,
        "working": found.working,
        "sentence": found.sentence,
        "concerns": list(found.concerns),
        "passages": [
            {"document": each.document.id, "start": each.start, "end": each.end, "quote": each.quote, "claim": each.claim}
            for each in entry.passages
        ],
    }
