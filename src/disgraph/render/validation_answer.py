"""The results of validation as blocks, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.facts.validation_results import LocatedResult
from disgraph.render.answer_blocks import Block, CitedQuote, ListItem, Paragraph
from disgraph.render.json_output import versioned

#: Characters of a label in a line of text.
_LONGEST = 70

#: What people call a severity of SHACL, if not by its name.
_SEVERITIES = {"info": "note"}

COLUMNS = ("severity", "entity", "rule", "message", "remedy", "value", "passage", "iri")


def validation_blocks(results: Sequence[LocatedResult]) -> Iterator[Block]:
    """Return each result with its remedy and the passage it comes from."""
    if not results:
        yield Paragraph("The graph conforms to every shape.")
    for result in results:
        severity = _SEVERITIES.get(result.severity, result.severity).upper()
        yield ListItem(f"{severity} {_shortened(result.entity)}: {result.message} [{result.rule}]")
        yield ListItem(result.remedy, 1)
        if result.passage:
            yield CitedQuote(result.passage, "", 1)


def _shortened(label: str) -> str:
    """Return a label in one line: a title may be a whole sentence."""
    from textwrap import shorten

    return shorten(label, _LONGEST, placeholder=" \u2026")


def validation_rows(results: Sequence[LocatedResult]) -> list[list[str]]:
    """Return a row for each result; the columns are `COLUMNS`."""
    return [list(result) for result in results]


def validation_json(results: Sequence[LocatedResult]) -> str:
    """Return the results as JSON; schema `validate.json`."""
    return versioned({"conforms": not results, "results": [dict(zip(COLUMNS, result, strict=True)) for result in results]})
